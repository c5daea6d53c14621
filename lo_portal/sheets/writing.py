"""Tables written as xlsx and csv so that every text stays text.

A cell that begins with = + - @ is never taken for a formula, and telephone
numbers and NIP keep all their signs through Excel and LibreOffice and back.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO

from openpyxl import Workbook as XlsxWorkbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from lo_portal.sheets.delimited import needs_guard

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
NARROW, WIDE = 8, 60
MEASURED_ROWS = 200

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A list to write: sheet name, headings, rows of plain values.

    Values may be str, int, float, Decimal, bool, date, time, datetime (an
    aware one is written as the wall time it shows) or None.
    """

    name: str
    headings: tuple[str, ...]
    rows: Iterable[tuple]
    notes: tuple[str, ...] = ()


def write_xlsx(*tables: ExportTable) -> bytes:
    """One workbook, one sheet per table, headings frozen and filterable."""
    stream = io.BytesIO()
    xlsx_into(stream, *tables)
    return stream.getvalue()


def xlsx_into(stream: BinaryIO, *tables: ExportTable) -> None:
    """`write_xlsx` into an open file; rows are taken one by one and not kept."""
    book = XlsxWorkbook(write_only=True)
    for table in tables:
        _write_sheet(book, table)
    book.save(stream)


def write_csv(table: ExportTable, delimiter=",") -> bytes:
    """UTF-8 with byte order mark, so that Excel shows every letter."""
    stream = io.BytesIO()
    csv_into(stream, table, delimiter)
    return stream.getvalue()


def csv_into(stream: BinaryIO, table: ExportTable, delimiter=",") -> None:
    """`write_csv` into an open file; rows are taken one by one and not kept."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([guard(heading) for heading in table.headings])
    for row in table.rows:
        writer.writerow([_csv_value(value) for value in row])
    text.detach()


def guard(text):
    """Put ' before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if needs_guard(text) else text


def _csv_value(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
    return value if isinstance(value, (int, float, Decimal)) else guard(str(value))


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
