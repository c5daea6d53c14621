"""Who is ready for the day: five marks for every officer who serves, and whom to call for what is missing.

Each mark is read from the rows that say it; nothing is ticked off here. Five queries for any size.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assignments.duty.models import DutySheet
from assignments.field.models import ChecklistTick, GuidePhase
from assignments.letters.models import LetterRow, LetterState
from assignments.models import Assignment, AssignmentState
from officers.models import Attendance, Officer

MARKS = (
    ("willing", _("Willing"), _("has not said yes")),
    ("letter", _("Letter received"), _("has not confirmed the letter")),
    ("briefed", _("Briefed"), _("has attended no briefing")),
    ("read", _("Sheet read"), _("has not read the newest duty sheet")),
    ("guest", _("Guest confirmed"), _("has not begun the checklist before arrival")),
)
CODES = tuple(code for code, _label, _lacking in MARKS)


@dataclass(frozen=True)
class Line:
    """One officer with the slots served; `marks` says for each code whether it stands."""

    officer: Officer
    codes: tuple[str, ...]
    marks: dict[str, bool]

    @property
    def done(self) -> int:
        return sum(self.marks.values())

    @property
    def cells(self) -> list[tuple[str, bool]]:
        return [(str(label), self.marks[code]) for code, label, _lacking in MARKS]


def lines_of(event) -> list[Line]:
    """Every officer with a held place that was asked, by agency and name."""
    held = (
        Assignment.objects.of_event(event).held().primary().filter(offered_at__isnull=False)
        .select_related("officer__agency", "delegation").order_by("delegation__code", "slot")
    )  # fmt: skip
    served = defaultdict(list)
    for row in held:
        served[row.officer].append(row)
    received, briefed, read, begun = _received(event), _briefed(event), _read(event), _begun(event)
    lines = [
        Line(
            officer=officer,
            codes=tuple(row.code for row in duties),
            marks={
                "willing": all(row.state == AssignmentState.ACCEPTED for row in duties),
                "letter": officer.pk in received,
                "briefed": officer.pk in briefed,
                "read": officer.pk in read,
                "guest": {row.delegation_id for row in duties} <= begun,
            },
        )
        for officer, duties in served.items()
    ]
    return sorted(lines, key=lambda line: (line.officer.agency.name, line.officer.name))


def _received(event) -> set:
    """Keys of the officers who confirmed a letter that is in force."""
    rows = LetterRow.objects.filter(
        letter__event=event, letter__state=LetterState.IN_FORCE, received_at__isnull=False
    )
    return set(rows.values_list("officer_id", flat=True))


def _briefed(event) -> set:
    return set(Attendance.objects.of_event(event).values_list("officer_id", flat=True))


def _read(event) -> set:
    sheets = DutySheet.objects.filter(event=event).newest().values_list("officer_id", "read_at")
    return {officer for officer, read_at in sheets if read_at}


def _begun(event) -> set:
    """Keys of the delegations for which the checklist before arrival was begun."""
    ticks = ChecklistTick.objects.filter(delegation__event=event, phase=GuidePhase.BEFORE)
    return set(ticks.values_list("delegation_id", flat=True))


def lacking(lines: list[Line], code: str) -> list[Line]:
    """Those for whom this mark does not stand; all lines for an unknown code."""
    return [line for line in lines if not line.marks[code]] if code in CODES else lines


def figures(lines: list[Line]) -> list[tuple[str, str, int, int]]:
    """(code, label, how many stand, of how many) for each mark."""
    return [
        (code, str(label), sum(line.marks[code] for line in lines), len(lines)) for code, label, _l in MARKS
    ]


def by_agency(lines: list[Line]) -> list[tuple[object, list[Line]]]:
    found = defaultdict(list)
    for line in lines:
        found[line.officer.agency].append(line)
    return list(found.items())
