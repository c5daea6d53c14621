"""The demo's workbook with its dates moved. Importing itself never moves a date."""

import io
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl

WORKBOOK = Path(__file__).parent / "bimp-eaga.xlsx"
FIRST_DAY = date(2022, 11, 23)


def moved_workbook(first_day: date) -> bytes:
    """The sample workbook as xlsx bytes, every date moved so that the meeting begins on `first_day`."""
    shift = timedelta(days=(first_day - FIRST_DAY).days)
    book = openpyxl.load_workbook(WORKBOOK)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, datetime):
                    cell.value += shift
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
