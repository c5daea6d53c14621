"""An address that leads nowhere is told in the design, to everybody."""

import pytest


@pytest.mark.parametrize("who", ["officer_user", "coordinator", "staff", "admin_user", None])
@pytest.mark.parametrize("path", ["/nowhere/", "/duty/nowhere/", "/favicon.ico"])
def test_lost_address_is_a_404(who, path, event, request, client, client_of):
    visitor = client_of(request.getfixturevalue(who)) if who else client
    response = visitor.get(path)
    assert response.status_code == 404
    assert "Portal LO" in response.content.decode()


@pytest.mark.django_db
def test_a_nul_in_a_search_or_a_reason_breaks_nothing(client_of, staff, event):
    client = client_of(staff)
    assert client.get(f"/events/{event.slug}/officers/", {"q": "Her\0lina"}).status_code == 200
    answer = client.post(f"/events/{event.slug}/closing/close/", {"lessons": "Mobil\0 cadangan"})
    assert "Mobil cadangan" in answer.content.decode()
