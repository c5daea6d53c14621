"""Which sheet of a workbook holds which list, and how its columns are read."""

import hashlib
from dataclasses import dataclass, replace

from lo_portal.imports import registry
from lo_portal.imports.kinds import Kind
from lo_portal.sheets.columns import Heading, normal
from lo_portal.sheets.layout import SEARCHED_ROWS, Table, find_pairs, find_table, remap
from lo_portal.sheets.tables import Cell, Workbook


@dataclass(frozen=True, slots=True)
class Located:
    """A list found: its kind, its sheet's name and its table; `others` are sheets with such a list too."""

    kind: Kind
    sheet: str
    table: Table
    others: tuple[str, ...] = ()

    @property
    def signature(self):
        return signature_of(self.table)


def locate(workbook: Workbook, mapping=None, remembered=None) -> list[Located]:
    """Every list in `workbook`, at most one of a kind, in the order of the kinds.

    `mapping` (kind -> {sheet, header, columns}) is what a person chose;
    `remembered` ((kind, signature) -> sender -> columns) what was chosen before for
    the same headings of the same sender.
    """
    if mapping:
        return _as_chosen(workbook, mapping)
    found = {}
    for sheet in workbook.sheets:
        best = None if sheet.hidden else _best_kind(sheet)
        if best:
            score, kind, table = best
            found.setdefault(kind.key, []).append((score, Located(kind, sheet.name, table)))
    located = [_best_of(several) for several in found.values()]
    located = [_recalled(one, remembered or {}) for one in located]
    if not located and remembered:
        located = _recalled_sheets(workbook, remembered)
    return sorted(located, key=lambda one: one.kind.order)


def _best_of(several):
    """The sheet with most of the columns among those with the same list, then the longest, then the first."""
    _score, best = max(several, key=lambda one: (one[0], len(one[1].table.body)))
    rest = [one.sheet for _score, one in several if one is not best and one.table.body]
    return replace(best, others=tuple(rest))


def _others(workbook, kind, name):
    """The other sheets that hold a list of `kind` too."""
    rest = [sheet for sheet in workbook.sheets if sheet.name != name and not sheet.hidden]
    best = {sheet.name: _best_kind(sheet) for sheet in rest}
    return tuple(title for title, found in best.items() if found and found[1] is kind and found[2].body)


def near_miss(workbook: Workbook) -> Located | None:
    """Where nothing was recognised: the list that a sheet most likely is, though it lacks a column."""
    found = [
        Located(kind, sheet.name, table)
        for sheet in workbook.sheets
        for kind in registry.kinds()
        if not sheet.hidden and kind.layout == "rows"
        for table in [find_table(sheet, kind.columns)]
        if table is not None and any(h.fields and h.certain for h in table.headings)
    ]
    return max(found, key=lambda one: (_fit(one), -one.kind.order), default=None)


def _fit(located):
    """How much of a list is there: its sure columns, less the required ones that it lacks."""
    table, kind = located.table, located.kind
    fed = sum(len(h.fields) for h in table.headings if h.certain)
    named = normal(located.sheet) in {normal(name) for name in kind.sheet_names}
    return fed + 5 * named - len(kind.lacking(table))


def likely_choice(workbook: Workbook) -> dict:
    """Where nothing was recognised: what comes next to a list, else the fullest early row as headings."""
    near = near_miss(workbook)
    if near is not None:
        return choice_of([near])
    sheet = next(sheet for sheet in workbook.sheets if sheet.rows)
    kind = registry.expected()[0]
    return {kind.key: {"sheet": sheet.name, "header": fullest_row(sheet), "columns": {}}}


def choice_of(located: list[Located]) -> dict:
    """The mapping that says what `locate` found, fit for JSON."""
    return {
        one.kind.key: {
            "sheet": one.sheet,
            "header": one.table.header[0],
            "columns": {str(h.index): list(h.fields) for h in one.table.headings if h.fields},
        }
        for one in located
    }


