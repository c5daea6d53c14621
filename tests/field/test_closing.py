"""Hand-over notes and final reports: pre-filled from the taps, verified by the coordinator."""

import io
import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from PIL import Image

from assignments.field import closings, personal, prefill, services
from assignments.field.models import REPORT_MOVES, FinalReport, HandoverNote, ReportState
from assignments.models import Assignment
from assignments.notices.models import Notice
from delegates.models import Gift
from events.models import Event
from lo_portal.audit.models import AuditEntry
from lo_portal.privacy import registry
from lo_portal.refusals import Conflict, Refused
from tests import factories
from tests.duty.factories import assign
from tests.field.factories import leg_of, published_pickup

pytestmark = pytest.mark.django_db
LANDING = datetime(2022, 11, 23, 3, 35, tzinfo=UTC)
SECRET = "RAHASIA asma kambuh"


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


@pytest.fixture
def assignment(delegation, officer_user):
    return Assignment.objects.get(officer__user=officer_user)


def tap(delegation, user, phase, at):
    services.report_status(
        delegation=delegation, leg=leg_of(delegation), phase=phase, tap_key=uuid.uuid4(), tapped_at=at,
        by=user, at=at,
    )  # fmt: skip


def note(assignment, text="Kunci ada di resepsionis", key=None):
    return services.write_handover(
        assignment=assignment, note=text, tap_key=key or uuid.uuid4(), by=assignment.officer.user,
        tapped_at=LANDING, at=LANDING,
    )  # fmt: skip


def report(assignment, state="draft", **texts):
    saved = services.save_final_report(
        assignment=assignment, changes={"course": "Lancar", **texts}, by=assignment.officer.user, at=LANDING
    )
    if state != "draft":
        saved = services.submit_final_report(report=saved, by=assignment.officer.user, at=LANDING)
    return saved


# --- the first words


def test_the_days_taps_fill_the_report():
    taps = [
        prefill.TapFact(LANDING - timedelta(hours=1), "Kedatangan GA502", "Di tempat"),
        prefill.TapFact(LANDING + timedelta(minutes=45), "Kedatangan GA502", "Mendarat", LANDING),
        prefill.TapFact(
            LANDING + timedelta(days=1), "Gala dinner", "Di tempat acara", LANDING + timedelta(days=1)
        ),
    ]
    assert prefill.course_of(taps, "Asia/Pontianak").splitlines() == [
        "Rabu, 23 November 2022",
        "- Kedatangan GA502: 09.35 WIB di tempat, 11.20 WIB mendarat",
        "Kamis, 24 November 2022",
        "- Gala dinner: 10.35 WIB di tempat acara",
    ]
    assert prefill.deviations_of(taps, "Asia/Pontianak") == (
        "- Kedatangan GA502: mendarat 11.20 WIB, rencana 10.35 WIB (45 mnt lebih lambat)"
    )


def test_a_step_that_a_colleague_reported_is_told_with_the_name(
    delegation, assignment, officer_user, other_officer_user
):
    assign(delegation, other_officer_user, slot=2)
    tap(delegation, officer_user, "on_site", LANDING)
    tap(delegation, other_officer_user, "landed", LANDING + timedelta(minutes=5))
    Assignment.objects.update(offered_at=LANDING - timedelta(days=3))
    assert (
        "10.35 WIB di tempat, 10.40 WIB mendarat (Bayu Lain)"
        in closings.prefilled(Assignment.objects.first())["course"]
    )
    Assignment.objects.update(state="released", released_at=LANDING + timedelta(minutes=1))
    course = closings.prefilled(Assignment.objects.get(officer__user=officer_user))["course"]
    assert "10.35 WIB di tempat" in course
    assert "mendarat" not in course


def test_a_report_is_filled_with_taps_incidents_and_gifts_but_no_secret(
    delegation, assignment, event, officer_user, client_of
):
    tap(delegation, officer_user, "landed", LANDING + timedelta(minutes=20))
    services.report_incident(
        event=event, delegation=delegation, tap_key=uuid.uuid4(), happened_at=LANDING,
        by=officer_user, at=LANDING,
        values={"kind": "medical", "severity": "help", "place": "Lobi", "description": SECRET},
    )  # fmt: skip
    Gift.objects.create(delegation=delegation, direction="given", description="Kain tenun Sambas")
    page = (
        client_of(officer_user)
        .get(reverse("field:final-report-write", args=[assignment.pk]))
        .content.decode()
    )
    assert "10.55 WIB mendarat" in page
    assert "20 mnt lebih lambat" in page
    assert "Medis, Lobi, belum ditangani" in page
    assert "Kain tenun Sambas" in page
    assert SECRET not in page
    assert not FinalReport.objects.exists()


