"""Photos from phones: too large, no photo, or more than a photo; what was typed stays."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assignments.field.models import Incident
from tests.field.factories import published_pickup

pytestmark = pytest.mark.django_db
TYPED = "Koper tamu belum keluar"


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def picture(**extra) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG", **extra)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


def send(client, event, data, name="foto.jpg"):
    facts = {"kind": "logistics", "severity": "help", "place": "Lobi", "description": TYPED,
             "tap_key": "9268b713-a39d-4e67-aeef-d91429aa75fc",
             "photo": SimpleUploadedFile(name, data, content_type="image/jpeg")}  # fmt: skip
    return client.post(reverse("field:incident-record", args=[event.slug]), facts)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (picture() + b"\0" * (20 * 1024 * 1024), "lebih besar dari 8 MB"),
        (archive(), "bukan foto"),
        (b"GIF89a" + b"<script>alert(1)</script>", "bukan foto"),
        (b"\xff\xd8\xff\xe0 no picture", "bukan foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "bukan foto"),
    ],
    ids=["20 MB", "archive", "gif page", "broken", "svg"],
)
def test_what_is_no_photo_is_refused_in_words_and_the_text_stays(
    delegation, event, staff, client_of, data, words
):
    answer = send(client_of(staff), event, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert TYPED in page
    assert not Incident.objects.exists()


def test_a_polyglot_is_kept_as_the_picture_alone(delegation, event, staff, officer_user, client_of):
    comment = picture(comment=b"<script>alert(2)</script>")
    send(client_of(staff), event, comment + archive() + b"%PDF-1.7 <script>alert(3)</script>", "x.html")
    incident = Incident.objects.get()
    with incident.photo.open("rb") as kept:
        data = kept.read()
    assert not [words for words in (b"script", b"PK\x03\x04", b"%PDF", b"evil") if words in data]
    assert incident.photo.name.endswith(".jpg")
    answer = client_of(staff).get(reverse("field:incident-photo", args=[incident.pk]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    photo = reverse("field:incident-photo", args=[incident.pk])
    assert client_of(officer_user).get(photo).status_code == 404
