"""An address that leads nowhere is told in the design, to everybody."""

import pytest


@pytest.mark.parametrize("who", ["officer_user", "coordinator", "staff", "admin_user", None])
@pytest.mark.parametrize("path", ["/nowhere/", "/duty/nowhere/", "/favicon.ico"])
def test_lost_address_is_a_404(who, path, event, request, client, client_of):
    visitor = client_of(request.getfixturevalue(who)) if who else client
    response = visitor.get(path)
    assert response.status_code == 404
    assert "Portal LO" in response.content.decode()
