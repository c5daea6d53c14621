"""Tables as sheets of one xlsx file, written row by row and not kept."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from lo_portal.sheets.writing import ExportTable

NARROW, WIDE = 8, 60
MEASURED_ROWS = 200

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def write(stream: BinaryIO, tables: Iterable[ExportTable]) -> None:
    book = Workbook(write_only=True)
    for table in tables:
        _write_sheet(book, table)
    book.save(stream)


def _write_sheet(book, table):
    sheet = book.create_sheet(_SHEET_NAME.sub(" ", table.name)[:31] or "Daftar")
    rows = iter(table.rows)
    measured = [tuple(row) for row in islice(rows, MEASURED_ROWS)]
    for index, width in enumerate(_widths(table.headings, measured), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, text) for text in table.headings])
    count = 0
    for row in chain(measured, rows):
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(table.headings), 1))}{count + 1}"
    for text in table.notes:
        sheet.append([])
        sheet.append([_cell(sheet, text)])


def _heading(sheet, text):
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E8EEEC")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet, value):
    if value is None:
        return WriteOnlyCell(sheet, value=None)
    if isinstance(value, bool):
        return _text(sheet, "Ya" if value else "Tidak")
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value=value.replace(tzinfo=None))
        cell.number_format = "dd/mm/yyyy hh:mm"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "dd/mm/yyyy"
        return cell
    if isinstance(value, (int, float, Decimal, time)):
        return WriteOnlyCell(sheet, value=value)
    return _text(sheet, str(value))


def _text(sheet, text):
    """A string cell that stays a string, also when somebody edits it."""
    cell = WriteOnlyCell(sheet)
    cell.value = _FORBIDDEN.sub("", text)[:32_767]
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.number_format = "@"
    return cell


def _widths(headings, rows):
    widths = [len(str(heading)) for heading in headings]
    for row in rows:
        for index, value in enumerate(row[: len(widths)]):
            longest = max((len(line) for line in str(value or "").split("\n")), default=0)
            widths[index] = max(widths[index], longest)
    return [min(max(width + 2, NARROW), WIDE) for width in widths]
