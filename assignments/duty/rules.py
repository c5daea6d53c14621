"""Who may do what with duty sheets. Staff publish; an officer reads and answers for themselves."""

import rules

from assignments.duty.models import DutySheet
from assignments.models import HELD_STATES, Assignment
from lo_portal.accounts.rules import is_coordinator, is_officer, is_staff


@rules.predicate
def is_own_sheet(user, sheet):
    return isinstance(sheet, DutySheet) and sheet.officer.user_id == user.pk


@rules.predicate
def serves(user, assignment):
    """The user is the officer of this assignment and was asked or has accepted."""
    return (
        isinstance(assignment, Assignment)
        and assignment.officer.user_id == user.pk
        and assignment.kind == "primary"
        and assignment.state in HELD_STATES
    )


rules.add_rule("duty.view_own_sheet", is_officer | is_coordinator)
rules.add_rule("duty.reset_feed", is_officer | is_coordinator)
rules.add_rule("duty.mark_sheet_read", is_own_sheet)
rules.add_rule("duty.view_sheet", is_own_sheet | is_staff)
rules.add_rule("duty.view_sheet_version", is_staff)
rules.add_rule("duty.view_care_note", serves)
rules.add_rule("duty.publish_plan", is_staff)
rules.add_rule("duty.view_publication", is_staff)
rules.add_rule("duty.resend_publication", is_staff)
