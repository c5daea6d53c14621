"""The end of an event: what forbids, what asks, closing, opening again, and what it all took."""

import io
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from assignments.closing import services
from assignments.closing.checklist import checklist, data_gone_on
from assignments.closing.models import Closure
from assignments.closing.recap import Recap
from assignments.field import services as field
from assignments.field.models import FinalReport, Incident
from assignments.models import Assignment
from events.models import Event
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from officers.models import Attendance
from tests import factories
from tests.exports.conftest import text_of
from tests.field.factories import leg_of, published_pickup
from tests.letters.factories import LetterFactory, ProfileFactory

pytestmark = pytest.mark.django_db
AFTER = datetime(2022, 11, 27, 2, 0, tzinfo=UTC)
LANDING = datetime(2022, 11, 23, 3, 35, tzinfo=UTC)


@pytest.fixture
def delegation(event, staff, officer_user, at):
    """A live event whose officer serves PH-01."""
    made = published_pickup(event, staff, officer_user, at)
    Event.objects.filter(pk=event.pk).update(stage="live")
    event.refresh_from_db()
    return made


@pytest.fixture
def assignment(delegation, officer_user):
    return Assignment.objects.get(officer__user=officer_user)


def report(assignment, staff, photo=None, **texts):
    user = assignment.officer.user
    saved = field.save_final_report(
        assignment=assignment, changes={"course": "Lancar", **texts}, photo=photo, by=user, at=LANDING
    )
    saved = field.submit_final_report(report=saved, by=user, at=LANDING)
    return field.verify_final_report(report=saved, by=staff, at=LANDING)


def incident(event, by, state="open", **facts):
    handled = {} if state == "open" else {"acknowledged_at": LANDING + timedelta(minutes=8)}
    if state in ("resolved", "closed"):
        handled["resolved_at"] = LANDING + timedelta(minutes=40)
    return Incident.objects.create(
        event=event, kind="logistics", happened_at=LANDING, reported_by=by, state=state, **handled, **facts
    )


def left(event, user, at=AFTER):
    return {check.code: check.count for check in checklist(event, user, at) if not check.is_done}


def close(event, by, at=AFTER, reason="", lessons=""):
    return services.close_event(event=event, lessons=lessons, reason=reason, by=by, at=at)


def test_the_checklist_counts_what_is_left(event, delegation, staff, officer_user):
    assert left(event, staff) == {"reports_missing": 1}
    incident(event, officer_user)
    incident(event, officer_user, "resolved")
    LetterFactory(event=event, profile=ProfileFactory(), state="approved")
    assert left(event, staff, LANDING) == {
        "not_over": 3, "incidents_open": 1, "incidents_resolved": 1, "letters_unsigned": 1,
        "reports_missing": 1,
    }  # fmt: skip


@pytest.mark.parametrize("thing", ["day", "incident", "letter"])
def test_what_must_be_done_forbids_the_closing(thing, event, assignment, staff, officer_user):
    report(assignment, staff)
    if thing == "incident":
        incident(event, officer_user)
    if thing == "letter":
        LetterFactory(event=event, profile=ProfileFactory(), state="approved")
    with pytest.raises(Refused) as refusal:
        close(event, staff, at=LANDING if thing == "day" else AFTER, reason="Tetap ditutup")
    assert refusal.value.code == {
        "day": "not_over", "incident": "incidents_open", "letter": "letters_unsigned"
    }[thing]  # fmt: skip
    event.refresh_from_db()
    assert event.stage == "live"


def test_closing_with_something_left_asks_for_a_reason(event, delegation, staff):
    with pytest.raises(Refused) as refusal:
        close(event, staff)
    assert refusal.value.code == "no_reason"
    closure = close(event, staff, reason="Petugas pindah tugas")
    assert closure.left_open[0][0] == "reports_missing"
    assert closure.reason == "Petugas pindah tugas"


def test_closing_moves_the_event_and_starts_the_countdown(event, assignment, staff):
    report(assignment, staff)
    close(event, staff, lessons="Mulai lebih awal")
    event.refresh_from_db()
    assert event.stage == "closed"
    line = AuditEntry.objects.get(verb="event.closed")
    assert line.detail == {"left_open": [], "data_gone_on": data_gone_on(event).isoformat()}
    with pytest.raises(Conflict):
        close(event, staff)


def test_opening_again_needs_a_reason_and_is_kept(event, assignment, staff):
    report(assignment, staff)
    close(event, staff)
    with pytest.raises(Refused):
        services.reopen_event(event=event, reason=" ", by=staff, at=AFTER)
    services.reopen_event(event=event, reason="Laporan tertinggal", by=staff, at=AFTER)
    event.refresh_from_db()
    assert event.stage == "live"
    close(event, staff, at=AFTER + timedelta(hours=1))
    assert [one.reopen_reason for one in Closure.objects.order_by("closed_at")] == ["Laporan tertinggal", ""]


