"""The messages of publishing, as notice drafts: one officer, one message, by every channel.

What is said comes from the sheets, so no restricted field can be in it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.duty.difference import Change
from assignments.duty.models import DutySheet, Publication
from assignments.duty.preview import SheetUpdate
from assignments.notices.drafts import Action, Changed, Draft, Line, Message
from assignments.notices.models import NoticeKind
from lo_portal import formats

# A message names so many changes; the duty sheet has them all.
LIMIT = 12


def drafts_for(update: SheetUpdate, publication: Publication) -> Iterator[Draft]:
    """The draft of one officer's message; none for an officer without an account.

    An officer who is asked finds a personal one-time link to the answer in the mail.
    """
    user = update.officer.user
    if user is None:
        return
    with translation.override(user.language):
        if not update.asked:
            kind = NoticeKind.RELEASE if update.is_released else NoticeKind.CHANGE
            yield _draft(kind, user, publication, _change_message(update, publication))
            return
        path = reverse("duty:assignment-answer", args=[update.asked[0].pk])
        message = _offer_message(update, publication, Action(_("Answer"), path, personal=True))
        yield _draft(NoticeKind.OFFER, user, publication, message)


def reminder_draft(publication: Publication, row: DutySheet, at: datetime) -> Draft:
    """The same changes again, for somebody who has not read them."""
    user = row.officer.user
    with translation.override(user.language):
        changes, lines = _told(tuple(row.told))
        message = Message(
            title=_("Not read yet: duty sheet version %(version)d") % {"version": row.version},
            lead=_("Your duty sheet was published at %(time)s. Read it and press “I have read this”.")
            % {"time": _zoned(row.published_at, publication.event)},
            changes=changes,
            lines=lines,
            action=_open_sheet(),
        )
    occasion = f"v{publication.version}-{at:%Y%m%d%H%M}"
    return _draft(NoticeKind.CHANGE, user, publication, message, occasion=occasion)


def _draft(kind, user, publication: Publication, message: Message, *, occasion="") -> Draft:
    return Draft(
        kind=kind,
        recipient=user,
        subject=publication,
        message=message,
        event=publication.event,
        occasion=occasion or f"v{publication.version}",
    )


def _change_message(update: SheetUpdate, publication: Publication) -> Message:
    changes, lines = _told(update.changes)
    return Message(
        title=_change_title(update, publication),
        lead=_("Duty sheet version %(version)d is in force from %(time)s.")
        % {
            "version": publication.version,
            "time": _zoned(publication.published_at, publication.event),
        },
        changes=changes,
        lines=lines,
        action=_open_sheet(),
    )


def _change_title(update: SheetUpdate, publication: Publication) -> str:
    if update.is_first:
        return _("Your duty sheet: %(event)s") % {"event": publication.event}
    if update.is_released:
        return _("You are released from your duty: %(event)s") % {"event": publication.event}
    first = update.changes[0]
    if len(update.changes) == 1:
        return _("Changed: %(what)s") % {"what": first.sentence}
    count = len(update.changes) - 1
    return ngettext(
        "Changed: %(what)s and %(count)d more thing", "Changed: %(what)s and %(count)d more things", count
    ) % {"what": first.heading, "count": count}


def _offer_message(update: SheetUpdate, publication: Publication, action: Action) -> Message:
    event = publication.event
    changes, lines = _told(update.changes)
    until = answer_until(event, publication.published_at)
    return Message(
        title=_("You are proposed as LO: %(event)s") % {"event": event},
        lead=_("Please answer before %(time)s whether you are willing to serve.")
        % {"time": formats.full(until, event.timezone, translation.get_language())},
        changes=changes,
        lines=lines,
        action=action,
    )


def answer_until(event, offered_at: datetime) -> datetime:
    """Until when an officer asked at `offered_at` should answer."""
    return offered_at + timedelta(hours=event.answer_hours)


def _told(found: tuple[Change, ...]) -> tuple[tuple[Changed, ...], tuple[Line, ...]]:
    """The first changes as old and new, and as plain lines what is new altogether."""
    shown = found[:LIMIT]
    changes = tuple(Changed(change.heading, change.old, change.new or "–") for change in shown if change.old)
    lines = tuple(Line(change.heading, change.new) for change in shown if not change.old)
    rest = len(found) - len(shown)
    if rest:
        more = ngettext("%(count)d more change", "%(count)d more changes", rest) % {"count": rest}
        lines = (*lines, Line(_("Duty sheet"), more))
    return changes, lines


def _zoned(moment: datetime, event) -> str:
    return formats.time(moment, event.timezone, translation.get_language())


def _open_sheet() -> Action:
    return Action(_("Open the duty sheet"), reverse("duty:today"))
