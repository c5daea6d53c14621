"""A late flight: one time entered, what it touches shown, a part of it applied, just these people told."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments import services as pairing
from assignments.duty import publishing
from assignments.live import delays
from assignments.models import Assignment
from assignments.notices.models import Notice
from assignments.services.periods import held_period
from delegates.models import Movement
from lo_portal.refusals import Refused
from tests import factories
from tests.duty.factories import served_delegation
from tests.field.factories import published_pickup

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=85)


@pytest.fixture
def flight(event, staff, officer_user, other_officer_user, at):
    """Two delegations on AK 6112; the dinner begins an hour after the old landing."""
    first = published_pickup(event, staff, officer_user, at)
    second = served_delegation(event, other_officer_user, code="GUB-01", tier="GUB", name="Sabah")
    legs = Movement.objects.filter(kind="arrival")
    legs.update(carrier_code="AK 6112")
    leg = first.movements.get(kind="arrival")
    factories.AgendaItemFactory(
        event=event,
        title="Makan siang",
        starts_at=leg.at + timedelta(hours=1),
        ends_at=leg.at + timedelta(hours=3),
    )
    Assignment.objects.update(state="accepted", offered_at=at, answered_at=at)
    publishing.publish_plan(event=event, by=staff, at=at + timedelta(minutes=5))
    assert second.movements.get().at == leg.at
    return leg


def address(leg, **query):
    return reverse("live:flight-delay", args=[leg.pk]), query


def typed(moment, event) -> str:
    return f"{moment.astimezone(event.zone):%Y-%m-%dT%H:%M}"


def test_the_preview_lists_everybody_and_writes_nothing(flight, event, staff, client_of):
    other = factories.MovementFactory(
        delegation=factories.DelegationFactory(event=event, code="X-1"), vehicle=flight.vehicle,
        scheduled_at=flight.at + LATER, carrier_code="GA 1",
    )  # fmt: skip
    impacts = delays.impacts_of(flight, flight.at + LATER, staff)
    assert [one.movement.delegation.code for one in impacts] == ["GUB-01", "PH-01"]
    (mine,) = [one for one in impacts if one.movement == flight]
    assert [item.title for item in mine.missed] == ["Makan siang"]
    assert other.delegation.code in mine.clashes[0]
    assert mine.new_due - mine.old_due == LATER
    url, query = address(flight, new_at=typed(flight.at + LATER, event))
    page = client_of(staff).get(url, query).content.decode()
    assert all(words in page for words in ("Makan siang", "GUB-01", "PH-01", "Terapkan dan beri tahu"))
    flight.refresh_from_db()
    assert flight.estimated_at is None


def test_what_is_ticked_moves_and_just_its_officers_are_told(
    flight, event, staff, officer_user, other_officer_user, client_of
):
    before = Notice.objects.count()
    url, _query = address(flight)
    facts = {"new_at": typed(flight.at + LATER, event), "delegations": [flight.delegation_id]}
    assert client_of(staff).post(url, facts).status_code == 302
    flight.refresh_from_db()
    assert flight.estimated_at - flight.scheduled_at == LATER
    assert not Movement.objects.exclude(pk=flight.pk).filter(estimated_at__isnull=False).exists()
    fresh = Notice.objects.order_by("created_at")[before:]
    assert {notice.recipient for notice in fresh} == {officer_user}
    told = next(notice for notice in fresh if notice.channel == "inbox")
    assert "12.00 WIB" in told.text


def test_all_of_the_flight_at_once_is_one_version(flight, event, staff, at):
    keys = [str(leg.delegation_id) for leg in delays.flight_of(flight, staff)]
    count = delays.apply_delay(
        movement=flight, new_at=flight.at + LATER, delegations=keys, by=staff, at=at + timedelta(hours=1)
    )
    assert count == 2
    assert event.publications.order_by("-version").first().summary["officers"] == 2


def test_one_officer_held_twice_does_not_stop_the_others_of_the_flight(
    flight, event, staff, other_officer_user, client_of, at
):
    lead = timedelta(minutes=flight.delegation.tier.arrival_lead_minutes)
    before = factories.DelegationFactory(event=event, code="X-8")
    for kind, moment in (
        ("arrival", flight.at - timedelta(days=1)),
        ("departure", flight.at - lead - LATER * 3),
    ):
        factories.MovementFactory(delegation=before, kind=kind, scheduled_at=moment)
    factories.AssignmentFactory(
        delegation=before, officer=other_officer_user.officer, period=held_period(before), offered_at=at
    )
    pairing.refit_periods(event=event, by=staff, at=at)
    earlier = flight.at - LATER * 2
    url, query = address(flight, new_at=typed(earlier, event))
    client = client_of(staff)
    page = client.get(url, query).content.decode()
    assert "lepas centangnya" in page
    assert "disabled" not in page.partition('class="dock"')[2]
    every = [str(leg.delegation_id) for leg in delays.flight_of(flight, staff)]
    assert client.post(url, {**query, "delegations": every}).status_code == 409
    flight.refresh_from_db()
    assert flight.estimated_at is None
    assert client.post(url, {**query, "delegations": [flight.delegation_id]}).status_code == 302
    flight.refresh_from_db()
    assert flight.estimated_at == earlier


@pytest.mark.parametrize(("change", "code"), [(timedelta(0), "same_time"), (timedelta(days=3), "too_far")])
def test_a_time_that_makes_no_sense_is_refused(flight, staff, at, change, code):
    with pytest.raises(Refused) as refusal:
        delays.impacts_of(flight, flight.at + change, staff)
    assert refusal.value.code == code


def test_bad_input_keeps_the_page(flight, event, staff, client_of):
    url, query = address(flight, new_at="besok")
    assert client_of(staff).get(url, query).status_code == 422
    nothing = client_of(staff).post(url, {"new_at": typed(flight.at + LATER, event)})
    assert (nothing.status_code, "Centang paling sedikit satu" in nothing.content.decode()) == (422, True)


def test_the_team_may_and_officers_may_not(flight, coordinator, officer_user, stranger, client_of):
    url, _query = address(flight)
    assert client_of(coordinator).get(url).status_code == 200
    assert client_of(officer_user).get(url).status_code == 404
    assert client_of(stranger).get(url).status_code == 404


def seen(flight, user) -> list[str]:
    return [f"{leg.pk}:{leg.version}" for leg in delays.flight_of(flight, user)]


def test_of_two_who_enter_a_time_the_second_is_told_who_and_when_and_keeps_the_typed_time(
    flight, event, staff, coordinator, client_of
):
    url, _query = address(flight)
    old = {"seen": seen(flight, staff), "delegations": [flight.delegation_id]}
    first = client_of(coordinator).post(url, {**old, "new_at": typed(flight.at + LATER, event)})
    assert first.status_code == 302
    later = typed(flight.at + LATER * 2, event)
    second = client_of(staff).post(url, {**old, "new_at": later})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Hendri Koordinator" in page
    assert f'value="{later}"' in page
    flight.refresh_from_db()
    assert flight.estimated_at - flight.scheduled_at == LATER
    fresh = {"seen": re.findall(r'name="seen" value="([^"]+)"', page), "delegations": [flight.delegation_id]}
    assert client_of(staff).post(url, {**fresh, "new_at": later}).status_code == 302


def test_a_departure_shows_the_pick_up_and_the_agenda_that_an_earlier_flight_cuts(flight, event, staff):
    take_off = flight.at + timedelta(days=2)
    leg = factories.MovementFactory(
        delegation=flight.delegation, kind="departure", scheduled_at=take_off, carrier_code="GA 9"
    )
    factories.AgendaItemFactory(
        event=event, title="Penutupan", starts_at=take_off - timedelta(hours=5),
        ends_at=take_off - timedelta(hours=3),
    )  # fmt: skip
    (earlier,) = delays.impacts_of(leg, take_off - timedelta(hours=1), staff)
    assert [item.title for item in earlier.missed] == ["Penutupan"]
    assert earlier.pick_up == (take_off - timedelta(minutes=150), take_off - timedelta(minutes=210))
    assert earlier.new_due == take_off - timedelta(minutes=210)
    (later,) = delays.impacts_of(leg, take_off + timedelta(hours=1), staff)
    assert later.missed == ()


def test_the_preview_locks_and_writes_nothing(flight, event, staff, client_of):
    url, query = address(flight, new_at=typed(flight.at + LATER, event))
    client = client_of(staff)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, query).status_code == 200
    words = " ".join(one["sql"].upper() for one in queries)
    assert not re.search(r"FOR (NO KEY )?UPDATE|\bUPDATE |\bINSERT |SAVEPOINT", words)


def test_a_coordinator_of_one_tier_sees_and_moves_no_delegation_of_another_tier(
    flight, event, coordinator, client_of
):
    event.roster.get(role="coordinator").tiers.set([flight.delegation.tier])
    other = Movement.objects.exclude(pk=flight.pk).get(kind="arrival")
    url, query = address(flight, new_at=typed(flight.at + LATER, event))
    client = client_of(coordinator)
    answer = client.get(url, query)
    assert other.delegation.code not in answer.content.decode()
    assert answer.context["elsewhere"] == 1
    both = [flight.delegation_id, other.delegation_id]
    assert client.post(url, {**query, "delegations": both}).status_code == 302
    flight.refresh_from_db()
    other.refresh_from_db()
    assert flight.estimated_at is not None
    assert other.estimated_at is None
