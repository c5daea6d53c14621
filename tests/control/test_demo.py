"""The demo is told by the services of the product, so telling it is a test of them all."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from assignments import selectors
from assignments.control import readiness
from assignments.control.demo import story
from assignments.letters import services as letters
from assignments.letters.models import Letter
from assignments.models import Assignment
from assignments.notices.models import Notice
from delegates.models import Delegation
from events.models import AgendaItem
from officers.models import RosterEntry
from tests.letters.factories import blank_pdf


@pytest.fixture
def event(db):
    return story.tell(at=timezone.now())


def test_demo_holds_the_sample_and_leaves_something_to_do(event):
    assert RosterEntry.objects.filter(event=event).count() == 38
    assert Delegation.objects.filter(event=event).count() == 24
    covered = selectors.coverage(selectors.event_slots(event))
    assert covered.total == 36
    assert covered.open == len(story.LEFT_OPEN) + 1
    assert covered.offered == len(story.WAITING)
    assert AgendaItem.objects.filter(event=event).count() == 12
    assert (event.starts_on - timezone.now().date()).days == 3
    assert Letter.objects.filter(event=event).count() > 25
    assert Notice.objects.filter(
        event=event, kind="briefing", channel="email", due_at__gt=timezone.now()
    ).exists()


def test_demo_is_told_once(event):
    before = Assignment.objects.count()
    assert story.tell(at=timezone.now() + timedelta(hours=1)) is None
    assert Assignment.objects.count() == before


def test_every_role_gets_a_link(event, capsys):
    call_command("signin_links")
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [role for role, _name, _url in lines] == ["staff", "coordinator", "lo", "admin"]


def test_readiness_of_the_demo_is_believable(event):
    """Every mark stands for some officers and not for all; the officer to sign in as has it all to do."""
    for letter in Letter.objects.filter(event=event):
        pdf = blank_pdf(letter.number)
        letters.keep_file(
            letter=letter, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), pages=1, at=timezone.now()
        )
    story.receive(event, at=timezone.now())
    lines = readiness.lines_of(event)
    figures = {code: done for code, _label, done, _total in readiness.figures(lines)}
    assert all(0 < done < len(lines) for done in figures.values()), figures
    officer = dict(story.cast())["lo"].officer
    (mine,) = [line for line in lines if line.officer == officer]
    assert not any(mine.marks[code] for code in ("letter", "read", "guest"))
