"""What *Hari Ini* shows from the field: the next step of the duty that counts, and what is to be done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from assignments.duty.models import DutySheet
from assignments.duty.sheet import Sheet
from assignments.duty.today import is_over
from assignments.field import closings, selectors
from assignments.field.models import OPEN_REPORTS, Acknowledgement, FinalReport, HandoverNote
from assignments.field.rules import was_taken_up
from assignments.models import Assignment, AssignmentState


@dataclass(frozen=True)
class ToDo:
    """Not agreed to the code of conduct yet; accepted duties with an unread hand-over note; duties that were
    handed over without a word to the next officer; duties to report on."""

    conduct: bool
    handovers: list[Assignment]
    silent: list[Assignment]
    reports: list[Assignment]


def of_today(row: DutySheet, sheet: Sheet, at: datetime, lang: str) -> dict:
    """`leg` with its steps, or None when there is nothing to report; `to_do`. Two queries."""
    return {"leg": selectors.leg_of(sheet, at, lang), "to_do": _to_do(row, sheet, at)}


def _to_do(row: DutySheet, sheet: Sheet, at: datetime) -> ToDo:
    notes = HandoverNote.objects.filter(delegation=OuterRef("delegation"), read_at=None)
    reports = FinalReport.objects.filter(delegation=OuterRef("delegation"), officer=row.officer)
    served = closings.own_served(
        row.officer,
        row.event,
        agreed=Exists(Acknowledgement.objects.filter(event=row.event, officer=row.officer)),
        unread=Exists(notes.exclude(author=row.officer)),
        written=Exists(HandoverNote.objects.filter(delegation=OuterRef("delegation"), author=row.officer)),
        reported=Exists(reports.exclude(state__in=OPEN_REPORTS)),
    )
    is_done = all(is_over(entry, at) for entry in sheet.timeline)
    return ToDo(
        conduct=any(not one.agreed for one in served),
        handovers=[one for one in served if one.state == AssignmentState.ACCEPTED and one.unread],
        silent=[one for one in served if not one.is_held and not one.written],
        reports=[one for one in served if is_done and was_taken_up(one) and not one.reported],
    )
