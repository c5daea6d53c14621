"""*Papan pantau* as data: where every delegation is, what comes next, what is late. Pure; no rows, no clock.

All instants are aware. A delegation's way is six columns; a cell is done, the current one, the next one,
late or planned. A row asks for a look when its officer is not in position in time, when a step is late,
or when nothing was heard for too long.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from delegates.selectors import BEFORE_DEPARTURE

WARN_BEFORE = timedelta(minutes=15)
LATE_AFTER = timedelta(minutes=10)
STALE_AFTER = timedelta(minutes=45)
SILENT_AFTER = timedelta(hours=3)
# After a missed position the alarm stands this long; then the landing itself says more.
ALARM_LASTS = timedelta(hours=2)


class Column(StrEnum):
    LANDED = "landed"
    MET = "met"
    HOTEL = "hotel"
    AGENDA = "agenda"
    TO_AIRPORT = "to_airport"
    DEPARTED = "departed"


class Group(StrEnum):
    LOOK = "look"
    MOVING = "moving"
    HOTEL = "hotel"
    AGENDA = "agenda"
    EXPECTED = "expected"
    GONE = "gone"


# Where somebody is whose last column was this one.
GROUP_OF = {
    Column.LANDED: Group.MOVING,
    Column.MET: Group.MOVING,
    Column.HOTEL: Group.HOTEL,
    Column.AGENDA: Group.AGENDA,
    Column.TO_AIRPORT: Group.MOVING,
    Column.DEPARTED: Group.GONE,
}
# Steps after an arrival or before a departure, where the plan has no instant of its own.
AFTER_LANDING = {
    Column.LANDED: timedelta(0),
    Column.MET: timedelta(minutes=20),
    Column.HOTEL: timedelta(minutes=75),
}
BEFORE_TAKE_OFF = {Column.TO_AIRPORT: BEFORE_DEPARTURE, Column.DEPARTED: timedelta(0)}


@dataclass(frozen=True)
class Tap:
    """A report as the board reads it: the column that it fills (None: the officer is in position)."""

    column: Column | None
    at: datetime
    label: str
    officer: str


@dataclass(frozen=True)
class Duty:
    """A place where the officer must stand: due then, over at `until`; `on_site` when it was reported."""

    due_at: datetime
    until: datetime
    title: str
    on_site: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of one delegation. `agenda_at` is the item that counts now or next."""

    key: str
    code: str
    name: str
    tier: object
    country: str = ""
    country_name: str = ""
    arrives_at: datetime | None = None
    departs_at: datetime | None = None
    flight: str = ""
    agenda_at: datetime | None = None
    agenda_title: str = ""
    officers: tuple[str, ...] = ()
    phone: str = ""
    duties: tuple[Duty, ...] = ()
    taps: tuple[Tap, ...] = ()
    incidents: int = 0


@dataclass(frozen=True)
class Cell:
    """One column of a row. `state`: done, current, next, late, planned or empty; `late` in minutes."""

    column: Column
    state: str
    at: datetime | None = None
    late: int = 0


@dataclass(frozen=True)
class Row:
    facts: Facts
    cells: tuple[Cell, ...]
    group: Group
    alarm: str = ""
    heard_at: datetime | None = None
    hearing: str = "normal"
    duty: Duty | None = field(default=None)

    @property
    def last(self) -> Tap | None:
        return self.facts.taps[-1] if self.facts.taps else None

    @property
    def urgency(self) -> tuple:
        """Red before amber, then the tier, then the code."""
        return ({"red": 0, "amber": 1}.get(self.alarm, 2), self.facts.tier.rank, self.facts.code)


def row_of(facts: Facts, at: datetime) -> Row:
    cells = cells_of(facts, at)
    alarm, duty = alarm_of(facts, at)
    heard = facts.taps[-1].at if facts.taps else None
    hearing = hearing_of(facts, heard, at)
    late = any(cell.state == "late" for cell in cells)
    place = _place(cells)
    look = bool(alarm or late or facts.incidents or hearing == "silent")
    return Row(facts, cells, Group.LOOK if look else place, alarm, heard, hearing, duty)


