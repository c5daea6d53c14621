"""Bringing held pairs in step with moved flights."""

from datetime import datetime

from django.db import transaction

from assignments.models import Assignment
from assignments.services import guards, periods
from delegates import selectors as delegates
from lo_portal.audit import trail


@transaction.atomic
def refit_periods(*, event, by, at: datetime) -> list[Assignment]:
    """Bring every held assignment to its delegation's service window of today.

    Returns those that moved. Raises `Conflict` naming the officer who would be held twice.
    """
    windows = delegates.service_windows(event)
    moved = []
    for assignment in periods.out_of_step(event, windows):
        period = periods.with_travel(windows[assignment.delegation_id], event)
        with guards.conflicts_in_words(assignment.officer, assignment.delegation, assignment.slot):
            assignment.period = period
            assignment.save(update_fields=["period", "updated_at"])
        moved.append(assignment)
    if moved:
        trail.record(
            "assignment.refitted", on=event, by=by, at=at, detail={"slots": [row.code for row in moved]}
        )
    return moved