def test_the_settings_page_does_not_close_past_the_checks(event, delegation, staff, client_of):
    url = reverse("events:event-move", args=[event.slug])
    assert client_of(staff).post(url, {"stage": "closed"}).status_code == 422
    event.refresh_from_db()
    assert event.stage == "live"


def test_the_recap_tells_hours_lessons_punctuality_and_incidents(
    event, assignment, delegation, officer_user, staff
):
    report(assignment, staff, lessons="Sediakan payung")
    for phase, when in (("on_site", LANDING - timedelta(minutes=30)), ("landed", LANDING)):
        field.report_status(
            delegation=delegation, leg=leg_of(delegation), phase=phase, tap_key=uuid.uuid4(), tapped_at=when,
            by=officer_user, at=when,
        )  # fmt: skip
    briefing = factories.BriefingFactory(item__event=event, lesson_hours=4)
    Attendance.objects.create(
        briefing=briefing, officer=officer_user.officer, marked_at=LANDING, method="list"
    )
    incident(event, officer_user, "closed")
    recap = Recap(event, staff)
    (one,) = recap.officers
    assert (one.codes, one.lesson_hours, one.legs, one.on_time, one.incidents, one.reports, one.verified) == (
        ["PH-01/1"], 4, 1, 1, 1, 1, 1,
    )  # fmt: skip
    assert 0 < one.hours <= 12 * 6
    assert recap.answer_minutes == 8
    assert recap.lessons == [("PH-01", "Rina Petugas", "Sediakan payung")]
    assert recap.agencies[0].hours == one.hours


def test_all_reports_become_one_document(event, assignment, staff, client_of):
    report(assignment, staff, lessons="Sediakan payung", course="Tiba tepat waktu")
    content = client_of(staff).get(reverse("closing:report-export", args=[event.slug, "pdf"])).content
    shown = text_of(content, "pdf")
    assert "Tiba tepat waktu" in shown
    assert "Sediakan payung" in shown
    assert "Rina Petugas" in shown


def test_reports_print_their_photos_small_and_a_lost_file_stops_nothing(
    event, assignment, staff, client_of, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    url = reverse("closing:report-export", args=[event.slug, "pdf"])
    written = report(assignment, staff, photo=ContentFile(jpeg(1600, 1200), "kamar.jpg"))
    assert pictures_of(client_of(staff).get(url).content) == {(720, 540)}
    Path(written.photo.path).unlink()
    content = client_of(staff).get(url).content
    assert pictures_of(content) == set()
    assert "Lancar" in text_of(content, "pdf")


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def pictures_of(content: bytes) -> set:
    """The sizes of a PDF's pictures; its pages share them."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return {one.image.size for page in pages for one in page.images}


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_the_recap_leaves_as_a_file(kind, event, assignment, staff, client_of):
    content = client_of(staff).get(reverse("closing:recap-export", args=[event.slug, kind])).content
    assert "Rina Petugas" in text_of(content, kind)


def test_the_page_closes_and_opens_again(event, assignment, staff, client_of):
    page = reverse("closing:closing", args=[event.slug])
    client = client_of(staff)
    with time_machine.travel(AFTER, tick=False):
        shown = client.get(page).content.decode()
        assert "1 laporan akhir belum ada" in shown
        assert client.post(reverse("closing:event-close", args=[event.slug])).status_code == 422
        client.post(reverse("closing:event-close", args=[event.slug]), {"reason": "Petugas pindah"})
        assert "Petugas pindah" in client.get(page).content.decode()
        client.post(reverse("closing:event-reopen", args=[event.slug]), {"reason": "Ada yang kurang"})
        assert "Ada yang kurang" in client.get(page).content.decode()
    event.refresh_from_db()
    assert event.stage == "live"


ADDRESSES = [
    ("closing", "get"), ("event-close", "post"), ("event-reopen", "post"), ("recap-export", "get"),
    ("report-export", "get"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method"), ADDRESSES)
def test_closing_is_the_bureaus(name, method, event, coordinator, officer_user, stranger, staff, client_of):
    keys = [event.slug, "csv"] if name.endswith("export") else [event.slug]
    url = reverse(f"closing:{name}", args=keys)
    answers = [
        getattr(client_of(user), method)(url).status_code for user in (coordinator, officer_user, stranger)
    ]
    assert answers == [403, 403, 404]
    wrong = "post" if method == "get" else "get"
    assert getattr(client_of(staff), wrong)(url).status_code == 405


def test_the_page_costs_the_same_for_one_and_thirty(event, assignment, staff, client_of):
    page, client = reverse("closing:closing", args=[event.slug]), client_of(staff)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _number in range(29):
        entry = factories.RosterEntryFactory(event=event)
        one = factories.DelegationFactory(event=event, tier=assignment.delegation.tier)
        factories.AssignmentFactory(delegation=one, officer=entry.officer, state="accepted")
        FinalReport.objects.create(delegation=one, officer=entry.officer)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)