# --- the officer writes


def test_a_draft_is_kept_then_submitted_and_closed_for_its_officer(assignment, officer_user, client_of):
    client, url = client_of(officer_user), reverse("field:final-report-write", args=[assignment.pk])
    assert client.post(url, {"course": "Tamu dijemput"}).url == url
    draft = FinalReport.objects.get()
    assert (draft.state, draft.course) == ("draft", "Tamu dijemput")
    facts = {"course": "Tamu dijemput, selesai", "lessons": "Mobil cadangan", "version": draft.version}
    answer = client.post(url, {**facts, "submit": "1"})
    assert answer.url == reverse("field:final-report-detail", args=[draft.pk])
    assert client.get(answer.url).status_code == 200
    assert client.get(url).url == answer.url
    assert FinalReport.objects.get().state == "submitted"
    with pytest.raises(Refused):
        services.save_final_report(
            assignment=assignment, report=draft, changes={"course": "lagi"}, by=officer_user, at=LANDING
        )


def test_an_empty_report_is_not_submitted_and_what_was_typed_stays(assignment, officer_user, client_of):
    client, url = client_of(officer_user), reverse("field:final-report-write", args=[assignment.pk])
    answer = client.post(url, {"course": " ", "lessons": "Mobil cadangan", "submit": "1"})
    assert answer.status_code == 422
    assert "Tulis jalannya tugas" in answer.content.decode()
    assert "Mobil cadangan" in answer.content.decode()
    assert client.post(url, {"course": "x" * 4001}).status_code == 422


def test_two_windows_of_one_report_are_compared(assignment, officer_user, client_of):
    client, url = client_of(officer_user), reverse("field:final-report-write", args=[assignment.pk])
    saved = report(assignment)
    client.post(url, {"course": "Satu", "version": saved.version})
    stale = client.post(url, {"course": "Dua", "version": saved.version})
    assert stale.status_code == 409
    assert "Satu" in stale.content.decode()
    assert "Dua" in stale.content.decode()


def test_a_replaced_officer_still_reports_and_a_declined_one_does_not(assignment, officer_user, client_of):
    url = reverse("field:final-report-write", args=[assignment.pk])
    Assignment.objects.update(state="released", released_at=LANDING, answered_at=LANDING - timedelta(days=3))
    Assignment.objects.update(offered_at=LANDING - timedelta(days=4))
    assert client_of(officer_user).get(url).status_code == 200
    Assignment.objects.update(answered_at=None)
    assert client_of(officer_user).get(url).status_code == 403


def test_an_archived_event_takes_no_more_reports(assignment, event, officer_user):
    Event.objects.filter(pk=event.pk).update(stage="archived")
    with pytest.raises(Refused) as refusal:
        report(Assignment.objects.get())
    assert refusal.value.code == "event_over"


# --- the desk verifies


def test_every_move_of_a_report_is_in_the_table(assignment, staff):
    verbs = {
        ReportState.SUBMITTED: lambda row: services.submit_final_report(report=row, by=staff, at=LANDING),
        ReportState.VERIFIED: lambda row: services.verify_final_report(report=row, by=staff, at=LANDING),
        ReportState.RETURNED: lambda row: services.return_final_report(
            report=row, reason="Lengkapi", by=staff, at=LANDING
        ),
    }
    row = report(assignment)
    for start, allowed in REPORT_MOVES.items():
        for target, verb in verbs.items():
            FinalReport.objects.update(
                state=start, submitted_at=LANDING, judged_at=LANDING, return_reason="Lengkapi"
            )
            row.refresh_from_db()
            if target in allowed:
                assert verb(row).state == target
            else:
                with pytest.raises(Conflict):
                    verb(row)


