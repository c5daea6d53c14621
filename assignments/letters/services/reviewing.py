"""Initials in order (paraf berjenjang): each person presses once, or returns the letter with a note."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import telling
from assignments.letters.models import Letter, LetterProfile, LetterState, LetterStep, StepKind
from assignments.letters.services import drafts, moves
from lo_portal.accounts.models import User
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused

MAX_INITIALS = 3  # hierarchy of paraf: up to three officials (domain 1.6)


def initials_of(profile: LetterProfile) -> list[User]:
    """The people whose initials the profile asks for, in order.

    Raises `Refused` when an address has no active account: the letter would wait for nobody.
    """
    addresses = [line.strip().lower() for line in profile.initials_by.splitlines() if line.strip()]
    people = {user.email.lower(): user for user in User.objects.filter(is_active=True, email__in=addresses)}
    for address in addresses[:MAX_INITIALS]:
        if address not in people:
            raise Refused(
                _("%(address)s has no account, so nobody could initial. Mend the letter profile.")
                % {"address": address},
                code="unknown_initials",
            )
    return [people[address] for address in addresses[:MAX_INITIALS]]


def submit_letters(*, letters: list[Letter], people: list[User], by, at: datetime) -> None:
    """Send drafts for their initials; the first person is told. The caller holds the transaction."""
    for letter in letters:
        moves.move_letter(letter, LetterState.REVIEW)
        letter.save()
        start = letter.steps.count() + 1
        LetterStep.objects.bulk_create(
            LetterStep(letter=letter, order=order, kind=StepKind.INITIAL, person=person, name=person.name)
            for order, person in enumerate(people, start)
        )
        trail.record("letter.submitted", on=letter, by=by, at=at, detail={"to": [str(one) for one in people]})
    telling.tell_next(letters=letters, person=people[0], at=at)


@transaction.atomic
def initial_letter(*, letter: Letter, by, at: datetime) -> Letter:
    """*Paraf*: the letter goes to the next person, after the last one it is approved.

    Raises `Conflict` when it is not this person's turn (any more).
    """
    letter, step = _my_turn(letter, by)
    step.done_at = at
    step.save(update_fields=["done_at", "updated_at"])
    following = LetterStep.objects.pending().filter(letter=letter).first()
    if following is None:
        moves.move_letter(letter, LetterState.APPROVED)
        letter.save()
    else:
        telling.tell_next(letters=[letter], person=following.person, at=at)
    trail.record("letter.initialled", on=letter, by=by, at=at, detail={"step": step.order})
    return letter


@transaction.atomic
def return_letter(*, letter: Letter, note: str, by, at: datetime) -> Letter:
    """*Kembalikan*: back to draft with a note for whoever wrote it; later initials are asked for anew."""
    note = moves.demand_reason(note, _("Say what must change; the note goes back with the letter."))
    letter, step = _my_turn(letter, by)
    step.returned_at, step.note = at, note
    step.save(update_fields=["returned_at", "note", "updated_at"])
    LetterStep.objects.pending().filter(letter=letter).delete()
    moves.move_letter(letter, LetterState.DRAFT)
    letter.save()
    trail.record("letter.returned", on=letter, by=by, at=at, detail={"note": note})
    return letter


@transaction.atomic
def resubmit_letter(*, letter: Letter, by, at: datetime) -> Letter:
    """Write a returned draft again from today's facts and send it for all initials once more."""
    letter = moves.locked_letter(letter)
    people = initials_of(letter.profile)
    if letter.state != LetterState.DRAFT or not people:
        raise Conflict(_("Only a draft can be sent for initials."), code="wrong_state")
    drafts.refresh_draft(letter)
    submit_letters(letters=[letter], people=people, by=by, at=at)
    return letter


@transaction.atomic
def discard_letter(*, letter: Letter, by, at: datetime) -> None:
    """Throw away a letter that has no number yet; the letter that it was to replace stays in force."""
    letter = moves.locked_letter(letter)
    if letter.entry_id or letter.state not in (LetterState.DRAFT, LetterState.REVIEW, LetterState.APPROVED):
        raise Conflict(_("A numbered letter stays; it can only be revoked."), code="numbered")
    letter.supersedes.update(superseded_by=None, end_reason="")
    trail.record("letter.discarded", on=letter, by=by, at=at)
    letter.delete()


def _my_turn(letter: Letter, person) -> tuple[Letter, LetterStep]:
    letter = moves.locked_letter(letter)
    step = LetterStep.objects.pending().filter(letter=letter).first()
    if letter.state != LetterState.REVIEW or step is None or step.person_id != person.pk:
        raise Conflict(_("It is not your turn to initial this letter."), code="not_your_turn")
    return letter, step
