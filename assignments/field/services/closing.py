"""Verbs about what an officer leaves behind: the hand-over note and the final report."""

import uuid
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.field.models import (
    OPEN_REPORTS,
    REPORT_MOVES,
    FinalReport,
    HandoverNote,
    ReportState,
)
from assignments.models import Assignment
from assignments.notices import services as notices
from assignments.notices.drafts import Action, Draft, Message
from assignments.notices.models import NoticeKind
from events.models import EventStage
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused


@transaction.atomic
def write_handover(
    *, assignment: Assignment, note: str, tap_key: uuid.UUID, by, tapped_at: datetime, at: datetime
) -> HandoverNote:
    """Keep a note for the next officer; the same key again changes nothing. Raises `Refused` when empty."""
    if not note.strip():
        raise Refused(_("Write what the next officer must know."), code="no_note")
    kept, is_new = HandoverNote.objects.get_or_create(
        tap_key=tap_key,
        defaults={
            "delegation": assignment.delegation,
            "author": assignment.officer,
            "note": note.strip(),
            "written_at": tapped_at,
        },
    )
    if is_new:
        trail.record("handover.written", on=kept, by=by, at=at)
    return kept


@transaction.atomic
def read_handover(*, note: HandoverNote, by, at: datetime) -> None:
    """The next officer has read it; the first time counts."""
    if HandoverNote.objects.filter(pk=note.pk, read_at=None).update(read_at=at, read_by=by):
        trail.record("handover.read", on=note, by=by, at=at)


@transaction.atomic
def save_final_report(
    *, assignment: Assignment, changes: dict, by, at: datetime, report: FinalReport | None = None,
    seen: int | None = None, photo: ContentFile | None = None, without_photo: bool = False,
) -> FinalReport:  # fmt: skip
    """Keep what was written so far; a new `photo` takes the place of the old one.

    Raises `Refused` once it is submitted, `Conflict` when it moved on.
    """
    if assignment.delegation.event.stage == EventStage.ARCHIVED:
        raise Refused(_("The event is archived; its reports are final."), code="event_over")
    if report is None:
        report, _told = rows.add_row(
            FinalReport, {"delegation": assignment.delegation, "officer": assignment.officer, **changes}
        )
        trail.record("final_report.started", on=report, by=by, at=at)
        return _with_photo(report, photo, without_photo)
    stored = FinalReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if stored.state not in OPEN_REPORTS:
        raise Refused(_("This report is submitted; it can no longer be changed."), code="wrong_state")
    is_pictured = photo is not None or (without_photo and bool(stored.photo))
    report, diff = rows.change_row(stored, changes, seen=seen, touched=is_pictured)
    if diff or is_pictured:
        fields = sorted([*diff, *(["photo"] if is_pictured else [])])
        trail.record("final_report.changed", on=report, by=by, at=at, detail={"fields": fields})
    return _with_photo(report, photo, without_photo)


def _with_photo(report: FinalReport, photo: ContentFile | None, without_photo: bool) -> FinalReport:
    """Set or take away the picture; the old file goes once the change is final."""
    storage, old = report.photo.storage, report.photo.name
    if photo is not None:
        report.photo.save("foto.jpg", photo, save=False)
    elif without_photo:
        report.photo = ""
    if report.photo.name != old:
        FinalReport.objects.filter(pk=report.pk).update(photo=report.photo.name)
        if old:
            transaction.on_commit(lambda: storage.delete(old))
    return report


@transaction.atomic
def submit_final_report(*, report: FinalReport, by, at: datetime) -> FinalReport:
    """Hand it in. Raises `Refused` without a word on the course of the duty."""
    if not report.course.strip():
        raise Refused(_("Write how the duty went before you submit."), code="empty_report")
    return _move(report, ReportState.SUBMITTED, by, at, submitted_at=at)


@transaction.atomic
def verify_final_report(*, report: FinalReport, by, at: datetime) -> FinalReport:
    """The coordinator has checked it: it is final."""
    return _move(report, ReportState.VERIFIED, by, at, judged_at=at, judged_by=by)


@transaction.atomic
def return_final_report(*, report: FinalReport, reason: str, by, at: datetime) -> FinalReport:
    """Send it back with the reason; its officer is told. Raises `Refused` without a reason."""
    if not reason.strip():
        raise Refused(_("Write what is missing, so that the officer can add it."), code="no_reason")
    moved = _move(
        report, ReportState.RETURNED, by, at, judged_at=at, judged_by=by, return_reason=reason.strip()[:300]
    )
    _tell_returned(moved, at)
    return moved


def _move(report: FinalReport, state: ReportState, by, at: datetime, **facts) -> FinalReport:
    """Along the table, or a refusal that says how it stands."""
    stored = FinalReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if state not in REPORT_MOVES[ReportState(stored.state)]:
        raise Conflict(
            _("This report is “%(state)s” by now, so this is no longer possible.")
            % {"state": stored.get_state_display()},
            code="wrong_state",
        )
    FinalReport.objects.filter(pk=stored.pk).update(
        state=state, version=F("version") + 1, updated_at=at, **facts
    )
    stored.refresh_from_db()
    trail.record(f"final_report.{state}", on=stored, by=by, at=at)
    return stored


def _tell_returned(report: FinalReport, at: datetime) -> None:
    served = Assignment.objects.filter(delegation=report.delegation, officer=report.officer).primary()
    last = served.exclude(offered_at=None).order_by("-offered_at").first()
    if report.officer.user is None or last is None:
        return
    message = Message(
        title=gettext_lazy("Your final report on %(code)s needs an addition")
        % {"code": report.delegation.code},
        lead=report.return_reason,
        action=Action(gettext_lazy("Open the report"), reverse("field:final-report-write", args=[last.pk])),
    )
    draft = Draft(
        kind=NoticeKind.CHANGE, recipient=report.officer.user, subject=report, event=report.event,
        occasion=f"returned-{report.version}", message=message,
    )  # fmt: skip
    notices.post_notices(drafts=[draft], by=None, at=at)
