"""Celery's side of asking agencies: a ring comes in, one service call goes out."""

from celery import shared_task
from django.utils import timezone

from assignments.nominating import delivery, planning


@shared_task
def ring_agency_mails() -> None:
    delivery.deliver_agency_mails()


@shared_task
def plan_agency_reminders() -> None:
    planning.plan_agency_reminders(at=timezone.now())
