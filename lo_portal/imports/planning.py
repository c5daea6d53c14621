"""From a file to a plan: everything that confirming would do, and nothing done yet."""

import hashlib
import json
from dataclasses import dataclass, replace

from lo_portal.imports import registry
from lo_portal.imports.comparing import compare
from lo_portal.imports.kinds import (
    ASK,
    CANCELLED,
    CHANGED,
    ERROR,
    NEW,
    UNCHANGED,
    Context,
    Problem,
    Step,
)
from lo_portal.imports.locating import Located, locate, near_miss, with_edits
from lo_portal.imports.sentences import (
    DUPLICATE,
    FILLED_DOWN,
    MISSING_COLUMN,
    MISSING_SHEET,
    NO_EVENT,
    NO_LIST,
    NO_ROWS,
    ROWS_HIDDEN,
    ROWS_STRUCK,
    SHEET_UNREAD,
)
from lo_portal.sheets.filling import span_of
from lo_portal.sheets.sentences import note
from lo_portal.sheets.tables import Workbook

EVENT = "event"
COUNTED = (NEW, CHANGED, UNCHANGED, CANCELLED)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person chose about a file: mapping, corrected cells, answers."""

    mapping: dict | None = None
    edits: dict | None = None
    decisions: dict | None = None
    remembered: dict | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One list of the file with its steps; `problems` and `notes` concern the sheet itself."""

    kind: str
    sheet: str
    titles: dict
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple = ()
    notes: tuple[Problem, ...] = ()

    def count(self, action):
        return sum(step.action == action for step in self.steps)


@dataclass(frozen=True, slots=True)
class Plan:
    """All lists of a file. `problems` concern the file as a whole."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()

    def part(self, kind):
        return next((part for part in self.parts if part.kind == kind), None)

    @property
    def blocked(self):
        """Whether something keeps the file from being taken whole."""
        return bool(self.problems or any(p.problems or p.count(ERROR) or p.count(ASK) for p in self.parts))

    @property
    def empty(self):
        return not any(p.count(action) for p in self.parts for action in (NEW, CHANGED, CANCELLED))

    @property
    def digest(self):
        """The same plan has the same digest; confirm refuses when it has moved on."""
        told = [
            (s.kind, s.action, s.row, s.pk, s.changes, s.values if s.action == NEW else None)
            for part in self.parts
            for s in part.steps
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def plan_import(workbook: Workbook, context: Context, wishes: Wishes, progress=None) -> Plan:
    """What importing `workbook` would do, list by list."""
    located = locate(workbook, wishes.mapping, wishes.remembered)
    near = None if located else near_miss(workbook)
    if near is not None:
        located = [near]
    if not located:
        return Plan((), (Problem.of(None, "", note(NO_LIST)),))
    context = replace(context, whole=is_whole(located))
    parts, done = [], 0
    total = sum(len(one.table.body) for one in located)
    for one in located:
        parts.append(_part(one, context, wishes))
        done += len(one.table.body)
        if progress:
            progress(done, total)
    return Plan(tuple(parts + _missing_sheets(located, context)))


def is_whole(located: list[Located]) -> bool:
    """A file with the event's sheet, or with several lists, is the whole event."""
    keys = {one.kind.key for one in located}
    return EVENT in keys or len(keys & {kind.key for kind in registry.expected()}) > 1


def _part(located, context, wishes):
    kind, table = located.kind, located.table
    if located.others:
        context = replace(context, imported={})  # one sheet of several speaks for nobody else
    titles = {field: h.text for h in table.headings for field in h.fields}
    shape = {"kind": kind.key, "sheet": located.sheet, "titles": titles, "left_out": table.left_out}
    shape["notes"] = (
        *_marked(table.body),
        *_unread(located),
        *(_filled(one, titles) for one in table.filled),
    )
    if kind.needs_event and context.event is None:
        return Part(**shape, steps=(), problems=(Problem.of(None, "", note(NO_EVENT)),))
    lacking = kind.lacking(table)
    if lacking:
        told = [Problem.of(None, c.field, note(MISSING_COLUMN, column=c.label)) for c in lacking]
        return Part(**shape, steps=(), problems=tuple(told))
    if not table.body:
        return Part(**shape, steps=(), problems=(Problem.of(None, "", note(NO_ROWS)),))
    edited = with_edits(table, (wishes.edits or {}).get(kind.key, {}))
    records = [kind.read(row, edited, context) for row in edited.body]
    records = kind.check(_without_doubles(kind, records), context)
    decisions = (wishes.decisions or {}).get(kind.key, {})
    steps = kind.complete(compare(kind, records, context, decisions), context)
    return Part(**shape, steps=tuple(steps))


def _marked(rows):
    """That rows hidden or crossed out in the sender's program are read like the others."""
    marked = {
        ROWS_HIDDEN: [row.number for row in rows if row.hidden],
        ROWS_STRUCK: [row.number for row in rows if row.struck],
    }
    return [
        Problem.of(numbers[0], "", note(said, rows=span_of(numbers)))
        for said, numbers in marked.items()
        if numbers
    ]


def _unread(located):
    """The other sheets that hold such a list; one is read at a time."""
    title = located.kind.label
    return [
        Problem(
            None,
            "",
            note(SHEET_UNREAD, sheet=sheet, title=title[0]).text("id"),
            note(SHEET_UNREAD, sheet=sheet, title=title[1]).text("en"),
        )
        for sheet in located.others
    ]


def _filled(one, titles):
    """What was filled down from the row above, one note for a column and its rows."""
    column = " ".join(titles[one.field].split())
    said = note(FILLED_DOWN, column=column, rows=one.span, source=one.source, text=one.text)
    return Problem.of(one.rows[0], one.field, said)


def _without_doubles(kind, records):
    """A second row with the strongest key of an earlier one is an error, unless lists of `kind` repeat."""
    first, checked = {}, []
    for record in records:
        key = record.keys[0] if record.keys else None
        if key in first and kind.repeats and record.values == first[key].values:
            continue
        if key in first and not record.errors:
            what = record.label if key[0] in kind.composed else key[1]
            said = note(DUPLICATE, what=what, row=first[key].row, thing=kind.thing[0])
            english = note(DUPLICATE, what=what, row=first[key].row, thing=kind.thing[1])
            field = kind.key_fields.get(key[0], key[0])
            problem = Problem(record.row, field, said.text("id"), english.text("en"))
            record = record.with_error(problem)
        elif key:
            first.setdefault(key, record)
        checked.append(record)
    return checked


def _missing_sheets(located, context):
    """The lists that a whole event's file should hold and does not."""
    if not context.whole:
        return []
    present = {one.kind.key for one in located}
    parts = []
    for kind in registry.expected():
        if kind.key not in present:
            name = kind.sheet_names[0]
            said = note(MISSING_SHEET, title=kind.label[0], sheet=name)
            english = note(MISSING_SHEET, title=kind.label[1], sheet=name)
            problem = Problem(None, "", said.text("id"), english.text("en"))
            parts.append(Part(kind.key, name, {}, (), (problem,)))
    return parts
