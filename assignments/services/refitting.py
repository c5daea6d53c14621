"""Bringing held pairs in step with moved flights."""

from datetime import datetime

from django.db import IntegrityError, transaction

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
    moved = periods.out_of_step(event, windows)
    for assignment in moved:
        assignment.period = periods.with_travel(windows[assignment.delegation_id], event)
        assignment.updated_at = at
    if moved:
        _write(moved)
        trail.record(
            "assignment.refitted", on=event, by=by, at=at, detail={"slots": [row.code for row in moved]}
        )
    return moved


def _write(moved: list[Assignment]) -> None:
    """All in one statement; where PostgreSQL refuses, one by one, so that the officer can be named."""
    fields = ["period", "updated_at"]
    try:
        with transaction.atomic():
            Assignment.objects.bulk_update(moved, fields)
    except IntegrityError:
        for assignment in moved:
            with guards.conflicts_in_words(assignment.officer, assignment.delegation, assignment.slot):
                assignment.save(update_fields=fields)
