"""What the officer is asked and answers: *bersedia* or *berhalangan*."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment, AssignmentState
from assignments.services.guards import fresh_state, move, move_all
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def offer_assignments(*, assignments: list[Assignment], by, at: datetime) -> None:
    """Ask the officers: from now on each sees the assignment. All or none, whatever their number."""
    if assignments:
        move_all(assignments, AssignmentState.OFFERED, offered_at=at)
        trail.record_each("assignment.offered", on=assignments, by=by, at=at)


@transaction.atomic
def accept_assignment(*, assignment: Assignment, by, at: datetime) -> Assignment:
    """The officer is willing (*bersedia*). Saying so twice changes nothing."""
    if fresh_state(assignment) == AssignmentState.ACCEPTED:
        return assignment
    move(assignment, AssignmentState.ACCEPTED, answered_at=at)
    trail.record("assignment.accepted", on=assignment, by=by, at=at)
    return assignment


@transaction.atomic
def decline_assignment(*, assignment: Assignment, reason: str, by, at: datetime) -> Assignment:
    """The officer cannot serve (*berhalangan*). The slot is open again. A reason is required."""
    if not reason.strip():
        raise Refused(
            _("Say why you cannot serve, so that the bureau can find a replacement."), code="no_reason"
        )
    if fresh_state(assignment) == AssignmentState.DECLINED:
        return assignment
    move(assignment, AssignmentState.DECLINED, answered_at=at, decline_reason=reason.strip()[:300])
    trail.record("assignment.declined", on=assignment, by=by, at=at, detail={"reason": reason.strip()})
    return assignment
