"""The wizard as staff walk it, and as others must not."""

import json
import re
from datetime import timedelta
from operator import itemgetter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lo_portal.imports.models import ImportBatch, RememberedMapping
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.writing import ExportTable, write_csv, write_xlsx
from officers.models import Officer, RosterEntry
from tests.imports.conftest import SAMPLES, work_off

HEAD = ("Nama", "NIP", "OPD", "No HP", "Bahasa")
GOOD = ("Siti Aminah, S.Sos.", "199009252014032921", "Biro Umum", "085274593605", "Inggris (B1)")
SHORT = ("Budi Santoso", "198906192014031999", "Biro Umum", "0812", "Inggris (B1)")


def list_of(*rows):
    return write_xlsx(ExportTable("LO", HEAD, rows))


@pytest.fixture
def bureau(client_of, staff):
    return client_of(staff)


def send(bureau, meeting, data, name="daftar.xlsx"):
    """Upload through the page, let the worker work, return the batch."""
    url = reverse("imports:import-upload", args=[meeting.slug])
    response = bureau.post(url, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302
    work_off()
    return ImportBatch.objects.latest("created_at")


def look(bureau, batch, **query):
    return bureau.get(reverse("imports:import-detail", args=[batch.pk]), query)


def press(bureau, verb, batch, data=None):
    response = bureau.post(reverse(f"imports:import-{verb}", args=[batch.pk]), data or {})
    work_off()
    batch.refresh_from_db()
    return response


def as_expected(officer):
    return {
        "name": officer.name,
        "front": officer.front_title,
        "back": officer.back_title,
        "nip": officer.nip,
        "agency": officer.agency.name,
        "phone": str(officer.phone),
        "golongan": officer.golongan,
    }


def test_raw_list_goes_through_without_touching_the_mapping(bureau, meeting):
    batch = send(bureau, meeting, (SAMPLES / "daftar-lo-mentah.xlsx").read_bytes())

    shown = look(bureau, batch).content.decode()
    press(bureau, "confirm", batch, {"digest": batch.digest})

    assert "Antonius Beni" in shown
    assert batch.state == "applied"
    assert look(bureau, batch).status_code == 200
    expected = json.loads((SAMPLES / "daftar-lo-mentah.expected.json").read_text())
    wanted = [{name: value for name, value in row.items() if name != "row"} for row in expected]
    kept = [as_expected(entry.officer) for entry in RosterEntry.objects.filter(event=meeting)]
    assert sorted(kept, key=itemgetter("nip")) == sorted(wanted, key=itemgetter("nip"))
    (part,) = batch.plan["parts"]
    assert [step["row"] for step in part["steps"]] == [row["row"] for row in expected]
    assert [step["errors"] for step in part["steps"]] == [[]] * len(expected)


def test_wrong_cell_is_corrected_in_place(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD, SHORT))
    shown = look(bureau, batch).content.decode()
    name = re.search(r'name="(cell\.officers\.3\.phone)"', shown).group(1)

    press(bureau, "correct", batch, {name: "0812 3456 7890"})

    assert (batch.counts["officers"]["new"], batch.counts["officers"]["error"]) == (2, 0)


def test_cell_typed_before_saving_is_checked_and_not_lost(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD, SHORT))
    shown = look(bureau, batch).content.decode()
    assert f'formaction="{reverse("imports:import-confirm", args=[batch.pk])}"' in shown

    press(bureau, "confirm", batch, {"digest": batch.digest, "cell.officers.3.phone": "0812 3456 7890"})

    assert batch.state == "checked"
    assert (batch.counts["officers"]["new"], batch.counts["officers"]["error"]) == (2, 0)
    assert "Isian Anda diperiksa dulu" in look(bureau, batch).content.decode()
    press(bureau, "confirm", batch, {"digest": batch.digest})
    assert Officer.objects.count() == 2


def test_untouched_cells_do_not_keep_anybody_from_saving(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD, SHORT))

    press(bureau, "confirm", batch, {"digest": batch.digest, "cell.officers.3.phone": " 0812 "})

    assert batch.state == "applied"


def test_each_reason_stands_above_its_cell(bureau, meeting):
    wrong = ("Budi Santoso", "12345", "Biro Umum", "0812", "Inggris (B1)")
    batch = send(bureau, meeting, list_of(GOOD, wrong))

    shown = look(bureau, batch).content.decode()

    places = [shown.index(text) for text in ("NIP harus 18", 'name="cell.officers.3.nip"', "Nomor HP hanya")]
    assert places == sorted(places)
    assert shown.index("Nomor HP hanya") < shown.index('name="cell.officers.3.phone"')


def test_saving_leaves_wrong_rows_out_and_offers_them_as_a_file(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD, SHORT))

    press(bureau, "confirm", batch, {"digest": batch.digest})

    assert list(Officer.objects.values_list("name", flat=True)) == ["Siti Aminah"]
    response = bureau.get(reverse("imports:import-problems", args=[batch.pk]))
    rows = read_workbook(response.content, "a.xlsx").sheets[0].rows
    assert rows[1].cell(2).value == 3
    assert "Budi Santoso" in look(bureau, batch).content.decode() or rows[1].cell(3).value


