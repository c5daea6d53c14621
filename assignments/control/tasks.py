"""What the demo does once its letters are made."""

from celery import shared_task
from django.utils import timezone

from assignments.letters.models import Letter
from events.models import Event

PAUSE_SECONDS, MOST_TRIES = 5, 120


@shared_task(bind=True, max_retries=MOST_TRIES)
def receive_demo_letters(self, event: str) -> None:
    """Wait for the files of the event's letters, then let the demo's officers confirm theirs."""
    from assignments.control.demo import story

    found = Event.objects.filter(pk=event).first()
    if found is None:
        return
    if Letter.objects.unmade().filter(event=found).exists():
        raise self.retry(countdown=PAUSE_SECONDS)
    story.receive(found, at=timezone.now())
