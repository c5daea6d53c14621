"""The bureau's pages of nominations: who may, what the board tells, one press one deed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from officers.models import Officer
from officers.nominations import services
from officers.nominations.models import AgencyMail, Nomination
from tests import factories
from tests.nominations.conftest import PERSON, entry
from tests.questions import Page, wrong_answers

SOON = (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
PAGES = [
    Page("nominations:nomination-list", "event", officer=403, coordinator=403),
    Page("nominations:nomination-export", "event", officer=403, coordinator=403, extra={"kind": "csv"}),
    Page("nominations:nomination-detail", "nomination", coordinator=404),
    Page("nominations:nomination-change", "nomination", {"quota": 2, "due_at": SOON}, coordinator=404),
    Page("nominations:nomination-close", "nomination", {}, read=False, coordinator=404),
    Page("nominations:nomination-reopen", "nomination", {}, read=False, coordinator=404),
    Page("nominations:link-make", "nomination", {}, read=False, coordinator=404),
    Page("nominations:link-reset", "nomination", {}, read=False, coordinator=404),
    Page("nominations:agency-remind", "nomination", {}, read=False, coordinator=404),
    Page("nominations:nominee-accept", "nominee", {}, read=False, coordinator=404),
    Page("nominations:nominee-refuse", "nominee", {"reason": "Cuti"}, read=False, coordinator=404),
    Page("nominations:nominee-ask", "nominee", {"question": "Malam?"}, read=False, coordinator=404),
]


@pytest.fixture
def world(event, nomination, nominee):
    return {"event": event, "nomination": nomination, "nominee": nominee}


def test_every_page_answers_each_as_it_should(world, visitors):
    assert wrong_answers(PAGES, world, visitors) == []


def test_a_link_is_shown_once_with_its_whatsapp_text(nomination, staff, client_of, client):
    desk = client_of(staff)
    page = reverse("nominations:nomination-detail", args=[nomination.pk])
    shown = desk.post(reverse("nominations:link-make", args=[nomination.pk]), follow=True).content.decode()
    link = re.search(r'data-copy="(http[^"]+)"', shown)[1]
    assert "wa.me/6281234500001" in shown
    assert "Yth. Dinas Pariwisata, mohon mengusulkan 3 Liaison Officer" in shown
    assert client.get(link).status_code == 200
    assert link not in desk.get(page).content.decode()

    desk.post(reverse("nominations:link-reset", args=[nomination.pk]))
    assert client.get(link).status_code == 404


def test_the_service_number_is_not_shown_whole(nomination, nominee, staff, client_of):
    page = client_of(staff).get(reverse("nominations:nomination-detail", args=[nomination.pk]))
    assert "198001012005011001" not in page.content.decode()
    assert "19800101••••" in page.content.decode()


def test_somebody_alike_is_offered_and_chosen(nomination, nominee, staff, client_of):
    known = factories.OfficerFactory(nip="198001012005011077", name="Budi Santosa")
    desk = client_of(staff)
    page = desk.get(reverse("nominations:nomination-detail", args=[nomination.pk])).content.decode()
    assert f'value="{known.pk}"' in page
    address = reverse("nominations:nominee-accept", args=[nominee.pk])
    assert desk.post(address).status_code == 422
    for _press in range(2):
        assert desk.post(address, {"officer": str(known.pk)}).status_code == 302
    nominee.refresh_from_db()
    assert (nominee.decision, nominee.officer) == ("accepted", known)
    assert not Officer.objects.filter(name="Budi Santoso").exclude(pk=known.pk).exists()


def test_a_refusal_needs_a_reason_and_the_agency_reads_it(nominee, staff, client_of, client, link):
    desk, address = client_of(staff), reverse("nominations:nominee-refuse", args=[nominee.pk])
    assert desk.post(address, {"reason": " "}).status_code == 422
    desk.post(address, {"reason": "Sedang tugas belajar"})
    page = client.get(link()).content.decode()
    assert "Sedang tugas belajar" in page
    assert "Ditolak" in page


def test_the_board_says_what_to_do_next(event, nomination, nominee, staff, client_of):
    silent = factories.AgencyFactory(name="Dinas Diam")
    closed = factories.AgencyFactory(name="Dinas Tutup", contact_email="a@contoh.example")
    late = factories.AgencyFactory(name="Dinas Lambat", contact_email="b@contoh.example")
    now = timezone.now()
    made = services.request_nominations(
        event=event,
        quotas={silent: 1, closed: 1, late: 1},
        due_at=now + timedelta(days=9),
        note="",
        by=staff,
        at=now,
    )
    services.close_nomination(nomination=made[1], by=staff, at=now)
    past = now - timedelta(hours=1)
    Nomination.objects.filter(pk=made[2].pk).update(due_at=past, link_until=past)

    page = client_of(staff).get(reverse("nominations:nomination-list", args=[event.slug])).content.decode()

    assert "Putuskan 1 nama" in page
    assert "Tanpa alamat surel: kirim tautan lewat WhatsApp" in page
    assert "Hubungi perangkat daerah lalu perpanjang batas waktu, atau tutup" in page
    assert page.index("Dinas Lambat") < page.index("Dinas Tutup")
    table = client_of(staff).get(reverse("nominations:nomination-export", args=[event.slug, "csv"]))
    lines = table.content.decode("utf-8-sig").splitlines()
    assert sum("Dinas" in line for line in lines) == 4
    assert "Budi" not in table.content.decode()


def test_a_failed_mail_is_queued_again_by_hand(nomination, staff, client_of):
    mail = nomination.mails.get()
    address = reverse("nominations:mail-resend", args=[mail.pk])
    assert client_of(staff).post(address).status_code == 422
    AgencyMail.objects.filter(pk=mail.pk).update(state="failed", error="550 no such user")
    assert "550 no such user" in (
        client_of(staff).get(reverse("nominations:nomination-detail", args=[nomination.pk])).content.decode()
    )
    client_of(staff).post(address)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("due", "")


@pytest.mark.parametrize("count", [1, 30])
def test_pages_cost_the_same(count, event, nomination, staff, client_of, django_assert_num_queries):
    now = timezone.now()
    Nomination.objects.filter(pk=nomination.pk).update(quota=50)
    agencies = factories.AgencyFactory.create_batch(count, contact_email="a@contoh.example")
    services.request_nominations(
        event=event,
        quotas=dict.fromkeys(agencies, 2),
        due_at=now + timedelta(days=3),
        note="",
        by=staff,
        at=now,
    )
    for number in range(count):
        texts = PERSON | {"name": f"Orang {chr(65 + number)} Contoh", "nip": "", "phone": ""}
        services.name_nominee(nomination=nomination, entry=entry(nomination, texts), at=now)
    desk = client_of(staff)
    with django_assert_num_queries(7):
        desk.get(reverse("nominations:nomination-list", args=[event.slug]))
    with django_assert_num_queries(12):
        desk.get(reverse("nominations:nomination-detail", args=[nomination.pk]))
