"""An officer's own page: what may be corrected, the photo, the lesson hours of the year."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from officers import learning, services
from officers.models import CompetencyRating, Leave, Training
from tests.factories import OfficerFactory

OWN_PAGES = [
    "own-profile",
    "own-contact",
    "own-languages",
    "own-ratings",
    "own-photo",
    "own-leave",
    "own-access",
    "own-training",
]
PROFILE_QUERIES = 11


def picture(orientation: int = 6) -> SimpleUploadedFile:
    """A wide JPEG that says "turn me" and where it was taken."""
    facts = Image.Exif()
    facts[0x0112] = orientation
    facts[0x010F] = "Kamera Rahasia"
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "navy").save(out, "JPEG", exif=facts)
    return SimpleUploadedFile("rumah saya.jpg", out.getvalue(), content_type="image/jpeg")


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages_open_for_officers_and_coordinators_only(
    name, officer_user, coordinator, staff, stranger, client_of
):
    url = reverse(f"officers:{name}")
    answers = [client_of(user).get(url).status_code for user in (officer_user, coordinator, staff, stranger)]
    assert answers == [200, 200, 403, 404]
    assert client_of(officer_user).put(url).status_code == 405


def test_profile_shows_both_ratings_and_the_hours_in_words(officer_user, client_of):
    officer = officer_user.officer
    CompetencyRating.objects.create(
        officer=officer, competency="diplomacy", self_rating=4, coordinator_rating=2
    )
    Training.objects.create(
        officer=officer, kind="bimtek", title="Keprotokolan", lesson_hours=12, held_on=date.today()
    )
    page = client_of(officer_user).get(reverse("officers:own-profile")).content.decode()
    assert "<b>4</b>" in page
    assert "<b>2</b>" in page
    assert f"12 dari 20 JP pada {date.today().year}, kurang 8 lagi." in page


@pytest.mark.parametrize("count", [1, 30])
def test_profile_costs_the_same_for_one_and_thirty(count, officer_user, client_of, django_assert_num_queries):
    for n in range(count):
        Training.objects.create(officer=officer_user.officer, kind="course", title=f"Kursus {n}")
        Leave.objects.create(
            officer=officer_user.officer, starts_on=date(2999, 1, 1), ends_on=date(2999, 1, 2)
        )
    client, url = client_of(officer_user), reverse("officers:own-profile")
    client.get(url)
    with django_assert_num_queries(PROFILE_QUERIES):
        client.get(url)


def test_own_phone_is_corrected_and_nothing_else(officer_user, client_of):
    url = reverse("officers:own-contact")
    answer = client_of(officer_user).post(
        url, {"phone": "0812 3456 7890", "name": "Orang Lain", "version": 0}
    )
    officer_user.officer.refresh_from_db()
    assert answer.status_code == 302
    assert (str(officer_user.officer.phone), officer_user.officer.name) == ("+6281234567890", "Rina Petugas")
    assert AuditEntry.objects.get().verb == "officer.corrected"


def test_a_wrong_phone_keeps_what_was_typed(officer_user, client_of):
    answer = client_of(officer_user).post(reverse("officers:own-contact"), {"phone": "0812"})
    assert answer.status_code == 422
    assert 'value="0812"' in answer.content.decode()


def test_service_refuses_to_touch_what_is_the_bureaus(officer_user, at):
    before = officer_user.officer.nip
    services.correct_contact(officer=officer_user.officer, changes={"nip": ""}, by=officer_user, at=at)
    officer_user.officer.refresh_from_db()
    assert officer_user.officer.nip == before
    assert not AuditEntry.objects.exists()


def test_own_rating_leaves_the_coordinators_alone(officer_user, client_of):
    row = CompetencyRating.objects.create(
        officer=officer_user.officer, competency="time", self_rating=1, coordinator_rating=5
    )
    url = reverse("officers:own-ratings")
    client_of(officer_user).post(url, {"self-time": "3", "coordinator-time": "1"})
    row.refresh_from_db()
    assert (row.self_rating, row.coordinator_rating) == (3, 5)


def test_photo_is_turned_shrunk_and_tells_nothing(officer_user, client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = client_of(officer_user)
    assert client.post(reverse("officers:own-photo"), {"photo": picture()}).status_code == 302
    answer = client.get(reverse("officers:officer-photo", args=[officer_user.officer.pk]))
    stored = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert stored.size == (600, 800)
    assert not stored.getexif()
    assert "rumah" not in str(list(tmp_path.rglob("*")))


def test_a_new_photo_takes_the_old_file_away(
    officer_user, client_of, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    client, url = client_of(officer_user), reverse("officers:own-photo")
    for _n in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url, {"photo": picture()})
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("officers:own-photo-remove"))
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    assert client.get(reverse("officers:officer-photo", args=[officer_user.officer.pk])).status_code == 404


def test_a_file_that_is_no_photo_is_refused(officer_user, client_of):
    bad = SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>", content_type="image/jpeg")
    assert client_of(officer_user).post(reverse("officers:own-photo"), {"photo": bad}).status_code == 422
    assert client_of(officer_user).post(reverse("officers:own-photo"), {}).status_code == 422


def test_nobody_else_opens_the_photo(officer_user, other_officer_user, stranger, client_of):
    url = reverse("officers:officer-photo", args=[officer_user.officer.pk])
    assert client_of(other_officer_user).get(url).status_code == 404
    assert client_of(stranger).get(url).status_code == 404


def test_own_leave_is_added_and_removed_by_its_owner_alone(officer_user, other_officer_user, client_of):
    client, days = client_of(officer_user), {"starts_on": "2999-01-01", "ends_on": "2999-01-03"}
    assert client.post(reverse("officers:own-leave"), days | {"ends_on": "2998-01-01"}).status_code == 422
    client.post(reverse("officers:own-leave"), days)
    url = reverse("officers:own-leave-remove", args=[Leave.objects.get().pk])
    assert client_of(other_officer_user).post(url).status_code == 404
    assert client.get(url).status_code == 405
    client.post(url)
    assert not Leave.objects.exists()


@pytest.mark.parametrize(
    ("kind", "hours", "sentence"),
    [
        ("pns", 12, "12 of 20 JP in 2022, 8 to go."),
        ("pns", 21, "21 JP in 2022; the yearly 20 JP are reached."),
        ("pppk", 12, "12 of at most 24 JP in 2022."),
        ("none", 12, "12 JP in 2022."),
    ],
)
def test_hours_of_a_year_follow_the_law_of_each_kind(kind, hours, sentence, db):
    officer = OfficerFactory(identity_kind=kind)
    Training.objects.create(
        officer=officer, kind="course", title="A", lesson_hours=hours, held_on="2022-03-01"
    )
    Training.objects.create(officer=officer, kind="course", title="B", lesson_hours=4, held_on="2020-03-01")
    Training.objects.create(officer=officer, kind="course", title="C", lesson_hours=9)
    officer.refresh_from_db()
    years = learning.learning_years(officer, date(2022, 11, 21))
    assert [(one.year, one.hours) for one in years] == [(2022, hours), (2020, 4)]
    with translation.override("en"):
        assert years[0].sentence == sentence


def test_an_officer_reads_who_saw_the_own_data(officer_user, other_officer_user, staff, at, client_of):
    trail.record_view(on=officer_user.officer, by=staff, at=at, fields=["nip"], reason="surat tugas")
    trail.record_view(on=other_officer_user.officer, by=staff, at=at, fields=["nip"], reason="hal lain")

    page = client_of(officer_user).get(reverse("officers:own-access")).content.decode()

    for words in ("Dewi Staf", "surat tugas", "21 Nov 2022"):
        assert words in page
    assert "hal lain" not in page


@pytest.mark.parametrize("count", [1, 30])
def test_who_saw_costs_the_same(count, officer_user, staff, at, client_of, django_assert_num_queries):
    for _number in range(count):
        trail.record_view(on=officer_user.officer, by=staff, at=at, fields=["nip"])
    client = client_of(officer_user)
    with django_assert_num_queries(8):
        client.get(reverse("officers:own-access"))
