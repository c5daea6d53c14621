"""Which checklist counts at an instant, and how far it is. Pure; no rows, no clock."""

from dataclasses import dataclass
from datetime import datetime

from assignments.duty.sheet import Sheet
from assignments.duty.today import is_over
from assignments.field.models import FieldGuide, GuidePhase

PHASES_OF_KIND = {
    "arrival": GuidePhase.ARRIVAL,
    "departure": GuidePhase.DEPARTURE,
    "agenda": GuidePhase.VENUE,
    "transfer": GuidePhase.VENUE,
}


@dataclass(frozen=True)
class Point:
    """One line of a checklist; `tick` is the row that says by whom and when, or None."""

    text: str
    tick: object | None = None


@dataclass(frozen=True)
class Checklist:
    """One part of the visit with its points. `is_now`: it is what counts at the moment."""

    phase: GuidePhase
    points: tuple[Point, ...]
    is_now: bool

    @property
    def done(self) -> int:
        return sum(point.tick is not None for point in self.points)


def phase_now(sheet: Sheet, at: datetime) -> GuidePhase:
    """What the running duty with a guest is about. While an arrival comes next: before arrival; when a
    departure comes next, or nothing at all: the departure; between two others: the hotel."""
    legs = [entry for entry in sheet.timeline if entry.kind in PHASES_OF_KIND and entry.delegations]
    coming = [entry for entry in legs if not is_over(entry, at)]
    running = [entry for entry in coming if entry.due_at <= at]
    if running:
        return PHASES_OF_KIND[max(running, key=lambda entry: entry.due_at).kind]
    following = min(coming, key=lambda entry: entry.due_at, default=None)
    if len(coming) == len(legs):
        return GuidePhase.BEFORE
    kind = following.kind if following else "departure"
    return {"arrival": GuidePhase.BEFORE, "departure": GuidePhase.DEPARTURE}.get(kind, GuidePhase.HOTEL)


def checklists_of(guide: FieldGuide, ticks: dict, now: GuidePhase) -> list[Checklist]:
    """The guide's lists that have points; `ticks`: (phase, point) -> row."""
    return [
        Checklist(
            phase, tuple(Point(text, ticks.get((phase, text))) for text in guide.points(phase)), phase == now
        )
        for phase in GuidePhase
        if guide.points(phase)
    ]
