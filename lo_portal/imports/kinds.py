"""What a room tells the engine about one kind of list, and the shapes they exchange."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from lo_portal.sheets.columns import Column, missing
from lo_portal.sheets.layout import Table
from lo_portal.sheets.sentences import Note, Refusal
from lo_portal.sheets.tables import Row

NEW, CHANGED, UNCHANGED, CANCELLED, ERROR, ASK = "new", "changed", "unchanged", "cancelled", "error", "ask"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (or doubtful) in one cell, said in both languages.

    `suggest` is what to put into the cell instead, where that is known.
    """

    row: int | None
    field: str
    id: str
    en: str
    suggest: str = ""

    @classmethod
    def of(cls, row, field_name, said: Note | Refusal, suggest=""):
        return cls(row, field_name, said.text("id"), said.text("en"), suggest)

    def text(self, language="id"):
        return self.en if language.startswith("en") else self.id


@dataclass(frozen=True, slots=True)
class Record:
    """One row as read. `values` (JSON types) holds only what the row says.

    `keys` identify it, strongest first; `likeness` finds rows that may be the
    same and must be asked about.
    """

    row: int
    label: str
    values: dict
    keys: tuple[tuple[str, str], ...] = ()
    likeness: str = ""
    errors: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def with_error(self, problem):
        return replace(self, errors=(*self.errors, problem))

    def with_note(self, problem):
        return replace(self, notes=(*self.notes, problem))


@dataclass(frozen=True, slots=True)
class Existing:
    """What the portal holds already. `standing` is False when cancelled.

    `listed` is False for what is known but not on this event's list: found
    again it counts as new, absent it is not cancelled. `group` is the part of
    the list it belongs to (an agency, for example).
    """

    pk: str
    label: str
    values: dict
    keys: tuple[tuple[str, str], ...] = ()
    likeness: str = ""
    standing: bool = True
    listed: bool = True
    group: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """For whom and when a list is read. `event` is the room's object or None.

    `whole`: the file is the whole event's workbook. `imported`: kind -> keys of
    what earlier imports of this event made; only these are ever cancelled.
    `memo`: what kinds look up once per file instead of once per row.
    """

    event: object
    by: object
    at: datetime
    today: date
    zone: str
    whole: bool = False
    imported: dict = field(default_factory=dict)
    memo: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What confirming does with one row (or with one thing that is absent)."""

    kind: str
    action: str
    label: str
    row: int | None = None
    pk: str = ""
    values: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)
    errors: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()


class Kind(ABC):
    """One kind of list. Rooms subclass it and register one instance."""

    key = ""
    label = ("", "")  # Indonesian, English
    thing = ("", "")  # what one row is
    columns: tuple[Column, ...] = ()
    sheet_names: tuple[str, ...] = ()  # usual names of its sheet, the first one is asked for
    repeats = False  # whether a row may say again what another has said
    told_by: tuple[str, ...] = ()  # beside the required columns, one of these tells such a list
    layout = "rows"  # or "pairs": labels in the first column, values in the second
    needs_event = True
    reported = False  # whether every report names it
    order = 100
    model = None
    children: tuple[str, ...] = ()  # related names of rows that `create` makes below it
    key_fields: dict[str, str] = {}  # kind of key -> field to blame for a duplicate
    composed: frozenset[str] = frozenset()  # keys made of several fields, which tell a reader nothing
    show_fields: tuple[str, ...] = ()  # columns of the preview
    restricted: frozenset[str] = frozenset()  # fields that no preview shows and no log holds in clear

    def title(self, language="id"):
        return self.label[1] if language.startswith("en") else self.label[0]

    def lacking(self, table: Table):
        """The columns without which `table` is no such list."""
        lacking = missing(table.headings, self.columns)
        fed = table.fed
        if not lacking and self.told_by and fed.isdisjoint(self.told_by):
            return (self.column(self.told_by[0]),)
        return lacking

    def column(self, field_name):
        return next((c for c in self.columns if c.field == field_name), None)

    @abstractmethod
    def read(self, row: Row, table: Table, context: Context) -> Record:
        """One row as a Record; never raises, problems are in it."""

    def check(self, records: list[Record], context: Context) -> list[Record]:
        """The records with problems that show only between rows."""
        return records

    def complete(self, steps: list[Step], context: Context) -> list[Step]:
        """The steps with what can be said only once each row has found its thing."""
        return steps

    @abstractmethod
    def existing(self, context: Context) -> list[Existing]:
        """Everything that rows of this list may be about."""

    def same(self, field_name, old, new) -> bool:
        """Whether `new` says nothing that `old` does not already hold."""
        return old == new

    def plausible(self, record: Record, existing: Existing) -> bool:
        """Whether two of the same likeness may be one; a person is asked then."""
        return True

    def absent(self, records, missed, existing, context) -> list[Existing]:
        """Those of `missed` (made by earlier imports, not in the list) that the list covers."""
        return missed if context.whole else []

    @abstractmethod
    def create(self, values: dict, context: Context) -> str:
        """Make the thing; returns its key."""

    def create_many(self, several: list[dict], context: Context) -> list[str]:
        """Make things of many rows; kinds whose lists are long do it in few statements."""
        return [self.create(values, context) for values in several]

    @abstractmethod
    def update(self, pk: str, values: dict, context: Context) -> None:
        """Set `values` (a part of the fields)."""

    @abstractmethod
    def cancel(self, pk: str, context: Context) -> None:
        """It is no longer on the list; its rows stay."""

    @abstractmethod
    def restore(self, pk: str, context: Context) -> None:
        """Take a cancellation back."""

    @abstractmethod
    def remove(self, pk: str, context: Context) -> None:
        """Undo a creation."""

    def sender(self, table: Table) -> str:
        """Whose list this is (an agency), or ''; its mapping is remembered under that name."""
        return ""

    def revert(self, pk: str, old: dict, context: Context) -> None:
        """Undo an update: set the fields back to exactly `old`."""
        self.update(pk, old, context)

    def enlist(self, pk: str, context: Context) -> None:
        """Put something known on this event's list (kinds without such a list do nothing)."""
        return None

    def delist(self, pk: str, context: Context) -> None:
        """Undo `enlist`."""
        return None

    def show(self, field_name, value, context: Context) -> str:
        """A value as the preview prints it."""
        if value in (None, "", []):
            return ""
        if isinstance(value, list):
            return ", ".join(str(part) for part in value)
        return str(value)
