"""Who may do what on the board. Staff pair; coordinators see and change their own tiers; officers answer."""

import rules

from assignments.models import Assignment
from delegates.models import Delegation
from lo_portal.accounts.models import Role
from lo_portal.accounts.rules import is_coordinator, is_staff


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


rules.add_rule("assignments.view_board", is_staff | is_coordinator)
rules.add_rule("assignments.place_officer", is_staff | coordinates)
rules.add_rule("assignments.release_assignment", is_staff | coordinates)
rules.add_rule("assignments.replace_officer", is_staff | coordinates)
rules.add_rule("assignments.lock_assignment", is_staff)
rules.add_rule("assignments.solve_event", is_staff)
rules.add_rule("assignments.answer_assignment", is_own_assignment)
rules.add_rule("assignments.tune_pairing", is_staff)
rules.add_rule("assignments.view_load", is_staff | is_coordinator)
rules.add_rule("assignments.relax_requirement", is_staff)
