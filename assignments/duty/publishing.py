"""Verbs of publishing: write one version of the plan, and tell exactly those whom it concerns."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments import services as assignments
from assignments.duty import messages
from assignments.duty.models import DutySheet, Publication
from assignments.duty.preview import Preview, SheetUpdate, preview_publication
from assignments.duty.sheet import to_json
from assignments.notices import services as notices
from assignments.notices.models import Notice
from assignments.notices.tasks import plan_reminders
from events import services as events
from events.models import Event, EventStage
from lo_portal import bell
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer
from officers.services import accounts

BATCH = 500
# In place of a row: this version was for some officers alone.
PEOPLE = "people"
OVER = {EventStage.CLOSED, EventStage.ARCHIVED}


@transaction.atomic
def publish_plan(*, event: Event, by, at: datetime, seen: str | None = None) -> Publication:
    """Make today's rows the published plan: one version, new sheets where they differ, one message each.

    Officers get a way to sign in, held periods are refitted to today's service windows, and proposed
    officers are asked first.
    `seen` is the fingerprint of the preview that the person looked at. Raises `Conflict` when the
    plan has moved on since, or when a moved delegation would hold an officer twice; `Refused` when
    there is nothing to publish or the event is over. A draft event is in preparation from now on:
    who was told something is reminded of it, too.
    """
    event = _locked(event)
    accounts.open_accounts(event=event, by=by, at=at)
    assignments.refit_periods(event=event, by=by, at=at)
    preview = preview_publication(event, at=at)
    _demand(preview, seen)
    if event.stage == EventStage.DRAFT:
        events.move_event(event=event, stage=EventStage.PREPARATION, by=by, at=at)
    assignments.offer_assignments(assignments=list(preview.asked), by=by, at=at)
    return _write(preview, by=by, at=at)


@transaction.atomic
def publish_row(*, event: Event, row_key: str, by, at: datetime, seen: str | None = None) -> Publication:
    """Publish one agenda item ("agenda:<id>") or movement ("movement:<id>") at once, nothing else.

    Everything else stays as last published and waits for `publish_plan`: nobody new is asked, and a
    held period that no longer fits is shown on the board. Raises like `publish_plan`.
    """
    event = _locked(event)
    preview = preview_publication(event, at=at, row_key=row_key)
    _demand(preview, seen)
    return _write(preview, by=by, at=at, row_key=row_key)


@transaction.atomic
def publish_people(*, event: Event, people: list[Officer], by, at: datetime) -> Publication | None:
    """Publish the sheets of these officers at once, for example after a replacement; nobody else's.

    Whoever of them is proposed is asked. Returns None when their sheets tell nothing new.
    """
    event = _locked(event)
    accounts.open_accounts(event=event, by=by, at=at)
    preview = preview_publication(event, at=at, people=people)
    if preview.is_empty:
        return None
    assignments.offer_assignments(assignments=list(preview.asked), by=by, at=at)
    return _write(preview, by=by, at=at, row_key=PEOPLE)


@transaction.atomic
def mark_sheet_read(*, sheet: DutySheet, by, at: datetime) -> bool:
    """ "Sudah saya baca": this version, the earlier ones, and the messages that told of them.

    Pressing twice keeps the first time. Raises `Refused` for somebody else's sheet.
    """
    if sheet.officer.user_id != by.pk:
        raise Refused(_("Only the officer can mark the duty sheet as read."), code="not_own_sheet")
    earlier = DutySheet.objects.filter(
        officer=sheet.officer, event=sheet.event, version__lte=sheet.version, read_at=None
    )
    marked = earlier.update(read_at=max(at, sheet.published_at))
    for notice in _messages_about(sheet, by):
        notices.mark_read(notice=notice, by=by, at=at)
    if marked:
        trail.record("duty_sheet.read", on=sheet, by=by, at=at, detail={"version": sheet.version})
    return bool(marked)


@transaction.atomic
def resend_publication(*, publication: Publication, by, at: datetime) -> int:
    """Send the message again to those who have not read it, and to nobody else; returns how many.

    The same minute's second press sends nothing more. Raises `Refused` when everybody has read it.
    """
    waiting = [row for row in unread_sheets(publication) if row.officer.user is not None]
    if not waiting:
        raise Refused(_("Everybody with an account has read this version."), code="all_read")
    drafts = [messages.reminder_draft(publication, row, at) for row in waiting]
    notices.post_notices(drafts=drafts, by=by, at=at)
    trail.record("publication.reminded", on=publication, by=by, at=at, detail={"officers": len(waiting)})
    return len(waiting)


def clash_of(event: Event) -> str:
    """The sentence that would stop the publication: an officer held twice by moved periods; else empty.

    Tries the refit for real and takes it back.
    """
    try:
        with transaction.atomic():
            assignments.refit_periods(event=event, by=None, at=event.created_at)
            transaction.set_rollback(True)
    except Conflict as conflict:
        return str(conflict.sentence)
    return ""


def unread_sheets(publication: Publication):
    """Sheets of this version that are in force and not read yet, with their officers."""
    newest = DutySheet.objects.filter(event=publication.event).newest().values("pk")
    return (
        DutySheet.objects.filter(pk__in=newest, version=publication.version)
        .unread()
        .select_related("officer__user", "officer__agency", "event")
        .order_by("officer__agency__name", "officer__name")
    )


def _messages_about(sheet: DutySheet, user):
    """The person's unread messages that told of this version or of an earlier one."""
    versions = Publication.objects.filter(event=sheet.event, version__lte=sheet.version)
    told = Notice.objects.filter(
        recipient=user,
        read_at=None,
        subject_type=Publication._meta.label_lower,
        subject_id__in=[str(key) for key in versions.values_list("pk", flat=True)],
    )
    return told.order_by("thread", "pk").distinct("thread")


