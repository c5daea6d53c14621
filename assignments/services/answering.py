"""What the officer is asked and answers: *bersedia* or *berhalangan*."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment, AssignmentState
from assignments.services.guards import fresh_state, move
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def offer_assignment(*, assignment: Assignment, by, at: datetime) -> Assignment:
    """Ask the officer: from now on the officer sees the assignment."""
    move(assignment, AssignmentState.OFFERED, offered_at=at)
    trail.record("assignment.offered", on=assignment, by=by, at=at)
    return assignment


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
