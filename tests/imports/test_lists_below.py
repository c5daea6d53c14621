"""Guests, vehicles, flights and rooms: each list alone and again."""

import pytest

from delegates.models import Guest, Movement, Stay, Vehicle
from lo_portal.sheets.writing import ExportTable, write_xlsx
from tests import factories
from tests.imports.test_engine import save

LISTS = {
    "guests": (
        ("Kode Delegasi", "Nama Lengkap", "Peran", "Jabatan", "Negara"),
        ("BN-01", "Pengiran Dato Hj. Yusof", "Anggota", "Director", "Brunei Darussalam"),
    ),
    "vehicles": (
        ("No Polisi", "Jenis Kendaraan", "Kursi", "Pengemudi", "No HP"),
        ("kb1234xx", "Innova", 6, "Pak Wahyu", "0812 3456 7890"),
    ),
    "movements": (
        ("Kode", "Arah", "Waktu", "Flight", "Dari", "Titik Jemput"),
        ("BN-01", "Tiba", "23 November 2022 16.10 WIB", "BI-851", "Bandar Seri Begawan", "VVIP"),
    ),
    "rooms": (
        ("Kode", "Hotel", "No Kamar", "Tipe Kamar", "Check In", "Check Out"),
        ("BN-01", "Hotel Enggang", "1201", "Suite", "23/11/2022", "26/11/2022"),
    ),
}
MODELS = {"guests": Guest, "vehicles": Vehicle, "movements": Movement, "rooms": Stay}


@pytest.fixture
def brunei(meeting):
    tier = meeting.tiers.get(code="VVIP")
    return factories.DelegationFactory(event=meeting, code="BN-01", name="Brunei", tier=tier)


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_list_is_recognised_saved_and_then_unchanged(kind, upload, brunei, staff):
    data = write_xlsx(ExportTable("Daftar", LISTS[kind][0], [LISTS[kind][1]]))

    first = upload(data)
    save(first, staff)
    second = upload(data)

    assert first.counts[kind]["new"] == 1
    assert second.counts[kind]["unchanged"] == 1
    assert MODELS[kind].objects.count() == 1


@pytest.mark.parametrize("kind", ["guests", "movements", "rooms"])
def test_unknown_delegation_is_named(kind, upload, brunei):
    row = ("XX-99", *LISTS[kind][1][1:])

    batch = upload(write_xlsx(ExportTable("Daftar", LISTS[kind][0], [row])))

    (step,) = batch.plan["parts"][0]["steps"]
    assert step["errors"][0]["field"] == "code"
    assert "XX-99" in step["errors"][0]["id"]


def test_room_number_is_neither_shown_nor_kept_in_clear(upload, brunei, staff):
    head, row = LISTS["rooms"]
    save(upload(write_xlsx(ExportTable("Daftar", head, [row]))), staff)

    batch = upload(write_xlsx(ExportTable("Daftar", head, [(*row[:2], "1777", *row[3:])])))
    save(batch, staff)
    batch.refresh_from_db()

    assert Stay.objects.get().room == "1777"
    assert "1777" not in str(batch.plan)
    assert "1777" not in str(batch.traces)
    assert "1201" not in str(batch.traces)


def test_english_title_of_a_guest_is_the_form_of_address(upload, brunei, staff):
    head = ("Delegation code", "Title", "Full name", "Position")
    row = ("BN-01", "H.E.", "Hasan bin Ali", "Minister")

    save(upload(write_xlsx(ExportTable("Guests", head, [row]))), staff)

    guest = Guest.objects.get()
    assert (guest.honorific, guest.full_name, guest.position) == ("H.E.", "Hasan bin Ali", "Minister")


def test_plate_is_written_one_way(upload, brunei, staff):
    save(upload(write_xlsx(ExportTable("Daftar", LISTS["vehicles"][0], [LISTS["vehicles"][1]]))), staff)

    assert Vehicle.objects.get().plate == "KB 1234 XX"


def test_a_guest_in_two_rows_is_told_by_name(upload, brunei):
    head, row = LISTS["guests"]

    batch = upload(write_xlsx(ExportTable("Daftar", head, [row, (row[0], row[1].upper(), *row[2:])])))

    (problem,) = batch.plan["parts"][0]["steps"][1]["errors"]
    assert problem["id"].startswith("PENGIRAN DATO HJ. YUSOF sama dengan baris 2.")
