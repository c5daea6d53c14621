"""Who reports, and who works incidents through: officers their own, coordinators their tiers, staff all."""

import rules

from assignments.field.models import Incident, StatusReport
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
