"""The demo's officers confirm their letters, once a worker has made the files."""

import time
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.control.demo.cast import busy_of
from assignments.letters import services as letters
from assignments.letters.models import Letter, LetterRow, LetterState
from events.models import Event
from lo_portal.jobs import services as jobs

KIND = "demo.receive"
PAUSE_SECONDS, MOST_PAUSES = 2, 300


def confirm_later(event: Event, *, by) -> None:
    """Start the job that waits for the files and then confirms."""
    jobs.start_job(kind=KIND, title=_("The demo's officers confirm their letters"), by=by, event=event)


def wait_and_confirm(job, progress) -> dict:
    """The work of the job."""
    event = Event.objects.get(pk=job.event_id)
    for pause in range(MOST_PAUSES):
        if not Letter.objects.unmade().filter(event=event).exists():
            break
        progress(pause, MOST_PAUSES)
        time.sleep(PAUSE_SECONDS)
    return {"received": confirm(event, at=timezone.now())}


def confirm(event: Event, *, at: datetime) -> int:
    """Two of three officers confirm the letter, once the files are made; returns how many letters."""
    rows = LetterRow.objects.filter(letter__event=event, letter__state=LetterState.IN_FORCE)
    busy = {officer.pk for officer in busy_of(event)}
    mine = [row for row in rows.select_related("letter", "officer__user") if row.officer_id in busy]
    return sum(letters.receive_letter(row=row, by=row.officer.user, at=at) for row in mine)
