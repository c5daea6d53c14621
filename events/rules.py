"""Who may do what with events: staff plan; coordinators read and keep the agenda of their own tiers."""

import rules

from lo_portal.accounts.rules import is_admin, is_coordinator, is_officer, is_signatory, is_staff


@rules.predicate
def coordinates(user, target):
    """The user stands on the roster of the target's event as a coordinator."""
    event = getattr(target, "event", None)
    return event is not None and bool(coordinator_entries(user, event))


@rules.predicate
def coordinates_item(user, item):
    """The item concerns only tiers that the user coordinates (no tiers named: all of them)."""
    if item is None:
        return False
    wanted = {tier.pk for tier in item.tiers.all()}
    for entry in coordinator_entries(user, item.event):
        own = {tier.pk for tier in entry.tiers.all()}
        if not own or (wanted and wanted <= own):
            return True
    return False


def coordinator_entries(user, event) -> list:
    """The roster entries by which `user` coordinates `event`: at most one."""
    if not (user.is_authenticated and user.has_role("coordinator")):
        return []
    entries = event.roster.filter(officer__user=user, role="coordinator", withdrawn_at=None)
    return list(entries.prefetch_related("tiers"))


may_read = is_staff | is_coordinator

rules.add_rule("events.list_events", is_staff | is_coordinator | is_signatory | is_admin)
rules.add_rule("events.view_event", may_read)
rules.add_rule("events.create_event", is_staff)
rules.add_rule("events.change_event", is_staff)
rules.add_rule("events.move_event", is_staff)
rules.add_rule("events.clone_event", is_staff)
rules.add_rule("events.create_tier", is_staff)
rules.add_rule("events.change_tier", is_staff)
rules.add_rule("events.remove_tier", is_staff)
rules.add_rule("events.create_venue", is_staff)
rules.add_rule("events.change_venue", is_staff)
rules.add_rule("events.remove_venue", is_staff)
rules.add_rule("events.list_agenda", may_read)
rules.add_rule("events.export_agenda", may_read)
rules.add_rule("events.create_item", is_staff | coordinates)
rules.add_rule("events.change_item", is_staff | coordinates_item)
rules.add_rule("events.cancel_item", is_staff | coordinates_item)
rules.add_rule("events.create_briefing", is_staff)
rules.add_rule("events.change_briefing", is_staff)
rules.add_rule("events.record_minutes", is_staff)
rules.add_rule("events.add_action", is_staff)
rules.add_rule("events.finish_action", is_staff)
rules.add_rule("events.reopen_action", is_staff)
rules.add_rule("events.attach_material", is_staff)
rules.add_rule("events.remove_material", is_staff)
rules.add_rule("events.read_material", is_staff | is_coordinator | is_officer)
rules.add_rule("events.read_briefing", is_coordinator | is_officer)
