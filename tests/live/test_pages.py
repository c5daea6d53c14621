"""The board at the desk and on the wall: who sees what, at what cost, and how fast a tap is there."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.models import Assignment
from tests.duty.factories import served_delegation
from tests.field.factories import published_pickup
from tests.field.test_reports import LANDING, tap

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def ask(client, event, name="live:live-board", at=LANDING, **query):
    with time_machine.travel(at, tick=False):
        return client.get(reverse(name, args=[event.slug]), query, headers=HTMX)


def seen_in(answer) -> str:
    return answer.content.decode().partition("seen=")[2][:16]


def test_a_tap_is_on_the_board_at_the_next_asking(delegation, event, officer_user, staff, client_of):
    client = client_of(staff)
    before = ask(client, event)
    assert ask(client, event, seen=seen_in(before)).status_code == 204
    tap(delegation, officer_user)
    cache.clear()  # three seconds later
    after = ask(client, event, seen=seen_in(before))
    assert after.status_code == 200
    assert "10.35" in after.content.decode()
    assert "Mendarat" in after.content.decode()


def test_an_officer_who_is_not_in_position_is_named_with_the_phone(delegation, event, staff, client_of):
    lead = timedelta(minutes=delegation.tier.arrival_lead_minutes)
    page = ask(client_of(staff), event, at=LANDING - lead + timedelta(minutes=1)).content.decode()
    assert "Belum di tempat" in page
    assert "tel:+62" in page


def test_two_hundred_screens_draw_the_board_once(delegation, event, staff, client_of):
    client = client_of(staff)
    ask(client, event)
    with CaptureQueriesContext(connection) as queries:
        for _screen in range(3):
            ask(client, event)
    assert len(queries) == 3 * 3  # session, user and event: the board itself is kept


@pytest.mark.parametrize("count", [1, 30])
def test_the_board_costs_the_same_whatever_the_size(count, event, staff, client_of):
    for number in range(count):
        served_delegation(event, code=f"D-{number:02}")
    client = client_of(staff)
    with CaptureQueriesContext(connection) as queries:
        assert ask(client, event).status_code == 200
    assert len(queries) == 11


def test_coordinators_see_their_tiers_and_others_nothing(
    delegation, event, coordinator, officer_user, stranger, client_of
):
    assert delegation.code in ask(client_of(coordinator), event).content.decode()
    assert ask(client_of(officer_user), event).status_code == 403
    assert ask(client_of(stranger), event).status_code == 404
    assert ask(client_of(coordinator), event, "live:live-wall").status_code == 403


def test_the_wall_names_no_guest_and_no_phone(delegation, event, staff, client_of):
    for html in (
        ask(client_of(staff), event, "live:live-wall").content.decode(),
        client_of(staff).get(reverse("live:live-wall", args=[event.slug])).content.decode(),
    ):
        assert delegation.code in html
        assert "Tolentino" not in html
        assert "+62" not in html


@pytest.mark.parametrize("show", ["look", "top", "nonsense"])
def test_filters_are_links_that_work_without_script(delegation, event, staff, client_of, show):
    page = client_of(staff).get(reverse("live:live-board", args=[event.slug]), {"show": show})
    assert page.status_code == 200


def test_pages_are_read_only(delegation, event, staff, client_of):
    for name in ("live:live-board", "live:live-wall"):
        assert client_of(staff).post(reverse(name, args=[event.slug])).status_code == 405
    assert Assignment.objects.count() == 1
