"""The two ends of a letter in force, and of one that was numbered in vain."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import telling
from assignments.letters.models import Letter, LetterState
from assignments.letters.services import certifying, moves
from lo_portal.audit import trail


@transaction.atomic
def revoke_letter(*, letter: Letter, reason: str, by, at: datetime) -> Letter:
    """Take a letter out of force. Its number stays in the register, its page says since when and why."""
    reason = moves.demand_reason(
        reason, _("Say why the letter is revoked; the verification page shows the reason.")
    )
    return end_letter(letter=letter, state=LetterState.REVOKED, reason=reason, by=by, at=at)


@transaction.atomic
def end_letter(
    *, letter: Letter, state: LetterState, reason: str, by, at: datetime, superseded_by=None
) -> Letter:
    """Move a letter to one of its two ends, REVOKED or SUPERSEDED, and tell its officers."""
    letter = moves.locked_letter(letter)
    was_in_force = letter.state == LetterState.IN_FORCE
    moves.move_letter(letter, state)
    letter.ended_at, letter.end_reason, letter.superseded_by = at, reason.strip()[:300], superseded_by
    letter.save()
    certifying.leave_record(letter=letter, by=by, at=at)
    trail.record(f"letter.{state}", on=letter, by=by, at=at, detail={"reason": letter.end_reason})
    if was_in_force:
        telling.tell_ended(letter=letter, successor=superseded_by, at=at)
    return letter
