"""Initials, replacing and amending, notices, profiles, exports and siblings, on a real database."""

import io
import json
import zipfile
from datetime import date, timedelta

import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assignments.letters import register, rendering, selectors, services, verification
from assignments.letters.models import Letter, LetterProfile, LetterStep, RegisterEntry
from assignments.models import Assignment
from assignments.notices.models import Notice
from lo_portal.accounts.models import Role
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from tests.factories import (
    AgendaItemFactory,
    AssignmentFactory,
    BriefingFactory,
    DelegationFactory,
    RosterEntryFactory,
    UserFactory,
)
from tests.letters.factories import LetterFactory, LetterRowFactory, ProfileFactory


@pytest.fixture
def chain(db):
    """Two people who initial, in this order."""
    return [
        UserFactory(name=name, email=f"{name}@contoh.example", roles=[Role.STAFF])
        for name in ("kabag", "karo")
    ]


@pytest.fixture
def initialled_profile(chain):
    return ProfileFactory(name="Berparaf", initials_by="\n".join(person.email for person in chain))


def issue(event, profile, by, at, **kwargs):
    return services.issue_letters(
        event=event, profile=profile, by=by, at=at, **({"collective": False} | kwargs)
    )


def make(job):
    return rendering.make_letters(job, lambda *args, **kwargs: None)


def in_force(event, profile, staff, at, **kwargs):
    make(issue(event, profile, staff, at, **kwargs))
    return list(Letter.objects.filter(state="in_force").order_by("created_at"))


# --- initials


def test_initials_go_round_in_order_and_then_numbers(event, initialled_profile, chain, assigned, staff, at):
    assigned()
    assert issue(event, initialled_profile, staff, at) is None
    letter = Letter.objects.get()
    assert (letter.state, RegisterEntry.objects.count()) == ("review", 0)
    with pytest.raises(Conflict) as refusal:
        services.initial_letter(letter=letter, by=chain[1], at=at)
    assert refusal.value.code == "not_your_turn"
    services.initial_letter(letter=letter, by=chain[0], at=at)
    assert [step.letter for step in selectors.turns_of(chain[1])] == [letter]
    services.initial_letter(letter=letter, by=chain[1], at=at)
    letter.refresh_from_db()
    assert letter.state == "approved"
    assert make(services.number_letters(event=event, by=staff, at=at)) == {"made": 1, "failed": 0}
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("in_force", "800.1.11.1/1/RO-ADPIM/2022")
    assert [step.done_at for step in letter.steps.all()] == [at, at]


def test_initialling_twice_counts_once(event, initialled_profile, chain, assigned, staff, at):
    assigned()
    issue(event, initialled_profile, staff, at)
    letter = Letter.objects.get()
    services.initial_letter(letter=letter, by=chain[0], at=at)
    with pytest.raises(Conflict):
        services.initial_letter(letter=letter, by=chain[0], at=at)
    assert AuditEntry.objects.filter(verb="letter.initialled").count() == 1


def test_a_returned_letter_says_why_and_is_written_anew(
    event, initialled_profile, chain, assigned, staff, at
):
    assignment = assigned()
    issue(event, initialled_profile, staff, at)
    letter = Letter.objects.get()
    with pytest.raises(Refused):
        services.return_letter(letter=letter, note="  ", by=chain[0], at=at)
    services.return_letter(letter=letter, note="Nama delegasi keliru", by=chain[0], at=at)
    letter.refresh_from_db()
    assert letter.state == "draft"
    assert list(letter.steps.values_list("note", flat=True)) == ["Nama delegasi keliru"]
    assignment.delegation.name = "Delegasi yang benar"
    assignment.delegation.save()
    services.resubmit_letter(letter=letter, by=staff, at=at)
    letter.refresh_from_db()
    assert letter.state == "review"
    assert "Delegasi yang benar" in json.dumps(letter.document)
    assert LetterStep.objects.pending().filter(letter=letter).count() == 2


def test_initials_of_somebody_unknown_are_refused_before_anything_happens(event, assigned, staff, at):
    assigned()
    profile = ProfileFactory(initials_by="siapa@contoh.example")
    with pytest.raises(Refused) as refusal:
        issue(event, profile, staff, at)
    assert refusal.value.code == "unknown_initials"
    assert not Letter.objects.exists()