def _locked(event: Event) -> Event:
    """The event as stored; one publication at a time. Raises `Refused` when it is over."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.stage in OVER:
        raise Refused(
            _("%(event)s is closed. Open it again in the settings before you publish.") % {"event": event},
            code="event_over",
        )
    return event


def _demand(preview: Preview, seen: str | None) -> None:
    if preview.is_empty:
        raise Refused(_("Nothing differs from the published plan."), code="nothing_to_publish")
    if seen is not None and seen != preview.fingerprint:
        raise Conflict(
            _("The plan was changed while you were looking. Read the list again, then publish."),
            code="stale_preview",
        )


def _write(preview: Preview, *, by, at: datetime, row_key: str = "") -> Publication:
    told = preview.told
    publication = Publication.objects.create(
        event=preview.event,
        version=preview.version,
        published_at=at,
        published_by=by,
        row_key=row_key,
        summary={"officers": len(told), "asked": len(preview.asked), "sheets": len(preview.updates)},
    )
    DutySheet.objects.bulk_create(
        (_sheet_row(update, publication) for update in preview.updates), batch_size=BATCH
    )
    drafts = [draft for update in told for draft in messages.drafts_for(update, publication)]
    notices.post_notices(drafts=drafts, by=by, at=at)
    transaction.on_commit(_ring_planner, robust=True)
    trail.record(
        "plan.published",
        on=publication,
        by=by,
        at=at,
        detail={**publication.summary, "version": publication.version, "row": row_key},
    )
    return publication


def _ring_planner() -> None:
    """Let the reminders follow at once; the beat plans every minute besides."""
    bell.ring(plan_reminders)


def _sheet_row(update: SheetUpdate, publication: Publication) -> DutySheet:
    """The new row. A change that tells nothing leaves a sheet that was read a read one."""
    silent = not update.is_told and update.old_was_read
    return DutySheet(
        event=publication.event,
        officer=update.officer,
        version=publication.version,
        content=update.content,
        changes=[to_json(change) for change in update.changes],
        published_at=publication.published_at,
        read_at=publication.published_at if silent else None,
    )
