from celery import shared_task
from django.utils import timezone

from lo_portal.exports import services


@shared_task
def clear_exports() -> None:
    """Forget files whose day is over."""
    services.clear_exports(at=timezone.now())
