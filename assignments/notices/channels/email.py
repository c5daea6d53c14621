"""E-mail over SMTP: at least once, always under the notice's own Message-ID."""

import smtplib
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assignments.notices.channels.base import Channel, Permanent, Temporary, Trouble
from assignments.notices.wording import render_mail
from lo_portal.accounts import services as accounts
from lo_portal.accounts.models import User

# Answers that speak about our own account at the server, not about this message.
OUR_FAULT = {530, 534, 535, 538}


class EmailChannel(Channel):
    code = "email"
    label = _("E-mail")
    icon = "envelope"

    @contextmanager
    def session(self):
        """One connection for the batch; after any trouble the next message opens a new one."""
        connection = get_connection()
        try:
            yield connection
        finally:
            _drop(connection)

    def send(self, session, outgoing):
        if not outgoing.email:
            raise Permanent("no-address", "no e-mail address")
        opened = False
        try:
            session.open()
            opened = True
            session.send_messages([_mail(outgoing, session)])
        except Exception as error:
            _drop(session)
            raise trouble_of(error, opened=opened) from error
        return outgoing.email


def trouble_of(error: Exception, *, opened: bool) -> Trouble:
    """What an exception of smtplib means: refused for good, or worth another try.

    With the connection open, one that ends without an answer may come after the server took the mail.
    """
    code, words = _answer(error)
    if code and code >= 500 and code not in OUR_FAULT:
        return Permanent(str(code), words)
    if code:
        return Temporary(str(code), words)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Temporary("timeout", "no answer in time", left=opened)
    return Temporary("connection", str(error) or type(error).__name__, left=opened)


def _answer(error: Exception) -> tuple[int | None, str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return None, ""
    return code, words.decode(errors="replace") if isinstance(words, bytes) else str(words)


def _way_in(outgoing) -> str:
    """A fresh one-time link to a personal action; empty for a button that anybody may read."""
    action = outgoing.content.get("action") or {}
    if not action.get("personal"):
        return ""
    user = User.objects.get(pk=outgoing.recipient_id)
    secret = accounts.create_sign_in_link(user=user, by=None, at=timezone.now(), next_path=action["path"])
    return reverse("accounts:link-use", args=[secret])


def _mail(outgoing, connection) -> EmailMultiAlternatives:
    text, html = render_mail(outgoing, _way_in(outgoing))
    mail = EmailMultiAlternatives(
        subject=outgoing.title,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[outgoing.email],
        connection=connection,
        headers={"Message-ID": outgoing.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _drop(connection) -> None:
    with suppress(Exception):
        connection.close()
