"""The control room and the closing of a training look at participants, sessions and certificates."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.closing.checklist import checklist
from assignments.closing.recap import Recap
from assignments.control import learning
from events.models import Batch
from officers import services
from officers.models import Participation, Training
from tests import factories

pytestmark = pytest.mark.django_db
NOON = factories.MORNING + timedelta(hours=3)


@pytest.fixture
def bimtek():
    return factories.EventFactory(kind="training", stage="live")


@pytest.fixture
def batch(bimtek):
    return Batch.objects.create(event=bimtek, name="Gelombang I", quota=90)


@pytest.fixture
def sessions(bimtek, batch):
    """One session of the batch is over at noon, one comes the day after."""
    return [
        factories.BriefingFactory(
            item__event=bimtek, item__starts_at=factories.MORNING + timedelta(days=day),
            item__ends_at=factories.MORNING + timedelta(days=day, hours=2), lesson_hours=hours, batch=batch,
        )
        for day, hours in ((0, 8), (1, 2))
    ]  # fmt: skip


def participant(event, batch=None, *attended, staff=None):
    entry = factories.RosterEntryFactory(event=event)
    if batch:
        Participation.objects.create(entry=entry, batch=batch)
    for session in attended:
        services.mark_attendance(briefing=session, officer=entry.officer, by=staff, at=NOON)
    return entry


def test_figures_and_steps_are_those_of_a_training(bimtek, batch, sessions, staff):
    participant(bimtek, batch, sessions[0], staff=staff)
    participant(bimtek, batch)
    participant(bimtek)
    shown = learning.meters(learning.Facts(bimtek, NOON))
    assert [(one.value, one.total) for one in shown] == [(2, 3), (1, 2), (1, 3), (0, 1)]
    steps = learning.steps(learning.Facts(bimtek, NOON))
    assert [one.state for one in steps] == ["current", "done", "coming", "coming", "coming"]


def test_certificates_are_asked_for_once_the_own_sessions_are_over(bimtek, batch, sessions, staff):
    entry = participant(bimtek, batch, sessions[0], staff=staff)
    assert list(learning.certificates(learning.Facts(bimtek, NOON))) == []
    later = learning.Facts(bimtek, NOON + timedelta(days=2))
    (concern,) = learning.certificates(later)
    assert entry.officer.name in concern.detail
    assert concern.url == reverse("letters:certificates-create", args=[bimtek.slug])
    Training.objects.create(officer=entry.officer, event=bimtek, kind="bimtek", title="B")
    assert list(learning.certificates(learning.Facts(bimtek, NOON + timedelta(days=2)))) == []


def test_committee_is_not_called_unbriefed(bimtek, batch, sessions, staff, client_of):
    participant(bimtek, batch, sessions[0], staff=staff)
    factories.RosterEntryFactory(event=bimtek, role="coordinator")
    with time_machine.travel(NOON, tick=False):
        page = client_of(staff).get(reverse("control:control-room", args=[bimtek.slug])).content.decode()
    assert reverse("officers:briefing-detail", args=[sessions[1].pk]) not in page.split("</nav>")[-1]
    assert reverse("officers:learning-detail", args=[bimtek.slug]) in page


def test_the_room_costs_the_same_for_one_and_thirty(bimtek, batch, sessions, staff, client_of):
    client, url = client_of(staff), reverse("control:control-room", args=[bimtek.slug])
    participant(bimtek, batch, sessions[0], staff=staff)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _number in range(29):
        participant(bimtek, batch, sessions[0], staff=staff)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_closing_counts_participants_and_asks_about_certificates(bimtek, batch, sessions, event, staff):
    participant(bimtek, batch, *sessions, staff=staff)
    participant(bimtek, batch)
    (row,) = Recap(bimtek, staff).figures
    assert [str(one.value) for one in row] == ["2", "2", "1", "0"]
    left = {one.code: one.count for one in checklist(bimtek, staff, NOON + timedelta(days=9))}
    assert left["certificates_missing"] == 1
    assert "certificates_missing" not in {one.code for one in checklist(event, staff, NOON)}


def test_a_session_of_one_batch_awaits_that_batch(bimtek, batch, sessions, staff, client_of):
    participant(bimtek, batch)
    participant(bimtek)
    page = client_of(staff).get(reverse("officers:briefing-list", args=[bimtek.slug]))
    assert [awaited for _one, awaited in page.context["briefings"]] == [1, 1]
    sessions[0].batch = None
    sessions[0].save()
    page = client_of(staff).get(reverse("officers:briefing-list", args=[bimtek.slug]))
    assert [awaited for _one, awaited in page.context["briefings"]] == [2, 1]


@pytest.mark.parametrize("name", ["control:control-room", "events:event-detail"])
def test_a_new_training_begins_with_participants_and_sessions_not_with_guests(name, bimtek, staff, client_of):
    page = client_of(staff).get(reverse(name, args=[bimtek.slug])).content.decode()
    assert "Kumpulkan peserta" in page
    assert "Susun sesi" in page
    for foreign in ("Masukkan delegasi", "Semua beres", "Aturan jumlah LO"):
        assert foreign not in page
