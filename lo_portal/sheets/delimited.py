"""Reads csv as saved by Excel (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252)."""

import csv
import io
import re

from lo_portal.sheets import refusals
from lo_portal.sheets.grid import Counter, Grid
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.tables import Cell, Workbook

DELIMITERS = ",;\t|"
SAMPLE = 20_000
# What spreadsheet programs take for a formula; our own exports put ' before it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_TEXT_FORMULA = re.compile(r'^=\s*"((?:[^"]|"")*)"\s*$')
_NUMBER_FORMULA = re.compile(r"^=\s*\+?\d[\d\s.\-]*$")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def read_csv(data, name, limits):
    """A workbook of one sheet, named like the file. Every value is text."""
    text = _decode(data)
    if "\x00" in text:
        raise SheetRefused(refusals.UNKNOWN_KIND)
    delimiter, text = _delimiter(text)
    grid = Grid(name.rpartition(".")[0] or name, Counter(limits))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, record in enumerate(reader, start=1):
            for index, value in enumerate(record):
                plain = _unwrapped(value) if value.startswith("=") else strip_guard(value)
                grid.put(number, index, Cell(plain if plain.strip() else None, "text", plain))
    except csv.Error as error:
        raise SheetRefused(refusals.BROKEN) from error
    return Workbook(name, "csv", (grid.sheet(),))


def _unwrapped(value):
    """The text of '="0812"' and '=0812', which programs write so that Excel keeps the zero."""
    quoted = _TEXT_FORMULA.match(value)
    if quoted:
        return quoted[1].replace('""', '"')
    return value[1:] if _NUMBER_FORMULA.match(value) else value


def needs_guard(text):
    """Whether a spreadsheet would take `text` (less any ' before it) for a formula."""
    return text.lstrip("'").startswith(FORMULA_SIGNS)


def strip_guard(text):
    """Take one ' away that our exports put before = + - @ tab CR."""
    return text[1:] if text.startswith("'") and needs_guard(text) else text


def _decode(data):
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _try_decode(data, encoding)
    if b"\x00" in data:
        raise SheetRefused(refusals.UNKNOWN_KIND)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _try_decode(data, "cp1252")


def _try_decode(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetRefused(refusals.ENCODING) from error


def _delimiter(text):
    """The sign that splits the first lines most evenly; 'sep=;' is obeyed."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first.strip()[4:5]:
        return first.strip()[4], rest
    lines = [line for line in _QUOTED.sub("", text[:SAMPLE]).splitlines() if line.strip()]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in DELIMITERS}
    used = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (used[sign], counts[sign])), text
