"""Lists that say agency, delegation, flight or hotel once for several rows."""

import csv
import io
import json

import openpyxl
import pytest

from delegates.models import Guest, Movement, Stay
from lo_portal.imports import whole_files
from lo_portal.sheets.writing import ExportTable, write_xlsx
from officers.models import Officer
from tests import factories
from tests.imports.conftest import NOW, SAMPLES
from tests.imports.test_engine import save

RAW = SAMPLES / "daftar-lo-mentah.xlsx"
EXPECTED = json.loads((SAMPLES / "daftar-lo-mentah.expected.json").read_text())


@pytest.fixture
def brunei(meeting):
    tier = meeting.tiers.get(code="VVIP")
    for code in ("BN-01", "MY-01"):
        factories.DelegationFactory(event=meeting, code=code, name=code, tier=tier)
    return meeting


def as_csv(path):
    """The sheet as a spreadsheet program saves it: the cells below a merged one are empty."""
    out = io.StringIO()
    for values in openpyxl.load_workbook(path).active.iter_rows(values_only=True):
        csv.writer(out, delimiter=";").writerow(["" if value is None else value for value in values])
    return out.getvalue().encode()


def officers_by_nip():
    return {
        o.nip: (o.name, o.front_title, o.back_title, o.agency.name, str(o.phone), o.golongan)
        for o in Officer.objects.select_related("agency")
    }


def test_raw_list_saved_as_csv_gives_what_the_workbook_gives(meeting, upload, staff):
    batch = upload(as_csv(RAW), "daftar-lo.csv")
    save(batch, staff)

    fields = ("name", "front", "back", "agency", "phone", "golongan")
    assert officers_by_nip() == {one["nip"]: tuple(one[name] for name in fields) for one in EXPECTED}
    assert batch.counts["officers"]["error"] == 0


def test_filled_agencies_are_told_with_their_rows(meeting, upload, staff, client_of):
    batch = upload(as_csv(RAW), "daftar-lo.csv")

    told = [warning for warning in batch.report["officers"]["warnings"] if "kosong" in warning["message"]]
    assert len(told) == 18
    assert told[0] == {
        "sheet": "daftar-lo",
        "row": 8,
        "column": "PERANGKAT DAERAH",
        "message": "PERANGKAT DAERAH kosong di baris 8; diisi dari baris 7: Badan Kepegawaian Daerah.",
    }
    page = client_of(staff).get(f"/imports/{batch.pk}/").content.decode()
    assert "PERANGKAT DAERAH kosong di baris 8; diisi dari baris 7: Badan Kepegawaian Daerah." in page


def test_guests_below_one_delegation_belong_to_it(brunei, upload, staff):
    head = ("Kode Delegasi", "Nama Lengkap")
    rows = [("BN-01", "Hasan"), (None, "Ahmad"), (None, "Noraini"), ("MY-01", "Faridah"), (None, "Lim")]

    batch = upload(write_xlsx(ExportTable("Tamu", head, rows)))
    save(batch, staff)

    codes = Guest.objects.values_list("full_name", "delegation__code")
    assert dict(codes) == {"Hasan": "BN-01", "Ahmad": "BN-01", "Noraini": "BN-01"} | {
        "Faridah": "MY-01",
        "Lim": "MY-01",
    }
    assert [one["id"] for one in batch.plan["parts"][0]["notes"]] == [
        "Kode Delegasi kosong di baris 3–4; diisi dari baris 2: BN-01.",
        "Kode Delegasi kosong di baris 6; diisi dari baris 5: MY-01.",
    ]


def test_delegations_on_one_flight_share_its_cells(brunei, upload, staff):
    head = ("Jenis", "Waktu", "Penerbangan", "Dari", "Kode Delegasi", "Titik Jemput")
    rows = [
        ("Tiba", "23/11/2022 16.10", "BI-851", "Bandar Seri Begawan", "BN-01", "VVIP"),
        (None, None, None, None, "MY-01", "VVIP"),
    ]

    save(upload(write_xlsx(ExportTable("Penerbangan", head, rows))), staff)

    legs = Movement.objects.values_list("delegation__code", "carrier_code", "origin")
    assert sorted(legs) == [(code, "BI-851", "Bandar Seri Begawan") for code in ("BN-01", "MY-01")]
    assert Movement.objects.values("scheduled_at").distinct().count() == 1


def test_rooms_of_one_hotel_name_it_once(brunei, upload, staff):
    head = ("Hotel", "Kode", "Kamar", "Masuk")
    rows = [("Hotel Enggang", "BN-01", "1201", "23/11/2022"), (None, "MY-01", "1202", "23/11/2022")]

    save(upload(write_xlsx(ExportTable("Kamar", head, rows))), staff)

    assert sorted(Stay.objects.values_list("delegation__code", "hotel__name")) == [
        ("BN-01", "Hotel Enggang"),
        ("MY-01", "Hotel Enggang"),
    ]


def test_flight_of_a_delegation_list_stays_unknown_where_it_is_blank(meeting, staff):
    """An empty cell of a delegation list clears its field, so nothing is filled there."""
    head = ("Kode", "Delegasi", "Kategori", "Tiba", "Penerbangan Tiba", "Hotel")
    rows = [
        ("BN-01", "Brunei", "VVIP", "23/11/2022 16.10", "BI-851", "Hotel Enggang"),
        ("MY-01", "Malaysia", "VVIP", None, None, None),
    ]

    report = whole_files.import_file(
        data=write_xlsx(ExportTable("Delegasi", head, rows)),
        file_name="a.xlsx",
        by=staff,
        at=NOW,
        slug=meeting.slug,
    ).report

    assert (report["delegations"]["new"], report["delegations"]["warnings"]) == (2, [])
    assert list(Movement.objects.values_list("delegation__code", flat=True)) == ["BN-01"]
