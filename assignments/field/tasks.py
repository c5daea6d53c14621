"""Celery's side of the field: the beat asks whether somebody waits too long."""

from celery import shared_task
from django.utils import timezone

from assignments.field import services


@shared_task
def raise_incidents() -> None:
    services.raise_incidents(at=timezone.now())
