"""The control room: the figures agree with the rows, every concern has its way out, the price is constant."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from assignments import services
from assignments.control import attention, overview
from tests.factories import (
    AgendaItemFactory,
    AssignmentFactory,
    BriefingFactory,
    DelegationFactory,
    GuestFactory,
    MovementFactory,
    RosterEntryFactory,
)


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
    with django_assert_num_queries(25):
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
