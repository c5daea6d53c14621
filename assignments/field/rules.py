"""Who reports, and who works incidents through: officers their own, coordinators their tiers, staff all."""

import rules

from assignments.field.models import HandoverNote, Incident, StatusReport
from assignments.models import Assignment
from events.rules import coordinates
from lo_portal.accounts.rules import SEEN, grant


@rules.predicate
def is_own(user, target):
    """One's own page (no target), what one wrote, or an assignment that one served."""
    if isinstance(target, StatusReport | Incident):
        return target.reported_by_id == user.pk
    if isinstance(target, Assignment):
        return has_served(user, target)
    officer = target.author if isinstance(target, HandoverNote) else getattr(target, "officer", None)
    return target is None or (officer is not None and officer.user_id == user.pk)


def has_served(user, assignment: Assignment) -> bool:
    """The assignment is the user's own, first place, and was served at least for a time."""
    own = assignment.officer.user_id == user.pk and assignment.kind == "primary"
    return own and was_taken_up(assignment)


def was_taken_up(assignment: Assignment) -> bool:
    """The officer said yes, and serves or was released later."""
    return assignment.state in {"accepted", "released"} and assignment.answered_at is not None


grant("field", event=coordinates, group=SEEN, own=is_own, others=~is_own)
