from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from lo_portal.accounts import tries


@shared_task
def clear_sessions():
    """Forget sessions that are over."""
    call_command("clearsessions")


@shared_task
def clear_tries():
    """Forget counted tries whose window is over."""
    tries.clear_past(at=timezone.now())
