"""Celery's side of retention: once a night, safe to run twice."""

from celery import shared_task
from django.utils import timezone

from lo_portal.privacy import purging


@shared_task
def purge_due() -> None:
    purging.purge_due(by=None, at=timezone.now())