def cells_of(facts: Facts, at: datetime) -> tuple[Cell, ...]:
    """The six cells. Reached ones are done, the furthest is current, the first after it next or late."""
    reached = {tap.column: tap.at for tap in facts.taps if tap.column}
    order = list(Column)
    furthest = max((order.index(column) for column in reached), default=-1)
    cells = []
    for number, column in enumerate(order):
        planned = planned_at(facts, column)
        if column in reached:
            cells.append(Cell(column, "current" if number == furthest else "done", reached[column]))
        elif number < furthest or planned is None:
            cells.append(Cell(column, "empty"))
        elif not any(cell.state in ("next", "late") for cell in cells):
            minutes = int((at - planned).total_seconds() // 60)
            is_late = at - planned > LATE_AFTER
            cells.append(Cell(column, "late" if is_late else "next", planned, minutes if is_late else 0))
        else:
            cells.append(Cell(column, "planned", planned))
    return tuple(cells)


def planned_at(facts: Facts, column: Column) -> datetime | None:
    if column == Column.AGENDA:
        return facts.agenda_at
    if column in AFTER_LANDING:
        return facts.arrives_at + AFTER_LANDING[column] if facts.arrives_at else None
    return facts.departs_at - BEFORE_TAKE_OFF[column] if facts.departs_at else None


def alarm_of(facts: Facts, at: datetime) -> tuple[str, Duty | None]:
    """("amber" a quarter of an hour before, "red" from the moment on, "" when in position; the duty).

    Of several the one that is due longest; none once the party has left.
    """
    if any(tap.column == Column.DEPARTED for tap in facts.taps):
        return "", None
    missed = [
        duty
        for duty in facts.duties
        if not duty.on_site and duty.due_at - WARN_BEFORE <= at < min(duty.until, duty.due_at + ALARM_LASTS)
    ]
    if not missed:
        return "", None
    worst = min(missed, key=lambda duty: duty.due_at)
    return ("red" if at >= worst.due_at else "amber"), worst


def hearing_of(facts: Facts, heard: datetime | None, at: datetime) -> str:
    """How fresh the last word is: normal, stale or silent; only while a guest is here."""
    columns = {tap.column for tap in facts.taps}
    if heard is None or not columns - {None} or Column.DEPARTED in columns:
        return "normal"
    age = at - heard
    return "silent" if age > SILENT_AFTER else "stale" if age > STALE_AFTER else "normal"


def _place(cells: tuple[Cell, ...]) -> Group:
    current = next((cell for cell in cells if cell.state == "current"), None)
    return GROUP_OF[current.column] if current else Group.EXPECTED


@dataclass(frozen=True)
class Board:
    """All rows in their groups, the most urgent first, and the figures above them."""

    at: datetime
    groups: tuple[tuple[Group, tuple[Row, ...]], ...]

    @property
    def rows(self) -> list[Row]:
        return [row for _group, rows in self.groups for row in rows]

    def count(self, *groups: Group) -> int:
        return sum(len(rows) for group, rows in self.groups if group in groups)

    @property
    def arrived(self) -> int:
        return sum(
            row.cells[0].state in ("done", "current") or _place(row.cells) != Group.EXPECTED
            for row in self.rows
        )

    @property
    def moving(self) -> int:
        return sum(_place(row.cells) == Group.MOVING for row in self.rows)

    @property
    def to_look_at(self) -> int:
        return self.count(Group.LOOK)


def board_of(all_facts: list[Facts], at: datetime) -> Board:
    rows = sorted((row_of(facts, at) for facts in all_facts), key=lambda row: row.urgency)
    groups = {group: [row for row in rows if row.group == group] for group in Group}
    groups[Group.EXPECTED].sort(
        key=lambda row: row.facts.arrives_at or datetime.max.replace(tzinfo=at.tzinfo)
    )
    return Board(at, tuple((group, tuple(found)) for group, found in groups.items()))
