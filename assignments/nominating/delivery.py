"""Sending the mails to agencies: claim a row, send it under its own Message-ID, write the outcome.

The database's clock decides. A process that dies while it sends leaves its row in `sending`; when its
lease is over the row is taken up again and marked as possibly double, until it has failed as often as others.
"""

import os
import random
import socket
import uuid
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.letters.models import LetterState
from assignments.nominating import texts
from assignments.nominating.models import RequestLetter
from assignments.notices.backoff import DELAYS, delay_after
from assignments.notices.channels.base import Permanent, Trouble
from assignments.notices.channels.email import trouble_of
from assignments.notices.drafts import message_id_of
from lo_portal.audit import trail
from lo_portal.upkeep import services as upkeep
from officers.nominations import services as nominations
from officers.nominations.models import AgencyMail
from officers.nominations.states import MailKind, MailState, NominationState, NomineeDecision

_chance = random.Random()


def deliver_agency_mails(*, limit: int = 50) -> Counter:
    """Send up to `limit` mails that are due, oldest first; returns how many ended in which state.

    Any number of processes may run it at once. Raises `RuntimeError` inside a transaction.
    """
    owner = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:6]}"[:40]
    tally = Counter()
    if upkeep.is_held():
        return tally
    release_signed()
    while tally.total() < limit and (mail := _claim(owner)) is not None:
        tally[_deliver(mail, owner)] += 1
    return tally


def release_signed() -> int:
    """Let the mails go whose letter is in force now."""
    signed = RequestLetter.objects.filter(letter__state=LetterState.IN_FORCE).values("nomination")
    return AgencyMail.objects.filter(awaits_letter=True, nomination__in=signed).update(
        awaits_letter=False, next_try_at=Now()
    )


def _claim(owner: str) -> AgencyMail | None:
    """The next due mail, marked as being sent; those that nobody wants any more are cancelled on the way."""
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    due = AgencyMail.objects.open().filter(free, next_try_at__lte=Now(), awaits_letter=False)
    due = due.select_related("nomination__event", "nomination__agency").order_by("next_try_at", "id")
    while True:
        with transaction.atomic(durable=True):
            mail = due.select_for_update(of=("self",), skip_locked=True).first()
            if mail is None:
                return None
            row = AgencyMail.objects.filter(pk=mail.pk)
            if mail.state == MailState.SENDING and mail.attempts > len(DELAYS):
                given_up = _("Given up: each process that sent it ended meanwhile.")
                row.update(
                    state=MailState.FAILED, owner="", lease_until=None, error=given_up, maybe_double=True
                )
            elif _is_wanted(mail):
                row.update(
                    state=MailState.SENDING,
                    owner=owner,
                    lease_until=Now() + timedelta(seconds=settings.NOTICE_LEASE_SECONDS),
                    attempts=F("attempts") + 1,
                    maybe_double=mail.maybe_double or mail.state == MailState.SENDING,
                )
                return AgencyMail.objects.select_related("nomination__event", "nomination__agency").get(
                    pk=mail.pk
                )
            else:
                row.update(state=MailState.CANCELLED, owner="", lease_until=None)


def _is_wanted(mail: AgencyMail) -> bool:
    nomination, now = mail.nomination, timezone.now()
    if nomination.state == NominationState.CLOSED or nomination.link_until <= now:
        return False
    if mail.kind == MailKind.REMINDER:
        return nomination.state == NominationState.OPEN and nomination.due_at > now
    if mail.kind == MailKind.QUESTION:
        return nomination.nominees.filter(decision=NomineeDecision.ASKED).exists()
    return True


def _deliver(mail: AgencyMail, owner: str) -> MailState:
    """Send one claimed mail and write what became of it."""
    try:
        address = _send(mail)
    except Trouble as trouble:
        return _note_trouble(mail, owner, trouble)
    with transaction.atomic():
        held = AgencyMail.objects.filter(pk=mail.pk, owner=owner, state=MailState.SENDING)
        if held.update(
            state=MailState.SENT, sent_at=Now(), owner="", lease_until=None, error="", address=address
        ):
            detail = {"kind": mail.kind}
            trail.record("nomination.mailed", on=mail.nomination, by=None, at=timezone.now(), detail=detail)
    return MailState.SENT


def _note_trouble(mail: AgencyMail, owner: str, trouble: Trouble) -> MailState:
    delay = None if isinstance(trouble, Permanent) else delay_after(mail.attempts, _chance)
    state = MailState.FAILED if delay is None else MailState.RETRY
    AgencyMail.objects.filter(pk=mail.pk, owner=owner, state=MailState.SENDING).update(
        state=state,
        owner="",
        lease_until=None,
        error=" ".join(str(trouble).split())[:300],
        maybe_double=mail.maybe_double or trouble.left,
        next_try_at=Now() + timedelta(seconds=delay or 0),
    )
    return state


def _send(mail: AgencyMail) -> str:
    """Returns the address used; raises `Trouble`."""
    address = mail.nomination.agency.contact_email
    if not address:
        raise Permanent("no-address", "no e-mail address")
    connection, opened = get_connection(), False
    try:
        message = _compose(mail, address, connection)
        connection.open()
        opened = True
        connection.send_messages([message])
    except Exception as error:
        raise trouble_of(error, opened=opened) from error
    finally:
        with suppress(Exception):
            connection.close()
    return address


def _compose(mail: AgencyMail, address: str, connection) -> EmailMultiAlternatives:
    """The mail with a link of its own, made now and stored only as a hash, and the signed letter."""
    secret = nominations.new_secret_link(nomination=mail.nomination, by=None)
    subject, text, html = texts.mail_texts(mail, reverse("nominations:agency-home", args=[secret]))
    host = urlsplit(settings.PORTAL_BASE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        connection=connection,
        headers={"Message-ID": message_id_of(mail.key, host), "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    asked = RequestLetter.objects.filter(nomination=mail.nomination).select_related("letter").first()
    if mail.kind != MailKind.QUESTION and asked and asked.letter.state == LetterState.IN_FORCE:
        with asked.letter.file.open("rb") as file:
            message.attach("surat-permohonan-nominasi.pdf", file.read(), "application/pdf")
    return message
