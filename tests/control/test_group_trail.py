"""A coordinator reads the trail of the own tiers: nobody else's, and no value that is not theirs to know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lo_portal.audit import trail
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiers(event):
    """The coordinator's own tier and another one."""
    return factories.TierFactory(event=event, code="VIP"), factories.TierFactory(event=event, code="UMUM")


@pytest.fixture
def client(event, tiers, coordinator, client_of):
    event.roster.get(officer__user=coordinator).tiers.set([tiers[0]])
    return client_of(coordinator)


@pytest.fixture
def url(event):
    return reverse("control:group-trail", args=[event.slug])


def _note(verb, on, staff, at, **detail):
    return trail.record(verb, on=on, by=staff, at=at, detail=detail)


def test_lines_of_the_own_tier_only(client, url, event, tiers, staff, at):
    own, other = (factories.DelegationFactory(event=event, tier=tier) for tier in tiers)
    foreign = factories.DelegationFactory()
    for number, one in enumerate((own, other, foreign)):
        guest = factories.GuestFactory(delegation=one, full_name=f"Tamu {number}")
        movement = factories.MovementFactory(delegation=one, carrier_code=f"GA 10{number}")
        _note("guest.changed", guest, staff, at, full_name=["Tamu", f"Nama baru {number}"])
        _note("movement.changed", movement, staff, at, place=["", f"Tempat {number}"])
    _note("event.changed", event, staff, at, name=["", "Seluruh acara"])

    page = client.get(url).content.decode()
    assert ("Nama baru 0" in page, "Tempat 0" in page) == (True, True)
    assert not [words for words in ("baru 1", "baru 2", "Tempat 1", "Tempat 2", "Seluruh") if words in page]


def test_officers_and_items_of_the_own_tier(client, url, event, tiers, staff, at):
    for number, tier in enumerate(tiers):
        delegation = factories.DelegationFactory(event=event, tier=tier)
        entry = factories.RosterEntryFactory(event=event)
        assignment = factories.AssignmentFactory(delegation=delegation, officer=entry.officer)
        item = factories.AgendaItemFactory(event=event)
        item.tiers.set([tier])
        for verb, row in (
            ("assignment.placed", assignment),
            ("officer.changed", entry.officer),
            ("roster_entry.changed", entry),
            ("item.changed", item),
        ):
            _note(verb, row, staff, at, note=f"{verb}-{number}")
    shared = factories.AgendaItemFactory(event=event)
    shared.tiers.set(tiers)
    _note("item.changed", shared, staff, at, note="milik-bersama")

    page = client.get(url).content.decode()
    verbs = ("assignment.placed", "officer.changed", "roster_entry.changed", "item.changed")
    assert [verb for verb in verbs if f"{verb}-0" not in page] == []
    assert [verb for verb in verbs if f"{verb}-1" in page] == []
    assert "milik-bersama" not in page


def test_values_that_are_not_theirs_to_know_are_left_out(client, url, event, tiers, staff, at):
    delegation = factories.DelegationFactory(event=event, tier=tiers[0])
    guest = factories.GuestFactory(delegation=delegation)
    officer = factories.AssignmentFactory(delegation=delegation).officer
    _note("guest.changed", guest, staff, at, phone=["", "0812-TELEPON"], passport_number=["", "SIDIKPASPOR"])
    _note("officer.changed", officer, staff, at, nip=["", "198801172009121011"])
    trail.record_view(on=guest, by=staff, at=at, fields=["health_note"], reason="Alergi kacang pada jamuan")

    page = client.get(url).content.decode()
    assert "0812-TELEPON" in page
    assert not [words for words in ("SIDIKPASPOR", "198801172009121011") if words in page]
    looks = client.get(url, {"kind": "views"}).content.decode()
    assert str(guest) in looks
    assert "Alergi" not in looks


def test_the_filter_narrows(client, url, event, tiers, staff, at):
    delegation = factories.DelegationFactory(event=event, tier=tiers[0])
    _note("delegation.changed", delegation, staff, at, note="pertama")
    _note("delegation.cancelled", delegation, staff, at, note="kedua")
    page = client.get(url, {"deed": "delegation.cancelled", "who": "Dewi"}).content.decode()
    assert ("kedua" in page, "pertama" in page) == (True, False)


def test_only_coordinators_of_the_event(url, staff, officer_user, stranger, client_of, tiers):
    elsewhere = factories.UserFactory(roles=["coordinator"])
    answers = [client_of(user).get(url).status_code for user in (staff, officer_user, stranger, elsewhere)]
    assert answers == [403, 403, 404, 404]


def test_one_line_and_thirty_cost_the_same(client, url, event, tiers, staff, at):
    def write():
        delegation = factories.DelegationFactory(event=event, tier=tiers[0])
        guest = factories.GuestFactory(delegation=delegation)
        _note("guest.changed", guest, staff, at, full_name=["", "Tamu"])
        _note("officer.changed", factories.AssignmentFactory(delegation=delegation).officer, staff, at)

    write()
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _one in range(15):
        write()
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).content.decode().count("<tr>") > 30
    assert len(many) == len(few)
