"""Reads the cells of one row by field, gathering what is wrong instead of stopping."""

from dataclasses import replace

from lo_portal.imports.kinds import Problem, Record
from lo_portal.sheets.reading import read_text
from lo_portal.sheets.sentences import ReadingError, note
from lo_portal.sheets.spans import read_known_hours, read_moment
from lo_portal.sheets.tables import BLANK


class RowReader:
    """The cells of `row` under the headings of `table`."""

    def __init__(self, row, table):
        self.row = row
        self.cells = {field: row.cell(h.index) for h in table.headings for field in h.fields}
        self.errors = []
        self.notes = []

    def has(self, field):
        """Whether the list has a column for `field`."""
        return field in self.cells

    def cell(self, field):
        return self.cells.get(field, BLANK)

    def read(self, field, reader):
        """What `reader` makes of the cell; None where it is refused or the column is absent."""
        if field not in self.cells:
            return None
        try:
            result = reader(self.cells[field])
        except ReadingError as error:
            self.errors.append(Problem.of(self.row.number, field, error))
            return None
        self.notes += [Problem.of(self.row.number, field, said) for said in result.notes]
        return result.value

    def moment(self, field, clock_field, zone, near=None):
        """An aware datetime of `field`, with the hours of `clock_field` where the list keeps them apart.

        `near` is the day that one without a year lies next to.
        """
        hours = self.read(clock_field, read_known_hours)
        if self.failed(clock_field):
            return None
        return self.read(field, lambda cell: read_moment(cell, hours, zone, near))

    def text(self, field, limit):
        return self.read(field, lambda cell: read_text(cell, limit))

    def refuse(self, field, sentence, **params):
        self.errors.append(Problem.of(self.row.number, field, ReadingError(sentence, **params)))

    def doubt(self, field, sentence, **params):
        self.notes.append(Problem.of(self.row.number, field, note(sentence, **params)))

    def failed(self, field):
        return any(problem.field == field for problem in self.errors)

    def record(self, label, values, keys=(), likeness="", rows=None):
        """The row as a Record. `rows` (field -> row number) for lists written downwards."""
        places = rows or {}
        return Record(
            self.row.number,
            label,
            values,
            keys=keys,
            likeness=likeness,
            errors=tuple(_moved(problem, places) for problem in self.errors),
            notes=tuple(_moved(problem, places) for problem in self.notes),
        )


def _moved(problem, places):
    return replace(problem, row=places.get(problem.field, problem.row))
