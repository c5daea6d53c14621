"""Files of a briefing: known by their content, served as downloads, read by whoever is on the roster."""

import io
import tracemalloc
import zipfile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assignments.letters.signing import matching
from assignments.letters.signing.interface import SigningError
from events import services
from events.models import BriefingAction, BriefingMaterial
from lo_portal import documents
from lo_portal.audit.models import AuditEntry
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing(event):
    return factories.BriefingFactory(item__event=event)


def pdf(**root) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, value in root.items():
            document.Root[f"/{name}"] = value
        document.save(out)
    return out.getvalue()


def office(*names, mimetype="") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        if mimetype:
            packed.writestr("mimetype", mimetype)
        for name in names:
            packed.writestr(name, "<x/>")
    return out.getvalue()


def picture(kind="PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, kind)
    return out.getvalue()


def send(client, briefing, data, name="materi.pdf", title="Denah hotel"):
    file = SimpleUploadedFile(name, data, content_type="application/pdf")
    return client.post(reverse("events:material-add", args=[briefing.pk]), {"title": title, "file": file})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "pdf"),
        (office("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (office("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (picture(), "jpg"),
    ],
    ids=["pdf", "slides", "open document", "picture"],
)
def test_a_file_is_kept_as_what_it_is_whatever_its_name(briefing, staff, client_of, data, kind):
    answer = send(client_of(staff), briefing, data, name="apa saja.exe")
    material = BriefingMaterial.objects.get()
    assert answer.url == reverse("officers:briefing-detail", args=[briefing.pk])
    assert (material.kind, material.title, material.size > 0) == (kind, "Denah hotel", True)
    assert "apa" not in material.file.name
    assert AuditEntry.objects.filter(verb="material.attached").count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "bukan PDF"),
        (b"MZ\x90\x00program", "bukan PDF"),
        (office("word/document.xml", "word/vbaProject.bin"), "makro"),
        (office("evil.sh"), "bukan PDF"),
        (b"%PDF-1.7 broken", "rusak"),
        (b"PK\x03\x04 broken", "bukan PDF"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "10 MB"),
    ],
    ids=["page", "program", "macros", "archive", "broken pdf", "broken office", "large"],
)
def test_another_file_is_refused_in_words_and_the_title_stays(briefing, staff, client_of, data, words):
    answer = send(client_of(staff), briefing, data, title="Judul saya")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Judul saya" in page
    assert not BriefingMaterial.objects.exists()


def packed_with(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed_with("mimetype", bytes(150_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(ValidationError):
            documents.document_of(SimpleUploadedFile("materi.odt", bomb))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


def test_a_damaged_member_is_a_refusal_and_no_fault():
    whole = packed_with("mimetype", b"application/vnd.oasis.opendocument.text")
    start = whole.index(b"mimetype") + len("mimetype")
    damaged = whole[:start] + b"\xff" * 8 + whole[start + 8 :]
    with pytest.raises(ValidationError):
        documents.document_of(SimpleUploadedFile("materi.odt", damaged))
    with pytest.raises(SigningError):
        matching.unpack("surat.zip", damaged.replace(b"mimetype", b"mime.pdf"))


def test_what_a_pdf_would_run_by_itself_is_gone(briefing, staff, client_of):
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    send(client_of(staff), briefing, pdf(OpenAction=script, AA=pikepdf.Dictionary(O=script)))
    with BriefingMaterial.objects.get().file.open("rb") as kept, pikepdf.open(kept) as document:
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root


def test_a_polyglot_picture_keeps_nothing_but_the_picture(briefing, staff, client_of):
    send(client_of(staff), briefing, picture("JPEG") + office("evil.sh") + b"<script>alert(1)</script>")
    with BriefingMaterial.objects.get().file.open("rb") as kept:
        data = kept.read()
    assert b"script" not in data
    assert b"evil.sh" not in data


def test_it_is_served_as_a_download_that_can_run_nothing(
    briefing, staff, officer_user, coordinator, stranger, client_of
):
    send(client_of(staff), briefing, pdf())
    url = reverse("events:material-file", args=[BriefingMaterial.objects.get().pk])
    answer = client_of(officer_user).get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="denah-hotel.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer).startswith(b"%PDF-")
    assert client_of(coordinator).get(url).status_code == 200
    assert client_of(stranger).get(url).status_code == 404


def test_removing_takes_the_file_too(
    briefing, staff, coordinator, client_of, django_capture_on_commit_callbacks
):
    send(client_of(staff), briefing, pdf())
    material = BriefingMaterial.objects.get()
    url = reverse("events:material-remove", args=[material.pk])
    assert client_of(coordinator).post(url).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        client_of(staff).post(url)
    assert not BriefingMaterial.objects.exists()
    assert not default_storage.exists(material.file.name)


def test_only_the_bureau_attaches(briefing, coordinator, officer_user, stranger, client_of):
    statuses = [
        send(client_of(user), briefing, pdf()).status_code for user in (coordinator, officer_user, stranger)
    ]
    assert statuses == [403, 403, 404]


def test_an_action_names_its_owner_and_can_be_taken_up_again(briefing, staff, officer_user, client_of, at):
    action = services.add_action(
        briefing=briefing, values={"text": "Cetak papan nama", "owner_name": "Bu Sri", "due_on": None},
        by=staff, at=at,
    )  # fmt: skip
    client = client_of(staff)
    for name, done in (("action-finish", True), ("action-reopen", False)):
        client.post(reverse(f"events:{name}", args=[action.pk]))
        assert bool(BriefingAction.objects.get().done_at) == done
    page = client_of(officer_user).get(reverse("events:briefing-reader")).content.decode()
    assert "Cetak papan nama" in page
    assert "Bu Sri" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_phone_lists_materials_at_one_price(
    event, officer_user, client_of, django_assert_num_queries, count
):
    for number in range(count):
        one = factories.BriefingFactory(item__event=event)
        BriefingMaterial.objects.create(
            briefing=one, title=f"Bahan {number}", file="briefings/x", kind="pdf", size=10
        )
    client = client_of(officer_user)
    client.get(reverse("events:briefing-reader"))  # what is kept for the process is read here
    with django_assert_num_queries(5):
        page = client.get(reverse("events:briefing-reader")).content.decode()
    assert page.count("Bahan ") == count


def test_another_event_and_a_cancelled_briefing_are_not_listed(
    briefing, stranger, officer_user, client_of, at
):
    url = reverse("events:briefing-reader")
    assert str(briefing) not in client_of(stranger).get(url).content.decode()
    briefing.item.cancelled_at = at
    briefing.item.save()
    assert str(briefing) not in client_of(officer_user).get(url).content.decode()