def test_import_is_undone_as_a_whole(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD))
    press(bureau, "confirm", batch, {"digest": batch.digest})

    press(bureau, "undo", batch)

    assert batch.state == "undone"
    assert reverse("imports:import-undo", args=[batch.pk]) not in look(bureau, batch).content.decode()
    assert not Officer.objects.exists()


def test_import_is_not_undone_after_a_day(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD))
    press(bureau, "confirm", batch, {"digest": batch.digest})
    ImportBatch.objects.filter(pk=batch.pk).update(applied_at=timezone.now() - timedelta(hours=25))

    response = press(bureau, "undo", batch)

    assert response.status_code == 422
    assert Officer.objects.count() == 1


def test_columns_are_corrected_and_remembered(bureau, meeting):
    row = ("Siti Aminah", "199009252014032921", "Biro Umum")
    data = write_csv(ExportTable("x", ("Personil", "Identitas X", "Asal X"), [row]))
    batch = send(bureau, meeting, data, "daftar.csv")
    url = reverse("imports:import-columns", args=[batch.pk])
    assert bureau.get(url).status_code == 200

    bureau.post(
        url, {"sheet": "daftar", "header": "1", "column.0": "name", "column.1": "nip", "column.2": "agency"}
    )
    work_off()
    batch.refresh_from_db()

    assert batch.counts["officers"]["new"] == 1
    assert RememberedMapping.objects.get().columns == {"0": ["name"], "1": ["nip"], "2": ["agency"]}
    again = send(bureau, meeting, data, "lain.csv")
    assert again.counts["officers"]["new"] == 1


def test_mapping_is_remembered_for_its_sender_only(bureau, meeting):
    """Two agencies with the same odd headings mean different things by them."""
    head = ("Personil", "Kolom A", "Kolom B", "Asal X")

    def sent(agency, name):
        row = (name, "Analis", "Penata", agency)
        return send(bureau, meeting, write_csv(ExportTable("x", head, [row])), f"{name}.csv")

    def choose(batch, position):
        columns = {"column.0": "name", f"column.{position}": "position", "column.3": "agency"}
        url = reverse("imports:import-columns", args=[batch.pk])
        bureau.post(url, {"sheet": batch.file_name[:-4], "header": "1", **columns})

    choose(sent("Biro Umum", "Siti"), 1)
    choose(sent("Dinas Kesehatan", "Budi"), 2)
    work_off()

    read = {}
    for agency, name in (("Biro Umum", "Rina"), ("Dinas Kesehatan", "Sari"), ("Dinas Lain", "Tuti")):
        tables = sent(agency, name).plan["tables"]
        read[agency] = [heading["fields"] for heading in tables["officers"]["headings"]] if tables else []
    assert read["Biro Umum"] == [["name"], ["position"], [], ["agency"]]
    assert read["Dinas Kesehatan"] == [["name"], [], ["position"], ["agency"]]
    assert ["position"] not in read["Dinas Lain"]


def test_refused_file_says_why(bureau, meeting):
    batch = send(bureau, meeting, b"bukan buku kerja", "daftar.xlsx")

    shown = look(bureau, batch).content.decode()

    assert batch.state == "refused"
    assert "Simpan ulang sebagai .xlsx" in shown


def test_too_large_file_keeps_the_page(bureau, meeting):
    url = reverse("imports:import-upload", args=[meeting.slug])

    response = bureau.post(url, {"file": SimpleUploadedFile("a.csv", b"x" * (10 * 1024 * 1024 + 1))})

    assert response.status_code == 422
    assert not ImportBatch.objects.exists()


def test_stale_preview_is_refused_with_a_conflict(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD))

    response = press(bureau, "confirm", batch, {"digest": "0" * 64})

    assert response.status_code == 409
    assert not Officer.objects.exists()


def test_discarded_file_saves_nothing(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD))

    press(bureau, "discard", batch)

    assert batch.state == "discarded"
    assert not Officer.objects.exists()


def test_template_is_read_back_by_itself(bureau, meeting):
    for kind in ("officers", "delegations", "agenda"):
        response = bureau.get(reverse("imports:import-template", args=[meeting.slug, kind]))
        sheet = read_workbook(response.content, "a.xlsx").sheets[0]
        assert sheet.rows[0].cell(0).value


def test_progress_refreshes_when_the_work_is_over(bureau, meeting):
    batch = send(bureau, meeting, list_of(GOOD))

    response = bureau.get(reverse("imports:import-progress", args=[batch.pk]))

    assert response.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("role", ["coordinator", "officer_user", "stranger"])
def test_only_staff_import(role, request, client_of, meeting, upload):
    batch = upload(list_of(GOOD))
    other = client_of(request.getfixturevalue(role))

    assert other.get(reverse("imports:import-detail", args=[batch.pk])).status_code == 404
    assert other.get(reverse("imports:import-upload", args=[meeting.slug])).status_code in (403, 404)


def test_markup_in_names_is_shown_as_text(bureau, meeting):
    evil = ("<script>alert(1)</script>", *GOOD[1:])
    batch = send(bureau, meeting, list_of(evil))

    shown = look(bureau, batch).content.decode()

    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown
