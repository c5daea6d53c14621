"""What the board's buttons do: seat, move, set a backup, take back. Each is one transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments import history
from assignments.models import Assignment, AssignmentKind, AssignmentState
from assignments.services import guards
from assignments.services.guards import Warned
from assignments.services.periods import clashing_assignments
from assignments.services.placing import place_again, place_officer, release_assignment
from lo_portal.access import may
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer


@transaction.atomic
def seat_officer(
    *,
    slot,
    seen: str,
    officer: Officer,
    take: bool,
    warnings: list[Warned],
    reasons: Mapping[str, str],
    score: dict,
    by,
    at: datetime,
) -> Assignment:
    """Fill an open slot or replace its holder; with `take`, first free the officer from duties that clash.

    `slot` is a `selectors.Slot` read now, `seen` the holder's id as the person saw it ("" for open):
    a holder who changed meanwhile raises `Conflict` and nothing is lost. A locked holder is refused, and
    so is a duty that clashes and is not for `by` to release.
    """
    demand_seen(slot, seen)
    holder = slot.primary
    if take:
        for other in clashing_assignments(officer, slot.delegation):
            _demand_reach(other, by)
            release_assignment(
                assignment=other, reason=_("Moved to %(slot)s") % {"slot": slot.code}, by=by, at=at
            )
    if holder is not None:
        release_assignment(assignment=holder, reason=str(_("Replaced on the board")), by=by, at=at)
    return place_officer(
        delegation=slot.delegation,
        slot=slot.number,
        officer=officer,
        by=by,
        at=at,
        warnings=warnings,
        reasons=reasons,
        score=score,
        replaces=holder,
    )


def _demand_reach(duty: Assignment, by) -> None:
    """Raise `Refused` where the officer would be taken from a delegation that `by` does not answer for."""
    if not may(by, "assignments.release_assignment", duty):
        raise Refused(
            _("%(officer)s serves %(slot)s, which you do not coordinate. Ask the bureau.")
            % {"officer": duty.officer, "slot": duty.code},
            code="not_yours",
        )


def demand_seen(slot, seen: str) -> None:
    """Raise `Conflict`, with who changed it and when, unless the slot's holder is the one that was seen."""
    holder = slot.primary
    if str(holder.officer_id if holder else "") != seen:
        raise Conflict(
            guards.taken_sentence(slot.delegation, slot.number),
            code="slot_taken",
            theirs=history.who_changed(slot.delegation.event, slot.code),
        )


@transaction.atomic
def undo_assignment(*, assignment: Assignment, by, at: datetime) -> Assignment:
    """Take back the last act on a pair: release what was placed, place again what was released.

    Only a proposal can be taken back this way: once the officer was asked, releasing is a decision
    with a reason. Whoever had to go for the pair in the same act comes back with it.
    """
    guards.fresh_state(assignment)
    if assignment.state == AssignmentState.PROPOSED:
        gone = _freed_by(assignment)
        release_assignment(assignment=assignment, reason=str(_("Undone")), by=by, at=at)
        again = [place_again(former=former, by=by, at=at) for former in gone]
        return again[0] if again else assignment
    if assignment.state == AssignmentState.RELEASED:
        return place_again(former=assignment, by=by, at=at)
    raise Refused(
        _("%(officer)s was already asked. Release with a reason instead.") % {"officer": assignment.officer},
        code="already_asked",
    )


def _freed_by(assignment: Assignment) -> list[Assignment]:
    """The pairs that were released in the same act: the slot's former holder, the officer's former duties."""
    moment = history.placed_at(assignment)
    if moment is None:
        return []
    released = Assignment.objects.filter(state=AssignmentState.RELEASED, released_at=moment)
    former = released.filter(pk=assignment.replaces_id)
    duties = released.filter(officer=assignment.officer, kind=assignment.kind).exclude(pk=assignment.pk)
    return list((former | duties).select_related("delegation__event", "officer"))


@transaction.atomic
def seat_backup(*, slot, officer: Officer, score: dict, by, at: datetime) -> Assignment:
    """Name the officer who steps in if the slot's holder cannot; a former backup goes.

    A backup holds nobody's time, so it may serve elsewhere, but not in the same delegation.
    """
    serves = Assignment.objects.held().primary().filter(delegation=slot.delegation, officer=officer)
    if serves.exists():
        raise Refused(
            _("%(officer)s already serves %(delegation)s.")
            % {"officer": officer, "delegation": slot.delegation},
            code="serves_already",
        )
    if slot.backup is not None:
        release_assignment(assignment=slot.backup, reason=str(_("Another backup")), by=by, at=at)
    return place_officer(
        delegation=slot.delegation,
        slot=slot.number,
        officer=officer,
        kind=AssignmentKind.BACKUP,
        score=score,
        by=by,
        at=at,
    )
