"""Verbs of background work: start, run, report progress, cancel, ring what was forgotten."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lo_portal import bell
from lo_portal.jobs.models import OPEN_STATES, Job, JobState
from lo_portal.refusals import Refused

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
MAX_ATTEMPTS = 3

_handlers: dict[str, Callable] = {}


class Cancelled(Exception):
    """The person pressed Stop; the handler ends where it is."""


def handler(kind: str):
    """Register the function that does jobs of `kind`: `work(job, progress) -> dict | None`.

    The dict becomes `job.result`. A handler can be run again after a crash, so it must be idempotent.
    """

    def register(work):
        _handlers[kind] = work
        return work

    return register


@transaction.atomic
def start_job(
    *, kind: str, title: str, by, payload: dict | None = None, event=None, total: int = 0, done_url: str = ""
) -> Job:
    """Write the row and, once committed, ring a worker. The ring may be lost; the row is not."""
    job = Job.objects.create(
        kind=kind,
        title=title,
        owner=by,
        payload=payload or {},
        total=total,
        done_url=done_url,
        event_id=event.pk if event is not None else None,
    )
    transaction.on_commit(lambda: ring_job(job_id=job.pk), robust=True)
    return job


def ring_job(*, job_id) -> None:
    """Tell a worker about a job."""
    from lo_portal.jobs.tasks import run_job  # tasks import this module

    bell.ring(run_job, str(job_id))


def perform_job(*, job_id, at: datetime) -> None:
    """Claim the job, run its handler, write the outcome. A job already held by another is left alone."""
    if not _claim(job_id, at):
        return
    job = Job.objects.get(pk=job_id)
    progress = Progress(job)
    try:
        result = _handlers[job.kind](job, progress) or {}
    except Cancelled:
        logger.info("job %s stopped by its owner", job_id)
    except Refused as refusal:
        _finish(job_id, JobState.FAILED, message=str(refusal.sentence))
    except MemoryError:
        logger.error("job %s asked for more memory than a job may have", job_id)
        _finish(
            job_id,
            JobState.FAILED,
            message=_("This is too large for one piece of work. Narrow it down and start it again."),
        )
    except Exception:
        logger.exception("job %s failed", job_id)
        _finish(
            job_id,
            JobState.FAILED,
            message=_("The work stopped unexpectedly. Nothing was half-written. Try again."),
        )
    else:
        _finish(job_id, JobState.DONE, result=result)


@transaction.atomic
def cancel_job(*, job: Job, by, at: datetime) -> None:
    """Stop an open job; a running handler notices at its next progress report."""
    Job.objects.filter(pk=job.pk, state__in=OPEN_STATES).update(state=JobState.CANCELLED, finished_at=at)


@transaction.atomic
def retry_job(*, job: Job, by, at: datetime) -> None:
    """Put a failed job back in the queue with fresh attempts."""
    moved = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, message="", lease_until=None, finished_at=None, done=0
    )
    if moved:
        transaction.on_commit(lambda: ring_job(job_id=job.pk), robust=True)


def ring_forgotten_jobs(*, at: datetime) -> int:
    """Ring every open job whose lease is over or that nobody took; give up after `MAX_ATTEMPTS`."""
    forgotten = Job.objects.open().filter(
        Q(lease_until__lt=at) | Q(lease_until=None, created_at__lt=at - timedelta(seconds=20))
    )
    forgotten.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED, finished_at=at, message=_("The work was interrupted three times. Try again.")
    )
    keys = list(forgotten.filter(attempts__lt=MAX_ATTEMPTS).values_list("pk", flat=True))
    for key in keys:
        ring_job(job_id=key)
    return len(keys)


class Progress:
    """Handed to a handler: reports how far it is, keeps the lease, notices a cancel."""

    def __init__(self, job: Job):
        self.job = job

    def __call__(self, done: int, total: int | None = None, message: str | None = None) -> None:
        """Write the progress. Raises `Cancelled` when the job was stopped meanwhile."""
        fields = {"done": done, "lease_until": timezone.now() + LEASE}
        if total is not None:
            fields["total"] = total
        if message is not None:
            fields["message"] = message
        if not Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING).update(**fields):
            raise Cancelled


def _claim(job_id, at: datetime) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    return bool(
        Job.objects.filter(free, pk=job_id, state__in=OPEN_STATES, attempts__lt=MAX_ATTEMPTS).update(
            state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=at, lease_until=at + LEASE
        )
    )


def _finish(job_id, state: JobState, *, result: dict | None = None, message: str | None = None) -> None:
    fields = {"state": state, "finished_at": timezone.now(), "lease_until": None}
    if result is not None:
        fields["result"] = result
    if message is not None:
        fields["message"] = message
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(**fields)
