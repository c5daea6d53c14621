"""Who may do what with duty sheets. Staff publish; an officer reads and answers for themselves."""

import rules

from assignments.duty.models import DutySheet
from assignments.models import Assignment, AssignmentState
from lo_portal.accounts.rules import grant
from officers.models import RosterEntry


@rules.predicate
def is_own(user, target):
    """One's own page (no target), one's own sheet, or an assignment that one serves."""
    if isinstance(target, Assignment):
        return serves(user, target)
    return target is None or (isinstance(target, DutySheet) and target.officer.user_id == user.pk)


def serves(user, assignment: Assignment) -> bool:
    """The user is the officer of this assignment, has accepted it, and did not withdraw since."""
    return (
        assignment.officer.user_id == user.pk
        and assignment.kind == "primary"
        and assignment.state == AssignmentState.ACCEPTED
        and not has_withdrawn(assignment)
    )


def has_withdrawn(assignment: Assignment) -> bool:
    """The officer left the event or the service; the assignment itself stands until somebody releases it."""
    left = RosterEntry.objects.filter(
        officer=assignment.officer_id, event=assignment.delegation.event_id, withdrawn_at__isnull=False
    )
    return assignment.officer.withdrawn_at is not None or left.exists()


grant("duty", own=is_own)
