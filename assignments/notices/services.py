"""Verbs of notices: write them, withhold them, send again, mark as read.

Writing is part of another verb's transaction and leaves its trace as the rows themselves; what a
person does to notices has its line in the audit trail.
"""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assignments.notices.channels import all_channels
from assignments.notices.drafts import Draft, message_id_of
from assignments.notices.models import Notice, PushSubscription
from assignments.notices.states import RETRIED_BY_HAND, NoticeState
from assignments.notices.wording import TITLE_LENGTH, write_out
from lo_portal import bell
from lo_portal.audit import trail
from lo_portal.refusals import Refused

BATCH = 1000
# Marks the thread of a repeated message: "...:1" is repeated as "...:1+2022112402".
AGAIN = "+"
_COPIED = [
    *("kind", "recipient", "event", "subject_type", "subject_id", "subject_version"),
    *("not_after", "language", "text", "content", "fingerprint"),
]


def post_notices(*, drafts: Iterable[Draft], by, at: datetime) -> int:
    """Write the notices of these drafts in the caller's transaction; returns how many are new.

    A key that is already there is left as it is, so posting twice tells once; rolled back with its
    change, nothing is told. Raises `RuntimeError` outside a transaction. Audit: the caller's own line.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("post_notices() belongs inside the transaction of its change")
    rows = [row for chunk in _chunks(drafts) for row in build_rows(chunk, at)]
    before = [row.pk for row in rows]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    new = sum(
        Notice.objects.filter(pk__in=before[start : start + BATCH]).count()
        for start in range(0, len(before), BATCH)
    )
    if any(row.due_at <= at for row in rows):
        transaction.on_commit(ring, robust=True)
    return new


def build_rows(drafts: list[Draft], at: datetime) -> list[Notice]:
    """The rows of these drafts, one per channel that can reach the person, rendered but not stored."""
    people = {draft.recipient.pk for draft in drafts}
    reached = {code: channel.reaches(people) for code, channel in all_channels().items()}
    rows = []
    for draft in drafts:
        name = str(draft.recipient)
        written = write_out(draft.message, language=draft.recipient.language, name=name)
        for code in draft.channels or reached:
            if draft.recipient.pk in reached[code]:
                rows.append(_row(draft, code, at, written))
    return rows


@transaction.atomic
def retry_notices(*, notices: QuerySet, by, at: datetime) -> int:
    """Queue failed and given-up notices again, with fresh attempts; returns how many.

    Raises `Refused` when none of them can be tried again (sent, replaced, or too late).
    """
    again = notices.filter(state__in=RETRIED_BY_HAND).exclude(not_after__lte=at)
    about = again.first()
    moved = again.move_to(NoticeState.DUE, **FRESH, next_try_at=_not_before_due(at))
    if not moved:
        raise Refused(
            _("None of these notices can be sent again: they were sent, replaced or are too late."),
            code="nothing_to_retry",
        )
    trail.record("notices.retried", on=about, by=by, at=at, detail={"count": moved})
    transaction.on_commit(ring, robust=True)
    return moved


@transaction.atomic
def mute_notices(*, notices: QuerySet, by, at: datetime) -> int:
    """Withhold notices that have not left; planning leaves them withheld. Returns how many.

    Raises `Refused` when all of them have left already.
    """
    waiting = notices.waiting()
    about = waiting.first()
    moved = waiting.move_to(NoticeState.CANCELLED, **LET_GO, muted_at=at, muted_by=by)
    if not moved:
        raise Refused(_("These notices have left already."), code="nothing_to_mute")
    trail.record("notices.muted", on=about, by=by, at=at, detail={"count": moved})
    return moved


@transaction.atomic
def remind_unread(*, notices: QuerySet, by, at: datetime) -> int:
    """Send these unread messages again, outside the inbox where they already lie; returns how many rows.

    One message is repeated at most once an hour. Raises `Refused` when all of them were read, are too
    late, or were repeated within the hour.
    """
    unread = notices.filter(channel="inbox", state=NoticeState.SENT, read_at=None).exclude(not_after__lte=at)
    unread = list(unread.select_related("recipient", "event"))
    reached = {
        code: channel.reaches({row.recipient_id for row in unread})
        for code, channel in all_channels().items()
        if not channel.in_database
    }
    rows = [_again(row, code, at) for row in unread for code in reached if row.recipient_id in reached[code]]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    new = Notice.objects.filter(pk__in=[row.pk for row in rows]).count()
    if not new:
        raise Refused(
            _("Nobody is left to remind: all have read it, it is too late, or they were just reminded."),
            code="nobody_to_remind",
        )
    trail.record("notices.reminded", on=unread[0], by=by, at=at, detail={"count": new})
    transaction.on_commit(ring, robust=True)
    return new


@transaction.atomic
def mark_read(*, notice: Notice, by, at: datetime) -> None:
    """ "Sudah saya baca": the recipient read this message, whichever channel brought it.

    Marking twice keeps the first time. Raises `Refused` for somebody else's notice.
    """
    if notice.recipient_id != by.pk:
        raise Refused(_("Only the recipient can mark a notice as read."), code="not_recipient")
    message = Q(thread=notice.thread) | Q(thread__startswith=f"{notice.thread}{AGAIN}")
    marked = Notice.objects.filter(message, recipient=by, read_at=None).update(read_at=at)
    if marked:
        trail.record("notice.read", on=notice, by=by, at=at)


@transaction.atomic
def mark_all_read(*, by, at: datetime) -> int:
    """Everything that the person was told so far is read; returns how many messages lay in the inbox."""
    unread = Notice.objects.filter(recipient=by, read_at=None, due_at__lte=at)
    count = unread.filter(inbox_item__isnull=False).count()
    if unread.update(read_at=at):
        trail.record("notices.read", on=by, by=by, at=at, detail={"count": count})
    return count


@transaction.atomic
def subscribe_push(*, endpoint: str, p256dh: str, auth: str, device: str, by, at: datetime) -> None:
    """This browser shows the person's notices from now on; a browser belongs to its last person."""
    row, _created = PushSubscription.objects.update_or_create(
        endpoint=endpoint, defaults={"recipient": by, "p256dh": p256dh, "auth": auth, "device": device}
    )
    trail.record("push.subscribed", on=row, by=by, at=at)


