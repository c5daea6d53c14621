"""When an agenda's row begins and ends: its day may stand beside it, above it, or in a row of its own."""

from contextlib import suppress
from datetime import timedelta

from events.reading import FIELD_EMPTY
from lo_portal.sheets.sentences import ReadingError
from lo_portal.sheets.spans import read_day, read_end, read_span

# How long something lasts whose end nobody wrote.
UNSAID = timedelta(hours=1)
LAST_DAY = "agenda_day"


def read_times(reader, table, context):
    """(start, end) of a row as aware datetimes, None where it does not say or is refused."""
    day = _day(reader, table, context)
    span = None
    if not reader.failed("day"):
        span = reader.read("starts_at", lambda cell: read_span(cell, context.zone, day))
        if span is None and not reader.failed("starts_at"):
            reader.refuse("starts_at", FIELD_EMPTY, column="Mulai")
    starts, ends = span or (None, None)
    if reader.cell("ends_at").filled:
        ends = _end(reader, starts, context)
    elif starts and ends is None and reader.has("ends_at"):
        reader.refuse("ends_at", FIELD_EMPTY, column="Selesai")
    return starts, ends


def _end(reader, starts, context):
    if starts is None:
        return None
    return reader.read("ends_at", lambda cell: read_end(cell, starts, context.zone))


def _day(reader, table, context):
    """The day in the row, else the last one above it: in its column or in a row of its own."""
    year = context.event.starts_on.year
    day = reader.read("day", lambda cell: read_day(cell, year))
    if day:
        context.memo[LAST_DAY] = (reader.row.number, day)
        return day
    row, day = context.memo.get(LAST_DAY, (0, None))
    for section in table.sections_above(reader.row.number):
        if section.row < row:
            break
        try:
            return read_day(section.text, year).value
        except ReadingError:
            continue
    return day or _day_of_sheet(table, year)


def _day_of_sheet(table, year):
    """The day that the titles above the list or the sheet's name tell for all its rows."""
    for text in (*table.said_above(0), table.sheet):
        with suppress(ReadingError):
            return read_day(text, year).value
    return None
