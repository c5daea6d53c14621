"""Amber a quarter of an hour before, red from the moment on: at every duty, and not too often."""

from datetime import UTC, datetime, timedelta

import pytest

from assignments.field import services as field
from assignments.live import loader
from assignments.live.board import board_of
from delegates.models import Participation
from tests import factories
from tests.duty.factories import GALA
from tests.field.factories import published_pickup
from tests.field.test_reports import tap

pytestmark = pytest.mark.django_db
TAKE_OFF = datetime(2022, 11, 26, 9, 0, tzinfo=UTC)
LEAVE = TAKE_OFF - timedelta(minutes=150)
DRIVE = datetime(2022, 11, 24, 2, 0, tzinfo=UTC)


def minutes(number) -> timedelta:
    return timedelta(minutes=number)


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def alarm(event, staff, at) -> tuple[str, str]:
    """(amber, red or nothing; what the officer is missed at) of the only row."""
    (row,) = board_of(loader.load_facts(event, staff, at), at).rows
    return row.alarm, row.duty.title if row.duty else ""


def leg(delegation, kind, at, **facts):
    return factories.MovementFactory(
        delegation=delegation, kind=kind, scheduled_at=at, carrier_code="", **facts
    )


@pytest.mark.parametrize(
    ("offset", "colour"), [(-16, ""), (-15, "amber"), (-1, "amber"), (0, "red"), (119, "red"), (121, "")]
)
@pytest.mark.parametrize(
    ("kind", "moment", "due", "title"),
    [
        ("departure", TAKE_OFF, LEAVE, "Pulang"),
        ("transfer", DRIVE, DRIVE, "Perpindahan"),
        (None, None, GALA, "Gala dinner"),
    ],
)
def test_every_duty_alarms_although_nothing_was_reported_before(
    delegation, event, staff, kind, moment, due, title, offset, colour
):
    if kind:
        leg(delegation, kind, moment)
    assert alarm(event, staff, due + minutes(offset)) == (colour, title if colour else "")


@pytest.mark.parametrize("phase", ["on_site", "on_road", "departed"])
def test_an_officer_who_reported_from_the_departure_is_in_position(
    delegation, event, staff, officer_user, phase
):
    away = leg(delegation, "departure", TAKE_OFF)
    tap(delegation, officer_user, phase=phase, at=LEAVE - minutes(20), leg=f"movement:{away.pk}")
    assert alarm(event, staff, LEAVE + minutes(5)) == ("", "")


def test_a_tap_that_was_taken_back_turns_the_row_red_again(delegation, event, staff, officer_user):
    item = event.agenda.get(title="Gala dinner")
    done = tap(delegation, officer_user, phase="on_site", at=GALA - minutes(20), leg=f"agenda:{item.pk}")
    assert alarm(event, staff, GALA + minutes(1)) == ("", "")
    field.withdraw_report(report=done.report, by=officer_user, at=GALA)
    assert alarm(event, staff, GALA + minutes(1)) == ("red", "Gala dinner")


def test_whoever_brought_the_guest_to_the_place_is_in_position_for_what_begins_there(
    delegation, event, staff, officer_user
):
    item = event.agenda.get(title="Gala dinner")
    drive = leg(delegation, "transfer", GALA - minutes(60), destination=item.venue.name)
    tap(delegation, officer_user, phase="at_venue", at=GALA - minutes(30), leg=f"movement:{drive.pk}")
    assert alarm(event, staff, GALA + minutes(1)) == ("", "")


def test_whoever_has_left_the_place_again_is_not(delegation, event, staff, officer_user):
    item = event.agenda.get(title="Gala dinner")
    noon = factories.AgendaItemFactory(
        event=event, venue=item.venue, starts_at=GALA - minutes(300), ends_at=GALA - minutes(200)
    )
    for phase, before in (("at_venue", 310), ("at_hotel", 180)):
        tap(delegation, officer_user, phase=phase, at=GALA - minutes(before), leg=f"agenda:{noon.pk}")
    assert alarm(event, staff, GALA + minutes(1)) == ("red", "Gala dinner")


def test_of_two_missed_duties_the_one_that_is_due_longest_is_named(delegation, event, staff):
    leg(delegation, "transfer", GALA - minutes(30))
    assert alarm(event, staff, GALA - minutes(5)) == ("red", "Perpindahan")


def test_a_delegation_that_is_excused_or_has_left_is_not_missed(delegation, event, staff, officer_user):
    item = event.agenda.get(title="Gala dinner")
    row = Participation.objects.create(item=item, delegation=delegation, excused=True)
    assert alarm(event, staff, GALA) == ("", "")
    row.delete()
    away = leg(delegation, "departure", GALA + timedelta(days=1))
    tap(delegation, officer_user, phase="departed", at=GALA - minutes(60), leg=f"movement:{away.pk}")
    assert alarm(event, staff, GALA) == ("", "")
