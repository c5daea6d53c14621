"""The same questions of every view of the room: who gets in, who is told that there is nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assignments.duty import feeds, publishing
from assignments.duty.models import DutySheet, Publication
from assignments.models import Assignment
from officers import services as officers
from tests.duty.factories import gala, served_delegation
from tests.questions import undone

pytestmark = pytest.mark.django_db

CAST = ["staff", "coordinator", "officer_user", "other_officer_user", "stranger", "admin_user"]
# Status of a GET for: staff, coordinator, the officer, another officer, a stranger, the administrator.
# Who has no sheet yet is led to the first page.
PAGES = {
    "today": (403, 200, 200, 200, 200, 403),
    "delegations": (403, 302, 200, 302, 302, 403),
    "contacts": (403, 302, 200, 302, 302, 403),
    "documents": (403, 302, 200, 302, 302, 403),
    "calendar": (403, 200, 200, 200, 200, 403),
    "sheet-json": (200, 404, 200, 404, 404, 404),
    "sheet-brief": (200, 404, 200, 404, 404, 404),
    "sheet-message": (200, 404, 200, 404, 404, 404),
    "sheet-detail": (200, 404, 403, 404, 404, 404),
    "assignment-answer": (403, 403, 200, 404, 404, 404),
    "assignment-decline": (403, 403, 200, 404, 404, 404),
    "care-note": (403, 403, 200, 404, 404, 404),
    "plan-publish": (200, 403, 403, 403, 404, 403),
    "item-publish": (200, 403, 403, 403, 404, 403),
    "movement-publish": (200, 403, 403, 403, 404, 403),
    "publication-list": (200, 403, 403, 403, 404, 403),
    "publication-compare": (200, 403, 403, 403, 404, 403),
    "publication-detail": (200, 404, 404, 404, 404, 404),
    "publication-delivery": (200, 404, 404, 404, 404, 404),
}
POSTS_ONLY = {
    "sheet-read": (403, 404, 302, 404, 404, 404),
    "assignment-accept": (403, 403, 302, 404, 404, 404),
    "calendar-reset": (403, 302, 302, 302, 404, 403),
    "publication-resend": (302, 404, 404, 404, 404, 404),
}
PUBLIC = ["manifest", "service-worker", "offline"]


@pytest.fixture
def arguments(event, staff, officer_user, other_officer_user, coordinator, stranger, admin_user, at):
    """The URL arguments of every view, around Rina's offered assignment."""
    event.starts_on = event.ends_on = at.date()
    event.save()
    delegation = served_delegation(event, officer_user, state="offered")
    item = gala(event)
    publishing.publish_plan(event=event, by=staff, at=at)
    sheet = DutySheet.objects.get(officer__user=officer_user)
    assignment = Assignment.objects.get(officer__user=officer_user)
    publication = Publication.objects.get()
    by_prefix = {"sheet": [sheet.pk], "assignment": [assignment.pk], "care": [assignment.pk]}
    special = {
        "item-publish": [event.slug, item.pk],
        "movement-publish": [event.slug, delegation.movements.get().pk],
        "plan-publish": [event.slug],
        "publication-list": [event.slug],
        "publication-compare": [event.slug],
    }

    def of(name):
        if name == "care-note":
            Assignment.objects.filter(pk=assignment.pk).update(state="accepted", answered_at=at)
        if name.startswith("publication-") and name not in special:
            return [publication.pk]
        return special.get(name, by_prefix.get(name.partition("-")[0], []))

    return of


@pytest.fixture(autouse=True)
def today_is_the_event(at):
    with time_machine.travel(at, tick=True):
        yield


@pytest.fixture
def phones(client_of, request):
    return [client_of(request.getfixturevalue(who)) for who in CAST]


@pytest.mark.parametrize(("method", "wanted"), [("get", PAGES), ("post", POSTS_ONLY)])
def test_each_page_opens_and_each_verb_obeys_for_exactly_those(method, wanted, arguments, phones):
    def asked(phone, name) -> int:
        return undone(getattr(phone, method), reverse(f"duty:{name}", args=arguments(name))).status_code

    assert {name: tuple(asked(phone, name) for phone in phones) for name in wanted} == wanted


@pytest.mark.parametrize("name", POSTS_ONLY)
def test_verb_refuses_a_get(name, arguments, client_of, staff, officer_user):
    user = staff if name.startswith("publication") else officer_user
    assert client_of(user).get(reverse(f"duty:{name}", args=arguments(name))).status_code == 405


def test_a_visitor_is_led_to_the_sign_in(arguments, client):
    answers = {
        name: client.get(reverse(f"duty:{name}", args=arguments(name))) for name in (*PAGES, *POSTS_ONLY)
    }
    led = {name for name, answer in answers.items() if answer.status_code == 302 and "login" in answer.url}
    assert led == answers.keys()


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_holds_nothing_personal(name, arguments, client, officer_user):
    response = client.get(reverse(f"duty:{name}"))
    assert response.status_code == 200
    assert "Rina" not in response.content.decode()
    assert "PH-01" not in response.content.decode()


def test_calendar_feed_opens_by_its_secret_alone(arguments, client, officer_user, at):
    secret = feeds.feed_of(officer_user.officer).secret
    assert client.get(reverse("duty:calendar-feed", args=[secret])).status_code == 200
    assert client.get(reverse("duty:calendar-feed", args=["salah"])).status_code == 404
    feeds.reset_calendar_feed(officer=officer_user.officer, by=officer_user, at=at)
    assert client.get(reverse("duty:calendar-feed", args=[secret])).status_code == 404


def test_calendar_feed_of_a_closed_account_is_gone(arguments, client, officer_user):
    secret = feeds.feed_of(officer_user.officer).secret
    officer_user.is_active = False
    officer_user.save()
    assert client.get(reverse("duty:calendar-feed", args=[secret])).status_code == 404


def test_calendar_feed_of_who_is_no_officer_any_more_is_gone(arguments, client, officer_user):
    secret = feeds.feed_of(officer_user.officer).secret
    officer_user.roles = []
    officer_user.save()
    assert client.get(reverse("duty:calendar-feed", args=[secret])).status_code == 404


def test_calendar_feed_of_a_withdrawn_officer_is_empty(arguments, client, officer_user, at):
    officer = officer_user.officer
    officer.withdrawn_at = at
    officer.save()
    content = client.get(reverse("duty:calendar-feed", args=[feeds.feed_of(officer).secret])).content
    assert b"VEVENT" not in content


@pytest.mark.parametrize("leave", ["roster", "service"])
def test_who_withdrew_reads_neither_sheet_nor_notes_nor_calendar_any_more(
    arguments, event, officer_user, staff, client, client_of, at, leave
):
    names = ("sheet-json", "contacts", "care-note")
    sheet, contacts, notes = (reverse(f"duty:{name}", args=arguments(name)) for name in names)
    secret = feeds.feed_of(officer_user.officer).secret
    phone = client_of(officer_user)
    assert [phone.get(url).status_code for url in (sheet, contacts, notes)] == [200] * 3
    later = timezone.now() + timedelta(minutes=1)
    if leave == "roster":
        entry = event.roster.get(officer__user=officer_user)
        officers.withdraw_roster_entry(entry=entry, reason="diberhentikan", by=staff, at=later)
    else:
        officers.withdraw_officer(officer=officer_user.officer, by=staff, at=later)
    assert [phone.get(url).status_code for url in (sheet, contacts, notes)] == [404, 302, 403]
    assert b"VEVENT" not in client.get(reverse("duty:calendar-feed", args=[secret])).content
