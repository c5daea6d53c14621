"""A letter in force that is no longer true: replace it whole, or amend what changed (L8)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.letters import comparing
from assignments.letters.facts import event_facts
from assignments.letters.models import ASSIGNMENT_KINDS, Letter, LetterKind, LetterState
from assignments.letters.services import drafts, issuing, moves
from events.models import Event
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused


@transaction.atomic
def replace_letter(*, letter: Letter, reason: str, by, at: datetime, profile=None) -> Letter:
    """A new letter with today's facts for the same officers; it supersedes this one when in force.

    Until then the old one stays valid, so nobody stands without a letter. Raises `Refused` when none
    of its officers is on the roster any more, `Conflict` when it is not in force or being replaced.
    """
    reason = moves.demand_reason(reason, _("Say why the letter is replaced; the verification page shows it."))
    Event.objects.select_for_update().get(pk=letter.event_id)
    old = _changeable(letter)
    today = event_facts(old.event).officers
    officers = [today[str(row.officer_id)] for row in old.rows.all() if str(row.officer_id) in today]
    if not officers:
        raise Refused(
            _("None of its officers is on the roster any more: revoke the letter instead."),
            code="nobody_left",
        )
    new = drafts.new_draft(
        event=old.event, profile=profile or old.profile, officers=officers, kind=LetterKind(old.kind),
        amends=old.amends,
    )  # fmt: skip
    old.superseded_by, old.end_reason = new, reason
    old.save()
    issuing.send_on([new], event=old.event, profile=new.profile, by=by, at=at)
    trail.record("letter.replaced", on=old, by=by, at=at, detail={"reason": reason, "by": str(new.pk)})
    return new


@transaction.atomic
def amend_letter(*, letter: Letter, by, at: datetime, include_new: bool = False, profile=None) -> Letter:
    """A letter that changes this one: it names it and lists only the rows that are no longer true.

    Officers who left are listed as released. `include_new` also names those who are ready and have
    no letter. Raises `Refused` when nothing changed.
    """
    Event.objects.select_for_update().get(pk=letter.event_id)
    letter = _changeable(letter)
    officers = changed_officers(letter)
    if include_new:
        officers += issuing.ready_officers(letter.event)
    if not officers:
        raise Refused(_("Nothing to amend: the letter still says what is true."), code="nothing_changed")
    amendment = drafts.new_draft(
        event=letter.event, profile=profile or letter.profile, officers=officers,
        kind=LetterKind.AMENDMENT, amends=letter,
    )  # fmt: skip
    issuing.send_on([amendment], event=letter.event, profile=amendment.profile, by=by, at=at)
    trail.record("letter.amended", on=letter, by=by, at=at, detail={"officers": len(officers)})
    return amendment


def changed_officers(letter: Letter) -> list:
    """Today's facts of the officers of whom `letter` is the newest word and no longer true."""
    today = event_facts(letter.event).officers
    newest = comparing.newest_rows(letter.event)
    changed = []
    for row in letter.rows.all():
        key = str(row.officer_id)
        if newest.get(key) and newest[key].letter_id == letter.pk:
            changes = comparing.changes_of(row, today.get(key))
            if changes:
                changed.append(today.get(key) or comparing.released(row))
    return changed


def _changeable(letter: Letter) -> Letter:
    letter = moves.locked_letter(letter)
    if letter.state != LetterState.IN_FORCE or letter.kind not in ASSIGNMENT_KINDS:
        raise Conflict(
            _("Only a letter of assignment in force can be replaced or amended."), code="wrong_state"
        )
    if letter.superseded_by_id:
        raise Conflict(_("A letter that replaces this one is already on its way."), code="being_replaced")
    return letter
