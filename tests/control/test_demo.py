"""The demo is told by the services of the product, so telling it is a test of them all."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from assignments import selectors
from assignments.control.demo import story
from assignments.letters.models import Letter
from assignments.models import Assignment
from assignments.notices.models import Notice
from delegates.models import Delegation
from events.models import AgendaItem
from officers.models import RosterEntry


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
