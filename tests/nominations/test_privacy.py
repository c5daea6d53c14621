"""People who were not accepted go; whoever was accepted lives on in the register alone."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lo_portal.privacy import persons, purging
from lo_portal.sheets.writing import ExportTable, write_xlsx
from officers.models import Officer
from officers.nominations import services
from officers.nominations.models import Nominee, NomineeList
from tests.nominations.conftest import OTHER, entry


def test_thirty_days_after_the_end_outsiders_are_gone(nomination, nominee, other_nominee, staff):
    now = timezone.now()
    services.accept_nominee(nominee=nominee, by=staff, at=now)
    kept = {"file_name": "Daftar.xlsx", "content": "", "choice": {}, "rows": [{"name": "Tono"}]}
    services.keep_list(nomination=nomination, **kept, at=now)
    services.submit_nomination(nomination=nomination, remark="Hubungi Bu Siti", at=now)
    services.close_nomination(nomination=nomination, by=staff, at=now)

    assert purging.purge_due(by=None, at=now + timedelta(days=29))["nominees"] == 0
    assert purging.purge_due(by=None, at=now + timedelta(days=31))["nominees"] == 4
    assert purging.purge_due(by=None, at=now + timedelta(days=32))["nominees"] == 0

    nomination.refresh_from_db()
    assert nomination.remark == ""
    left = Nominee.objects.get()
    assert (left.name, left.values, left.key) == ("", {}, str(left.pk))
    assert left.officer == Officer.objects.get(nip="198001012005011001")
    assert not NomineeList.objects.exists()
    assert not apps.get_model("nominations", "NomineeEvent").objects.filter(name__contains="Siti").exists()


def test_a_refused_person_can_be_found_and_erased(nomination, nominee, staff):
    services.refuse_nominee(nominee=nominee, reason="Cuti", by=staff, at=timezone.now())
    (found,) = persons.find("198001012005011001")

    done = persons.erase_person(person=found, reason="surat 12 Des", by=staff, at=timezone.now())

    assert not done.left
    nominee.refresh_from_db()
    assert nominee.values == {}
    assert "Budi" not in nominee.name


@pytest.mark.parametrize("headings", [("Nama", "NIP"), ("Siapa", "Kode")])
def test_a_list_that_names_an_erased_person_goes_with_its_sealed_file(
    headings, link, client, nomination, nominee, staff
):
    data = write_xlsx(ExportTable("Daftar", headings, [("Budi Santosa", "19800101 200501 1 001")]))
    client.post(link("list-upload"), {"file": SimpleUploadedFile("daftar.xlsx", data)})
    assert NomineeList.objects.exists()

    found = persons.get("nominee", nominee.pk)
    persons.erase_person(person=found, reason="surat 12 Des", by=staff, at=timezone.now())

    assert not NomineeList.objects.exists()


def test_an_erased_officer_is_gone_from_the_nomination_too(nomination, staff, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path  # lists that other tests uploaded may name the same person
    nominee = services.name_nominee(nomination=nomination, entry=entry(nomination, OTHER), at=timezone.now())
    officer = services.accept_nominee(nominee=nominee, by=staff, at=timezone.now()).officer
    found = persons.get("officer", officer.pk)
    persons.erase_person(person=found, reason="surat", by=staff, at=timezone.now())
    nominee.refresh_from_db()
    assert nominee.values == {}
