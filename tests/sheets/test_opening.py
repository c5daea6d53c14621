"""What is refused, why, and at what cost."""

import io
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.sentences import SheetRefused
from tests.sheets import hostile

REFUSED = [
    ("bomb", "a.xlsx", "unpacks_too_big"),
    ("entity_bomb", "a.xlsx", "entities"),
    ("file_entity", "a.xlsx", "entities"),
    ("far_cell", "a.xlsx", "too_many_rows"),
    ("wide_sheet", "a.xlsx", "too_many_columns"),
    ("many_rows", "a.xlsx", "too_many_rows"),
    ("many_parts", "a.xlsx", "too_many_parts"),
    ("many_cells", "a.xlsx", "too_many_cells"),
    ("shared_text_entities", "a.xlsx", "entities"),
    ("deep_nesting", "a.xlsx", "broken"),
    ("long_text", "a.xlsx", "too_long_text"),
    ("ods_bomb", "a.ods", "unpacks_too_big"),
    ("ods_entities", "a.ods", "entities"),
    ("ods_far_cell", "a.ods", "too_many_rows"),
    ("ods_wide", "a.ods", "too_many_columns"),
    ("ods_macros", "a.ods", "macros"),
    ("ods_links", "a.ods", "external_links"),
    ("csv_wide", "a.csv", "too_many_columns"),
    ("csv_many_rows", "a.csv", "too_many_rows"),
    ("csv_long_text", "a.csv", "broken"),
    ("merge_flood", "a.xlsx", "too_many_cells"),
    ("external_links", "a.xlsx", "external_links"),
    ("macros", "a.xlsx", "macros"),
    ("macro_type", "a.xlsx", "macros"),
    ("workbook_bytes", "a.xlsm", "macros"),
    ("encrypted", "a.xlsx", "encrypted"),
    ("old_xls", "a.xls", "old_xls"),
    ("cut_short", "a.xlsx", "broken"),
    ("workbook_bytes", "a.csv", "renamed"),
    ("workbook_bytes", "a.ods", "renamed"),
]


@pytest.mark.parametrize(("maker", "name", "code"), REFUSED)
def test_hostile_file_is_refused_with_its_reason(maker, name, code):
    with pytest.raises(SheetRefused) as refused:
        read_workbook(getattr(hostile, maker)(), name)

    assert refused.value.code == code
    assert refused.value.text("id") != refused.value.text("en")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.xlsx", "empty"),
        (b"   \n", "a.csv", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.csv", "too_big"),
        (b"bukan buku kerja", "a.xlsx", "renamed"),
        (b"bukan buku kerja", "a.docx", "unknown_kind"),
        (b"%PDF-1.7 ...", "a.csv", "unknown_kind"),
        (b"<html><table><tr><td>1</td></tr></table>", "a.csv", "unknown_kind"),
        (b"Nama\x00NIP", "a.csv", "unknown_kind"),
        (b"PK\x03\x04 not really a zip", "a.xlsx", "broken"),
        (hostile.zipped({"word/document.xml": "<w/>"}), "a.xlsx", "unknown_kind"),
        (hostile.xlsx_of("<worksheet><sheetData/></worksheet>"), "a.xlsx", "no_sheet"),
        (hostile.xlsx_of("<worksheet><sheetData>"), "a.xlsx", "broken"),
    ],
)
def test_what_is_no_list_is_refused(data, name, code):
    with pytest.raises(SheetRefused) as refused:
        read_workbook(data, name)

    assert refused.value.code == code


