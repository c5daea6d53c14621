"""The page that an agency opens by its link, without an account."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lo_portal.sheets.writing import ExportTable, write_xlsx
from officers.nominations import services
from officers.nominations.models import Nomination, NomineeList
from tests import factories
from tests.nominations.conftest import OTHER, PERSON, entry

RAW = Path(__file__).parents[2] / "docs" / "samples" / "daftar-lo-mentah.xlsx"


def sheet(*rows, headings=("Nama", "NIP", "Gol", "Jabatan", "No HP/WA")):
    return SimpleUploadedFile("Daftar LO.xlsx", write_xlsx(ExportTable("LO", headings, list(rows))))


GOOD = ("Rina Lestari, S.Sos.", "199003032015032003", "III/b", "Analis", "081298765432")
SHORT = ("Tono", "1990030320150", "III/b", "Staf", "0812")


def test_the_page_says_what_is_asked_and_shows_nobody_elses_people(link, client, nominee, event, nomination):
    stranger = factories.OfficerFactory(agency=nomination.agency, name="Wulan Rahasia")
    other = factories.AgencyFactory(contact_email="x@contoh.example")
    now = timezone.now()
    (theirs,) = services.request_nominations(
        event=event, quotas={other: 1}, due_at=now + timedelta(days=2), note="", by=None, at=now
    )
    services.name_nominee(nomination=theirs, entry=entry(theirs, OTHER), at=now)

    answer = client.get(link())

    page = answer.content.decode()
    assert "Drs. Budi Santoso, M.Si." in page
    assert "Lancar Inggris" in page
    assert stranger.name not in page
    assert "Siti Aminah" not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    nomination.refresh_from_db()
    assert nomination.opened_at


def bare(answer, address):
    """The page without its own address and the token against forgery."""
    page = answer.content.decode().replace(address, "")
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)


def test_wrong_links_look_alike(link, client, nomination, staff):
    good = link()
    services.reset_links(nomination=nomination, by=staff, at=timezone.now())
    never = reverse("nominations:agency-home", args=["x" * 32])
    revoked = client.get(good)
    unknown = client.get(never)
    Nomination.objects.filter(pk=nomination.pk).update(
        due_at=timezone.now() - timedelta(hours=1), link_until=timezone.now() - timedelta(minutes=1)
    )
    assert revoked.status_code == unknown.status_code == 404
    assert bare(revoked, good) == bare(unknown, never)
    assert client.post(f"{good}submit/").status_code == 404


@pytest.mark.usefixtures("still_clock")
def test_guessing_is_slowed_down(client, db):
    never = reverse("nominations:agency-home", args=["x" * 32])
    answers = [client.get(never).status_code for _time in range(62)]
    assert answers == [404] * 60 + [429] * 2


def test_a_person_is_named_corrected_and_taken_off(link, client, nomination):
    answer = client.post(link("agency-name"), PERSON, follow=True)
    assert "Budi Santoso ada di daftar Anda" in answer.content.decode()
    nominee = nomination.nominees.get()

    form = client.get(link("agency-change", nominee.pk)).content.decode()
    assert 'value="Drs. Budi Santoso, M.Si."' in form
    assert 'value="Inggris B2"' in form
    client.post(link("agency-change", nominee.pk), PERSON | {"position": "Kepala Bidang"})
    nominee.refresh_from_db()
    assert nominee.values["position"] == "Kepala Bidang"
    assert nominee.values["languages"] == {"en": ["B2", "B2", "B2"]}

    for _press in range(2):
        assert client.post(link("agency-remove", nominee.pk)).status_code == 302
    assert not nomination.nominees.exists()


def test_what_is_stored_survives_the_form_unchanged(link, client, nomination, nominee):
    form = client.get(link("agency-change", nominee.pk)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    client.post(link("agency-change", nominee.pk), typed)
    before = nominee.values
    nominee.refresh_from_db()
    assert nominee.values == before


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "Nama"),
        ("nip", "1980 0101 2005", "18"),
        ("phone", "0812", "Nomor"),
        ("golongan", "IX/z", "golongan"),
        ("email", "bukan surel", "surel"),
        ("languages", "Klingon", "Klingon"),
    ],
)
def test_bad_input_gets_one_sentence_and_loses_nothing(link, client, nomination, field, text, said):
    answer = client.post(link("agency-name"), PERSON | {field: text})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said.lower() in page.lower()
    assert "Analis Kebijakan" in page
    assert len(answer.context["form"].errors[field]) == 1
    assert not nomination.nominees.exists()


def test_a_list_is_previewed_and_only_ticked_rows_are_named(link, client, nomination):
    answer = client.post(link("list-upload"), {"file": sheet(GOOD, SHORT)}, follow=True)

    page = answer.content.decode()
    assert "Rina Lestari" in page
    assert "digit" in page or "angka" in page
    assert not nomination.nominees.exists()
    good = NomineeList.objects.get().rows[0]["number"]
    client.post(link("list-check"), {"rows": [good, 999]})
    client.post(link("list-check"), {"rows": [good]})
    assert [one.name for one in nomination.nominees.all()] == ["Rina Lestari"]
    assert not NomineeList.objects.exists()


def test_a_wrong_row_can_be_corrected_in_the_form(link, client):
    client.post(link("list-upload"), {"file": sheet(GOOD, SHORT)})
    wrong = NomineeList.objects.get().rows[1]["number"]
    page = client.get(f"{link('agency-name')}?row={wrong}").content.decode()
    assert 'value="1990030320150"' in page
    assert client.get(f"{link('agency-name')}?row=77").status_code == 404


def test_more_rows_than_places_are_refused_whole(link, client, nomination):
    people = [(f"Petugas {word}", "", "III/a", "Staf", "") for word in ("Satu", "Dua", "Tiga", "Empat")]
    page = client.post(link("list-upload"), {"file": sheet(*people)}, follow=True).content.decode()
    assert page.count(" checked") == 3
    numbers = [row["number"] for row in NomineeList.objects.get().rows]
    answer = client.post(link("list-check"), {"rows": numbers})
    assert answer.status_code == 422
    assert not nomination.nominees.exists()


def test_the_same_person_twice_on_a_list_is_told(link, client):
    client.post(link("list-upload"), {"file": sheet(GOOD, GOOD)})
    first, second = NomineeList.objects.get().rows
    assert first["entry"]
    assert not second["entry"]
    assert second["errors"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("daftar.xlsx", b"%PDF-1.7 x"), "bukan daftar"),
        (SimpleUploadedFile("daftar.xlsx", b""), ""),
        (sheet(), "satu nama pun"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(link, client, file, said):
    file.seek(0)
    answer = client.post(link("list-upload"), {"file": file})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not NomineeList.objects.exists()


def test_the_raw_list_of_an_agency_is_read_without_touching_anything(link, client, nomination):
    file = SimpleUploadedFile(RAW.name, RAW.read_bytes())
    client.post(link("list-upload"), {"file": file})
    rows = NomineeList.objects.get(nomination=nomination).rows
    assert len(rows) == len(json.loads(RAW.with_suffix(".expected.json").read_text()))
    assert all(row["entry"]["values"]["agency"] == "Dinas Pariwisata" for row in rows if row["entry"])


def test_the_template_is_read_without_asking(link, client):
    content = client.get(link("list-template")).content
    answer = client.post(link("list-upload"), {"file": SimpleUploadedFile("templat.xlsx", content)})
    assert "satu nama pun" in answer.content.decode()


def test_after_the_deadline_the_open_link_only_answers(link, client, nomination, nominee, staff):
    now = timezone.now()
    services.ask_nominee(nominee=nominee, question="Dapat bertugas malam?", by=staff, at=now)
    Nomination.objects.filter(pk=nomination.pk).update(due_at=now - timedelta(hours=1))

    page = client.get(link()).content.decode()
    assert "Dapat bertugas malam?" in page
    assert link("list-upload") not in page
    assert client.get(link("agency-name")).status_code == 302
    assert client.post(link("agency-answer", nominee.pk), {"answer": ""}).status_code == 422
    client.post(link("agency-answer", nominee.pk), {"answer": "Dapat"})
    nominee.refresh_from_db()
    assert (nominee.answer, nominee.decision) == ("Dapat", "waiting")


def test_handing_in_from_the_page(link, client, nomination, nominee):
    assert client.post(link("agency-submit"), {"remark": "Siap"}).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.state, nomination.remark) == ("submitted", "Siap")
    assert "Siap" in client.get(link()).content.decode()


def test_an_empty_hand_in_is_told_why(link, client):
    answer = client.post(link("agency-submit"), {"remark": ""})
    assert answer.status_code == 422
    assert "tulis alasan" in answer.content.decode().lower()


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same(count, link, client, nomination, django_assert_num_queries):
    Nomination.objects.filter(pk=nomination.pk).update(quota=50, opened_at=timezone.now())
    for number in range(count):
        texts = PERSON | {"name": f"Orang {chr(65 + number)} Contoh", "nip": "", "phone": ""}
        services.name_nominee(nomination=nomination, entry=entry(nomination, texts), at=timezone.now())
    with django_assert_num_queries(5):
        client.get(link())


@pytest.mark.parametrize("name", ["agency-submit", "list-upload", "list-drop"])
def test_acting_pages_are_not_read(name, link, client):
    assert client.get(link(name)).status_code == 405
