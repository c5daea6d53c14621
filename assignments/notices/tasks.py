"""Celery's side of notices: a ring comes in, one service call goes out."""

from celery import shared_task
from django.utils import timezone

from assignments.notices import delivery, reminders
from lo_portal.upkeep import deadman
from lo_portal.upkeep import services as upkeep


@shared_task
def ring_notices() -> None:
    upkeep.note_heartbeat(part="deliverer")
    delivery.deliver_until_empty(seconds=20)
    deadman.tell()


@shared_task
def plan_reminders() -> None:
    upkeep.note_heartbeat(part="beat")  # nobody else rings this one
    reminders.plan_all_reminders(at=timezone.now())
