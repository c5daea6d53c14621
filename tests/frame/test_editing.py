"""Two people edit one row at once, in two browsers."""

import re

import pytest
from django.urls import reverse

from tests.factories import DelegationFactory, TierFactory


@pytest.fixture
def delegation(event):
    return DelegationFactory(
        event=event, tier=TierFactory(event=event, code="VIP"), name="Semula", party_size=3
    )


def _form_of(client, delegation) -> dict:
    """What a browser would send back untouched."""
    url = reverse("delegates:delegation-change", args=[delegation.pk])
    form = client.get(url).context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    return {name: "" if value is None else str(getattr(value, "pk", value)) for name, value in values.items()}


def _send(client, delegation, data):
    return client.post(reverse("delegates:delegation-change", args=[delegation.pk]), data)


def _resend(client, delegation, page) -> object:
    """Press the one button of the conflict page: send its hidden fields."""
    found = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page.content.decode(), re.S)
    return _send(client, delegation, dict(found))


def test_late_form_shows_both_and_keeps_the_text(delegation, staff, coordinator, client_of):
    first, second = client_of(coordinator), client_of(staff)
    theirs, mine = _form_of(first, delegation), _form_of(second, delegation)
    assert _send(first, delegation, theirs | {"name": "Dari Hendri"}).status_code == 302
    page = _send(second, delegation, mine | {"name": "Dari Dewi"})
    shown = page.content.decode()
    assert page.status_code == 409
    assert "Dari Hendri" in shown
    assert "Dari Dewi" in shown
    assert "Hendri Koordinator" in shown
    delegation.refresh_from_db()
    assert delegation.name == "Dari Hendri"


def test_mine_goes_on_top_by_one_button(delegation, staff, coordinator, client_of):
    first, second = client_of(coordinator), client_of(staff)
    theirs, mine = _form_of(first, delegation), _form_of(second, delegation)
    _send(first, delegation, theirs | {"name": "Dari Hendri"})
    page = _send(second, delegation, mine | {"name": "Dari Dewi"})
    assert _resend(second, delegation, page).status_code == 302
    delegation.refresh_from_db()
    assert (delegation.name, delegation.version) == ("Dari Dewi", 2)


def test_fields_that_i_never_touched_keep_what_the_other_saved(delegation, staff, coordinator, client_of):
    first, second = client_of(coordinator), client_of(staff)
    theirs, mine = _form_of(first, delegation), _form_of(second, delegation)
    _send(first, delegation, theirs | {"party_size": "8"})
    page = _send(second, delegation, mine | {"name": "Dari Dewi"})
    assert page.context["differences"] == []
    _resend(second, delegation, page)
    delegation.refresh_from_db()
    assert (delegation.party_size, delegation.name) == (8, "Dari Dewi")


def test_third_person_in_between_is_told_too(delegation, staff, coordinator, client_of):
    first, second = client_of(coordinator), client_of(staff)
    theirs, mine = _form_of(first, delegation), _form_of(second, delegation)
    _send(first, delegation, theirs | {"name": "Dari Hendri"})
    page = _send(second, delegation, mine | {"name": "Dari Dewi"})
    _send(first, delegation, _form_of(first, delegation) | {"name": "Hendri lagi"})
    assert _resend(second, delegation, page).status_code == 409


def test_same_change_twice_is_no_conflict(delegation, staff, coordinator, client_of):
    first, second = client_of(coordinator), client_of(staff)
    theirs, mine = _form_of(first, delegation), _form_of(second, delegation)
    _send(first, delegation, theirs | {"name": "Sama"})
    assert _send(second, delegation, mine | {"name": "Sama"}).status_code == 302
