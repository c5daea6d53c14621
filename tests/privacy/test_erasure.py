"""A person asks for a copy, then to be erased: the name then stands only where the law keeps it."""

import io
import json
import zipfile

import openpyxl
import pypdf
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from assignments.duty.models import DutySheet
from assignments.letters import services as letters
from assignments.models import Assignment, Suggestion
from assignments.notices.models import Notice
from delegates import services as delegates
from delegates.models import Guest, Need, Stay
from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from lo_portal.imports.models import ImportBatch
from lo_portal.jobs.models import Job
from lo_portal.privacy import copying, persons, sweeping
from lo_portal.refusals import Refused
from officers.models import Leave, Officer, Training
from tests import factories
from tests.letters.factories import ProfileFactory

GUEST = {"YAM Datuk Kenari bin Sulung", "K98765432", "+60123456789", "60123456789"}
OFFICER = {
    "Kenari Putri Cemara",
    "199001012015012777",
    "+628129998877",
    "0812-999-8877",
    "kenari@contoh.example",
}


def workbook(*words) -> bytes:
    book, body = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(words))
    book.save(body)
    return body.getvalue()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def guest(event, staff, media):
    """A guest who left traces in every kind of place."""
    guest = factories.GuestFactory(
        full_name="YAM Datuk Kenari bin Sulung", phone="+60123456789", passport_number="K98765432",
        health_note="alergi kacang", delegation__event=event,
    )  # fmt: skip
    now = timezone.now()
    delegates.change_guest(guest=guest, changes={"position": "Menteri"}, by=staff, at=now)
    Need.objects.create(delegation=guest.delegation, guest=guest, kind="diet", text="Halal")
    Stay.objects.create(
        delegation=guest.delegation, guest=guest, hotel=factories.VenueFactory(event=event), room="1801"
    )
    officer = factories.OfficerFactory()
    DutySheet.objects.create(
        event=event,
        officer=officer,
        version=1,
        published_at=now,
        content={"head": "YAM Datuk Kenari bin Sulung"},
    )
    Suggestion.objects.create(event=event, computed_at=now, result={"who": ["YAM Datuk Kenari bin Sulung"]})
    Job.objects.create(kind="x", title="Cetak YAM Datuk Kenari bin Sulung", payload={"phone": "+60123456789"})
    batch = ImportBatch(file_name="tamu.xlsx", plan={"rows": [{"passport": "K98765432"}]}, owner=staff)
    batch.keep(workbook("YAM Datuk Kenari bin Sulung"))
    batch.save()
    return guest


@pytest.fixture
def officer(event, officer_user, media, post, staff, at):
    """An officer with a letter, messages, a photo and all that a profile holds."""
    officer = Officer.objects.get(user=officer_user)
    for name, value in {
        "name": "Kenari Putri Cemara", "nip": "199001012015012777", "phone": "+628129998877",
        "email": "kenari@contoh.example",
    }.items():  # fmt: skip
        setattr(officer, name, value)
    officer.photo.save("a.jpg", ContentFile(b"a picture"))
    officer_user.name, officer_user.email = officer.name, officer.email
    officer_user.save()
    Training.objects.create(officer=officer, kind="course", title="Protokol")
    Leave.objects.create(officer=officer, starts_on="2022-12-01", ends_on="2022-12-02", reason="Umrah")
    factories.AssignmentFactory(officer=officer, delegation__event=event, state="accepted")
    post(officer_user)
    letters.issue_letters(event=event, profile=ProfileFactory(), collective=False, by=staff, at=at)
    return officer


def test_a_guest_is_erased_everywhere(guest, staff):
    assert len(sweeping.mentions(GUEST)) >= 6, "the traces were not planted"
    assert sweeping.files_that_mention(GUEST)

    done = persons.erase_person(
        person=persons.get("guest", guest.pk), reason="surat 12 Des", by=staff, at=timezone.now()
    )

    assert (done.left, sweeping.mentions(GUEST), sweeping.files_that_mention(GUEST)) == ({}, {}, [])
    assert done.overwritten >= 3
    guest = Guest.objects.get()
    assert (guest.full_name, guest.health_note, guest.passport_number) == ("(dihapus)", "", "")
    assert (Need.objects.count(), Stay.objects.count()) == (0, 0)
    assert ImportBatch.objects.get().plan == {}


