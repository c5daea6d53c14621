"""Blank cells below the row that names a group, and where they stay blank."""

import pytest

from lo_portal.sheets.columns import Column
from lo_portal.sheets.layout import find_table, remap
from lo_portal.sheets.tables import Cell, Row, Sheet

COLUMNS = (
    Column("name", "Nama", "Name", "nama lengkap", required=True),
    Column("agency", "OPD", "Agency", "instansi", group="agency"),
    Column("flight", "Penerbangan", "Flight", "pesawat", group="flight"),
    Column("time", "Jam", "Time", "pukul", group="flight"),
)
HEAD = ("No", "Nama", "OPD", "Penerbangan", "Jam")


def table_of(*rows):
    made = [Row(n, tuple(Cell(v) for v in row)) for n, row in enumerate((HEAD, *rows), start=1)]
    return find_table(Sheet("Daftar", tuple(made)), COLUMNS)


def column(table, field):
    heading = table.heading_of(field)
    return [row.cell(heading.index).text for row in table.body]


def test_blank_cells_say_what_the_row_above_says():
    table = table_of(
        ("1", "Siti", "Dinas A", None, None),
        ("2", "Budi", None, None, None),
        ("3", "Rina"),
        ("4", "Andi", "Dinas B", None, None),
        ("5", "Maya", None, None, None),
    )

    assert column(table, "agency") == ["Dinas A"] * 3 + ["Dinas B"] * 2
    assert [(one.source, one.span, one.text) for one in table.filled] == [
        (2, "3–4", "Dinas A"),
        (5, "6", "Dinas B"),
    ]


def test_first_rows_without_a_name_above_stay_blank():
    table = table_of(("1", "Siti", None, None, None), ("2", "Budi", "Dinas A", None, None))

    assert column(table, "agency") == ["", "Dinas A"]
    assert not table.filled


def test_new_section_ends_the_group():
    table = table_of(
        ("1", "Siti", "Dinas A", None, None),
        (None, "II. DINAS KESEHATAN", None, None, None),
        ("2", "Budi", None, None, None),
    )

    assert [out.why for out in table.left_out] == ["section"]
    assert column(table, "agency") == ["Dinas A", ""]


def test_cells_of_one_flight_are_blank_together():
    table = table_of(
        ("1", "Siti", "A", "GA-501", "09.00"),
        ("2", "Budi", "A", None, None),
        ("3", "Rina", "A", None, "11.00"),
        ("4", "Maya", "A", None, None),
    )

    assert column(table, "flight") == ["GA-501", "GA-501", "", ""]
    assert column(table, "time") == ["09.00", "09.00", "11.00", "11.00"]


@pytest.mark.parametrize(("fields", "filled"), [({1: ("name",), 2: ("agency",)}, 1), ({1: ("name",)}, 0)])
def test_filling_follows_the_columns_that_a_person_chose(fields, filled):
    table = table_of(("1", "Siti", "Dinas A", None, None), ("2", "Budi", None, None, None))

    again = remap(table, fields, COLUMNS)

    assert len(again.filled) == filled
    assert again.body[1].cell(2).text == ("Dinas A" if filled else "")
