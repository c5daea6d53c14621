"""How long a pair holds its officer, and which pairs no longer hold the right time."""

from datetime import datetime, timedelta

from assignments.models import Assignment
from delegates import selectors as delegates
from delegates.models import Delegation
from officers.models import Officer


def out_of_step(event, windows=None) -> list[Assignment]:
    """Held assignments whose stored period is not the delegation's window of today."""
    windows = delegates.service_windows(event) if windows is None else windows
    held = Assignment.objects.of_event(event).held().select_related("delegation__event", "officer")
    return [
        row
        for row in held
        if row.delegation_id in windows
        and (row.period.lower, row.period.upper) != with_travel(windows[row.delegation_id], event)
    ]


def held_period(delegation: Delegation) -> tuple[datetime, datetime]:
    """The half-open period an officer is held for this delegation: service window plus travel."""
    return with_travel(delegates.service_window(delegation), delegation.event)


def with_travel(window, event) -> tuple[datetime, datetime]:
    """A window with half the event's travel time at both ends."""
    half = timedelta(minutes=event.travel_minutes) / 2
    return window[0] - half, window[1] + half


def clashing_assignments(officer: Officer, delegation: Delegation) -> list[Assignment]:
    """Held primary assignments of `officer` that overlap the delegation's period."""
    return list(
        Assignment.objects.held()
        .primary()
        .filter(officer=officer)
        .exclude(delegation=delegation)
        .overlapping(*held_period(delegation))
        .select_related("delegation__event", "officer")
    )


def clash_if(event, windows) -> tuple[Assignment, Assignment] | None:
    """Two holds of one officer that would overlap with these windows, the moved one first. Reads only."""
    moved = [row for row in out_of_step(event, windows) if row.kind == "primary"]
    holds = Assignment.objects.held().primary().filter(officer__in=[row.officer_id for row in moved])
    others = list(holds.select_related("delegation__event", "officer"))
    for row in moved:
        starts_at, ends_at = with_travel(windows[row.delegation_id], event)
        for other in others:
            if other.pk == row.pk or other.officer_id != row.officer_id:
                continue
            window = windows.get(other.delegation_id)
            period = with_travel(window, event) if window else (other.period.lower, other.period.upper)
            if starts_at < period[1] and period[0] < ends_at:
                return row, other
    return None
