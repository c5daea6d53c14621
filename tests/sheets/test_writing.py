"""What is written comes back as it was."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.writing import ExportTable, write_csv, write_xlsx

DANGEROUS = (
    "=1+1",
    "+6281234567890",
    "-5",
    "@SUM(A1)",
    '=HYPERLINK("x")',
    "'=1",
    "0812 3456 7890",
    "199001012015011999",
)


def table_of(texts):
    return ExportTable("Daftar", ("Nama",), [(text,) for text in texts])


def read_back(data, name):
    return [row.cell(0) for row in read_workbook(data, name).sheets[0].rows[1:]]


def test_dangerous_texts_stay_texts_in_xlsx():
    data = write_xlsx(table_of(DANGEROUS))

    cells = read_back(data, "a.xlsx")

    assert [cell.value for cell in cells] == list(DANGEROUS)
    assert {(cell.kind, cell.formula) for cell in cells} == {("text", False)}
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert b'quotePrefix="1"' in parts.read("xl/styles.xml")


def test_dangerous_texts_are_guarded_in_csv_and_come_back():
    data = write_csv(table_of(DANGEROUS))

    written = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))][1:]

    assert not [text for text in written if text.startswith(("=", "+", "-", "@"))]
    assert [cell.value for cell in read_back(data, "a.csv")] == list(DANGEROUS)


def test_numbers_dates_and_control_signs_are_written():
    row = (3, 2.5, date(2022, 11, 25), datetime(2022, 11, 25, 9, tzinfo=UTC), True, None, "a\x00b")
    data = write_xlsx(ExportTable("Kamar/Hotel", tuple("abcdefg"), [row]))

    cells = read_workbook(data, "a.xlsx").sheets[0].rows[1].cells

    assert [cell.kind for cell in cells] == ["number", "number", "date", "date", "text", "text", "text"]
    assert cells[6].value == "ab"


PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=30
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PRINTABLE.filter(lambda text: text.strip()), min_size=1, max_size=8))
def test_every_text_survives_xlsx_and_csv(texts):
    table = table_of(texts)

    assert [cell.value for cell in read_back(write_xlsx(table), "a.xlsx")] == texts
    assert [cell.value for cell in read_back(write_csv(table), "a.csv")] == texts
