"""The officer's side: opened, received, and being asked again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import telling
from assignments.letters.models import LetterRow, LetterState
from events.models import Event
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def open_letter(*, row: LetterRow, at: datetime) -> None:
    """The officer opened the letter; only the first time is kept."""
    LetterRow.objects.filter(pk=row.pk, opened_at=None).update(opened_at=at)


@transaction.atomic
def receive_letter(*, row: LetterRow, by, at: datetime) -> bool:
    """The officer confirms *diterima*. True the first time; pressing again changes nothing."""
    if row.letter.state != LetterState.IN_FORCE:
        raise Refused(_("This letter is no longer in force."), code="not_in_force")
    if not LetterRow.objects.filter(pk=row.pk, received_at=None).update(received_at=at):
        return False
    trail.record("letter.received", on=row, by=by, at=at)
    return True


@transaction.atomic
def remind_unopened(*, event: Event, by, at: datetime) -> int:
    """Send the letter's notice again to officers who have not opened theirs; returns how many.

    At most once an hour to one person. Raises `Refused` when nobody is left to remind.
    """
    rows = (
        LetterRow.objects.unopened()
        .filter(letter__event=event)
        .select_related("letter__entry", "letter__event", "officer__user")
    )
    told = telling.tell_again(rows=list(rows), at=at)
    if not told:
        raise Refused(
            _("Nobody to remind: all have opened their letter, have no account, or were just reminded."),
            code="nobody_to_remind",
        )
    trail.record("letter.reminded", on=event, by=by, at=at, detail={"count": told})
    return told
