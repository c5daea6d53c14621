"""Who may do what on the board. Staff pair; coordinators see and change their own tiers; officers answer."""

import rules

from assignments.models import Assignment
from delegates.models import Delegation
from events.rules import coordinates as coordinates_event
from lo_portal.accounts.models import Role
from lo_portal.accounts.rules import grant


@rules.predicate
def is_own_assignment(user, assignment):
    return isinstance(assignment, Assignment) and assignment.officer.user_id == user.pk


@rules.predicate
def coordinates(user, target):
    """The user coordinates the delegation (or that of the assignment)."""
    delegation = target.delegation if isinstance(target, Assignment) else target
    return (
        user.has_role(Role.COORDINATOR)
        and isinstance(delegation, Delegation)
        and Delegation.objects.visible_to(user).filter(pk=delegation.pk).exists()
    )


grant("assignments", event=coordinates_event, group=coordinates, own=is_own_assignment)
