"""The demo is told by the services of the product, so telling it is a test of them all."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assignments import selectors
from assignments.control import readiness
from assignments.control.demo import cast, confirming, story
from assignments.letters import services as letters
from assignments.letters.models import Letter
from assignments.live import coordinating
from assignments.models import Assignment
from assignments.notices.models import Notice
from delegates.models import Delegation
from events.models import AgendaItem, Event
from officers import courses
from officers.models import RosterEntry, Training
from tests.letters.factories import blank_pdf


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The demo, told once for this module and undone at its end; what a test changes is undone with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield story.tell(at=timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def event(told, db):
    return Event.objects.get(pk=told.pk)


def test_demo_holds_the_sample_and_leaves_something_to_do(event):
    assert RosterEntry.objects.filter(event=event).count() == 38
    assert Delegation.objects.filter(event=event).count() == 24
    covered = selectors.coverage(selectors.event_slots(event))
    assert covered.total == 36
    assert covered.open == len(story.LEFT_OPEN) + 1
    assert covered.offered == len(story.WAITING)
    assert AgendaItem.objects.filter(event=event).count() == 12
    assert (event.starts_on - timezone.localdate()).days == 3
    assert Letter.objects.filter(event=event).count() > 25
    assert Notice.objects.filter(
        event=event, kind="briefing", channel="email", due_at__gt=timezone.now()
    ).exists()


def test_demo_begins_in_three_days_on_the_bureaus_calendar():
    before_dawn = datetime(2026, 11, 29, 17, 30, tzinfo=UTC)  # it is the thirtieth in Pontianak
    assert story.first_day(before_dawn) == date(2026, 12, 3)


def test_demo_is_told_once(event):
    before = Assignment.objects.count()
    assert story.tell(at=timezone.now() + timedelta(hours=1)) is None
    assert Assignment.objects.count() == before


def test_every_role_gets_a_link(event, capsys):
    call_command("signin_links")
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [role for role, _name, _url in lines] == ["staff", "staff", "coordinator", "lo", "admin"]


def test_readiness_of_the_demo_is_believable(event):
    """Every mark stands for some officers and not for all; the officer to sign in as has it all to do."""
    for letter in Letter.objects.filter(event=event):
        pdf = blank_pdf(letter.number)
        letters.keep_file(
            letter=letter, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), pages=1, at=timezone.now()
        )
    confirming.confirm(event, at=timezone.now())
    lines = readiness.lines_of(event)
    figures = {code: done for code, _label, done, _total in readiness.figures(lines)}
    assert all(0 < done < len(lines) for done in figures.values()), figures
    officer = dict(cast.cast())["lo"].officer
    (mine,) = [line for line in lines if line.officer == officer]
    assert not any(mine.marks[code] for code in ("letter", "read", "guest"))


def test_the_bimtek_of_the_demo_is_half_way(event):
    bimtek = Event.objects.get(kind="training")
    progress = courses.progress_of(bimtek)
    first, second = [[one for one in progress if one.batch == batch] for batch in courses.batches_of(bimtek)]
    assert len(first) + len(second) == len(progress) == 35
    certified = [one for one in first if one.training]
    below = [one for one in first if one.reason_against]
    ready = [one for one in first if not one.training and not one.reason_against]
    assert [len(certified) > 8, len(below) > 2, len(ready)] == [True, True, 2]
    assert all(0 < one.done < one.whole and one.reason_against for one in second)
    assert Training.objects.filter(event=bimtek).count() == len(certified)
    now = timezone.now()
    sessions = courses.sessions_of(bimtek)
    running = [one for one in sessions if one.briefing.item.starts_at < now < one.briefing.item.ends_at]
    assert len(running) == 1
    assert running[0].briefing.attendance.exists()
    assert any(one.briefing.item.starts_at > now for one in sessions)


def test_who_signs_in_belongs_to_the_meeting_and_learns_at_the_bimtek(event, client_of):
    people = dict(cast.cast())
    landing = client_of(people["staff"]).get(reverse("control:staff-home"))
    assert landing.url == reverse("control:control-room", args=[event.slug])
    assert coordinating.event_of(people["coordinator"]) == event
    assert people["lo"].officer.assignments.filter(delegation__event=event).exists()
    bimtek = Event.objects.get(kind="training")
    assert bimtek.starts_on < event.starts_on
    (mine,) = [one for one in courses.progress_of(bimtek) if one.officer == people["lo"].officer]
    assert str(mine.batch) == "Gelombang II"