READ_IN_A_CAGE = """
import resource, sys
from pathlib import Path
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.sentences import SheetRefused

grown = int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmSize"))) * 1024
resource.setrlimit(resource.RLIMIT_AS, (grown + 250 * 1024 * 1024, resource.RLIM_INFINITY))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
for path in map(Path, sys.argv[1:]):
    try:
        read_workbook(path.read_bytes(), "a" + path.suffix)
        print(path.stem, "read")
    except SheetRefused as refused:
        print(path.stem, refused.code)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def test_hostile_files_are_refused_within_300_megabytes(tmp_path):
    """Made here, read by a process that gets no more memory than a list may take."""
    paths = []
    for maker, name, _code in REFUSED:
        path = tmp_path / f"{maker}--{name.replace('.', '-')}{Path(name).suffix}"
        path.write_bytes(getattr(hostile, maker)())
        paths.append(path)

    run = subprocess.run(
        [sys.executable, "-c", READ_IN_A_CAGE, *map(str, paths)], capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr[-2000:]
    *told, peak = run.stdout.split("\n")[:-1]
    assert [line.split()[1] for line in told] == [code for _maker, _name, code in REFUSED]
    assert int(peak) < 300 * 1024


def test_merged_range_over_the_whole_sheet_fills_only_rows_that_exist():
    data = hostile.xlsx_of(
        "<worksheet><sheetData><row><c t='str'><v>a</v></c></row></sheetData>"
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )

    assert len(read_workbook(data, "a.xlsx").sheets[0].rows) == 1


def test_formula_gives_its_stored_result_and_is_never_evaluated():
    data = hostile.xlsx_of(
        '<worksheet><sheetData><row r="1">'
        '<c r="A1" t="str"><f>CONCAT("a","b")</f><v>ab</v></c><c r="B1"><f>1+1</f></c>'
        "</row></sheetData></worksheet>"
    )

    stored, unknown = read_workbook(data, "a.xlsx").sheets[0].rows[0].cells

    assert (stored.value, stored.formula) == ("ab", True)
    assert (unknown.value, unknown.formula) == (None, True)


def test_merged_cells_are_filled_down_and_marked():
    def fill(book):
        sheet = book.active
        sheet["A3"], sheet["B3"], sheet["A4"] = "Budi", "Dinas A", "Ani"
        sheet.merge_cells("B3:B4")

    sheet = read_workbook(hostile.workbook_bytes(fill), "a.xlsx").sheets[0]

    last = sheet.rows[-1]
    assert (last.number, last.cell(1).value, last.cell(1).copied) == (4, "Dinas A", True)


def test_dates_booleans_and_numbers_keep_their_kind():
    def fill(book):
        book.active.append([datetime(2022, 11, 25, 8, 30), True, 12.5, "0812"])

    cells = read_workbook(hostile.workbook_bytes(fill), "a.xlsx").sheets[0].rows[1].cells

    assert [cell.kind for cell in cells] == ["date", "bool", "number", "text"]
    assert cells[0].value == datetime(2022, 11, 25, 8, 30)


def test_rich_text_is_joined_and_phonetic_hints_left_out():
    strings = "<sst><si><r><t>Siti </t></r><r><t>Aminah</t></r><rPh><t>x</t></rPh></si></sst>"
    sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'

    data = hostile.xlsx_of(sheet, **{"xl/sharedStrings.xml": strings})

    assert read_workbook(data, "a.xlsx").sheets[0].rows[0].cell(0).value == "Siti Aminah"


def test_row_numbers_are_those_of_excel():
    book = openpyxl.Workbook()
    book.active["C7"] = "isi"
    stream = io.BytesIO()
    book.save(stream)

    row = read_workbook(stream.getvalue(), "a.xlsx").sheets[0].rows[0]

    assert (row.number, row.own()) == (7, [2])


def test_csv_formula_that_only_keeps_a_zero_is_its_text():
    data = b'Nama,HP,NIP\r\nSiti,"=""0812-3456-7890""",=199001012015012999\r\nA,=081234567890,=SUM(A1:A2)\r\n'

    rows = read_workbook(data, "daftar.csv").sheets[0].rows

    assert [cell.text for cell in rows[1].cells] == ["Siti", "0812-3456-7890", "199001012015012999"]
    assert [cell.text for cell in rows[2].cells] == ["A", "081234567890", "=SUM(A1:A2)"]


@pytest.mark.parametrize(
    "text",
    ["Nama;NIP\nSiti;1\n", "Nama,NIP\nSiti,1\n", "Nama\tNIP\nSiti\t1\n", "sep=;\nNama;NIP\nSiti;1\n"],
)
def test_csv_finds_its_delimiter(text):
    rows = read_workbook(text.encode(), "Daftar LO.csv").sheets[0].rows

    assert [cell.value for cell in rows[-1].cells] == ["Siti", "1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_common_encodings(encoding):
    data = "Nama,Kota\nRené,Pontianak\n".encode(encoding)

    assert read_workbook(data, "a.csv").sheets[0].rows[1].cell(0).value == "René"


def ods_bytes(rows):
    document = OpenDocumentSpreadsheet()
    table = Table(name="Daftar")
    for row in rows:
        line = TableRow()
        for cell in row:
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def ods_text(text, **attributes):
    cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=text))
    return cell


def test_ods_is_read_with_merged_and_repeated_cells():
    data = ods_bytes(
        [
            [ods_text("Nama"), ods_text("OPD"), ods_text("Lahir")],
            [
                ods_text("Budi"),
                ods_text("Dinas A", numberrowsspanned=2),
                TableCell(valuetype="date", datevalue="2022-11-25"),
            ],
            [ods_text("Ani"), CoveredTableCell(), TableCell(valuetype="float", value="3")],
        ]
    )

    rows = read_workbook(data, "a.ods").sheets[0].rows

    assert rows[2].cell(1).value == "Dinas A"
    assert rows[2].cell(1).copied
    assert rows[1].cell(2).value == datetime(2022, 11, 25)
    assert rows[2].cell(2).value == 3


def test_ods_repeating_a_filled_row_a_million_times_is_refused():
    row = TableRow(numberrowsrepeated=1_000_000)
    row.addElement(ods_text("isi"))
    document = OpenDocumentSpreadsheet()
    table = Table(name="Daftar")
    table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)

    with pytest.raises(SheetRefused) as refused:
        read_workbook(stream.getvalue(), "a.ods")

    assert refused.value.code == "too_many_rows"


def test_ods_padding_of_a_million_empty_rows_is_nothing():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Daftar")
    first = TableRow()
    first.addElement(ods_text("isi"))
    padding = TableRow(numberrowsrepeated=1_048_575)
    padding.addElement(TableCell(numbercolumnsrepeated=1024))
    table.addElement(first)
    table.addElement(padding)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)

    assert len(read_workbook(stream.getvalue(), "a.ods").sheets[0].rows) == 1
