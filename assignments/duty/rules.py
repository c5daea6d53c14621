"""Who may do what with duty sheets. Staff publish; an officer reads and answers for themselves."""

import rules

from assignments.duty.models import DutySheet
from assignments.models import HELD_STATES, Assignment
from lo_portal.accounts.rules import grant


@rules.predicate
def is_own(user, target):
    """One's own page (no target), one's own sheet, or an assignment that one serves."""
    if isinstance(target, Assignment):
        return serves(user, target)
    return target is None or (isinstance(target, DutySheet) and target.officer.user_id == user.pk)


def serves(user, assignment: Assignment) -> bool:
    """The user is the officer of this assignment and was asked or has accepted."""
    return (
        assignment.officer.user_id == user.pk
        and assignment.kind == "primary"
        and assignment.state in HELD_STATES
    )


grant("duty", own=is_own)
