"""Putting an officer on a slot and taking one off."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.models import AcceptedWarning, Assignment, AssignmentKind, AssignmentState
from assignments.services import guards
from assignments.services.guards import Warned, WarningsUnanswered
from assignments.services.periods import held_period
from delegates.models import Delegation
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Officer

# A pair taken back within this time keeps the answer that its officer had given.
UNDO_KEEPS_ANSWER = timedelta(minutes=10)


@transaction.atomic
def place_officer(
    *,
    delegation: Delegation,
    slot: int,
    officer: Officer,
    by,
    at: datetime,
    kind: AssignmentKind = AssignmentKind.PRIMARY,
    warnings: list[Warned] = (),
    reasons: Mapping[str, str] | None = None,
    score: dict | None = None,
    replaces: Assignment | None = None,
) -> Assignment:
    """Propose an officer for a slot, over the delegation's service window with travel on both ends.

    `warnings` are the softer rules this pair breaks, `reasons` what the person typed for each code.
    Raises `WarningsUnanswered` when one has no reason, `Refused` when the slot does not exist, the
    officer is not on the roster or on leave, `Conflict` when somebody else was faster.
    """
    reasons = {code: text.strip() for code, text in (reasons or {}).items() if text.strip()}
    guards.demand_slot(delegation, slot)
    guards.demand_on_roster(delegation.event, officer)
    period = held_period(delegation)
    guards.demand_present(officer, period, delegation.event)
    if [warning for warning in warnings if warning.code not in reasons]:
        raise WarningsUnanswered(list(warnings))
    with guards.conflicts_in_words(officer, delegation, slot, kind):
        assignment = Assignment.objects.create(
            delegation=delegation, slot=slot, officer=officer, kind=kind, period=period,
            score=score or {}, replaces=replaces,
        )  # fmt: skip
    _keep_reasons(assignment, warnings, reasons, by, at)
    told = {"officer": str(officer), "slot": assignment.code, "kind": str(kind), "reasons": reasons}
    trail.record("assignment.placed", on=assignment, by=by, at=at, detail=told)
    return assignment


@transaction.atomic
def release_assignment(*, assignment: Assignment, reason: str, by, at: datetime) -> Assignment:
    """Take the officer off the slot; the row stays as history. Raises `Refused` for a locked pair."""
    guards.fresh_state(assignment)
    if assignment.locked:
        raise Refused(_("%(slot)s is locked. Unlock it first.") % {"slot": assignment.code}, code="locked")
    guards.move(assignment, AssignmentState.RELEASED, released_at=at, release_reason=reason.strip()[:300])
    trail.record("assignment.released", on=assignment, by=by, at=at, detail={"reason": reason.strip()})
    return assignment


@transaction.atomic
def replace_officer(
    *,
    assignment: Assignment,
    officer: Officer,
    reason: str,
    by,
    at: datetime,
    warnings: list[Warned] = (),
    reasons: Mapping[str, str] | None = None,
    score: dict | None = None,
) -> Assignment:
    """Put another officer in an assignment's slot, locked or not; both rows remember each other."""
    if assignment.is_held:
        Assignment.objects.filter(pk=assignment.pk).update(locked=False)
        release_assignment(assignment=assignment, reason=reason, by=by, at=at)
    return place_officer(
        delegation=assignment.delegation,
        slot=assignment.slot,
        officer=officer,
        by=by,
        at=at,
        warnings=warnings,
        reasons=reasons,
        score=score,
        replaces=assignment,
    )


@transaction.atomic
def place_again(*, former: Assignment, by, at: datetime) -> Assignment:
    """A released pair once more, with the reasons that were typed for its warnings.

    Within ten minutes of the release the officer's answer stands as it was; later the pair is a
    proposal again, for the officer may have been told.
    """
    typed = list(former.accepted_warnings.all())
    again = place_officer(
        delegation=former.delegation,
        slot=former.slot,
        officer=former.officer,
        kind=former.kind,
        score=former.score,
        warnings=[Warned(row.code, row.sentence) for row in typed],
        reasons={row.code: row.reason for row in typed},
        by=by,
        at=at,
    )
    if former.released_at and at - former.released_at <= UNDO_KEEPS_ANSWER and former.offered_at:
        again.state = AssignmentState.ACCEPTED if former.answered_at else AssignmentState.OFFERED
        again.offered_at, again.answered_at = former.offered_at, former.answered_at
        again.save(update_fields=["state", "offered_at", "answered_at", "updated_at"])
    return again


@transaction.atomic
def lock_assignment(*, assignment: Assignment, locked: bool, by, at: datetime) -> Assignment:
    """Keep (or let) the solver and bulk acts away from this pair. Locking what is locked changes nothing."""
    guards.demand_held(assignment)
    if assignment.locked == locked:
        return assignment
    assignment.locked = locked
    assignment.save(update_fields=["locked", "updated_at"])
    trail.record("assignment.locked" if locked else "assignment.unlocked", on=assignment, by=by, at=at)
    return assignment


def _keep_reasons(assignment: Assignment, warnings, reasons, by, at: datetime) -> None:
    AcceptedWarning.objects.bulk_create(
        AcceptedWarning(
            assignment=assignment,
            code=warning.code,
            sentence=str(warning.sentence),
            reason=reasons[warning.code],
            accepted_at=at,
            accepted_by=by,
        )
        for warning in warnings
    )
