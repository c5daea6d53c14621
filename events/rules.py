"""Who may do what with events: staff plan; coordinators read and keep the agenda of their own tiers."""

import rules

from lo_portal.accounts.rules import SEEN, grant


@rules.predicate
def coordinates(user, target):
    """The user stands on the roster of the target's event as a coordinator."""
    event = getattr(target, "event", None)
    return event is not None and _entries(user, event).exists()


@rules.predicate
def coordinates_some(user, target):
    """Of one event: its coordinator. Of the list of events: it shows only those of one's own rosters."""
    return target is None or coordinates(user, target)


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
    return list(_entries(user, event).prefetch_related("tiers"))


def _entries(user, event):
    return event.roster.standing().filter(officer__user=user, role="coordinator")


grant("events", event=coordinates_some, group=coordinates_item, roster=SEEN, own=SEEN)
