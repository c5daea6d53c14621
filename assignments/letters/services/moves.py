"""What every verb of a letter shares: the lock, the table of moves, and coming into force."""

from datetime import datetime

from django.utils.translation import gettext as _

from assignments.letters import telling
from assignments.letters.models import LETTER_MOVES, Letter, LetterState
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused


def locked_letter(letter: Letter) -> Letter:
    """The row as stored, held until the transaction ends; two who press at once come one by one."""
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("event", "profile", "entry")
        .get(pk=letter.pk)
    )


def move_letter(letter: Letter, state: LetterState) -> None:
    """Set the state, or raise `Conflict` when the table does not allow it from where the letter stands."""
    if state not in LETTER_MOVES[LetterState(letter.state)]:
        raise Conflict(
            _("This letter is “%(state)s” by now, so this is no longer possible.")
            % {"state": letter.get_state_display()},
            code="wrong_state",
        )
    letter.state = state


def demand_reason(text: str, sentence) -> str:
    """The reason without blanks around it; raises `Refused` with `sentence` when there is none."""
    reason = text.strip()[:300]
    if not reason:
        raise Refused(sentence, code="no_reason")
    return reason


def enter_force(letter: Letter, *, at: datetime) -> None:
    """The letter's file is complete: it is in force, what it replaces is not, and its officers are told."""
    move_letter(letter, LetterState.IN_FORCE)
    letter.in_force_at = at
    letter.save()
    replaced = list(letter.supersedes.select_for_update(of=("self",)).filter(state=LetterState.IN_FORCE))
    for old in replaced:
        move_letter(old, LetterState.SUPERSEDED)
        old.ended_at = at
        old.save()
        trail.record("letter.superseded", on=old, by=None, at=at, detail={"by": letter.number})
        telling.tell_ended(letter=old, successor=letter, at=at)
    telling.tell_in_force(letter=letter, replaced=replaced, at=at)