def test_a_draft_can_be_discarded_and_a_numbered_letter_not(
    event, initialled_profile, profile, assigned, staff, at
):
    assigned()
    issue(event, initialled_profile, staff, at)
    services.discard_letter(letter=Letter.objects.get(), by=staff, at=at)
    assert not Letter.objects.exists()
    issue(event, profile, staff, at)
    with pytest.raises(Conflict):
        services.discard_letter(letter=Letter.objects.get(), by=staff, at=at)


def test_the_page_of_initials_works(event, initialled_profile, chain, assigned, staff, client_of, at):
    assigned()
    assigned()
    issue(event, initialled_profile, staff, at)
    first, second = Letter.objects.order_by("created_at")
    client = client_of(chain[0])
    assert "Surat Tugas" in client.get(reverse("letters:my-initials")).content.decode()
    client.post(reverse("letters:letters-initial"), {"letters": [str(first.pk)]})
    client.post(reverse("letters:letter-return", args=[second.pk]), {"note": "Periksa lagi"})
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["draft", "review"]
    assert Notice.objects.filter(recipient=chain[1], kind="letter").exists()


# --- replace and amend


def test_replacing_supersedes_when_the_new_letter_is_in_force(event, profile, assigned, staff, at):
    assignment = assigned()
    (old,) = in_force(event, profile, staff, at)
    assignment.delegation.name = "Delegasi Baru"
    assignment.delegation.save()
    new = services.replace_letter(letter=old, reason="Nama delegasi keliru", by=staff, at=at)
    old.refresh_from_db()
    assert (old.state, old.superseded_by) == ("in_force", new)
    assert verification.public_letter(old.token).superseded_by == ""
    with pytest.raises(Conflict):
        services.replace_letter(letter=old, reason="Lagi", by=staff, at=at)
    make(_last_job())
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("superseded", "in_force")
    public = verification.public_letter(old.token)
    assert (public.state, public.superseded_by) == ("superseded", new.number)
    assert [line.state for line in selectors.letter_board(event).lines] == ["in_force"]


def test_an_amendment_lists_only_what_changed_and_names_the_letter(event, profile, assigned, staff, at):
    kept, changed, gone = (assigned(name=name) for name in ("Tetap", "Berubah", "Pergi"))
    (letter,) = in_force(event, profile, staff, at, collective=True)
    changed.delegation.name = "Delegasi Lain"
    changed.delegation.save()
    entry = event.roster.get(officer=gone.officer)
    entry.withdrawn_at = at
    entry.save()
    Assignment.objects.filter(pk=gone.pk).update(state="released", released_at=at)
    amendment = services.amend_letter(letter=letter, by=staff, at=at)
    make(_last_job())
    amendment.refresh_from_db()
    assert amendment.state == "in_force"
    assert sorted(row.facts["name"] for row in amendment.rows.all()) == ["Berubah", "Pergi"]
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(amendment.file.read())).pages)
    assert letter.number in words
    assert "Tidak lagi ditugaskan" in " ".join(words.split())
    letter.refresh_from_db()
    assert letter.state == "in_force"
    assert verification.public_letter(letter.token).amended_by == (amendment.number,)
    board = selectors.letter_board(event)
    assert [line.state for line in board.lines] == ["in_force"] * 2
    with pytest.raises(Refused) as refusal:
        services.amend_letter(letter=letter, by=staff, at=at)
    assert refusal.value.code == "nothing_changed"
    assert kept.officer.name == "Tetap"


def _last_job():
    from lo_portal.jobs.models import Job

    return Job.objects.filter(kind=services.MAKE_LETTERS).first()


# --- notices


def test_each_officer_is_told_once_that_the_letter_is_in_force(event, profile, officer_user, staff, at):
    AssignmentFactory(
        officer=officer_user.officer, delegation=DelegationFactory(event=event), state="accepted"
    )
    (letter,) = in_force(event, profile, staff, at)
    told = Notice.objects.filter(recipient=officer_user, kind="letter")
    assert all(letter.number in notice.title for notice in told)
    threads = set(told.values_list("thread", flat=True))
    assert len(threads) == 1
    services.revoke_letter(letter=letter, reason="Acara batal", by=staff, at=at)
    assert len(set(told.values_list("thread", flat=True))) == 2
    assert told.filter(text__contains="Acara batal").exists()


