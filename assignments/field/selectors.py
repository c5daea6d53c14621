"""What the phone's reporting pages show, and what others ask about reports. Nothing here writes."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from assignments.duty import phrasing
from assignments.duty.sheet import DelegationPart, Entry, Sheet
from assignments.duty.today import current_entry, is_over
from assignments.field.models import Incident, StatusReport
from assignments.field.phases import ICONS, VERBS, Phase, next_step, steps_of
from delegates.models import Delegation
from events.models import Event


@dataclass(frozen=True)
class Step:
    """One step of a leg: reached with a report, the next one, or still to come. `tap_key` is for its form."""

    phase: Phase
    report: StatusReport | None
    is_next: bool
    tap_key: uuid.UUID

    @property
    def label(self) -> str:
        return self.phase.label

    @property
    def verb(self) -> str:
        return VERBS[self.phase]

    @property
    def icon(self) -> str:
        return ICONS[self.phase]


@dataclass(frozen=True)
class Leg:
    """One duty with its steps, for one delegation that the officer serves."""

    entry: Entry
    delegation: DelegationPart
    title: str
    steps: tuple[Step, ...]

    @property
    def to_come(self) -> list[Step]:
        """From the next step on: the pages keep a button for each, for taps without signal."""
        at = next((number for number, step in enumerate(self.steps) if step.is_next), len(self.steps))
        return [step for step in self.steps[at:] if step.report is None]

    @property
    def last(self) -> StatusReport | None:
        return max(
            (step.report for step in self.steps if step.report), key=lambda one: one.tapped_at, default=None
        )


def reportable(sheet: Sheet) -> list[Entry]:
    """The duties of a sheet that have steps, for a delegation that the officer serves first."""
    served = {part.code for part in sheet.delegations if part.kind == "primary"}
    return [
        entry for entry in sheet.timeline if steps_of(entry.kind) and served.intersection(entry.delegations)
    ]


def leg_of(sheet: Sheet, at: datetime, lang: str, key: str = "") -> Leg | None:
    """The duty named `key`, else the one that counts at `at`; None when the sheet has nothing to report."""
    entries = reportable(sheet)
    chosen = next((entry for entry in entries if entry.key == key), None)
    if chosen is None:
        current = current_entry(sheet, at)
        chosen = current if current in entries else None
    if chosen is None:
        chosen = next((entry for entry in entries if not is_over(entry, at)), None)
    if chosen is None:
        return None
    part = next(one for one in sheet.delegations if one.code in chosen.delegations and one.kind == "primary")
    reports = StatusReport.objects.standing().filter(delegation_id=part.key).of_leg(chosen.key)
    return _leg(chosen, part, {report.phase: report for report in reports}, lang)


def _leg(entry: Entry, part: DelegationPart, reports: dict[str, StatusReport], lang: str) -> Leg:
    following = next_step(entry.kind, reports)
    return Leg(
        entry=entry,
        delegation=part,
        title=phrasing.entry_title(entry, lang),
        steps=tuple(
            Step(phase, reports.get(phase), phase == following, uuid.uuid4())
            for phase in steps_of(entry.kind)
        ),
    )


def other_legs(sheet: Sheet, leg: Leg | None, at: datetime, lang: str) -> list[tuple[Entry, str]]:
    """The other duties of today and later, with their titles."""
    return [
        (entry, phrasing.entry_title(entry, lang))
        for entry in reportable(sheet)
        if not is_over(entry, at) and (leg is None or entry.key != leg.entry.key)
    ]


def reports_by_delegation(event: Event) -> dict:
    """delegation key -> its standing reports in the order of the taps; one query."""
    found = defaultdict(list)
    rows = StatusReport.objects.standing().filter(event=event).select_related("officer")
    for report in rows.order_by("tapped_at", "created_at"):
        found[report.delegation_id].append(report)
    return found


def open_incidents(event: Event, user) -> list[Incident]:
    """Open ones that the user may see, emergencies first, then the oldest."""
    rows = Incident.objects.visible_to(user).open().filter(event=event)
    return list(
        rows.select_related("delegation__tier", "owner", "reported_by").order_by(
            F("severity").asc(), "happened_at"
        )
    )


def own_delegations(sheet: Sheet) -> list[Delegation]:
    """The delegations of a sheet as rows, to hang an incident on."""
    keys = [part.key for part in sheet.delegations]
    return list(Delegation.objects.filter(pk__in=keys).order_by("code"))


def incidents(event: Event, user) -> list[Incident]:
    """All that the user may see, the newest first."""
    rows = Incident.objects.visible_to(user).filter(event=event)
    return list(rows.select_related("delegation__tier", "owner", "reported_by").order_by("-happened_at"))
