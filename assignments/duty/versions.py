"""Comparing two published versions of an event's plan."""

from dataclasses import dataclass
from datetime import datetime

from assignments.duty import sheet as sheets
from assignments.duty.difference import Change, sheet_changes
from assignments.duty.models import DutySheet, Publication
from events.models import Event
from officers.models import Officer


@dataclass(frozen=True)
class Compared:
    officer: Officer
    changes: tuple[Change, ...]


def chosen(query, known: list[Publication]) -> tuple[int, int]:
    """The two versions that the address asks for, else the last two; out of range falls back likewise."""
    newest = max((each.version for each in known), default=0)
    older, newer = (_number(query.get(name)) for name in ("from", "to"))
    newer = newer if newer is not None and 1 <= newer <= newest else newest
    older = older if older is not None and 0 <= older <= newest else max(newer - 1, 0)
    return (older, newer) if older <= newer else (newer, older)


def compare(event: Event, older: int, newer: int, *, at: datetime) -> list[Compared]:
    """What each officer had to learn between the two versions; two queries for any size."""
    before = {row.officer_id: row for row in _in_force(event, older)}
    found = []
    for row in _in_force(event, newer):
        was = before.get(row.officer_id)
        if was is not None and was.version == row.version:
            continue
        old = sheets.from_json(was.content) if was is not None else None
        changes = sheet_changes(old, row.sheet, at=at)
        if changes:
            found.append(Compared(row.officer, changes))
    return sorted(found, key=lambda each: each.officer.name)


def _in_force(event: Event, version: int):
    """The sheet of every officer as it was in force with this version."""
    rows = DutySheet.objects.filter(event=event, version__lte=version)
    return rows.newest().select_related("officer__agency")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 7 else None