@transaction.atomic
def unsubscribe_push(*, endpoint: str, by, at: datetime) -> None:
    """This browser shows no more of the person's notices; one that never did is left alone."""
    row = PushSubscription.objects.filter(endpoint=endpoint, recipient=by).first()
    if row is not None:
        trail.record("push.unsubscribed", on=row, by=by, at=at)
        row.delete()


def ring() -> None:
    """Wake a worker; the beat and the command ring again besides."""
    from assignments.notices.tasks import ring_notices  # tasks import the services

    bell.ring(ring_notices)


LET_GO = {"owner": "", "lease_until": None}
FRESH = {**LET_GO, "attempts": 0, "crashes": 0, "error_code": "", "error": ""}


def _row(draft: Draft, channel: str, at: datetime, written: tuple[str, str, dict]) -> Notice:
    title, text, content = written
    key = f"{draft.thread}:{channel}"
    due_at = draft.due_at or at
    return Notice(
        key=key,
        thread=draft.thread,
        kind=draft.kind,
        recipient=draft.recipient,
        event=draft.event,
        subject_type=draft.about.type,
        subject_id=draft.about.key,
        subject_version=draft.subject_version,
        channel=channel,
        due_at=due_at,
        next_try_at=due_at,
        not_after=draft.not_after,
        message_id=message_id_of(key, _mail_host()),
        language=draft.recipient.language,
        title=title,
        text=text,
        content=content,
        fingerprint=draft.fingerprint,
    )


def _again(row: Notice, channel: str, at: datetime) -> Notice:
    """A copy of an unread message for another channel, keyed by the hour."""
    with translation.override(row.language):
        title = gettext("Not read yet: %(title)s") % {"title": row.title}
    thread = f"{row.thread}{AGAIN}{at:%Y%m%d%H}"
    key = f"{thread}:{channel}"
    return Notice(
        key=key,
        thread=thread,
        channel=channel,
        due_at=at,
        next_try_at=at,
        message_id=message_id_of(key, _mail_host()),
        title=title[:TITLE_LENGTH],
        **{name: getattr(row, name) for name in _COPIED},
    )


def _mail_host() -> str:
    return urlsplit(settings.PORTAL_BASE_URL).hostname or "localhost"


def _not_before_due(at: datetime):
    return Greatest(F("due_at"), Value(at))


def _chunks(drafts: Iterable[Draft]):
    chunk = []
    for draft in drafts:
        chunk.append(draft)
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
