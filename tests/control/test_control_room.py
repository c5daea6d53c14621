"""The control room: the figures agree with the rows, every concern has its way out, the price is constant."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from assignments import services
from assignments.control import attention, navigation, overview, watch
from assignments.field import services as field
from assignments.field.models import Incident
from assignments.notices import services as notices
from assignments.notices.drafts import Draft, Message
from assignments.notices.models import Notice
from officers import services as officers
from tests.duty.factories import GALA
from tests.factories import (
    AgendaItemFactory,
    AssignmentFactory,
    BriefingFactory,
    DelegationFactory,
    GuestFactory,
    MovementFactory,
    RosterEntryFactory,
)
from tests.field.factories import published_pickup


def report(delegation, user, at):
    incident = field.report_incident(
        event=delegation.event, delegation=delegation, tap_key=uuid.uuid4(), happened_at=at, by=user, at=at,
        values={"kind": "medical", "severity": "help", "place": "Lobi", "description": "Pusing"},
    )  # fmt: skip
    Incident.objects.update(created_at=at)
    return incident


def room(event):
    return reverse("control:control-room", args=[event.slug])


@pytest.mark.parametrize(
    ("who", "target"), [("staff", "control-room"), ("officer_user", "duty"), ("admin_user", "admin")]
)
def test_home_sends_everybody_to_their_own_work(who, target, request, client_of, event, time_machine):
    time_machine.move_to("2022-11-21 02:00:00+00:00")
    answer = client_of(request.getfixturevalue(who)).get("/", follow=True)
    expected = {"control-room": room(event), "duty": "/duty/", "admin": "/admin/"}[target]
    assert answer.redirect_chain[-1][0] == expected


def test_control_room_is_the_bureaus(client_of, staff, coordinator, officer_user, stranger, event):
    statuses = [
        client_of(user).get(room(event)).status_code for user in (staff, coordinator, officer_user, stranger)
    ]
    assert statuses == [200, 403, 403, 404]


def test_a_message_that_was_given_up_is_a_concern_and_its_list_names_it(
    event, staff, officer_user, client_of, at
):
    message = Message(title="Kumpul pukul 07.00", lead="Lobi.")
    draft = Draft(
        recipient=officer_user, kind="broadcast", subject=event, event=event, occasion="1", message=message
    )
    notices.post_notices(drafts=[draft], by=None, at=at)
    assert not list(attention.undelivered(overview.gather(event, at)))
    Notice.objects.filter(channel="email").update(
        state="dead", attempts=4, error_code="550", error="mailbox full"
    )
    (concern,) = attention.undelivered(overview.gather(event, at))
    assert "Kumpul pukul 07.00" in client_of(staff).get(concern.url).content.decode()


def test_whoever_withdrew_and_still_holds_a_slot_is_a_concern(event, at, staff):
    held = AssignmentFactory(delegation=DelegationFactory(event=event, code="PH-01"))
    entry = RosterEntryFactory(event=event, officer=held.officer)
    said = [str(one.title) for one in attention.withdrawn(overview.gather(event, at))]
    assert said == []

    officers.withdraw_roster_entry(entry=entry, reason="Sakit", by=staff, at=at)
    (concern,) = attention.withdrawn(overview.gather(event, at))
    assert (concern.severity, concern.title) == ("bad", f"{held.officer} mundur dan masih memegang PH-01/1")
    assert concern.url.endswith("?slot=PH-01/1")


def test_an_open_slot_is_a_concern_that_leads_to_the_slot(event, at):
    DelegationFactory(event=event, code="PH-01")
    concern = attention.concerns(overview.gather(event, at))[0]
    assert concern.severity == "bad"
    assert concern.url.endswith("?slot=PH-01/1")


def test_a_moved_flight_is_a_concern_until_it_is_published(event, at, staff):
    delegation = DelegationFactory(event=event)
    arrival = MovementFactory(delegation=delegation)
    officer = RosterEntryFactory(event=event).officer
    services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    assert not list(attention.moved_windows(overview.gather(event, at)))
    arrival.estimated_at = arrival.scheduled_at - timedelta(minutes=85)
    arrival.save()
    assert [one.severity for one in attention.moved_windows(overview.gather(event, at))] == ["bad"]


def test_late_answers_are_named(event, at):
    late = AssignmentFactory(
        delegation=DelegationFactory(event=event), state="offered", offered_at=at - timedelta(hours=30)
    )
    found = list(attention.late_answers(overview.gather(event, at)))
    assert str(late.officer) in found[0].detail


@pytest.fixture
def served(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def urgent(event, source, at):
    return [(one.severity, one.title, one.detail) for one in source(overview.gather(event, at))]


def test_an_incident_that_nobody_takes_over_in_time_is_a_concern(served, event, officer_user, staff, at):
    incident = report(served, officer_user, at)
    limit = at + timedelta(minutes=event.incident_minutes)
    assert not urgent(event, watch.unanswered_incidents, limit - timedelta(seconds=1))
    ((severity, title, detail),) = urgent(event, watch.unanswered_incidents, limit)
    assert (severity, "PH-01" in title, "Rina Petugas" in detail) == ("bad", True, True)
    field.take_incident(incident=incident, by=staff, at=limit)
    assert not urgent(event, watch.unanswered_incidents, limit)
    assert not urgent(event, watch.lasting_incidents, limit + timedelta(minutes=59))
    assert "Dewi Staf" in urgent(event, watch.lasting_incidents, limit + timedelta(minutes=60))[0][2]


def test_an_officer_who_is_missed_at_a_duty_is_a_concern_with_the_name(served, event):
    assert not urgent(event, watch.missing_officers, GALA - timedelta(minutes=1))
    ((severity, _title, detail),) = urgent(event, watch.missing_officers, GALA)
    assert (severity, detail) == ("bad", "PH-01 Rina Petugas")


def test_low_readiness_is_a_concern_near_the_opening_only(served, event, at):
    opening = datetime(2022, 11, 23, tzinfo=event.zone)
    assert not urgent(event, watch.unready_officers, opening - timedelta(days=3, seconds=1))
    ((severity, title, _detail),) = urgent(event, watch.unready_officers, opening - timedelta(days=3))
    assert (severity, "0" in title) == ("wait", True)
    assert not urgent(event, watch.unready_officers, opening + timedelta(days=4))


def test_readiness_counts_what_the_rows_say(event, at):
    AssignmentFactory(delegation=DelegationFactory(event=event), state="accepted")
    DelegationFactory(event=event)
    covered, confirmed, _letters, _briefed = overview.meters(overview.gather(event, at))
    assert (covered.value, covered.total) == (1, 2)
    assert (confirmed.value, confirmed.total) == (1, 2)


def test_fast_path_is_at_most_three_steps_and_the_first_is_current(event, at):
    DelegationFactory(event=event)
    path = overview.fast_path(overview.gather(event, at))
    assert 1 <= len(path) <= 3
    assert [step.current for step in path] == [True] + [False] * (len(path) - 1)


@pytest.mark.parametrize("rows", [1, 30])
def test_control_room_costs_the_same(rows, client_of, staff, event, django_assert_num_queries):
    for _ in range(rows):
        delegation = DelegationFactory(event=event)
        MovementFactory(delegation=delegation)
        AgendaItemFactory(event=event)
        AssignmentFactory(
            delegation=delegation, officer=RosterEntryFactory(event=event).officer, state="offered"
        )
    BriefingFactory(item__event=event)
    client = client_of(staff)
    with django_assert_num_queries(36):
        client.get(room(event))


def test_search_finds_by_part_of_a_name_and_never_by_restricted_fields(client_of, staff, event):
    guest = GuestFactory(
        delegation=DelegationFactory(event=event), full_name="Maria Tolentino", passport_number="P778899"
    )
    url = reverse("control:event-search", args=[event.slug])
    client = client_of(staff)
    assert guest.full_name in client.get(url, {"q": "tolen"}).content.decode()
    assert guest.full_name not in client.get(url, {"q": "P778899"}).content.decode()


def test_every_menu_entry_opens(client_of, staff, event):
    client = client_of(staff)
    page = client.get(room(event)).content.decode()
    menu = re.search(r'<nav class="side".*?</nav>', page, re.S)[0]
    addresses = re.findall(r'href="([^"]+)"', menu)
    assert len(addresses) >= 10
    assert [(url, client.get(url).status_code) for url in addresses] == [(url, 200) for url in addresses]


def test_a_new_event_is_told_what_comes_first_and_not_that_all_is_in_order(client_of, staff, event):
    page = client_of(staff).get(room(event)).content.decode()
    assert reverse("delegates:delegation-create", args=[event.slug]) in page
    assert "Semua beres" not in page
    AssignmentFactory(delegation=DelegationFactory(event=event))
    RosterEntryFactory(event=event)
    assert "Masukkan delegasi" not in client_of(staff).get(room(event)).content.decode()


def test_pages_of_no_event_keep_the_menu_of_the_event_that_was_open(client_of, staff, event):
    client, agenda = client_of(staff), reverse("events:agenda-list", args=[event.slug])
    assert agenda not in client.get(reverse("notices:inbox")).content.decode()
    client.get(room(event))
    page = client.get(reverse("letters:my-initials")).content.decode()
    assert agenda in page
    assert event.short_name in page


def test_an_event_that_is_gone_or_hidden_opens_no_menu(client_of, staff, officer_user, event):
    agenda = reverse("events:agenda-list", args=[event.slug])
    for user, slug in ((staff, "tidak-ada"), (officer_user, event.slug)):
        client = client_of(user)
        client.cookies["event"] = slug
        assert agenda not in client.get(reverse("notices:inbox")).content.decode()


def test_menu_is_in_small_groups_and_no_icon_stands_for_two_pages():
    entries = [entry for _label, group in navigation.MENU for entry in group]
    assert max(len(group) for _label, group in navigation.MENU) <= 5
    assert len({entry.icon for entry in entries}) == len(entries)
    assert len({entry.go for entry in entries if entry.go}) == sum(bool(entry.go) for entry in entries)
