"""What is kept of an uploaded list: the file and the corrected cells, both encrypted, for 30 days."""

import pytest
from django.db import connection
from django.urls import reverse

from delegates.models import Stay
from lo_portal.crypto import SEAL, EncryptedJSONField, seal, unseal
from lo_portal.imports import services
from lo_portal.imports.models import ImportBatch
from lo_portal.sheets.writing import ExportTable, write_xlsx
from tests import factories
from tests.imports.conftest import NOW, SAMPLES, work_off
from tests.imports.test_engine import SITI, officers, save

ROOMS = ("Kode delegasi", "Hotel", "Kamar", "Masuk")
WRONG = ("BN-01", "Hotel Enggang", "Presidential " * 10, "23/11/2022")


@pytest.fixture
def rooms(meeting, upload):
    """A checked rooming list whose only row has a room number that is too long."""
    factories.DelegationFactory(event=meeting, code="BN-01", tier=meeting.tiers.get(code="VVIP"))
    return upload(write_xlsx(ExportTable("Kamar", ROOMS, [WRONG])))


def correct(batch, staff, room):
    edits = {"rooms": {"2": {"room": room}}}
    services.choose_wishes(batch=batch, wishes={"edits": edits}, by=staff, at=NOW)
    work_off()
    batch.refresh_from_db()


def every_text():
    """Every column of every table of imports and jobs, as PostgreSQL holds it."""
    tables = ("imports_importbatch", "imports_importbatchevent", "jobs_job", "audit_auditentry")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            for (text,) in cursor.fetchall():
                yield table, text


def test_file_lies_encrypted_and_is_read_back(upload, tmp_path):
    data = (SAMPLES / "daftar-lo-mentah.xlsx").read_bytes()

    batch = upload(data)

    (path,) = (tmp_path / "media" / "imports").iterdir()
    kept = path.read_bytes()
    assert kept.startswith(SEAL)
    assert b"PK\x03\x04" not in kept
    assert batch.content() == data


def test_seal_is_taken_off_and_unsealed_bytes_stay():
    assert unseal(seal(b"PK\x03\x04 isi")) == b"PK\x03\x04 isi"
    assert unseal(b"PK\x03\x04 isi") == b"PK\x03\x04 isi"


def test_corrected_room_is_used_and_nowhere_in_clear(rooms, staff):
    correct(rooms, staff, "Kamar-17771")
    save(rooms, staff)

    assert Stay.objects.get().room == "Kamar-17771"
    assert [table for table, text in every_text() if "Kamar-17771" in text] == []


def test_wrong_room_is_not_printed_into_the_preview(rooms, staff, client_of):
    shown = client_of(staff).get(reverse("imports:import-detail", args=[rooms.pk])).content.decode()

    assert "Presidential" not in shown
    assert 'name="cell.rooms.2.room" value=""' in shown
    assert [table for table, text in every_text() if "Presidential" in text] == []


def test_empty_input_of_a_hidden_cell_changes_nothing(rooms, staff, client_of):
    correct(rooms, staff, "1201")

    client_of(staff).post(
        reverse("imports:import-correct", args=[rooms.pk]),
        {"cell.rooms.2.room": "", "cell.rooms.2.hotel": ""},
    )

    rooms.refresh_from_db()
    assert rooms.corrections["rooms"]["2"] == {"room": "1201", "hotel": ""}


def test_corrections_are_no_part_of_the_history(upload, staff):
    batch = upload(officers(SITI))
    services.choose_wishes(
        batch=batch, wishes={"edits": {"officers": {"2": {"name": "Murai"}}}}, by=staff, at=NOW
    )

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'imports_importbatchevent'"
        )
        assert "corrections" not in {name for (name,) in cursor.fetchall()}
    assert [table for table, text in every_text() if "Murai" in text] == []


def test_batches_without_corrections_are_found_without_opening_any(upload, staff):
    upload(officers(SITI))

    assert ImportBatch.objects.filter(corrections="").count() == 1
    assert ImportBatch.objects.get().corrections == {}


@pytest.mark.parametrize("value", [{}, {"a": {"2": {"b": "Ñoño “x”"}}}])
def test_dict_comes_back_from_its_encrypted_column(value):
    field = EncryptedJSONField()

    assert field.from_db_value(field.get_prep_value(value), None, None) == value
