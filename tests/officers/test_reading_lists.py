"""Whole lists, as an agency sends them."""

import json
from datetime import date
from pathlib import Path

import pytest

from lo_portal.sheets.layout import find_table
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.tables import Cell, Row, Sheet
from officers.nominations.reading import texts_of
from officers.reading.columns import OFFICER_COLUMNS
from officers.reading.names import read_name
from officers.reading.officers import read_officer
from officers.reading.values import values_of

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
TODAY = date(2022, 11, 1)


def read_sample(name):
    workbook = read_workbook((SAMPLES / name).read_bytes(), name)
    tables = (find_table(sheet, OFFICER_COLUMNS) for sheet in workbook.sheets)
    table = max((t for t in tables if t), key=lambda t: len(t.headings))
    return table, [read_officer(row, table, TODAY) for row in table.body]


def as_expected(officer):
    return {
        "row": officer.row,
        "name": officer.name.name,
        "front": officer.name.front,
        "back": officer.name.back,
        "nip": officer.identity.number,
        "agency": officer.agency,
        "phone": officer.phones.first,
        "golongan": officer.rank.golongan,
    }


def test_raw_list_gives_exactly_what_it_says():
    table, officers = read_sample("daftar-lo-mentah.xlsx")

    expected = json.loads((SAMPLES / "daftar-lo-mentah.expected.json").read_text())
    assert [as_expected(officer) for officer in officers] == expected
    assert not [problem for officer in officers for problem in officer.errors]
    assert [out.why for out in table.left_out] == ["title"] * 3 + ["numbers", "footer", "footer"]


def test_raw_list_names_its_coordinators_in_the_remark():
    _table, officers = read_sample("daftar-lo-mentah.xlsx")

    assert [o.name.name for o in officers if o.role == "coordinator"] == [
        "Agus Salim Daeng",
        "Nikodemus Bala",
        "Syarifah Zahra",
    ]


def test_clean_sheet_is_read_whole():
    table, officers = read_sample("bimp-eaga-2022.xlsx")

    assert len(officers) == 38
    assert not table.left_out
    assert not [problem for officer in officers for problem in officer.errors]
    assert all(len(officer.competencies) == 7 for officer in officers)


def sheet_of(*rows):
    """A sheet of plain texts; None is an empty cell, row numbers from 1."""
    made = [Row(n, tuple(Cell(v) for v in row)) for n, row in enumerate(rows, start=1) if any(row)]
    return Sheet("Daftar", tuple(made))


HEAD = ("No", "Nama", "NIP", "OPD", "No HP")


@pytest.mark.parametrize(
    "footer",
    [
        ("Mengetahui,", None, None, None, None),
        (None, None, None, "Pontianak, 8 November 2022", None),
        (None, "Kepala Dinas Kesehatan,", None, None, None),
        ("Jumlah", "2 orang", None, None, None),
        ("Catatan: nomor belum lengkap", None, None, None, None),
    ],
)
def test_footer_and_what_follows_is_left_out(footer):
    sheet = sheet_of(
        HEAD,
        ("1", "Siti Aminah", "199001012015012999", "Dinas A", "081234567890"),
        footer,
        (None, "Budi Santoso, S.H.", None, None, None),
        (None, "NIP 199001012015011999", None, None, None),
    )

    table = find_table(sheet, OFFICER_COLUMNS)

    assert [row.number for row in table.body] == [2]
    assert {out.row for out in table.left_out} == {3, 4, 5}


def test_row_without_a_name_is_a_problem_not_a_footer():
    sheet = sheet_of(HEAD, ("1", None, "199001012015012999", "Dinas A", "081234567890"))
    table = find_table(sheet, OFFICER_COLUMNS)

    officer = read_officer(table.body[0], table, TODAY)

    assert [(p.field, p.said.code) for p in officer.errors] == [("name", "name_empty")]