def test_only_who_has_not_opened_is_reminded_and_once_an_hour(
    event, profile, officer_user, other_officer_user, staff, at
):
    for user in (officer_user, other_officer_user):
        AssignmentFactory(officer=user.officer, delegation=DelegationFactory(event=event), state="accepted")
    in_force(event, profile, staff, at)
    row = officer_user.officer.letter_rows.get()
    services.open_letter(row=row, at=at)
    before = Notice.objects.filter(recipient=officer_user).count()
    assert services.remind_unopened(event=event, by=staff, at=at) == 1
    assert Notice.objects.filter(recipient=officer_user).count() == before
    with pytest.raises(Refused):
        services.remind_unopened(event=event, by=staff, at=at)
    assert services.remind_unopened(event=event, by=staff, at=at + timedelta(hours=1)) == 1


def test_signatories_are_told_that_a_package_waits(event, assigned, signatory, staff, at):
    assigned()
    issue(event, ProfileFactory(signing_method="bsre_v2"), staff, at)
    assert Notice.objects.filter(recipient=signatory, kind="letter").exists()


# --- verification


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "review", "approved", "numbered"])
def test_a_letter_that_was_never_in_force_looks_like_a_wrong_token(state, event, profile, client):
    letter = LetterFactory(event=event, profile=profile, state=state)
    unknown = client.get("/V/" + "0" * 26)
    hidden = client.get(f"/V/{letter.token}")
    assert (unknown.status_code, hidden.status_code) == (404, 404)
    assert _without_times(unknown, "0" * 26) == _without_times(hidden, letter.token)


def _without_times(answer, token: str) -> str:
    import re

    text = answer.content.decode().replace(token, "").replace(token.lower(), "")
    return re.sub(r"csrf\S+|\d\d[.:]\d\d|value=\"\w{64}\"", "", text)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_the_token_works_in_any_case_and_names_are_masked(change, event, profile, client):
    row = LetterRowFactory(letter=LetterFactory(event=event, profile=profile), officer__name="Rina Oktaviani")
    page = client.get("/V/" + change(row.letter.token)).content.decode()
    assert row.letter.number in page
    assert "Ri•• Ok•••••••" in page
    for hidden in ("Rina", "Oktaviani", row.officer.nip, str(row.officer.phone)):
        assert hidden not in page


@pytest.mark.django_db
def test_revoked_says_when_and_why(event, profile, client):
    letter = LetterFactory(event=event, profile=profile, state="revoked", end_reason="Salah nama")
    page = client.get(f"/V/{letter.token}").content.decode()
    assert "Salah nama" in page


@pytest.mark.django_db
def test_too_many_checks_are_put_off(client, event, profile):
    letter = LetterFactory(event=event, profile=profile)
    with time_machine.travel("2022-11-21 02:00:00Z", tick=False):
        answers = [
            client.get(f"/V/{letter.token}", REMOTE_ADDR="198.51.100.7").status_code for _ in range(61)
        ]
        other = client.get(f"/V/{letter.token}", REMOTE_ADDR="198.51.100.8").status_code
    assert (answers[:60], answers[60], other) == ([200] * 60, 429, 200)


# --- profiles and the register


def profile_values(**changes) -> dict:
    values = {
        field.name: getattr(ProfileFactory.build(), field.name)
        for field in LetterProfile._meta.fields
        if field.name not in ("id", "created_at", "updated_at", "version", "logo")
    }
    return values | changes


def test_a_used_profile_stays_and_a_dated_one_takes_over(event, profile, staff, at):
    LetterFactory(event=event, profile=profile)
    new = services.change_profile(
        profile=profile, seen=0, values=profile_values(place="Singkawang"), by=staff, at=at
    )
    profile.refresh_from_db()
    assert (profile.place, new.place, new.valid_from) == ("Pontianak", "Singkawang", date(2022, 11, 21))
    assert list(LetterProfile.objects.on(at.date())) == [new]
    assert list(LetterProfile.objects.on(date(2022, 5, 1))) == [profile]


def test_an_unused_profile_changes_in_place(profile, staff, at):
    same = services.change_profile(
        profile=profile, seen=0, values=profile_values(place="Sambas"), by=staff, at=at
    )
    assert (same.pk, LetterProfile.objects.get().place) == (profile.pk, "Sambas")
    with pytest.raises(Conflict):
        services.change_profile(profile=profile, seen=0, values=profile_values(), by=staff, at=at)


