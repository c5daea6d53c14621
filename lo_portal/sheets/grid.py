"""Gathers cells while a file is read, counts them, and fills merged ranges."""

from dataclasses import replace

from lo_portal.sheets import refusals
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.tables import BLANK, Row, Sheet, address

MERGES = 20_000
# Cells looked at while merged ranges are filled; an honest list needs a few thousand.
MERGE_STEPS = 1_000_000


class Counter:
    """Cells counted over the whole file."""

    def __init__(self, limits):
        self.limits = limits
        self.cells = 0

    def count(self, text):
        self.cells += 1
        if self.cells > self.limits.cells:
            raise SheetRefused(refusals.TOO_MANY_CELLS, limit=self.limits.cells)
        if len(text) > self.limits.text_length:
            raise SheetRefused(refusals.TOO_LONG_TEXT, limit=self.limits.text_length)


class Grid:
    """One sheet under construction. Cells outside the limits refuse the file."""

    def __init__(self, name, counter):
        self.name = name
        self.counter = counter
        self.rows = {}
        self.merges = []
        self.hidden_rows = set()
        self.struck_cells = {}  # row number -> how many of its cells are crossed out
        self.steps = 0

    def put(self, row_number, index, cell):
        """Keep a filled cell; blank ones are nothing."""
        if cell.value is None and not cell.formula:
            return
        limits = self.counter.limits
        if row_number > limits.rows or index >= limits.columns:
            self._refuse(row_number, index)
        self.counter.count(cell.raw)
        row = self.rows.get(row_number)
        if row is None:
            row = self.rows[row_number] = {}
        row[index] = cell

    def _refuse(self, row_number, index):
        limits = self.counter.limits
        where = {"sheet": self.name, "cell": address(row_number, index)}
        if row_number > limits.rows:
            raise SheetRefused(refusals.TOO_MANY_ROWS, limit=limits.rows, **where)
        raise SheetRefused(refusals.TOO_MANY_COLUMNS, limit=limits.columns, **where)

    def merge(self, top, left, bottom, right):
        """Row numbers and column indexes, both ends included."""
        if len(self.merges) < MERGES:
            self.merges.append((top, left, bottom, right))

    def sheet(self, hidden=False):
        """The finished sheet: merged ranges filled, empty rows left out."""
        for top, left, bottom, right in self.merges:
            self._fill(top, left, bottom, right)
        rows = tuple(
            Row(number, _in_order(cells), number in self.hidden_rows, self._is_struck(number, cells))
            for number, cells in sorted(self.rows.items())
        )
        return Sheet(self.name, rows, hidden)

    def strike(self, row_number):
        """A filled cell of that row is crossed out."""
        self.struck_cells[row_number] = self.struck_cells.get(row_number, 0) + 1

    def _is_struck(self, number, cells):
        own = sum(not cell.copied for cell in cells.values())
        return 2 * self.struck_cells.get(number, 0) > own

    def _fill(self, top, left, bottom, right):
        source = self.rows.get(top, {}).get(left)
        if source is None:
            return
        copy = replace(source, copied=True)
        last_row, last_column = min(bottom, max(self.rows)), min(right, self.counter.limits.columns - 1)
        self.steps += (last_row - top + 1) * (last_column - left + 1)
        if self.steps > MERGE_STEPS:
            raise SheetRefused(refusals.TOO_MANY_CELLS, limit=self.counter.limits.cells)
        for number in range(top, last_row + 1):
            cells = self.rows.get(number)
            if cells is None:
                continue
            for index in range(left, last_column + 1):
                if index not in cells:
                    cells[index] = copy


def _in_order(cells):
    return tuple(cells.get(index, BLANK) for index in range(max(cells) + 1))
