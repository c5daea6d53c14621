"""Who is ready for the day: five marks for every officer who serves, and whom to call for what is missing.

Each mark is read from the rows that say it; nothing is ticked off here. Seven queries for any size.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assignments.duty.models import DutySheet
from assignments.field.models import ChecklistTick, GuidePhase
from assignments.letters.models import LetterRow
from assignments.models import Assignment
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
    served, willing, delegations = defaultdict(list), defaultdict(list), defaultdict(set)
    people = {}
    for row in held:
        people[row.officer_id] = row.officer
        served[row.officer_id].append(row.code)
        willing[row.officer_id].append(row.state == "accepted")
        delegations[row.officer_id].add(row.delegation_id)
    received = set(
        LetterRow.objects.filter(letter__event=event, letter__state="in_force", received_at__isnull=False)
        .values_list("officer_id", flat=True)
    )  # fmt: skip
    briefed = set(Attendance.objects.filter(briefing__item__event=event).values_list("officer_id", flat=True))
    sheets = DutySheet.objects.filter(event=event).newest().values_list("officer_id", "read_at")
    read = {officer for officer, read_at in sheets if read_at}
    begun = set(
        ChecklistTick.objects.filter(delegation__event=event, phase=GuidePhase.BEFORE).values_list(
            "delegation_id", flat=True
        )
    )
    lines = [
        Line(
            officer=officer,
            codes=tuple(served[key]),
            marks={
                "willing": all(willing[key]),
                "letter": key in received,
                "briefed": key in briefed,
                "read": key in read,
                "guest": delegations[key] <= begun,
            },
        )
        for key, officer in people.items()
    ]
    return sorted(lines, key=lambda line: (line.officer.agency.name, line.officer.name))


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
