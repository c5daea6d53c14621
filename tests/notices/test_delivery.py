"""Delivery against a real SMTP server: what arrives, what is tried again, what is given up."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from assignments.notices import claims, delivery
from assignments.notices.backoff import DELAYS
from assignments.notices.channels.inbox import InboxChannel
from assignments.notices.models import InboxItem, Notice
from tests import factories

pytestmark = pytest.mark.django_db


def mail_of(user) -> Notice:
    return Notice.objects.get(recipient=user, channel="email")


def person(mode: str):
    return factories.UserFactory(email=f"{mode}-1@contoh.example", name=f"Bapak {mode}")


def test_deliver_due_brings_mail_and_inbox(smtp, post, officer_user):
    post(officer_user)

    tally = delivery.deliver_due(limit=100)

    assert tally == {"sent": 2}
    notice = mail_of(officer_user)
    assert (notice.state, notice.attempts, notice.address) == ("sent", 1, "rina@contoh.example")
    assert (notice.owner, notice.lease_until, notice.maybe_double) == ("", None, False)
    assert InboxItem.objects.filter(recipient=officer_user).count() == 1
    ((message_id, to, mail),) = smtp.mails
    assert (message_id, to) == (notice.message_id, "rina@contoh.example")
    assert mail["Subject"] == "Kumpul pukul 07.00 WIB"
    assert "Lobi hotel." in mail.get_body(("plain",)).get_content()
    assert "Lobi hotel." in mail.get_body(("html",)).get_content()


def test_deliver_due_leaves_the_future_alone(smtp, post, officer_user):
    post(officer_user, due_at=timezone.now() + timedelta(minutes=5))
    assert not delivery.deliver_due(limit=100)
    assert not smtp.mails


@pytest.mark.django_db(transaction=True)
def test_deliver_due_inside_a_transaction_is_refused(smtp, post, officer_user):
    post(officer_user)
    with pytest.raises(RuntimeError), transaction.atomic():
        delivery.deliver_due(limit=100)


def test_trouble_of_one_mail_stops_no_other(smtp, post):
    modes = ["421", "450", "550", "hang", "drop", "ok"]
    people = {mode: person(mode) for mode in modes}
    post(*people.values())

    delivery.deliver_until_empty(seconds=20)

    states = {mode: mail_of(user) for mode, user in people.items()}
    assert {mode: row.state for mode, row in states.items()} == {
        "421": "retry",
        "450": "retry",
        "550": "failed",
        "hang": "retry",
        "drop": "retry",
        "ok": "sent",
    }
    codes = {mode: row.error_code for mode, row in states.items() if mode != "drop"}
    assert codes == {"421": "421", "450": "450", "550": "550", "hang": "timeout", "ok": ""}
    assert "Mailbox unavailable" in states["550"].error
    assert {mode for mode, row in states.items() if row.maybe_double} == {"hang", "drop"}
    assert InboxItem.objects.count() == len(modes)


def test_a_mail_dropped_after_data_comes_again_under_the_same_id(smtp, post):
    user = person("drop")
    post(user, channels=("email",))
    delivery.deliver_due(limit=10)
    smtp.modes_off = True
    Notice.objects.update(next_try_at=mail_of(user).due_at)

    delivery.deliver_due(limit=10)

    assert smtp.ids == {mail_of(user).message_id: 2}
    assert mail_of(user).state == "sent"
    assert mail_of(user).maybe_double


def test_retries_wait_longer_and_end_in_failure(smtp, post):
    user = person("450")
    post(user, channels=("email",))
    for number, seconds in enumerate(DELAYS, start=1):
        before = datetime.now(UTC)
        delivery.deliver_due(limit=10)
        notice = mail_of(user)
        assert (notice.state, notice.attempts) == ("retry", number)
        waited = (notice.next_try_at - before).total_seconds()
        assert 0.79 * seconds < waited < 1.21 * seconds + 3
        Notice.objects.update(next_try_at=notice.due_at)
    delivery.deliver_due(limit=10)
    assert mail_of(user).state == "failed"


def test_a_retry_never_waits_past_the_end(smtp, post):
    user = person("450")
    end = timezone.now() + timedelta(seconds=5)
    post(user, channels=("email",), not_after=end)
    delivery.deliver_due(limit=10)
    assert mail_of(user).next_try_at == end


def test_too_late_is_said_and_not_sent(smtp, post, officer_user):
    post(officer_user, not_after=timezone.now() - timedelta(seconds=1))
    assert delivery.deliver_due(limit=10) == {"expired": 2}
    assert not smtp.mails
    assert not InboxItem.objects.exists()


def test_an_inactive_person_is_told_nothing(smtp, post, officer_user):
    post(officer_user)
    officer_user.is_active = False
    officer_user.save()
    assert delivery.deliver_due(limit=10) == {"superseded": 2}
    assert not smtp.mails


def test_a_changed_fact_is_not_told(smtp, post, officer_user, event):
    item = factories.AgendaItemFactory(event=event)
    post(officer_user, subject=item, subject_version=item.version)
    item.version += 1
    item.save()
    assert delivery.deliver_due(limit=10) == {"superseded": 2}
    assert set(Notice.objects.values_list("error_code", flat=True)) == {"changed"}
    assert not smtp.mails


def test_a_deleted_fact_is_not_told(smtp, post, officer_user, event):
    item = factories.AgendaItemFactory(event=event)
    post(officer_user, subject=item, subject_version=item.version)
    item.delete()
    assert delivery.deliver_due(limit=10) == {"superseded": 2}


def leave_in_sending(**fields):
    """As a process leaves it that ends between the server's answer and its commit."""
    past = timezone.now() - timedelta(seconds=1)
    Notice.objects.filter(channel="email").update(
        state="sending", owner="gone", lease_until=past, attempts=1, **fields
    )


