"""The final report as the day's taps already tell it. Pure: facts in, Indonesian text out.

Descriptions of incidents stay out: they may be about somebody's health.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from lo_portal import formats

# What is worth a line under "differences": this much later or earlier than planned.
WORTH_TELLING = timedelta(minutes=15)


@dataclass(frozen=True)
class TapFact:
    """One reported step. `planned_at` is the plan's time of that very step, where it has one; `colleague`
    is who of the team reported it, empty for the officer's own taps."""

    at: datetime
    leg: str
    step: str
    planned_at: datetime | None = None
    colleague: str = ""

    def told(self, zone: str) -> str:
        by = f" ({self.colleague})" if self.colleague else ""
        return f"{formats.time(self.at, zone)} {self.step.lower()}{by}"


@dataclass(frozen=True)
class IncidentFact:
    at: datetime
    kind: str
    place: str
    state: str
    answer: str = ""


@dataclass(frozen=True)
class GiftFact:
    direction: str
    description: str


def course_of(taps: Iterable[TapFact], zone: str) -> str:
    """Day by day, leg by leg: "10.35 WIB Mendarat"."""
    lines = []
    for day, of_day in groupby(taps, key=lambda tap: formats.local_day(tap.at, zone)):
        lines.append(formats.long_day(day, "id"))
        for leg, steps in groupby(of_day, key=lambda tap: tap.leg):
            told = ", ".join(tap.told(zone) for tap in steps)
            lines.append(f"- {leg}: {told}")
    return "\n".join(lines)


def deviations_of(taps: Iterable[TapFact], zone: str) -> str:
    """The steps that differ from the plan by a quarter of an hour or more."""
    lines = []
    for tap in taps:
        gap = tap.at - tap.planned_at if tap.planned_at else timedelta(0)
        if abs(gap) < WORTH_TELLING:
            continue
        how = "lebih lambat" if gap > timedelta(0) else "lebih awal"
        lines.append(
            f"- {tap.leg}: {tap.step.lower()} {formats.time(tap.at, zone)}, rencana "
            f"{formats.time(tap.planned_at, zone)} ({formats.duration(abs(gap).total_seconds())} {how})"
        )
    return "\n".join(lines)


def incidents_of(incidents: Iterable[IncidentFact], zone: str) -> str:
    return "\n".join(
        "- "
        + ", ".join(
            part
            for part in (formats.compact(one.at, zone), one.kind, one.place, one.state.lower(), one.answer)
            if part
        )
        for one in incidents
    )


def gifts_of(gifts: Iterable[GiftFact]) -> str:
    return "\n".join(f"- {gift.direction}: {gift.description}" for gift in gifts)