def form_data(**changes) -> dict:
    values = profile_values(**changes)
    margins = values.pop("margins")
    return {key: str(value) for key, value in (values | margins).items()}


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "files"),
    [
        ({"number_pattern": "{kode}/{tahun}"}, {}),
        ({"address": "a\nb\nc\nd"}, {}),
        ({"initials_by": "siapa@contoh.example"}, {}),
        ({"government": ""}, {}),
        ({}, {"logo": SimpleUploadedFile("logo.png", SVG, "image/png")}),
        ({}, {"logo": SimpleUploadedFile("logo.png", b"\x89PNG\r\n\x1a\nrusak", "image/png")}),
    ],
)
def test_a_bad_profile_is_refused_and_keeps_what_was_typed(changes, files, staff, client_of):
    answer = client_of(staff).post(
        reverse("letters:profile-create"), form_data(signatory_name="KETIKAN SAYA", **changes) | files
    )
    assert answer.status_code == 422
    assert "KETIKAN SAYA" in answer.content.decode()
    assert not LetterProfile.objects.exists()


def test_the_preview_of_a_profile_that_is_being_edited_shows_the_sheet(profile, staff, client_of):
    url = reverse("letters:profile-preview") + f"?profile={profile.pk}"
    assert "data:image/png;base64," in client_of(staff).post(url, form_data()).content.decode()


def test_the_preview_of_an_empty_form_names_what_to_fill_in_and_warns_of_nothing(db, staff, client_of):
    page = client_of(staff).post(reverse("letters:profile-preview"), {}).content.decode()
    assert "Lembar tampil setelah ini diisi: Nama, Berlaku sejak" in page
    assert 'class="note' not in page


def test_a_profile_is_made_and_previewed(db, staff, client_of):
    client = client_of(staff)
    preview = client.post(reverse("letters:profile-preview"), form_data()).content.decode()
    assert "data:image/png;base64," in preview
    assert client.post(reverse("letters:profile-create"), form_data()).status_code == 302
    assert LetterProfile.objects.get().signatory_name == "CONTOH PENANDA TANGAN, M.Si."


def test_the_register_page_filters_types_voids_and_exports(profile, staff, client_of):
    client = client_of(staff)
    client.post(
        reverse("letters:register-start"), {"unit_code": "RO-ADPIM", "year": 2022, "last_sequence": 1873}
    )
    typed = {
        "profile": profile.pk,
        "sequence": 1880,
        "number": "",
        "dated_on": "2022-11-21",
        "subject": "=TU",
    }
    assert client.post(reverse("letters:number-type"), typed).status_code == 302
    assert client.post(reverse("letters:number-type"), typed).status_code == 409
    entry = RegisterEntry.objects.get()
    client.post(reverse("letters:number-void", args=[entry.pk]), {"reason": "Batal kirim"})
    page = reverse("letters:register-list")
    assert "1880" in client.get(page, {"kind": "void"}).content.decode()
    assert "Batal kirim" not in client.get(page, {"q": "tidak ada"}).content.decode()
    csv = client.get(reverse("letters:register-export", args=["csv"]), {"kind": "void"}).content.decode(
        "utf-8-sig"
    )
    assert "Batal kirim" in csv
    assert "'=TU" in csv
    assert client.get(reverse("letters:register-export", args=["xlsx"])).content.startswith(b"PK")
    assert client.get(reverse("letters:register-export", args=["exe"])).status_code == 404
    assert register.next_number(profile, date(2022, 11, 21)).startswith("800.1.11.1/1874/")


# --- exports


def test_all_pdfs_come_as_a_stream_of_known_size(event, profile, staff, client_of):
    letters = [LetterFactory(event=event, profile=profile) for _ in range(3)]
    for letter in letters:
        LetterRowFactory(letter=letter)
    answer = client_of(staff).get(reverse("letters:letters-pdf-zip", args=[event.slug]))
    assert answer.streaming
    data = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        assert {packed.read(name) for name in packed.namelist()} == {letter.pdf for letter in _read(letters)}


def _read(letters):
    for letter in letters:
        letter.file.open("rb")
        letter.pdf = letter.file.read()
    return letters


