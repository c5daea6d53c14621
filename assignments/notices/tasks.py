"""Celery's side of notices: a ring comes in, one service call goes out."""

from celery import shared_task

from assignments.notices import delivery


@shared_task
def ring_notices() -> None:
    delivery.deliver_until_empty(seconds=20)
