"""From the rows to the sheets: what reaches whom, and at what price."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assignments.duty import compose, loader
from assignments.duty import sheet as sheets
from delegates.models import Need, Participation, Stay
from tests import factories
from tests.duty.factories import GALA, assign, gala, served_delegation

pytestmark = pytest.mark.django_db

LOAD_QUERIES = 13


def sheets_of(event):
    return compose.compose_sheets(loader.load_facts(event))


def sheet_of(event, user):
    return sheets_of(event)[str(user.officer.pk)]


def titles(event, user):
    return [entry.title or entry.kind for entry in sheet_of(event, user).timeline]


def test_item_without_tiers_reaches_every_serving_officer(event, officer_user, other_officer_user):
    served_delegation(event, officer_user, code="PH-01")
    served_delegation(event, other_officer_user, code="GUB-01", tier="GUB")
    gala(event)
    assert "Gala dinner" in titles(event, officer_user)
    assert "Gala dinner" in titles(event, other_officer_user)


def test_item_with_a_tier_reaches_only_that_tiers_officers(event, officer_user, other_officer_user):
    served_delegation(event, officer_user, code="PH-01", tier="VVIP")
    served_delegation(event, other_officer_user, code="GUB-01", tier="GUB")
    gala(event).tiers.add(factories.TierFactory(event=event, code="VVIP"))
    assert "Gala dinner" in titles(event, officer_user)
    assert "Gala dinner" not in titles(event, other_officer_user)


def test_invited_delegation_attends_beyond_its_tier(event, officer_user):
    delegation = served_delegation(event, officer_user, tier="GUB")
    item = gala(event)
    item.tiers.add(factories.TierFactory(event=event, code="VVIP"))
    Participation.objects.create(item=item, delegation=delegation)
    assert "Gala dinner" in titles(event, officer_user)


def test_excused_delegation_does_not_attend(event, officer_user):
    delegation = served_delegation(event, officer_user)
    Participation.objects.create(item=gala(event), delegation=delegation, excused=True)
    assert "Gala dinner" not in titles(event, officer_user)


def test_delegation_that_left_before_does_not_attend(event, officer_user):
    delegation = served_delegation(event, officer_user)
    factories.MovementFactory(delegation=delegation, kind="departure", scheduled_at=GALA - timedelta(hours=5))
    gala(event)
    assert "Gala dinner" not in titles(event, officer_user)


def test_cancelled_item_is_on_no_sheet(event, officer_user, at):
    served_delegation(event, officer_user)
    gala(event, cancelled_at=at)
    assert "Gala dinner" not in titles(event, officer_user)


def test_briefing_reaches_everybody_on_the_roster_but_no_stranger(event, officer_user, coordinator, stranger):
    factories.BriefingFactory(item__event=event)
    assert titles(event, officer_user) == titles(event, coordinator) == ["Rapat persiapan LO"]
    assert not hasattr(stranger, "officer")
    assert len(sheets_of(event)) == 2


def test_backup_is_told_the_delegation_but_not_its_guests(event, officer_user):
    delegation = served_delegation(event)
    assign(delegation, officer_user, kind="backup", state="proposed")
    gala(event)
    sheet = sheet_of(event, officer_user)
    assert [(part.code, part.kind, part.guests) for part in sheet.delegations] == [("PH-01", "backup", ())]
    assert sheet.timeline == ()


def test_released_officer_keeps_nothing_of_the_delegation(event, officer_user):
    served_delegation(event, officer_user, state="released")
    assert sheet_of(event, officer_user).is_blank


def test_movement_says_where_when_and_with_which_car(event, officer_user):
    factories.VenueFactory(event=event, kind="airport", name="Bandara Supadio", meeting_point="Pintu 2")
    served_delegation(event, officer_user)
    entry = sheet_of(event, officer_user).timeline[0]
    assert (entry.kind, entry.place, entry.meeting_point) == ("arrival", "Bandara Supadio", "Pintu 2")
    assert entry.starts_at == datetime(2022, 11, 23, 3, 35, tzinfo=UTC)
    assert entry.be_there_by == datetime(2022, 11, 23, 2, 35, tzinfo=UTC)
    assert entry.vehicle.driver_phone == "+6281234567890"
    assert entry.guest == "Madam Secretary Tolentino"


def test_officer_is_told_to_meet_the_party_before_it_takes_off(event, officer_user):
    delegation = served_delegation(event, officer_user)
    take_off = datetime(2022, 11, 26, 9, 0, tzinfo=UTC)
    factories.MovementFactory(delegation=delegation, kind="departure", scheduled_at=take_off)
    factories.MovementFactory(
        delegation=delegation, kind="transfer", scheduled_at=take_off - timedelta(days=1)
    )
    _arrival, drive, departure = sheet_of(event, officer_user).timeline
    assert departure.be_there_by == datetime(2022, 11, 26, 6, 30, tzinfo=UTC)
    assert drive.be_there_by is None


def test_guests_clock_is_named_only_where_it_differs(event, officer_user, other_officer_user):
    served_delegation(event, officer_user, code="PH-01", country="PH")
    served_delegation(event, other_officer_user, code="RI-01", country="ID")
    gala(event)
    assert [clock.zone for clock in sheet_of(event, officer_user).timeline[-1].home] == ["Asia/Manila"]
    assert sheet_of(event, other_officer_user).timeline[-1].home == ()


def test_contacts_are_in_the_order_of_whom_to_call(event, officer_user, other_officer_user, coordinator):
    event.posko_phone = "+62561736541"
    event.save()
    delegation = served_delegation(
        event, officer_user, lo_required=2, contact_name="Carlo", contact_phone="+639171234567"
    )
    assign(delegation, other_officer_user, slot=2)
    roles = [contact.role for contact in sheet_of(event, officer_user).contacts]
    assert roles == ["coordinator", "driver", "guest", "colleague", "posko"]


def test_coordinator_of_another_tier_is_not_the_one_to_call(event, officer_user, coordinator):
    entry = coordinator.officer.roster.get()
    entry.tiers.add(factories.TierFactory(event=event, code="GUB"))
    served_delegation(event, officer_user, tier="VVIP")
    assert "coordinator" not in [contact.role for contact in sheet_of(event, officer_user).contacts]


def test_item_of_two_of_the_officers_delegations_appears_once(event, officer_user):
    served_delegation(event, officer_user, code="PH-01")
    second = served_delegation(event, code="PH-02")
    early = (datetime(2022, 11, 20, tzinfo=UTC), datetime(2022, 11, 21, tzinfo=UTC))
    assign(second, officer_user, period=early)
    gala(event)
    found = [entry for entry in sheet_of(event, officer_user).timeline if entry.title == "Gala dinner"]
    assert [entry.delegations for entry in found] == [("PH-01", "PH-02")]


def test_restricted_fields_never_enter_the_stored_sheet(event, officer_user):
    delegation = served_delegation(event, officer_user)
    Stay.objects.create(
        delegation=delegation, hotel=factories.VenueFactory(event=event, kind="hotel"), room="RAHASIA 1901"
    )
    Need.objects.create(delegation=delegation, kind="diet", text="Vegetarian")
    stored = json.dumps(sheets.to_json(sheet_of(event, officer_user)))
    assert "Vegetarian" in stored
    assert "RAHASIA" not in stored


@pytest.mark.parametrize("officers", [1, 30, 300])
def test_composing_costs_the_same_queries_for_any_number_of_officers(event, officers):
    _crowd(event, officers)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(sheets_of(event)) == officers
    assert len(queries) == LOAD_QUERIES


def _crowd(event, size):
    """Officers of two tiers, each with a delegation that moves, and a day of agenda."""
    item = gala(event)
    item.tiers.add(factories.TierFactory(event=event, code="VIP"))
    factories.BriefingFactory(item__event=event)
    agency = factories.AgencyFactory()
    for number in range(size):
        delegation = factories.DelegationFactory(
            event=event, tier=factories.TierFactory(event=event, code="VIP")
        )
        factories.GuestFactory(delegation=delegation, role="head")
        factories.MovementFactory(delegation=delegation, vehicle=None)
        officer = factories.OfficerFactory(agency=agency, nip="", identity_kind="none")
        factories.RosterEntryFactory(event=event, officer=officer)
        factories.AssignmentFactory(delegation=delegation, officer=officer, slot=1)
        if number % 3 == 0:
            Need.objects.create(delegation=delegation, kind="diet", text="Halal")