@pytest.mark.parametrize(
    ("section", "agency"),
    [
        (("DINAS KESEHATAN", None, None, None), "DINAS KESEHATAN"),
        ((None, "DINAS KESEHATAN", None, None), "DINAS KESEHATAN"),
        (("II.", "Biro Umum", None, None), "Biro Umum"),
        (("2", "BADAN KEPEGAWAIAN DAERAH", None, None), "BADAN KEPEGAWAIAN DAERAH"),
        (("A. RSUD dr. Soedarso", None, None, None), "RSUD dr. Soedarso"),
        (("Instansi: Bank Kalbar", None, None, None), "Bank Kalbar"),
        (("KOORDINATOR", None, None, None), None),
    ],
)
def test_row_of_its_own_names_the_agency_of_the_people_below(section, agency):
    sheet = sheet_of(
        ("No", "Nama", "NIP", "No HP"),
        section,
        ("1", "Siti Aminah", "199001012015012999", "081234567890"),
        ("2", "Budi Santoso", "199001012015011999", "081234567891"),
    )
    table = find_table(sheet, OFFICER_COLUMNS)

    officers = [read_officer(row, table, TODAY) for row in table.body]

    assert [(one.name.name, one.agency) for one in officers] == [
        ("Siti Aminah", agency),
        ("Budi Santoso", agency),
    ]
    assert [out.why for out in table.left_out] == ["section"]


def test_rank_and_titles_survive_being_shown_and_typed_again():
    sheet = sheet_of(HEAD, ("1", "AKBP Dr.H.Rudi Hartono,S.I.K.", "199001012015011999", "Polda", "0812"))
    table = find_table(sheet, OFFICER_COLUMNS)
    values = values_of(read_officer(table.body[0], table, TODAY))

    shown = texts_of(values)["name"]

    assert shown == "AKBP Dr.H. Rudi Hartono, S.I.K."
    again = read_name(shown).value
    assert (again.rank, again.front, again.name, again.back) == (
        values["service_rank"],
        values["front_title"],
        values["name"],
        values["back_title"],
    )


def test_agency_of_the_row_itself_counts_more_than_the_row_above():
    sheet = sheet_of(HEAD, ("DINAS A",), ("1", "Siti Aminah", "199001012015012999", "Dinas B", "0812345678"))
    table = find_table(sheet, OFFICER_COLUMNS)

    assert read_officer(table.body[0], table, TODAY).agency == "Dinas B"


def test_numbered_row_with_only_a_name_is_a_person():
    sheet = sheet_of(HEAD, ("1", "Siti Aminah", None, None, None))

    assert [row.number for row in find_table(sheet, OFFICER_COLUMNS).body] == [2]


def test_section_rows_and_repeated_headers_are_left_out():
    sheet = sheet_of(
        HEAD,
        ("A. Sekretariat Daerah", None, None, None, None),
        ("1", "Siti Aminah", "199001012015012999", "Dinas A", "081234567890"),
        HEAD,
        ("2", "Budi", "199001012015011999", "Dinas B", "081234567891"),
        ("3", None, None, None, None),
    )

    table = find_table(sheet, OFFICER_COLUMNS)

    assert [row.number for row in table.body] == [3, 5]
    assert [out.why for out in table.left_out] == ["section", "repeated", "section"]


def test_two_header_rows_are_joined():
    top = Row(1, (Cell("Nama"), Cell("Kepangkatan"), Cell("Kepangkatan", copied=True), Cell("OPD")))
    low = Row(2, (Cell("Nama", copied=True), Cell("Pangkat"), Cell("Gol"), Cell("OPD", copied=True)))
    body = Row(3, (Cell("Siti"), Cell("Penata"), Cell("III/c"), Cell("Dinas A")))

    table = find_table(Sheet("Daftar", (top, low, body)), OFFICER_COLUMNS)

    assert table.header == (1, 2)
    assert [heading.fields for heading in table.headings] == [
        ("name",),
        ("pangkat",),
        ("golongan",),
        ("agency",),
    ]
    assert [row.number for row in table.body] == [3]


def test_english_headings_are_understood():
    sheet = sheet_of(
        ("Full name", "Office", "Mobile number", "E-mail", "Languages"),
        ("Siti", "Dinas A", "081234567890", None, None),
    )

    fields = [heading.fields for heading in find_table(sheet, OFFICER_COLUMNS).headings]

    assert fields == [("name",), ("agency",), ("phone",), ("email",), ("languages",)]


def test_unsure_heading_is_marked():
    sheet = sheet_of(("Nama", "Nomor HP aktif", "OPD"), ("Siti", "081234567890", "Dinas A"))

    headings = find_table(sheet, OFFICER_COLUMNS).headings

    assert [(h.fields, h.certain) for h in headings] == [
        (("name",), True),
        (("phone",), False),
        (("agency",), True),
    ]


def test_sheet_without_a_list_gives_none():
    assert find_table(sheet_of(("Catatan rapat",), ("Tidak ada daftar",)), OFFICER_COLUMNS) is None