def test_docx_keeps_the_parameters_of_the_e_office(event, profile, staff, client_of):
    letter = LetterFactory(event=event, profile=profile, state="approved")
    content = client_of(staff).get(reverse("letters:letter-docx", args=[letter.pk])).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        xml = packed.read("word/document.xml").decode()
    for name in (
        "nomor_naskah",
        "tanggal_naskah",
        "jabatan_pengirim",
        "nama_pengirim",
        "nip_pengirim",
        "ttd_pengirim",
    ):
        assert f"${{{name}}}" in xml
    packed = b"".join(
        client_of(staff).get(reverse("letters:letters-docx-zip", args=[event.slug])).streaming_content
    )
    assert len(zipfile.ZipFile(io.BytesIO(packed)).namelist()) == 1


def test_facts_of_letters_leave_as_json_and_csv_without_service_numbers(event, profile, staff, client_of):
    row = LetterRowFactory(letter=LetterFactory(event=event, profile=profile))
    client = client_of(staff)
    facts = json.loads(client.get(reverse("letters:letters-export", args=[event.slug, "json"])).content)
    assert facts[0]["nomor"] == row.letter.number
    assert facts[0]["petugas"] == [row.officer.name]
    assert row.officer.nip not in json.dumps(facts)
    assert row.letter.number in client.get(
        reverse("letters:letters-export", args=[event.slug, "csv"])
    ).content.decode("utf-8-sig")


# --- siblings


def test_an_invitation_takes_a_number_and_is_printed(event, profile, staff, client_of, at):
    item = AgendaItemFactory(event=event, title="Rapat persiapan")
    RosterEntryFactory(event=event, officer__agency__name="Dinas Perhubungan")
    url = reverse("letters:invitation-create", args=[item.pk])
    client = client_of(staff)
    with time_machine.travel(at):
        start = client.get(url)
        form = start.context["form"]
        data = {name: form[name].value() for name in form.fields if name != "profile"} | {
            "profile": profile.pk
        }
        assert "Dinas Perhubungan" in data["recipients"]
        assert client.post(url, data | {"details": "tanpa label"}).status_code == 422
        assert client.post(url, data).status_code == 302
    make(_last_job())
    letter = Letter.objects.get(kind="invitation")
    words = pypdf.PdfReader(io.BytesIO(letter.file.read())).pages[0].extract_text()
    assert (letter.state, letter.number in words) == ("in_force", True)
    assert "Rapat persiapan" in words


def test_certificates_are_numbered_verified_and_given_once(
    event, profile, staff, officer_user, client_of, at
):
    url = reverse("letters:certificates-create", args=[event.slug])
    client = client_of(staff)
    with time_machine.travel(at):
        data = {
            "profile": profile.pk, "title": "SERTIFIKAT", "given": "atas pengabdiannya", "role": "LO",
            "hours": "8", "materials": "Protokol dasar; 4; Narasumber\nEtiket; 4",
            "officers": [str(officer_user.officer.pk)],
        }  # fmt: skip
        assert client.post(url, data | {"materials": "Protokol; banyak"}).status_code == 422
        assert client.post(url, data).status_code == 302
        assert client.post(url, data).status_code == 422
    make(_last_job())
    letter = Letter.objects.get(kind="certificate")
    assert (letter.state, bool(letter.number)) == ("in_force", True)
    assert verification.public_letter(letter.token).people_count == 1
    assert letter.number in client_of(officer_user).get(reverse("letters:my-letters")).content.decode()
    assert [line.state for line in selectors.letter_board(event).lines] == ["ready"]


def test_attendance_and_report_are_printed(event, profile, staff, officer_user, client_of, at):
    briefing = BriefingFactory(item__event=event)
    letter = LetterFactory(event=event, profile=profile)
    LetterRowFactory(letter=letter, officer=officer_user.officer)
    with time_machine.travel(at):
        sheet = client_of(staff).get(reverse("letters:attendance-pdf", args=[briefing.pk]), {"blank": "3"})
        url = reverse("letters:report-create", args=[letter.pk])
        client = client_of(officer_user)
        form = client.get(url).context["form"]
        data = {name: form[name].value() or "Baik." for name in form.fields} | {"profile": profile.pk}
        report = client.post(url, data)
        wrong = client.post(url, data | {"about": ""})
    assert "Rina Petugas" in pypdf.PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text()
    words = pypdf.PdfReader(io.BytesIO(report.content)).pages[0].extract_text()
    assert letter.number in " ".join(words.split())
    assert wrong.status_code == 422
