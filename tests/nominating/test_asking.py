"""Asking agencies with an official letter, once however often it is pressed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assignments.letters import documents
from assignments.letters.models import Letter
from assignments.nominating import services, texts
from assignments.nominating.models import RequestLetter
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Refused
from officers.nominations.models import AgencyMail, Nomination
from tests import factories
from tests.letters.documents.samples import COMMON, rendered, squeezed
from tests.letters.factories import ProfileFactory
from tests.questions import Page, wrong_answers


def test_one_letter_asks_all_and_the_mail_waits_for_it(ask, agency, silent_agency):
    profile = ProfileFactory()
    for _press in range(2):
        ask({agency: 3, silent_agency: 2}, profile=profile)

    letter = Letter.objects.get()
    assert letter.number
    assert RequestLetter.objects.filter(letter=letter).count() == 2
    assert letter.document["recipients"] == [
        "Kepala Dinas Pariwisata (3 orang)",
        "Kepala Dinas Tanpa Surel (2 orang)",
    ]
    mail = AgencyMail.objects.get()
    assert mail.awaits_letter
    assert AuditEntry.objects.filter(verb="nomination.requested").count() == 2


def test_without_a_letter_the_mail_is_due_at_once(ask, agency):
    ask({agency: 3})
    assert not AgencyMail.objects.get().awaits_letter
    assert not Letter.objects.exists()


def test_staff_may_send_without_waiting_for_the_signature(ask, agency, staff):
    (nomination,) = ask({agency: 3}, profile=ProfileFactory())
    services.send_without_letter(nomination=nomination, by=staff, at=timezone.now())
    assert not AgencyMail.objects.get().awaits_letter
    with pytest.raises(Refused):
        services.send_without_letter(nomination=nomination, by=staff, at=timezone.now())


def test_a_long_list_of_recipients_goes_to_the_annex(event, at):
    quotas = {factories.AgencyFactory(): 2 for _number in range(11)}
    fields = texts.letter_fields(event, quotas, at, "")
    assert fields["listed_recipients"]
    assert fields["recipients"][0].startswith("Kepala Dinas Contoh")
    assert dict(fields["details"])["jumlah"] == "2 (dua) orang dari setiap perangkat daerah"
    assert dict(fields["details"])["batas waktu"] == "Senin, 21 November 2022 pukul 09.00 WIB"
    assert "persyaratan" not in dict(fields["details"])


def test_annex_is_headed_as_that_of_the_request(event, at):
    quotas = {factories.AgencyFactory(): number % 3 + 1 for number in range(14)}
    fields = texts.letter_fields(event, quotas, at, "")

    first, annex = rendered(documents.Undangan(**COMMON, **fields)).texts

    assert "(daftar terlampir)" in first
    assert "LAMPIRAN SURAT DINAS" in annex
    assert squeezed("DAFTAR PENERIMA PERMOHONAN NOMINASI LIAISON OFFICER") in squeezed(annex)
    assert "UNDANGAN" not in annex


REQUEST = {"note": "", "profile": ""}


def test_the_form_asks_those_with_a_number(event, agency, silent_agency, staff, client_of):
    desk, address = client_of(staff), reverse("nominating:nomination-request", args=[event.slug])
    until = (timezone.now() + timedelta(days=4)).strftime("%Y-%m-%dT%H:%M")
    nobody = desk.post(address, REQUEST | {"due_at": until})
    assert nobody.status_code == 422
    assert "Tulis angka" in nobody.content.decode()
    past = desk.post(address, REQUEST | {"due_at": "2020-01-01T08:00", f"quota-{agency.pk}": "3"})
    assert past.status_code == 422
    assert "sudah lewat" in past.content.decode()
    assert 'value="3"' in past.content.decode()

    desk.post(address, REQUEST | {"due_at": until, f"quota-{agency.pk}": "3"})
    made = Nomination.objects.get()
    assert (made.agency, made.quota) == (agency, 3)
    again = desk.get(address).content.decode()
    assert "Dinas Pariwisata" not in re.sub(r"<title>.*?</title>", "", again)
    assert "Dinas Tanpa Surel" in again


PAGES = [
    Page("nominating:nomination-request", "event", officer=403, coordinator=403),
    Page("nominating:request-letter", "nomination", coordinator=404),
    Page("nominating:letter-skip", "nomination", {}, read=False, coordinator=404),
]


def test_only_staff_ask(event, ask, agency, visitors):
    (nomination,) = ask({agency: 1}, profile=ProfileFactory())
    assert wrong_answers(PAGES, {"event": event, "nomination": nomination}, visitors) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_form_costs_the_same(count, event, staff, client_of, django_assert_num_queries):
    factories.AgencyFactory.create_batch(count)
    desk = client_of(staff)
    with django_assert_num_queries(8):
        desk.get(reverse("nominating:nomination-request", args=[event.slug]))
