"""Celery's side of the trail: every night the chain is walked and its head leaves the machine."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from lo_portal.audit import chain

logger = logging.getLogger(__name__)


@shared_task
def witness_trail() -> None:
    """Write the head of the chain, or where it breaks, to the log and to `AUDIT_WITNESS`."""
    verdict = chain.verify(at=timezone.now())
    if verdict.sound:
        logger.info("audit trail sound, head %s", verdict.head)
    else:
        logger.error("audit trail breaks in %s places", len(verdict.breaks))
    if settings.AUDIT_WITNESS:
        state = "utuh / sound" if verdict.sound else "RUSAK / BROKEN"
        body = "\n".join([f"head {verdict.head}", *verdict.breaks[: chain.SHOWN]])
        send_mail(f"[Portal LO] Jejak audit {state}", body, None, [settings.AUDIT_WITNESS])
