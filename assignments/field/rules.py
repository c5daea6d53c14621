"""Who reports, and who works incidents through: officers their own, coordinators their tiers, staff all."""

import rules

from assignments.field.models import HandoverNote, Incident, StatusReport
from assignments.models import Assignment
from lo_portal.accounts.rules import is_coordinator, is_officer, is_staff


@rules.predicate
def reported(user, target):
    """The tap or incident is the user's own."""
    return isinstance(target, StatusReport | Incident) and target.reported_by_id == user.pk


@rules.predicate
def coordinates(user, target):
    """Rows outside a coordinator's tiers are invisible already; one's own report is no case to judge."""
    return is_coordinator(user) and target is not None and target.reported_by_id != user.pk


rules.add_rule("field.report_status", is_officer | is_coordinator)
rules.add_rule("field.withdraw_report", reported | coordinates | is_staff)
rules.add_rule("field.report_incident", is_officer | is_coordinator | is_staff)
rules.add_rule("field.view_incident", reported | is_coordinator | is_staff)
rules.add_rule("field.handle_incident", coordinates | is_staff)
rules.add_rule("field.view_incident_list", is_coordinator | is_staff)
rules.add_rule("field.record_incident", is_coordinator | is_staff)


@rules.predicate
def has_served(user, assignment):
    """The assignment is the user's own, first place, and was served at least for a time."""
    return (
        isinstance(assignment, Assignment)
        and assignment.officer.user_id == user.pk
        and assignment.kind == "primary"
        and assignment.offered_at is not None
        and (assignment.is_held or (assignment.state == "released" and assignment.answered_at is not None))
    )


@rules.predicate
def wrote(user, target):
    """The hand-over note or final report is the user's own."""
    officer = target.author if isinstance(target, HandoverNote) else getattr(target, "officer", None)
    return officer is not None and officer.user_id == user.pk


rules.add_rule("field.view_guide", is_officer | is_coordinator)
rules.add_rule("field.tick_point", is_officer | is_coordinator)
rules.add_rule("field.acknowledge_conduct", is_officer | is_coordinator)
rules.add_rule("field.edit_guide", is_staff)
rules.add_rule("field.view_agreements", is_staff | is_coordinator)
rules.add_rule("field.write_handover", has_served)
rules.add_rule("field.read_handover", is_officer & ~wrote)
rules.add_rule("field.write_final_report", has_served)
rules.add_rule("field.list_final_reports", is_staff | is_coordinator)
rules.add_rule("field.view_final_report", wrote | is_coordinator | is_staff)
rules.add_rule("field.judge_final_report", (is_coordinator | is_staff) & ~wrote)
