"""Lists as people send them, through the whole reader: what is read, and each wrong row with its reason."""

import csv
import io

import openpyxl
import pytest

from delegates.models import Delegation
from lo_portal.imports import whole_files
from tests import factories
from tests.imports.conftest import NOW

HEAD = ("Kode", "Delegasi", "Ketua Delegasi", "Kategori", "Jumlah", "Tiba", "Pulang", "Hotel")
BRUNEI = (
    "BN-01",
    "Brunei Darussalam",
    "Hasan",
    "VVIP",
    14,
    "23/11/2022 16.10",
    "26/11/2022 11.00",
    "Hotel Enggang",
)


@pytest.fixture
def brunei(meeting):
    return factories.DelegationFactory(
        event=meeting, code="BN-01", name="Brunei", tier=meeting.tiers.get(code="VVIP")
    )


@pytest.fixture
def dry_run(meeting, staff):
    """`dry_run(data, name)`: the report of the command; nothing is saved."""

    def load(data, name="daftar.xlsx"):
        return whole_files.import_file(
            data=data, file_name=name, by=staff, at=NOW, slug=meeting.slug, dry_run=True
        ).report

    return load


def book(*rows, merged=(), hidden=(), notes=()):
    """A workbook of one list; `notes` are the rows of a sheet before it."""
    work = openpyxl.Workbook()
    sheet = work.active
    if notes:
        for row in notes:
            sheet.append(row)
        sheet = work.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    out = io.BytesIO()
    work.save(out)
    return out.getvalue()


