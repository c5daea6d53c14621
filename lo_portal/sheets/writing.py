"""Tables written as xlsx and csv so that every text stays text.

A cell that begins with = + - @ is never taken for a formula, and telephone
numbers and NIP keep all their signs through Excel and LibreOffice and back.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from lo_portal.sheets.delimited import needs_guard

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


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
    from lo_portal.sheets import workbooks  # loads openpyxl: only the process that writes pays for it

    workbooks.write(stream, tables)


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
