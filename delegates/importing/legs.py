"""A journey that a list writes into one cell: 'MH 2345 / 23 Nov 09.10'; and which way it goes."""

import re
from datetime import time

from delegates.reading import LEG_KINDS
from lo_portal.sheets.columns import normal
from lo_portal.sheets.tables import BLANK, Cell

# An airline's two signs and the flight's number; 'AT 0910' is an hour.
_FLIGHT = re.compile(r"\b(?!(?:AT|ON|AM|PM|BY|OF) )(?:[A-Z][A-Z0-9]|\d[A-Z])[ -]?\d{2,4}\b(?![.:/]\d)")
_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[ \-/.]*[a-z]{3,}|[a-z]{3,}\.? \d{1,2}\b|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", re.I
)
_HOURS = re.compile(r"^(?:pukul|pkl|jam)?\.?\s*\d{1,2}[.:]?\d\d\s*(?:wib|wita|wit|hrs?|lt|h)?\.?$", re.I)
_ROUTE = re.compile(r"^\s*(.{2,}?)\s*(?: - |–|—|→|->|>|\bke\b|\bto\b)\s*(.{2,})$", re.I)
# Shorter words of a title ('in', 'out') tell nothing.
LONG = 3


def part_cells(reader, time_field, flight_field):
    """Give the time and the flight each their part of a cell that holds both."""
    when, flight = reader.cell(time_field), reader.cell(flight_field)
    if when.filled and flight.filled and when is not flight:
        return
    text = when.text if when.filled else flight.text
    found = _FLIGHT.search(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" \n\t/|,;()-") if found else ""
    if _DAY.search(rest):
        reader.cells[flight_field] = Cell(found[0])
        reader.cells[time_field] = Cell(rest)


def take_day(reader, table, time_field, clock_field):
    """The day of a row that has but its hours, from the row above it that names one."""
    hours = next((reader.cell(name) for name in (time_field, clock_field) if reader.cell(name).filled), None)
    if hours is None or (hours is reader.cell(time_field) and not _only_hours(hours)):
        return
    day = next((out.text for out in table.sections_above(reader.row.number) if _DAY.search(out.text)), "")
    if day:
        reader.cells[time_field], reader.cells[clock_field] = Cell(day), hours


def _only_hours(cell):
    return isinstance(cell.value, time) or bool(_HOURS.match(cell.text))


def take_route(reader):
    """Both ends of 'BWN - PNK' in one cell."""
    ends = _ROUTE.match(reader.cell("origin").text)
    if ends and reader.cell("destination") in (BLANK, reader.cell("origin")):
        reader.cells["origin"], reader.cells["destination"] = Cell(ends[1]), Cell(ends[2])


def way_of(table, number):
    """'arrival' or 'departure' by the section above row `number`, the sheet's titles or its name, else ''."""
    for text in (*table.said_above(number), table.sheet):
        said = {word for word in normal(text).split() if len(word) > LONG}
        told = {kind for kind, words in LEG_KINDS.items() if said.intersection((kind, *words))}
        if len(told) == 1:
            return told.pop()
    return ""
