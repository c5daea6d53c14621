"""The phone's page of the own training: how far, what is missing, where next."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from events.models import Batch
from officers import courses, services
from officers.courses import Standing
from officers.models import Participation, Training
from officers.own_courses import course_of
from tests import factories

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 8
PAGE_BYTES = 20_000
START = factories.MORNING


@pytest.fixture
def bimtek():
    return factories.EventFactory(kind="training", name="Bimtek Keprotokolan")


@pytest.fixture
def entry(bimtek, officer_user):
    return factories.RosterEntryFactory(event=bimtek, officer=officer_user.officer)


def session(event, hours, hour, batch=None):
    starts_at = START + timedelta(hours=hour)
    return factories.BriefingFactory(
        item__event=event, item__title=f"Sesi jam {hour}", item__starts_at=starts_at,
        item__ends_at=starts_at + timedelta(hours=1), lesson_hours=hours, batch=batch,
    )  # fmt: skip


def own(officer_user, now):
    (progress,) = courses.own_progress(officer_user.officer)
    return course_of(progress, now)


@pytest.mark.parametrize(
    ("attended", "hour", "standing", "short", "left"),
    [
        ([], 0, Standing.OPEN, 8, 10),
        ([0], 3, Standing.OPEN, 4, 6),
        ([0, 1], 3, Standing.ENOUGH, 0, 2),
        ([0], 6, Standing.SHORT, 4, 2),
    ],
)
def test_standing_follows_from_what_was_attended_and_what_is_to_come(
    bimtek, entry, officer_user, staff, at, attended, hour, standing, short, left
):
    planned = [session(bimtek, 4, 0), session(bimtek, 4, 4), session(bimtek, 2, 8)]
    for number in attended:
        services.mark_attendance(briefing=planned[number], officer=entry.officer, by=staff, at=at)
    one = own(officer_user, START + timedelta(hours=hour))
    assert (one.standing, one.progress.short, one.left) == (standing, short, left)
    assert one.lost == 10 - one.progress.done - left


def test_lines_tell_attended_missed_running_and_coming(bimtek, entry, officer_user, staff, at):
    planned = [session(bimtek, 2, hour) for hour in (0, 2, 4, 6, 8)]
    services.mark_attendance(briefing=planned[0], officer=entry.officer, by=staff, at=at)
    running = own(officer_user, START + timedelta(hours=4, minutes=10))
    assert [line.state for line in running.lines] == ["attended", "missed", "running", "coming", "coming"]
    assert running.upcoming.item == planned[2].item
    between = own(officer_user, START + timedelta(hours=5))
    assert [line.state for line in between.lines][2:] == ["missed", "next", "coming"]
    assert own(officer_user, START + timedelta(days=1)).upcoming is None


def test_only_the_own_batch_counts_and_without_hours_sessions_do(bimtek, entry, officer_user):
    first, second = (Batch.objects.create(event=bimtek, name=name, quota=9) for name in ("I", "II"))
    for hour, batch in ((0, None), (2, first), (4, second)):
        session(bimtek, 0, hour, batch)
    assert own(officer_user, START).standing == Standing.UNPLACED
    Participation.objects.create(entry=entry, batch=second)
    one = own(officer_user, START)
    assert [line.item.title for line in one.lines] == ["Sesi jam 0", "Sesi jam 4"]
    assert (one.standing, one.progress.short, one.left) == (Standing.OPEN, 2, 2)


def test_committee_withdrawn_archived_and_other_kinds_are_not_listed(officer_user, event, at):
    officer = officer_user.officer
    for facts, more in (
        ({}, {"role": "coordinator"}),
        ({}, {"withdrawn_at": at}),
        ({"stage": "archived"}, {}),
    ):
        held = factories.EventFactory(kind="training", **facts)
        factories.RosterEntryFactory(event=held, officer=officer, **more)
    assert courses.own_progress(officer) == []


def test_page_names_place_points_missing_and_certificate(bimtek, entry, officer_user, client_of):
    venue = factories.VenueFactory(event=bimtek, name="Balai Petitih")
    held = session(bimtek, 4, 0)
    held.item.venue = venue
    held.item.save()
    Participation.objects.create(entry=entry, pre_score=47)
    client, url = client_of(officer_user), reverse("officers:own-training")
    with time_machine.travel(START - timedelta(hours=1), tick=False):
        page = client.get(url).content.decode()
    assert "Balai Petitih" in page
    assert "47 → –" in page
    assert "0<span" in page
    assert reverse("letters:my-letters") not in page.split("</main>")[0]
    Training.objects.create(
        officer=entry.officer, event=bimtek, kind="bimtek", title="B", certificate_number="800/7/X/2026"
    )
    page = client.get(url).content.decode().split("</main>")[0]
    assert "800/7/X/2026" in page
    assert reverse("letters:my-letters") in page


@pytest.mark.parametrize("count", [1, 30])
def test_page_is_small_and_costs_the_same_for_one_and_thirty(
    count, bimtek, entry, officer_user, client_of, django_assert_num_queries
):
    for hour in range(count):
        session(bimtek, 2, hour)
    client, url = client_of(officer_user), reverse("officers:own-training")
    client.get(url)
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(url).content
    assert page.count(b"Sesi jam ") >= count
    assert len(gzip.compress(page)) < PAGE_BYTES


def test_phone_lists_the_sessions_of_the_own_batch_what_comes_first(bimtek, entry, officer_user, client_of):
    first, second = (Batch.objects.create(event=bimtek, name=name, quota=9) for name in ("I", "II"))
    Participation.objects.create(entry=entry, batch=second)
    for hour, batch in ((0, first), (2, second), (4, None), (6, second)):
        session(bimtek, 2, hour, batch)
    client, url = client_of(officer_user), reverse("events:briefing-reader")
    with time_machine.travel(START + timedelta(hours=5, minutes=30), tick=False):
        listed = client.get(url).context["briefings"]
    assert [one.item.title for one in listed] == ["Sesi jam 6", "Sesi jam 4", "Sesi jam 2"]
    entry.role = "coordinator"
    entry.save()
    assert len(client.get(url).context["briefings"]) == 4