def as_csv(*rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([["" if v is None else v for v in row] for row in rows])
    return out.getvalue().encode()


def told(part, kind="errors"):
    return [(one["row"], one["column"]) for one in part[kind]]


TWO_LINES = (
    ("No", "Kode", "Delegasi", "Ketua Delegasi", None, "Kategori", "Kedatangan", None, None, "Hotel"),
    (None, None, None, "Nama", "Jabatan", None, "Tanggal", "Jam", "Flight", None),
    (1, "BN-01", "Brunei", "Hasan", "Menteri", "VVIP", "23/11/2022", "16.10", "BI-851", "Hotel Enggang"),
    ("Jumlah", None, None, None, None, None, None, None, None, None),
    (None, None, "Pontianak, 8 November 2022", None, None, None, None, None, None, None),
)
DOWN = ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:I1", "J1:J2")


@pytest.mark.parametrize(
    ("data", "name"), [(book(*TWO_LINES, merged=DOWN), "a.xlsx"), (as_csv(*TWO_LINES), "a.csv")]
)
def test_two_lines_of_headings_are_joined_with_and_without_merged_cells(data, name, meeting, staff):
    report = whole_files.import_file(data=data, file_name=name, by=staff, at=NOW, slug=meeting.slug).report

    assert (report["delegations"]["new"], report["delegations"]["errors"]) == (1, [])
    delegation = Delegation.objects.get()
    head, arrival = delegation.guests.get(), delegation.movements.get()
    assert (head.full_name, head.position, arrival.carrier_code) == ("Hasan", "Menteri", "BI-851")
    assert arrival.scheduled_at.isoformat() == "2022-11-23T09:10:00+00:00"


def test_notes_before_the_list_do_not_matter(dry_run):
    report = dry_run(book(HEAD, BRUNEI, notes=[("Catatan untuk panitia",), ("Kode", "Arti")]))

    assert report["delegations"]["new"] == 1


def test_hidden_rows_are_read_and_told(dry_run):
    report = dry_run(book(HEAD, BRUNEI, ("MY-01", "Malaysia", *BRUNEI[2:]), hidden=[3]))

    assert report["delegations"]["new"] == 2
    assert "Baris 3 tersembunyi" in report["delegations"]["warnings"][0]["message"]


def test_category_may_stand_in_a_row_of_its_own(dry_run):
    rows = [
        ("A. VVIP",),
        ("BN-01", "Brunei", "Hasan", None),
        ("B. VIP",),
        ("MY-01", "Malaysia", "Rahman", None),
    ]

    report = dry_run(book(HEAD[:4], *rows))

    assert (report["delegations"]["new"], report["delegations"]["errors"]) == (2, [])


def test_what_is_not_known_yet_is_no_error(dry_run):
    report = dry_run(book(HEAD, (*BRUNEI[:4], "± 14 orang", "TBA", "menyusul", "-")))

    assert report["delegations"]["errors"] == []
    assert told(report["delegations"], "warnings") == [(2, "Tiba"), (2, "Pulang")]


def test_day_without_a_year_is_next_to_the_event(dry_run):
    report = dry_run(book(HEAD, (*BRUNEI[:5], "23 November 16.10", "26 Nov pukul 11.00", "")))

    assert report["delegations"]["errors"] == []
    assert [one["message"] for one in report["delegations"]["warnings"]] == [
        "“23 November 16.10” tanpa tahun; dibaca 23/11/2022.",
        "“26 Nov pukul 11.00” tanpa tahun; dibaca 26/11/2022.",
    ]


def test_row_that_says_withdrawn_is_doubted(dry_run):
    report = dry_run(book((*HEAD, "Ket"), (*BRUNEI, "batal hadir")))

    assert "batal hadir" in report["delegations"]["warnings"][0]["message"]


def test_list_without_a_required_column_is_told_which(dry_run):
    report = dry_run(book(("Nama Pengemudi", "No HP", "Kapasitas"), ("Udin", "0812 3456 7890", 6)))

    assert [one["message"] for one in report["vehicles"]["errors"]] == [
        "Kolom Nomor polisi tidak ada. Tambahkan kolom itu atau cocokkan kolomnya."
    ]


WRONG = {
    "delegations": (
        HEAD,
        BRUNEI,
        (*BRUNEI[:3], "Super", *BRUNEI[4:]),
        ("MY-01", *BRUNEI[1:5], "31 November 2022 10.00", *BRUNEI[6:]),
        ("PH-01", *BRUNEI[1:6], "20/11/2022 10.00", BRUNEI[7]),
    ),
    "vehicles": (
        ("Jenis Kendaraan", "No. Polisi", "Kapasitas", "Nama Sopir", "No. HP"),
        ("Alphard", "KB 1234 XX", "6 orang", "Wahyu", "0812 3456 7890"),
        ("Innova", "KB 1234 XX", 6, "Tono", ""),
        ("Innova", "", 6, "Andi", ""),
        ("Bus", "KB 7777 AA", "banyak", "Rudi", ""),
    ),
    "movements": (
        ("Kedatangan/Keberangkatan", "Delegasi", "Tanggal", "Jam", "No. Penerbangan"),
        ("Tiba", "BN-01", "23/11/2022", "16.10 WIB", "BI-851"),
        ("Tiba", "ZZ-99", "23/11/2022", "16.10 WIB", "BI-851"),
        ("Terbang", "BN-01", "23/11/2022", "16.10", "BI-851"),
        ("Dep", "BN-01", "31/11/2022", "16.10", "BI-852"),
    ),
    "rooms": (
        ("Hotel", "Kode Delegasi", "No. Kamar", "Nama Tamu", "Check In", "Check Out"),
        ("Hotel Enggang", "BN-01", 1201, "", "23-Nov-22", "26/11/2022"),
        (None, "ZZ", 1202, "", "23/11/2022", "26/11/2022"),
        (None, "BN-01", 1203, "Bukan Tamu", "23/11/2022", "26/11/2022"),
        (None, "BN-01", 1204, "", "26/11/2022", "23/11/2022"),
    ),
    "agenda": (
        ("Hari/Tanggal", "Waktu", "Kegiatan", "Tempat"),
        ("Rabu, 23 November 2022", "08.00 - 09.30 WIB", "Registrasi", "Hotel Enggang"),
        ("Rabu, 23 November 2022", "25.00 - 26.00", "Salah jam", "Hotel Enggang"),
        ("31 November 2022", "08.00", "Salah hari", "Hotel Enggang"),
        ("Rabu, 23 November 2022", "08.00", "", "Hotel Enggang"),
    ),
}
BLAMED = {
    "delegations": ["Kategori", "Tiba", "Pulang"],
    "vehicles": ["No. Polisi", "No. Polisi", "Kapasitas"],
    "movements": ["Delegasi", "Kedatangan/Keberangkatan", "Tanggal"],
    "rooms": ["Kode Delegasi", "Nama Tamu", "Check Out"],
    "agenda": ["Waktu", "Hari/Tanggal", "Kegiatan"],
}


@pytest.mark.parametrize("kind", sorted(WRONG))
@pytest.mark.parametrize("saved", ["xlsx", "csv"])
def test_three_wrong_rows_are_each_reported_with_row_and_reason(kind, saved, dry_run, brunei):
    rows = [
        ("DAFTAR",),
        (None,),
        *WRONG[kind],
        (None, None, "Pontianak, 8 November 2022"),
        (None, "Kepala Biro Umum,"),
    ]

    part = dry_run(book(*rows) if saved == "xlsx" else as_csv(*rows), f"daftar.{saved}")[kind]

    assert told(part) == [(5 + place, column) for place, column in enumerate(BLAMED[kind])]
    assert all(len(one["message"]) > 15 for one in part["errors"])
    assert part["new"] + part["changed"] == 1