def test_a_guest_named_only_in_a_corrected_cell_is_erased_there_too(guest, staff):
    planted = ImportBatch.objects.get()
    planted.file.delete(save=False)
    planted.delete()
    corrected = {"guests": {"4": {"full_name": "YAM Datuk Kenari bin Sulung"}}}
    ImportBatch.objects.create(file_name="b.xlsx", owner=staff, corrections=corrected)
    other = ImportBatch.objects.create(
        file_name="c.xlsx", owner=staff, corrections={"guests": {"4": {"full_name": "Datuk Murai"}}}
    )

    persons.erase_person(
        person=persons.get("guest", guest.pk), reason="surat 12 Des", by=staff, at=timezone.now()
    )

    kept = {batch.file_name: batch.corrections for batch in ImportBatch.objects.all()}
    assert kept == {"b.xlsx": {}, "c.xlsx": other.corrections}


def test_an_officer_is_erased_but_for_the_letter(officer, officer_user, staff, client_of):
    client = client_of(officer_user)
    assert client.get("/me/profile/").status_code == 200

    persons.erase_person(
        person=persons.get("officer", officer.pk), reason="surat 12 Des", by=staff, at=timezone.now()
    )

    assert (sweeping.mentions(OFFICER), sweeping.files_that_mention(OFFICER)) == ({}, [])
    kept = {place.split(".")[0] for place in sweeping.mentions(OFFICER, everywhere=True)}
    assert kept <= {
        "letters_letter", "letters_letterrow", "letters_letterrowevent", "letters_registerentry",
        "letters_registerentryevent", "letters_letterevent", "audit_auditentry", "pghistory_context",
    }  # fmt: skip
    assert "letters_letterrow" in kept
    assert client.get("/me/profile/").status_code == 302
    assert Assignment.objects.get().officer == officer
    assert (Notice.objects.count(), Training.objects.count(), Leave.objects.count()) == (0, 0, 0)
    officer_user.refresh_from_db()
    assert not officer_user.is_active


def test_a_namesake_keeps_their_own_rows(officer, staff):
    twin = factories.OfficerFactory(name="Kenari Putri Cemara", nip="199001012015012778")

    persons.erase_person(
        person=persons.get("officer", officer.pk), reason="surat", by=staff, at=timezone.now()
    )

    twin.refresh_from_db()
    assert twin.name == "Kenari Putri Cemara"


def test_an_erasure_that_would_leave_something_is_undone(guest, staff, monkeypatch):
    monkeypatch.setattr(sweeping, "overwrite", lambda wanted, own: 0)  # the broken copy

    with pytest.raises(Refused, match="duty_dutysheet.content"):
        persons.erase_person(
            person=persons.get("guest", guest.pk), reason="surat", by=staff, at=timezone.now()
        )


def test_a_failed_audit_undoes_the_erasure(guest, staff, monkeypatch):
    monkeypatch.setattr(trail, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        persons.erase_person(person=persons.get("guest", guest.pk), reason="x", by=staff, at=timezone.now())
    assert Guest.objects.get().full_name == "YAM Datuk Kenari bin Sulung"


def test_the_copy_holds_everything_and_who_looked(guest, officer, staff, at):
    trail.record_view(on=guest, by=staff, at=at, fields=["health_note"], reason="menu")

    packed = zipfile.ZipFile(
        io.BytesIO(copying.copy_person(person=persons.get("guest", guest.pk), by=staff, at=at))
    )

    text = packed.read("data.json").decode()
    for words in (*GUEST, "alergi kacang", "Halal", "1801", "menu", "tamu: diubah"):
        assert words in text or words == "60123456789", words
    assert json.loads(text)["views_of_restricted_fields"][0]["who"] == "Dewi Staf"
    printed = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(packed.read("data.pdf"))).pages
    )
    assert "alergi kacang" in printed
    assert AuditEntry.objects.filter(verb="person.copied").count() == 1

    of_officer = zipfile.ZipFile(
        io.BytesIO(copying.copy_person(person=persons.get("officer", officer.pk), by=staff, at=at))
    )
    assert of_officer.read("files/" + officer.photo.name.split("/")[1]) == b"a picture"
    assert "Umrah" in of_officer.read("data.json").decode()
    assert "password" not in of_officer.read("data.json").decode().lower()
