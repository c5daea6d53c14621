"""Certificates of a learning event: by attendance, once, and on the officer's record exactly once."""

import pytest
import time_machine
from django.urls import reverse

from assignments.letters import archive, services, siblings
from assignments.letters.documents import contexts
from assignments.letters.models import Letter
from events.models import Batch, Speaker
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Refused
from officers import services as officers
from officers.models import Participation, Training
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = {"title": "SERTIFIKAT", "given": "atas keikutsertaan", "role": "Peserta", "hours": 0, "materials": ()}


@pytest.fixture
def bimtek(event):
    event.kind, event.name, event.host = "training", "Bimtek Kerja Sama Daerah", "Biro Adpim"
    event.save()
    return event


@pytest.fixture
def course(bimtek, staff, at):
    """Two sessions of 4 and 6 JP for one batch: the first participant was at both, the second at one."""
    batch = Batch.objects.create(event=bimtek, name="Gelombang I", quota=30)
    sessions = [
        factories.BriefingFactory(item__event=bimtek, item__title=title, lesson_hours=hours, batch=batch)
        for title, hours in (("Dasar keprotokolan", 4), ("Etiket", 6))
    ]
    Speaker.objects.create(event=bimtek, name="Dr. Contoh").sessions.add(sessions[1])
    people = []
    for name, attended in (("Rajin", sessions), ("Jarang", sessions[:1])):
        entry = factories.RosterEntryFactory(event=bimtek, officer=factories.OfficerFactory(name=name))
        Participation.objects.create(entry=entry, batch=batch)
        for session in attended:
            officers.mark_attendance(briefing=session, officer=entry.officer, by=staff, at=at)
        people.append(entry.officer)
    return people


def issue(event, profile, people, staff, at, **text):
    return services.issue_certificates(
        event=event, profile=profile, officers=people, text=TEXT | text, by=staff, at=at
    )


def test_too_little_attendance_refuses_with_the_reason_and_writes_nothing(bimtek, course, profile, staff, at):
    with pytest.raises(Refused, match="Jarang.*40%"):
        issue(bimtek, profile, course, staff, at)
    assert not Letter.objects.exists()
    assert not Training.objects.exists()


def test_somebody_who_is_no_participant_is_refused(bimtek, course, profile, staff, at):
    with pytest.raises(Refused, match="Asing"):
        issue(bimtek, profile, [factories.OfficerFactory(name="Asing")], staff, at)


def test_certificate_lands_on_the_record_exactly_once(bimtek, course, profile, staff, at):
    (letter,) = issue(bimtek, profile, course[:1], staff, at)
    with pytest.raises(Refused):
        issue(bimtek, profile, course[:1], staff, at)
    officers.record_certificate(
        event=bimtek, officer=course[0], number=letter.number, lesson_hours=10, batch="Gelombang I",
        held_on=None, by=staff, at=at,
    )  # fmt: skip
    training = Training.objects.get()
    assert (training.officer, training.event, training.kind) == (course[0], bimtek, "bimtek")
    assert (training.batch, training.lesson_hours, training.organiser) == ("Gelombang I", 10, "Biro Adpim")
    assert training.certificate_number == letter.number


def test_days_are_those_of_the_own_batch_and_the_sentence_ends_once(bimtek, course, profile, staff, at):
    text = siblings.certificate_start(bimtek)
    (letter,) = issue(bimtek, profile, course[:1], staff, at, **text)
    document = archive.load_document(letter.document)
    assert "Bimtek Kerja Sama Daerah yang diselenggarakan oleh Biro Adpim" in document.given
    assert document.given.endswith(", 24 November 2022.")
    sentence = contexts.sertifikat(document)["sentence"]
    assert sentence.endswith("24 November 2022, selama 10 (sepuluh) jam pelajaran (JP).")


def test_hours_and_materials_come_from_the_own_sessions(bimtek, course, profile, staff, at):
    (letter,) = issue(bimtek, profile, course[:1], staff, at)
    assert letter.document["hours"] == 10
    materials = [(one["title"], one["hours"], one["speaker"]) for one in letter.document["materials"]]
    assert sorted(materials) == [("Dasar keprotokolan", 4, ""), ("Etiket", 6, "Dr. Contoh")]


def test_hours_typed_by_hand_stay(bimtek, course, profile, staff, at):
    issue(bimtek, profile, course[:1], staff, at, hours=12)
    assert Training.objects.get().lesson_hours == 12


def test_revoked_certificate_leaves_the_record(bimtek, course, profile, staff, at):
    (letter,) = issue(bimtek, profile, course[:1], staff, at)
    services.revoke_letter(letter=letter, reason="salah nama", by=staff, at=at)
    assert not Training.objects.exists()
    (again,) = issue(bimtek, profile, course[:1], staff, at)
    assert Training.objects.get().certificate_number == again.number
    assert AuditEntry.objects.filter(verb="training.withdrawn").count() == 1


def test_with_initials_the_record_waits_for_the_number(bimtek, course, profile, staff, at):
    profile.initials_by = staff.email
    profile.save()
    (letter,) = issue(bimtek, profile, course[:1], staff, at)
    services.initial_letter(letter=letter, by=staff, at=at)
    assert not Training.objects.exists()
    services.number_letters(event=bimtek, by=staff, at=at)
    letter.refresh_from_db()
    assert Training.objects.get().certificate_number == letter.number


def test_service_at_a_meeting_asks_for_no_attendance(event, profile, staff, at):
    entry = factories.RosterEntryFactory(event=event)
    issue(event, profile, [entry.officer], staff, at)
    assert Letter.objects.count() == 1
    assert not Training.objects.exists()


def test_page_offers_those_who_may_and_says_why_others_may_not(bimtek, course, profile, staff, client_of, at):
    client, url = client_of(staff), reverse("letters:certificates-create", args=[bimtek.slug])
    with time_machine.travel(at):
        page = client.get(url).content.decode()
        assert f'value="{course[0].pk}"' in page
        assert f'value="{course[1].pk}"' not in page
        assert "Hadir 4 dari 10 JP, 40%; syaratnya 80%." in page
        data = {
            "profile": profile.pk, "title": "SERTIFIKAT", "given": "atas keikutsertaan", "role": "Peserta",
            "hours": "0", "materials": "",
        }  # fmt: skip
        assert client.post(url, data | {"officers": [str(course[1].pk)]}).status_code == 422
        assert client.post(url, data | {"officers": [str(course[0].pk)]}).status_code == 302
    assert Training.objects.get().officer == course[0]
