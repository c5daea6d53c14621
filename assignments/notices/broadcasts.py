"""Verbs of broadcasts and of what staff pass on by hand."""

import uuid
from dataclasses import asdict
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.notices import services
from assignments.notices.audience import Audience, resolve
from assignments.notices.drafts import Draft, Message
from assignments.notices.models import Broadcast, HandOpening, HandWay, Notice, NoticeKind
from events.models import Event
from lo_portal import formats
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def send_broadcast(
    *, key: uuid.UUID, event: Event, title: str, text: str, audience: Audience, by, at: datetime
) -> Broadcast:
    """Tell these officers of `event`; `key` comes with the form, so a second press sends nothing new.

    Raises `Refused` when nobody with an account fits.
    """
    sent = Broadcast.objects.filter(pk=key, event=event).first()
    if sent is not None:
        return sent
    reached = resolve(event, audience)
    if not reached.officers:
        raise Refused(_("Nobody fits this choice. Widen it."), code="nobody")
    broadcast = Broadcast.objects.create(
        pk=key, event=event, title=title, text=text, audience=asdict(audience), sent_at=at, sent_by=by
    )
    message = Message(title=title, lead=text)
    facts = {"kind": NoticeKind.BROADCAST, "subject": broadcast, "event": event, "message": message}
    drafts = [Draft(recipient=officer.user, occasion="1", **facts) for officer in reached.officers]
    services.post_notices(drafts=drafts, by=by, at=at)
    trail.record("broadcast.sent", on=broadcast, by=by, at=at, detail={"people": len(drafts)})
    return broadcast


@transaction.atomic
def open_whatsapp(*, notice: Notice, by, at: datetime) -> HandOpening:
    """Note that staff opened this message in WhatsApp. It says "opened", never "sent".

    Raises `Refused` when the person has no mobile number.
    """
    if not phone_of(notice):
        raise Refused(_("This person has no mobile number."), code="no_phone")
    opening = HandOpening.objects.create(notice=notice, way=HandWay.WHATSAPP, opened_at=at, opened_by=by)
    trail.record("notice.opened_by_hand", on=notice, by=by, at=at)
    return opening


@transaction.atomic
def copy_group_text(*, broadcast: Broadcast, by, at: datetime) -> HandOpening:
    """Note that staff copied the text for a group."""
    opening = HandOpening.objects.create(broadcast=broadcast, way=HandWay.GROUP, opened_at=at, opened_by=by)
    trail.record("broadcast.copied", on=broadcast, by=by, at=at)
    return opening


def phone_of(notice: Notice) -> str:
    """The recipient's mobile number as E.164, or nothing."""
    officer = getattr(notice.recipient, "officer", None)
    return str(officer.phone) if officer and officer.phone else ""


def whatsapp_address(notice: Notice) -> str:
    """The wa.me address that opens a chat with the recipient, the message typed but not sent."""
    return f"https://wa.me/{formats.whatsapp(phone_of(notice))}?{urlencode({'text': notice.text})}"


def hand_text(broadcast: Broadcast) -> str:
    """The broadcast as people paste it into a group."""
    return f"*{broadcast.title}*\n{broadcast.event.short_name}\n\n{broadcast.text}"
