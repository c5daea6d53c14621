"""The command over the sample workbook and over broken copies of it."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.db.models import Sum

from delegates.models import Delegation
from events.models import AgendaItem, Briefing, Event
from lo_portal.imports.models import ImportBatch
from officers.models import Officer, RosterEntry

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
SAMPLE = SAMPLES / "bimp-eaga-2022.xlsx"
RAW = SAMPLES / "daftar-lo-mentah.xlsx"
COUNTS = ("new", "changed", "unchanged", "cancelled")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def run(path, *options):
    """(report, exit code) of the command."""
    out = io.StringIO()
    code = 0
    with redirect_stdout(out):
        try:
            call_command("import_workbook", str(path), "--json", *options, stdout=out)
        except SystemExit as leaving:
            code = leaving.code
    return json.loads(out.getvalue()), code


def counts(report, kind):
    return tuple(report[kind][name] for name in COUNTS)


def changed_copy(tmp_path, change, name="salinan.xlsx"):
    book = openpyxl.load_workbook(SAMPLE)
    change(book)
    book.save(tmp_path / name)
    return tmp_path / name


def messages(report, kind):
    return [(e["sheet"], e["row"], e["column"]) for e in report[kind]["errors"]]


def test_sample_gives_exactly_what_it_holds():
    report, code = run(SAMPLE)

    assert code == 0
    assert set(report) == {"officers", "delegations", "agenda"}
    assert [counts(report, kind) for kind in report] == [(38, 0, 0, 0), (24, 0, 0, 0), (11, 0, 0, 0)]
    assert not [error for part in report.values() for error in part["errors"]]
    assert Delegation.objects.aggregate(slots=Sum("lo_required"))["slots"] == 36
    assert RosterEntry.objects.filter(role="coordinator").count() == 3
    assert Briefing.objects.count() == 2


def test_sample_keeps_its_dates():
    run(SAMPLE)

    event = Event.objects.get()
    assert (event.starts_on.isoformat(), event.ends_on.isoformat()) == ("2022-11-23", "2022-11-26")
    arrival = Delegation.objects.get(code="RI-01").movements.get(kind="arrival")
    assert arrival.scheduled_at.isoformat() == "2022-11-24T08:30:00+00:00"


def test_second_import_changes_nothing():
    run(SAMPLE)

    report, code = run(SAMPLE)

    assert code == 0
    assert [counts(report, kind) for kind in report] == [(0, 0, 38, 0), (0, 0, 24, 0), (0, 0, 11, 0)]


def test_dry_run_writes_nothing():
    report, _code = run(SAMPLE, "--dry-run")

    assert counts(report, "officers") == (38, 0, 0, 0)
    assert not Event.objects.exists()
    assert not Officer.objects.exists()
    assert not ImportBatch.objects.exists()


def test_raw_list_after_the_clean_one_changes_nothing():
    run(SAMPLE)

    report, code = run(RAW)

    assert code == 0
    assert counts(report, "officers") == (0, 0, 38, 0)


def test_raw_list_alone_brings_the_officers():
    report, code = run(RAW)

    assert code == 0
    assert counts(report, "officers") == (38, 0, 0, 0)
    assert counts(report, "delegations") == (0, 0, 0, 0)
    assert Officer.objects.get(nip="198207042007041906").printed_name == "Drs. Antonius Beni, S.Hum."


def test_later_file_shows_exactly_what_changed(tmp_path):
    run(SAMPLE)

    def change(book):
        book["LO"]["I2"] = "Kepala Bagian Protokol"
        book["LO"].delete_rows(39)
        book["Delegasi"]["H3"] = "2022-11-23 18:10"
        book["Agenda"]["D5"] = "Hotel Enggang"
        book["Delegasi"].delete_rows(25)

    report, code = run(changed_copy(tmp_path, change))

    assert code == 0
    assert counts(report, "officers") == (0, 1, 36, 1)
    assert counts(report, "delegations") == (0, 1, 22, 1)
    assert counts(report, "agenda") == (0, 1, 10, 0)
    assert RosterEntry.objects.exclude(withdrawn_at=None).count() == 1
    assert Officer.objects.count() == 38
    assert Delegation.objects.exclude(cancelled_at=None).get().code == "MINDA"


def test_withdrawn_person_who_comes_back_stands_again(tmp_path):
    run(SAMPLE)
    run(changed_copy(tmp_path, lambda book: book["LO"].delete_rows(39)))

    report, _code = run(SAMPLE)

    assert counts(report, "officers") == (0, 1, 37, 0)
    assert not RosterEntry.objects.exclude(withdrawn_at=None).exists()


def test_wrong_rows_are_each_named_and_nothing_is_saved(tmp_path):
    def change(book):
        book["LO"]["E5"] = "198304132005132903"
        book["LO"]["K6"] = "0812"
        book["LO"]["E7"] = 197808212001022905
        book["Delegasi"]["F2"] = "VVVIP"
        book["Delegasi"]["J3"] = "2022-11-20 10:00"
        book["Delegasi"]["A4"] = "BN-01"
        book["Delegasi"]["H5"] = "31 November 2022"
        book["Agenda"]["B3"] = "2022-11-22 09:00"
        book["Agenda"]["E4"] = "Tamu ajaib"

    report, code = run(changed_copy(tmp_path, change))

    assert code == 1
    assert messages(report, "officers") == [("LO", 5, "NIP"), ("LO", 6, "No HP/WA"), ("LO", 7, "NIP")]
    assert messages(report, "delegations") == [
        ("Delegasi", 2, "Kategori"),
        ("Delegasi", 3, "Pulang"),
        ("Delegasi", 4, "Kode"),
        ("Delegasi", 5, "Tiba"),
    ]
    assert messages(report, "agenda") == [("Agenda", 3, "Selesai"), ("Agenda", 4, "Peserta")]
    assert "tersimpan sebagai angka" in report["officers"]["errors"][2]["message"]
    assert "VVVIP" in report["delegations"]["errors"][0]["message"]
    assert not Event.objects.exists()
    assert not Officer.objects.exists()


def test_missing_sheet_is_named(tmp_path):
    def change(book):
        del book["Agenda"]

    report, code = run(changed_copy(tmp_path, change))

    assert code == 1
    assert report["agenda"]["errors"][0]["sheet"] == "Agenda"
    assert not Delegation.objects.exists()


def test_missing_event_sheet_is_said(tmp_path):
    def change(book):
        del book["Kegiatan"]

    report, code = run(changed_copy(tmp_path, change))

    assert code == 1
    assert "Kegiatan" in report["delegations"]["errors"][0]["message"]


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"bukan buku kerja"), ("a.pdf", b"%PDF-1.7"), ("kosong.xlsx", b"")]
)
def test_what_is_no_workbook_is_refused(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)

    report, code = run(tmp_path / name)

    assert code == 1
    assert report["errors"][0]["message"]
    assert counts(report, "officers") == (0, 0, 0, 0)


def test_file_that_does_not_exist_and_unknown_event_are_refused(tmp_path):
    assert run(tmp_path / "tidak-ada.xlsx")[1] == 1
    report, code = run(SAMPLE, "--event", "tidak-ada")

    assert code == 1
    assert "tidak-ada" in report["errors"][0]["message"]
    assert not AgendaItem.objects.exists()


def test_wrong_date_on_the_event_sheet_is_named(tmp_path):
    def change(book):
        book["Kegiatan"]["B5"] = "31 Februari 2022"

    report, code = run(changed_copy(tmp_path, change))

    assert code == 1
    assert [(e["sheet"], e["row"], e["column"]) for e in report["errors"]] == [("Kegiatan", 5, "Selesai")]
