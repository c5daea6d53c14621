"""Celery's side of jobs: a key comes in, one service call goes out."""

from celery import shared_task
from django.utils import timezone

from lo_portal.jobs import services


@shared_task
def run_job(job_id: str) -> None:
    services.perform_job(job_id=job_id, at=timezone.now())


@shared_task
def ring_jobs() -> None:
    services.ring_forgotten_jobs(at=timezone.now())
