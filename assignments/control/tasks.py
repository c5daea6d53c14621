"""What the demo does once its letters are made."""

import time

from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.letters.models import Letter
from events.models import Event
from lo_portal.jobs import services as jobs

KIND = "demo.receive"
PAUSE_SECONDS, MOST_PAUSES = 2, 300


def receive_later(event: Event, *, by) -> None:
    """Let the demo's officers confirm their letters once a worker has made the files."""
    jobs.start_job(kind=KIND, title=_("The demo's officers confirm their letters"), by=by, event=event)


@jobs.handler(KIND)
def receive_demo_letters(job, progress) -> dict:
    from assignments.control.demo import story

    event = Event.objects.get(pk=job.event_id)
    for pause in range(MOST_PAUSES):
        if not Letter.objects.unmade().filter(event=event).exists():
            break
        progress(pause, MOST_PAUSES)
        time.sleep(PAUSE_SECONDS)
    return {"received": story.receive(event, at=timezone.now())}
