"""Real workers and SIGKILL: no letter lost, none doubled."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.letters import services
from assignments.letters.models import Letter, RegisterEntry
from assignments.notices.models import Notice
from lo_portal.audit.models import AuditEntry
from lo_portal.jobs import services as jobs
from lo_portal.jobs.models import Job
from tests.factories import (
    AssignmentFactory,
    DelegationFactory,
    EventFactory,
    OfficerFactory,
    RosterEntryFactory,
    TierFactory,
    UserFactory,
)
from tests.letters.factories import ProfileFactory

COUNT = 40


def wait_until(condition, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def made() -> int:
    return Letter.objects.exclude(sha256="").count()


@pytest.fixture
def package(transactional_db):
    """Forty letters with their numbers, and the job that makes them; the worker is not there yet."""
    event, profile = EventFactory(), ProfileFactory()
    tier = TierFactory(event=event)
    for number in range(COUNT):
        user = UserFactory(name=f"Petugas Nomor {number}")
        entry = RosterEntryFactory(event=event, officer=OfficerFactory(user=user, name=user.name))
        AssignmentFactory(
            officer=entry.officer, delegation=DelegationFactory(event=event, tier=tier), state="accepted"
        )
    staff = UserFactory(roles=["staff"])
    return services.issue_letters(event=event, profile=profile, collective=False, by=staff, at=timezone.now())


def test_a_killed_worker_leaves_no_letter_lost_and_none_doubled(package, start_worker):
    first = start_worker(pool="prefork", concurrency=1)
    jobs.ring_job(job_id=package.pk)
    wait_until(lambda: made() >= 8)
    first.kill()
    left = COUNT - made()
    assert 0 < left < COUNT, "the worker was not in the middle of its package"
    # The lease of the dead worker runs out, as the clock would let it, and the beat rings again.
    Job.objects.filter(pk=package.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    start_worker(pool="prefork", concurrency=1)
    jobs.ring_forgotten_jobs(at=timezone.now())
    wait_until(lambda: Job.objects.get(pk=package.pk).state == "done")
    letters = list(Letter.objects.select_related("entry"))
    assert [letter.state for letter in letters] == ["in_force"] * COUNT
    assert len({letter.sha256 for letter in letters}) == COUNT
    assert all(letter.file.storage.exists(letter.file.name) for letter in letters)
    assert sorted(RegisterEntry.objects.values_list("sequence", flat=True)) == list(range(1, COUNT + 1))
    assert AuditEntry.objects.filter(verb="letter.made").count() == COUNT
    assert Notice.objects.filter(kind="letter", channel="inbox").count() == COUNT
    assert Job.objects.get(pk=package.pk).result == {"made": COUNT, "failed": 0}


def test_two_workers_on_one_package_make_each_letter_once(package, start_worker):
    """The same job rung twice, its lease cut short while the first worker is at it."""
    start_worker(pool="prefork", concurrency=2)
    jobs.ring_job(job_id=package.pk)
    wait_until(lambda: made() >= 3)
    Job.objects.filter(pk=package.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.ring_job(job_id=package.pk)
    wait_until(lambda: made() == COUNT)
    wait_until(lambda: not Job.objects.get(pk=package.pk).is_open)
    assert AuditEntry.objects.filter(verb="letter.made").count() == COUNT
    assert RegisterEntry.objects.count() == COUNT