def test_a_report_sent_back_tells_its_officer_why(assignment, officer_user, coordinator, client_of):
    row = report(assignment, "submitted")
    client = client_of(coordinator)
    url = reverse("field:final-report-return", args=[row.pk])
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Tambahkan jam tiba di hotel"}).status_code == 302
    notice = Notice.objects.filter(recipient=officer_user).latest("created_at")
    assert "Laporan akhir Anda tentang PH-01" in notice.title
    page = client_of(officer_user).get(reverse("field:final-report-write", args=[assignment.pk]))
    assert "Tambahkan jam tiba di hotel" in page.content.decode()
    assert client.post(reverse("field:final-report-verify", args=[row.pk])).status_code == 409


def test_the_coordinator_verifies_but_nobody_the_own_one(assignment, officer_user, coordinator, client_of):
    row = report(assignment, "submitted")
    page = client_of(coordinator).get(reverse("field:final-report-detail", args=[row.pk])).content.decode()
    assert reverse("field:final-report-verify", args=[row.pk]) in page
    assert (
        client_of(officer_user).post(reverse("field:final-report-verify", args=[row.pk])).status_code == 403
    )
    client_of(coordinator).post(reverse("field:final-report-verify", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.judged_by) == ("verified", coordinator)
    assert AuditEntry.objects.filter(verb="final_report.verified").count() == 1


def test_constraints_hold_what_the_code_promises(assignment):
    row = report(assignment)
    for change in (
        {"state": "submitted"},
        {"state": "verified", "submitted_at": LANDING},
        {"state": "returned", "submitted_at": LANDING, "judged_at": LANDING},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            FinalReport.objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_reports_costs_the_same(count, event, staff, client_of, django_assert_num_queries):
    for number in range(count):
        delegation = factories.DelegationFactory(event=event, code=f"D-{number:02}")
        held = factories.AssignmentFactory(delegation=delegation, state="accepted")
        FinalReport.objects.create(
            delegation=delegation, officer=held.officer, state="submitted", submitted_at=LANDING
        )
    client = client_of(staff)
    with django_assert_num_queries(7):
        page = client.get(reverse("field:final-report-list", args=[event.slug])).content.decode()
    assert f"0 dari {count} terverifikasi, {count} perlu diperiksa" in page


def test_the_control_room_counts_what_is_to_be_checked(assignment, event, staff, client_of):
    report(assignment, "submitted")
    page = client_of(staff).get(reverse("control:control-room", args=[event.slug])).content.decode()
    assert "1 laporan akhir perlu diperiksa" in page


def test_the_list_names_who_has_not_written(assignment, event, staff, client_of):
    page = client_of(staff).get(reverse("field:final-report-list", args=[event.slug])).content.decode()
    assert "Rina Petugas" in page
    assert "Belum masuk" in page


# --- the hand-over note


def test_the_next_officer_is_shown_the_note_until_it_is_read(
    delegation, assignment, officer_user, other_officer_user, staff, event, client_of
):
    from assignments.duty import publishing

    Assignment.objects.update(
        state="released", released_at=LANDING, answered_at=LANDING - timedelta(days=2),
        offered_at=LANDING - timedelta(days=3),
    )  # fmt: skip
    left, asking = client_of(officer_user), reverse("field:handover", args=[assignment.pk])
    with time_machine.travel(LANDING, tick=False):
        assert asking in left.get(reverse("duty:today")).content.decode()
        kept = note(assignment)
        assert asking not in left.get(reverse("duty:today")).content.decode()
    following = assign(delegation, other_officer_user)
    publishing.publish_plan(event=event, by=staff, at=LANDING - timedelta(hours=1))
    client = client_of(other_officer_user)
    today, page = reverse("duty:today"), reverse("field:handover", args=[following.pk])
    with time_machine.travel(LANDING, tick=False):
        assert page in client.get(today).content.decode()
        assert "Kunci ada di resepsionis" in client.get(page).content.decode()
        client.post(reverse("field:handover-read", args=[kept.pk]))
        assert page not in client.get(today).content.decode()
    kept.refresh_from_db()
    assert kept.read_by == other_officer_user


def test_who_was_only_asked_reads_no_note(delegation, assignment, other_officer_user, client_of, at):
    kept = note(assignment)
    following = assign(delegation, other_officer_user, slot=2, state="offered")
    client, page = client_of(other_officer_user), reverse("field:handover", args=[following.pk])
    assert client.get(page).status_code == 403
    assert client.post(reverse("field:handover-read", args=[kept.pk])).status_code == 404
    Assignment.objects.filter(pk=following.pk).update(state="accepted", answered_at=at)
    assert "Kunci ada di resepsionis" in client.get(page).content.decode()


def test_a_note_is_encrypted_and_stays_out_of_trail_sheet_and_kept_pages(
    assignment, officer_user, client_of, staff
):
    kept = note(assignment, SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM field_handovernote WHERE id = %s", [kept.pk])
        assert SECRET not in cursor.fetchone()[0]
    assert not any(SECRET in str(entry.detail) + entry.subject_label for entry in AuditEntry.objects.all())
    client = client_of(officer_user)
    for name in ("duty:today", "duty:delegations", "field:guide", "field:report"):
        assert SECRET not in client.get(reverse(name)).content.decode()
    answer = client.get(reverse("field:handover", args=[assignment.pk]))
    assert "X-Sheet-Owner" not in answer


def test_an_empty_note_is_refused_and_a_typed_one_comes_once(assignment, officer_user, client_of):
    client, url = client_of(officer_user), reverse("field:handover", args=[assignment.pk])
    assert client.post(url, {"note": "  "}).status_code == 422
    facts = {"note": "Bagasi dua koper", "tap_key": uuid.uuid4()}
    client.post(url, facts)
    client.post(url, facts)
    assert HandoverNote.objects.count() == 1
    item = {
        "type": "handover", "key": str(uuid.uuid4()), "at": 1,
        "assignment": str(assignment.pk), "note": "Luring",
    }  # fmt: skip
    body = {
        "items": [item, {**item, "key": str(uuid.uuid4()), "assignment": str(uuid.uuid4())}],
        "sent_at": 2,
    }
    answer = client.post(reverse("field:replay"), body, content_type="application/json").json()["outcomes"]
    assert sorted(outcome["state"] for outcome in answer) == ["refused", "stored"]


@pytest.mark.django_db(transaction=True)
def test_the_same_note_at_once_from_ten_connections_is_one_row(assignment):
    key, barrier = uuid.uuid4(), threading.Barrier(10)

    def write():
        barrier.wait()
        try:
            note(assignment, key=key)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert HandoverNote.objects.count() == 1


# --- who gets in


def test_the_same_questions_of_every_page(
    assignment, event, staff, coordinator, officer_user, other_officer_user, stranger, admin_user, client_of
):
    row, kept = report(assignment, "submitted"), note(assignment)
    cast = [staff, coordinator, officer_user, other_officer_user, stranger, admin_user]
    gets = {
        ("handover", assignment.pk): (403, 403, 200, 404, 404, 404),
        ("final-report-write", assignment.pk): (403, 403, 302, 404, 404, 404),
        ("final-report-list", event.slug): (200, 200, 403, 403, 404, 403),
        ("final-report-detail", row.pk): (200, 200, 200, 404, 404, 404),
        ("agreement-list", event.slug): (200, 200, 403, 403, 404, 403),
        ("guide-edit", event.slug): (200, 403, 403, 403, 404, 403),
    }
    posts = {
        ("handover-read", kept.pk): (403, 403, 403, 404, 404, 404),
        ("final-report-return", row.pk): (422, 422, 403, 404, 404, 404),
        ("final-report-verify", row.pk): (302, 409, 403, 404, 404, 404),
    }
    for method, pages in (("get", gets), ("post", posts)):
        for (name, key), expected in pages.items():
            url = reverse(f"field:{name}", args=[key])
            found = tuple(getattr(client_of(user), method)(url).status_code for user in cast)
            assert found == expected, name
            wrong = client_of(staff).put(url) if method == "get" else client_of(staff).get(url)
            assert wrong.status_code in (403, 405), name


def test_the_admin_shows_what_officers_did_and_no_secret(assignment, admin_user, client_of):
    kept = note(assignment, SECRET)
    report(assignment)
    client = client_of(admin_user)
    for name in ("fieldguide", "checklisttick", "acknowledgement", "handovernote", "finalreport"):
        assert client.get(reverse(f"admin:field_{name}_changelist")).status_code == 200
    page = client.get(reverse("admin:field_handovernote_change", args=[kept.pk])).content.decode()
    assert SECRET not in page


def test_when_all_is_over_today_asks_for_the_report(assignment, event, officer_user, client_of):
    url = reverse("field:final-report-write", args=[assignment.pk])
    client = client_of(officer_user)
    with time_machine.travel(datetime(2022, 11, 26, 12, 0, tzinfo=UTC), tick=False):
        assert url in client.get(reverse("duty:today")).content.decode()
        report(assignment, "submitted")
        assert url not in client.get(reverse("duty:today")).content.decode()
    assert closings.report_of(assignment).state == "submitted"


def test_words_about_guests_go_after_the_events_days_and_lessons_stay(assignment, officer_user):
    note(assignment)
    report(assignment, "submitted", feedback="Tamu puas", lessons="Mobil cadangan")
    soon, later = datetime(2022, 12, 1, tzinfo=UTC), datetime(2023, 6, 1, tzinfo=UTC)
    for code in ("handover-notes", "final-reports"):
        assert (registry.rules[code].due(soon), registry.rules[code].due(later)) == (0, 1)
        assert registry.rules[code].run(later) == 1
        assert registry.rules[code].due(later) == 0
    row = FinalReport.objects.get()
    assert (row.state, row.course, row.feedback, row.lessons) == ("submitted", "", "", "Mobil cadangan")
    assert not HandoverNote.objects.exists()


def test_erasing_an_officer_takes_the_words_and_leaves_that_a_report_was_there(assignment, officer_user):
    note(assignment)
    report(assignment, "submitted", lessons="Mobil cadangan")
    personal.erase_words(officer_user.officer, LANDING)
    row = FinalReport.objects.get()
    assert (row.state, row.course, row.lessons) == ("submitted", "", "")
    assert not HandoverNote.objects.exists()


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (2000, 1000), "navy").save(out, "PNG")
    return SimpleUploadedFile("foto kamar.png", out.getvalue(), content_type="image/png")


def send(client, assignment, **facts):
    url = reverse("field:final-report-write", args=[assignment.pk])
    return client.post(url, {"course": "Lancar", **facts})


def test_a_report_takes_a_photo_that_its_readers_see_and_others_do_not(
    assignment, officer_user, other_officer_user, coordinator, staff, client_of
):
    client = client_of(officer_user)
    assert send(client, assignment, photo=photo()).status_code == 302
    written = FinalReport.objects.get()
    url = reverse("field:final-report-photo", args=[written.pk])
    answer = client_of(coordinator).get(url)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "no-store, private")
    assert client_of(other_officer_user).get(url).status_code == 404
    kept = written.photo.name
    send(client, assignment, version=written.version, course="Lancar sekali")
    written.refresh_from_db()
    assert (written.photo.name, written.course) == (kept, "Lancar sekali")


def test_a_photo_is_taken_away_with_its_file(
    assignment, officer_user, client_of, django_capture_on_commit_callbacks
):
    client = client_of(officer_user)
    send(client, assignment, photo=photo())
    written = FinalReport.objects.get()
    kept = written.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        send(client, assignment, version=written.version, without_photo="on")
    written.refresh_from_db()
    assert not written.photo
    assert not default_storage.exists(kept)


def test_no_photo_and_the_text_stays(assignment, officer_user, client_of):
    page = send(
        client_of(officer_user), assignment, photo=SimpleUploadedFile("x.jpg", b"no picture"), lessons="Tulis"
    )
    assert page.status_code == 422
    assert "Tulis" in page.content.decode()
    assert not FinalReport.objects.exists()


def test_a_report_that_is_handed_in_says_who_states_it_and_when(assignment, staff, client_of):
    draft = report(assignment)
    assert closings.confirmation_of(draft) == ""
    sent = services.submit_final_report(report=draft, by=assignment.officer.user, at=LANDING)
    words = closings.confirmation_of(sent)
    assert "Rina Petugas menyatakan" in words
    assert "10.35 WIB" in words
    page = client_of(staff).get(reverse("field:final-report-detail", args=[sent.pk])).content.decode()
    assert words in page


def test_the_photo_goes_with_what_the_report_tells(event, assignment, officer_user, client_of, at):
    send(client_of(officer_user), assignment, photo=photo())
    written = FinalReport.objects.get()
    assert closings.photo_address(written).startswith("data:image/jpeg;base64,")
    rule = registry.rules["final-reports"]
    later = at + timedelta(days=event.guest_data_days + 30)
    assert rule.due(later) == 1
    rule.run(later)
    kept = written.photo.name
    written.refresh_from_db()
    assert (str(written.photo), closings.photo_address(written)) == ("", "")
    assert not default_storage.exists(kept)
    assert rule.due(later) == 0