def test_a_row_found_in_sending_is_sent_again_and_marked(smtp, post, officer_user):
    post(officer_user)
    leave_in_sending()
    delivery.deliver_due(limit=10)
    notice = mail_of(officer_user)
    assert (notice.state, notice.maybe_double, notice.attempts, notice.crashes) == ("sent", True, 2, 1)


def test_one_inbox_that_breaks_stops_no_other(smtp, post, officer_user, other_officer_user, monkeypatch):
    post(officer_user, other_officer_user, channels=("inbox",))
    write = InboxChannel.send_all

    def break_for_one(self, batch):
        if any(one.recipient_id == officer_user.pk for one in batch):
            raise ValueError("broken row")
        write(self, batch)

    monkeypatch.setattr(InboxChannel, "send_all", break_for_one)
    assert delivery.deliver_due(limit=10) == {"sent": 1, "retry": 1}
    assert InboxItem.objects.get().recipient == other_officer_user
    assert Notice.objects.get(recipient=officer_user).error_code == "error"


def test_three_crashes_end_it(smtp, post, officer_user):
    post(officer_user)
    leave_in_sending(crashes=2)
    delivery.deliver_due(limit=10)
    notice = mail_of(officer_user)
    assert (notice.state, notice.error_code, notice.maybe_double) == ("dead", "crashed", True)
    assert not smtp.mails


def test_a_lease_that_holds_is_respected(smtp, post, officer_user):
    post(officer_user, channels=("email",))
    Notice.objects.update(owner="other", lease_until=timezone.now() + timedelta(minutes=1))
    assert not delivery.deliver_due(limit=10)


def test_a_server_that_is_away_costs_nothing_but_time(smtp, post, officer_user):
    smtp.stop()
    post(officer_user)
    assert delivery.deliver_due(limit=10) == {"sent": 1, "retry": 1}
    notice = mail_of(officer_user)
    assert (notice.error_code, notice.maybe_double) == ("connection", False)
    smtp.start()
    settings_port = smtp.port
    assert settings_port


def test_our_own_wrong_password_fails_no_notice():
    import smtplib

    from assignments.notices.channels.base import Temporary
    from assignments.notices.channels.email import trouble_of

    error = smtplib.SMTPAuthenticationError(535, b"5.7.8 Bad credentials")
    assert isinstance(trouble_of(error, opened=False), Temporary)


def test_a_line_break_in_a_title_adds_no_header(smtp, post, officer_user):
    from assignments.notices.drafts import Message

    post(officer_user, message=Message(title="Pindah\r\nBcc: semua@contoh.example"))
    delivery.deliver_due(limit=10)
    ((_id, _to, mail),) = smtp.mails
    assert mail["Bcc"] is None


def test_markup_in_a_message_stays_text(smtp, post, officer_user):
    from assignments.notices.drafts import Message

    post(officer_user, message=Message(title="A", lead="<script>alert(1)</script>"))
    delivery.deliver_due(limit=10)
    ((_id, _to, mail),) = smtp.mails
    assert "<script>" not in mail.get_body(("html",)).get_content()
    assert "<script>" in mail.get_body(("plain",)).get_content()


def test_claims_speak_by_the_databases_clock():
    for statement in (claims.LEASE, claims.CLAIM, claims.PUT_ASIDE, claims.SENT, claims.RETRY):
        assert "clock_timestamp()" in statement
        assert "now()" not in statement