def signature_of(table: Table) -> str:
    """A list with the same headings in the same columns has the same signature."""
    text = "|".join(f"{h.index}:{normal(h.text)}" for h in table.headings)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def with_edits(table: Table, edits: dict) -> Table:
    """The table with cells as a person corrected them: {row: {field: text}}.

    What was typed for a column that the sheet lacks stands in a column of its own.
    """
    if not edits:
        return table
    typed = dict.fromkeys(field for cells in edits.values() for field in cells)
    width = max((heading.index for heading in table.headings), default=-1) + 1
    width = max([width, *(len(row.cells) for row in table.body)])
    more = [Heading(width + n, "", (field,)) for n, field in enumerate(_unfed(table, typed))]
    table = replace(table, headings=(*table.headings, *more))
    return replace(table, body=tuple(_edited(row, table, edits.get(str(row.number))) for row in table.body))


def _unfed(table, fields):
    return [field for field in fields if table.heading_of(field) is None]


def _edited(row, table, changes):
    if not changes:
        return row
    cells = list(row.cells)
    for field, text in changes.items():
        heading = table.heading_of(field)
        if heading is not None:
            cells += [Cell(None)] * (heading.index + 1 - len(cells))
            cells[heading.index] = Cell(text or None)
    return replace(row, cells=tuple(cells))


def _best_kind(sheet):
    """(score, kind, table) of the kind whose headings fit best, or None."""
    candidates = []
    for kind in registry.kinds():
        table = _read_table(sheet, kind)
        if table is None or kind.lacking(table):
            continue
        fed = sum(len(h.fields) for h in table.headings if h.certain)
        named = normal(sheet.name) in {normal(name) for name in kind.sheet_names}
        candidates.append((fed + 5 * named, kind, table))
    return max(candidates, key=lambda one: (one[0], _strictness(one[1]), -one[1].order), default=None)


def _strictness(kind):
    """A list that needs more columns is meant rather than one that needs few of the same."""
    return sum(column.required for column in kind.columns)


def _read_table(sheet, kind, header=None):
    if kind.layout == "pairs":
        return find_pairs(sheet, kind.columns)
    return find_table(sheet, kind.columns, header)


def _recalled(located, remembered):
    """As the sender's last list was read; who the sender is shows only once the columns are."""
    for sender, columns in remembered.get((located.kind.key, located.signature), {}).items():
        chosen = {int(index): tuple(fields) for index, fields in columns.items()}
        table = remap(located.table, chosen, located.kind.columns)
        if located.kind.sender(table) == sender:
            return replace(located, table=table)
    return located


def _recalled_sheets(workbook, remembered):
    """Sheets whose unknown headings somebody has explained before."""
    located = []
    for sheet in workbook.sheets:
        for kind in registry.kinds() if sheet.rows else ():
            table = find_table(sheet, kind.columns, fullest_row(sheet))
            found = _recalled(Located(kind, sheet.name, table), remembered)
            if found.table is not table and kind.key not in {one.kind.key for one in located}:
                located.append(found)
    return located


def fullest_row(sheet):
    """The number of the row that most likely holds the headings where none is known."""
    row = max(sheet.rows[:SEARCHED_ROWS], key=lambda one: (len(one.own()), -one.number))
    return row.number


def located_by(workbook: Workbook, choice: dict) -> Located | None:
    """The list of `choice` (kind -> {sheet, header, columns}), None where that row or sheet is not there."""
    return next(iter(_as_chosen(workbook, choice)), None)


def _as_chosen(workbook, mapping):
    located = []
    for key, choice in mapping.items():
        kind, sheet = registry.kind(key), workbook.sheet(choice["sheet"])
        table = _read_table(sheet, kind, choice.get("header")) if sheet else None
        if table is not None:
            chosen = {int(i): tuple(fields) for i, fields in choice.get("columns", {}).items()}
            table = remap(table, chosen, kind.columns) if chosen else table
            located.append(Located(kind, sheet.name, table, _others(workbook, kind, sheet.name)))
    return sorted(located, key=lambda one: one.kind.order)
