"""Fills down what a list says once for several rows: 'Dinas Kesehatan' above three blank cells.

Merged cells are filled while the file is read (`grid`). A csv knows no merged
cells, and many people just leave the cells below blank: both mean the same.
"""

from dataclasses import dataclass, replace

from lo_portal.sheets.tables import BLANK


@dataclass(frozen=True, slots=True)
class Filled:
    """Blank cells of one column that say what row `source` says: `text`, in the rows `rows`."""

    field: str
    source: int
    rows: tuple[int, ...]
    text: str

    @property
    def span(self):
        return span_of(self.rows)


def span_of(numbers):
    """Row numbers as a person reads them: '6, 8–10'."""
    runs = []
    for row in numbers:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def fill_down(body, breaks, headings, columns):
    """(rows, what was filled) for the columns that name groups of rows.

    Columns of one group are filled together, only where all of them are blank,
    and never across one of the row numbers `breaks`, where a new section begins.
    """
    cells = {row.number: list(row.cells) for row in body}
    filled = []
    for fields in _groups(headings, columns):
        for source, rows in _blank_below(body, sorted(breaks), list(fields)):
            filled += _fill(source, rows, fields, cells)
    changed = {number for one in filled for number in one.rows}
    rows = [replace(row, cells=tuple(cells[row.number])) if row.number in changed else row for row in body]
    return rows, tuple(sorted(filled, key=lambda one: one.rows))


def _groups(headings, columns):
    """Column index -> field, of each group that the list has columns for."""
    group_of = {column.field: column.group for column in columns if column.group}
    groups = {}
    for heading in headings:
        for field in heading.fields:
            if field in group_of:
                groups.setdefault(group_of[field], {})[heading.index] = field
    return groups.values()


def _blank_below(body, breaks, indexes):
    """(the row that names the group, the rows below that leave it blank)."""
    above, below = None, []
    for row in body:
        if above and any(above.number < number < row.number for number in breaks):
            yield above, below
            above, below = None, []
        if any(row.cell(index).filled for index in indexes):
            if above:
                yield above, below
            above, below = row, []
        elif above:
            below.append(row)
    if above:
        yield above, below


def _fill(source, rows, fields, cells):
    """Copy the cells of `source`; one Filled for each column that had something to copy."""
    copied = {index: field for index, field in fields.items() if rows and source.cell(index).filled}
    for row in rows:
        own = cells[row.number]
        own += [BLANK] * (max(fields) + 1 - len(own))
        for index in copied:
            own[index] = replace(source.cell(index), copied=True)
    numbers = tuple(row.number for row in rows)
    return [Filled(field, source.number, numbers, source.cell(i).text) for i, field in copied.items()]
