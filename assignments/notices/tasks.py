"""Celery's side of notices: a ring comes in, one service call goes out."""

from celery import shared_task
from django.utils import timezone

from assignments.notices import delivery, reminders


@shared_task
def ring_notices() -> None:
    delivery.deliver_until_empty(seconds=20)


@shared_task
def plan_reminders() -> None:
    reminders.plan_all_reminders(at=timezone.now())
