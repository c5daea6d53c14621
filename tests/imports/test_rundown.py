"""Times as organisers write them: a rundown by day, date and hour in columns of their own, plain headings."""

from zoneinfo import ZoneInfo

import openpyxl
import pytest

from delegates.models import Delegation, Movement
from events.models import AgendaItem
from lo_portal.sheets.writing import ExportTable, write_xlsx
from tests import factories
from tests.imports.test_engine import save, steps

WIB = ZoneInfo("Asia/Pontianak")
RUNDOWN = ("No", "Hari/Tanggal", "Waktu", "Kegiatan", "Tempat", "Keterangan")


LATER = ("Waktu Pulang", "Flight", "Jumlah tamu")


def told(rows, fields):
    return {
        row.title if hasattr(row, "title") else row.kind: tuple(
            f"{getattr(row, name).astimezone(WIB):%d %H.%M}" for name in fields
        )
        for row in rows
    }


def rundown(tmp_path, rows, merged=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Susunan Acara"
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    path = tmp_path / "rundown.xlsx"
    book.save(path)
    return path.read_bytes()


def test_day_merged_downwards_and_hours_from_to_are_read(upload, staff, tmp_path):
    data = rundown(
        tmp_path,
        [
            ["SUSUNAN ACARA"],
            RUNDOWN,
            [1, "Rabu, 23 November 2022", "08.00 - 09.30 WIB", "Registrasi", "Hotel Enggang", ""],
            [2, None, "09.30 – 12.00", "Pembukaan", "Hotel Enggang", ""],
            [3, None, "19.00 WIB - selesai", "Makan malam", "Pendopo", "Batik"],
            [4, "Kamis/24 November", "22.00 s.d. 01.00", "Penutupan", "Pendopo", ""],
        ],
        merged=["B3:B5"],
    )

    batch = upload(data)
    save(batch, staff)
    again = upload(data)

    assert told(AgendaItem.objects.all(), ("starts_at", "ends_at")) == {
        "Registrasi": ("23 08.00", "23 09.30"),
        "Pembukaan": ("23 09.30", "23 12.00"),
        "Makan malam": ("23 19.00", "23 20.00"),
        "Penutupan": ("24 22.00", "25 01.00"),
    }
    notes = {label: [note["id"] for note in step["notes"]] for label, step in steps(batch, "agenda").items()}
    assert [label for label, said in notes.items() if said] == ["Makan malam"]
    assert again.counts["agenda"]["unchanged"] == 4


def test_day_in_a_row_of_its_own_holds_for_the_rows_below(upload, staff, tmp_path):
    data = rundown(
        tmp_path,
        [
            ("Waktu", "Kegiatan"),
            ["Rabu, 23 November 2022"],
            ["08.00", "Registrasi"],
            ["09.00 - 12.00", "Pembukaan"],
            ["Kamis, 24 November 2022"],
            ["08.00 - 09.00", "Olahraga"],
        ],
        merged=["A2:B2", "A5:B5"],
    )

    save(upload(data), staff)

    assert told(AgendaItem.objects.all(), ("starts_at", "ends_at")) == {
        "Registrasi": ("23 08.00", "23 09.00"),
        "Pembukaan": ("23 09.00", "23 12.00"),
        "Olahraga": ("24 08.00", "24 09.00"),
    }


def test_date_written_once_and_begin_and_end_apart(upload, staff, tmp_path):
    data = rundown(
        tmp_path,
        [
            ("Tanggal", "Jam Mulai", "Jam Selesai", "Acara"),
            ["23/11/2022", "08.00", "09.30", "Registrasi"],
            [None, "09.30", "12.00", "Pembukaan"],
        ],
    )

    save(upload(data), staff)

    assert told(AgendaItem.objects.all(), ("starts_at", "ends_at")) == {
        "Registrasi": ("23 08.00", "23 09.30"),
        "Pembukaan": ("23 09.30", "23 12.00"),
    }


def test_hour_without_any_day_is_refused_with_the_reason(upload, tmp_path):
    batch = upload(rundown(tmp_path, [("Waktu", "Kegiatan"), ["08.00 - 09.00", "Olahraga"]]))

    (step,) = batch.plan["parts"][0]["steps"]
    assert "tanpa tanggal" in step["errors"][0]["id"]
    assert step["texts"] == {"starts_at": "08.00 - 09.00"}


def test_movement_weeks_away_from_its_event_is_doubted(upload):
    head = ("Kode", "Delegasi", "Kategori", "Tiba", "Pulang")
    row = ("BN-01", "Brunei", "VVIP", "23/11/2022 16.10", "26/11/2023 11.00")

    batch = upload(write_xlsx(ExportTable("Daftar", head, [row])))

    (step,) = batch.plan["parts"][0]["steps"]
    assert [(note["field"], "jauh dari acara" in note["id"]) for note in step["notes"]] == [
        ("departs_at", True)
    ]
    assert step["action"] == "new"


def test_flight_with_date_and_hour_in_two_columns(meeting, upload, staff):
    factories.DelegationFactory(event=meeting, code="BN-01", tier=meeting.tiers.get(code="VVIP"))
    head = ("Kode delegasi", "Jenis", "Tanggal", "Jam", "No. Penerbangan")
    data = write_xlsx(ExportTable("Daftar", head, [("BN-01", "Tiba", "23 November 2022", "16.10", "BI-851")]))

    save(upload(data), staff)

    assert told(Movement.objects.all(), ["scheduled_at"]) == {"arrival": ("23 16.10",)}


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            ("Kode", "Delegasi", "Kategori", "Tiba", "Penerbangan", "Berangkat", "Penerbangan", "Guests"),
            ("BN-01", "Brunei", "VVIP", "23/11/2022 16.10", "BI-851", "26/11/2022 11.00", "BI-852", 14),
        ),
        (
            ("Code", "Delegation", "Category", "Flight", "Arrival", "Flight", "Departure", "Guests"),
            ("BN-01", "Brunei", "VVIP", "BI-851", "23/11/2022 16.10", "BI-852", "26/11/2022 11.00", 14),
        ),
        (
            (
                "Kode",
                "Delegasi",
                "Kategori",
                "Tanggal Tiba",
                "Waktu Tiba",
                "Flight",
                "Tanggal Pulang",
                *LATER,
            ),
            ("BN-01", "Brunei", "VVIP", "23/11/2022", "16.10", "BI-851", "26/11/2022", "11.00", "BI-852", 14),
        ),
    ],
)
def test_plain_headings_of_a_delegation_list_are_told_by_their_neighbours(upload, staff, head, row):
    data = write_xlsx(ExportTable("Daftar", (*head, "LOs required"), [(*row, 3)]))

    batch = upload(data)
    save(batch, staff)

    delegation = Delegation.objects.get()
    assert all(heading["certain"] for heading in batch.plan["tables"]["delegations"]["headings"])
    assert (delegation.party_size, delegation.lo_required) == (14, 3)
    assert told(Movement.objects.all(), ["scheduled_at"]) == {
        "arrival": ("23 16.10",),
        "departure": ("26 11.00",),
    }
    assert set(Movement.objects.values_list("kind", "carrier_code")) == {
        ("arrival", "BI-851"),
        ("departure", "BI-852"),
    }
