"""Real workers and SIGKILL: no letter lost, none doubled.

LETTER_FAULT_COUNT=500 LETTER_FAULT_KILLS=12 ask for the full size (docs/reliability.md tells the figures).
"""

import itertools
import os
import signal
import time
from datetime import timedelta
from pathlib import Path

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

COUNT = int(os.environ.get("LETTER_FAULT_COUNT", "40"))
KILLS = int(os.environ.get("LETTER_FAULT_KILLS", "3"))


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


def kill_child(worker) -> None:
    """End the process that does the work, as the kernel does when memory runs out; its parent stays."""
    children = Path(f"/proc/{worker.process.pid}/task/{worker.process.pid}/children").read_text().split()
    os.kill(int(children[-1]), signal.SIGKILL)


def go_on(package) -> None:
    """The lease of the dead runs out, as by the clock; after three interruptions a person presses."""
    Job.objects.filter(pk=package.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.ring_forgotten_jobs(at=timezone.now())
    job = Job.objects.get(pk=package.pk)
    if job.state == "failed":
        assert "tiga kali" in job.message
        jobs.retry_job(job=job, by=job.owner, at=timezone.now())


def test_killed_workers_leave_no_letter_lost_and_none_doubled(package, start_worker):
    jobs.ring_job(job_id=package.pk)
    killers = itertools.cycle([lambda worker: worker.kill(), kill_child])
    worker = None
    for number in range(1, KILLS + 1):
        if worker is None or worker.process.poll() is not None:
            worker = start_worker(pool="prefork", concurrency=1)
        reached = COUNT * number // (KILLS + 2)
        wait_until(lambda: made() >= reached)  # noqa: B023
        next(killers)(worker)
        assert made() < COUNT, "the worker was not in the middle of its package"
        go_on(package)
    if worker.process.poll() is not None:
        start_worker(pool="prefork", concurrency=1)
    wait_until(lambda: Job.objects.get(pk=package.pk).state == "done", seconds=600)
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
