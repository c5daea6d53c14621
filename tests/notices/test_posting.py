"""Writing notices: once per key, in the caller's transaction, in the reader's language."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from assignments.notices import services
from assignments.notices.drafts import Action, Changed, Draft, Line, Message, message_id_of
from assignments.notices.models import Notice, NoticeKind
from assignments.notices.states import NoticeState
from lo_portal.refusals import Refused


def draft(recipient, event, **changes):
    values = {
        "kind": NoticeKind.CHANGE,
        "recipient": recipient,
        "subject": event,
        "event": event,
        "occasion": "v8",
        "message": Message(
            title="Jadwal berubah",
            lead="Jamuan makan malam pindah.",
            changes=(Changed("Mulai", "19.00 WIB", "18.30 WIB"),),
            lines=(Line("Tempat", "Balai Petitih"),),
            action=Action("Buka lembar tugas", "/me/"),
        ),
    }
    return Draft(**values | changes)


def test_post_notices_writes_one_row_per_channel(event, officer_user, at):
    new = services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)

    rows = Notice.objects.filter(recipient=officer_user)
    assert new == rows.count() == 2
    assert {row.channel for row in rows} == {"inbox", "email"}
    assert {row.state for row in rows} == {NoticeState.DUE}
    mail = rows.get(channel="email")
    assert mail.key == f"change:events.event/{event.pk}:{officer_user.pk}:v8:email"
    assert mail.message_id == message_id_of(mail.key, "127.0.0.1")
    assert "Mulai: 19.00 WIB -> 18.30 WIB" in mail.text
    assert "http://127.0.0.1:8000/me/" in mail.text
    assert mail.due_at == at


def test_post_notices_twice_tells_once(event, officer_user, at):
    services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
    assert services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at) == 0
    assert Notice.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_post_notices_outside_a_transaction_is_refused(event, officer_user, at):
    with pytest.raises(RuntimeError):
        services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)


@pytest.mark.django_db(transaction=True)
def test_rolled_back_change_leaves_no_notice(event, officer_user, at):
    with transaction.atomic():
        services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_texts_are_written_in_the_readers_language(event, officer_user, at):
    officer_user.language = "en"
    officer_user.save()
    message = Message(title=_("Yes"), lead=_("No"))
    services.post_notices(drafts=[draft(officer_user, event, message=message)], by=None, at=at)
    assert Notice.objects.filter(title="Yes", language="en").count() == 2


def test_retry_notices_queues_failed_ones_afresh(event, officer_user, staff, at):
    services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
    Notice.objects.filter(channel="email").update(
        state="failed", attempts=4, error_code="550", error="mailbox full"
    )
    assert services.retry_notices(notices=Notice.objects.all(), by=staff, at=at) == 1
    mail = Notice.objects.get(channel="email")
    assert (mail.state, mail.attempts, mail.error_code) == ("due", 0, "")


def test_retry_notices_without_a_failed_one_is_refused(event, officer_user, staff, at):
    services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
    with pytest.raises(Refused):
        services.retry_notices(notices=Notice.objects.all(), by=staff, at=at)


def test_mark_read_marks_every_channel_of_the_message(event, officer_user, at):
    services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
    services.mark_read(notice=Notice.objects.first(), by=officer_user, at=at)
    assert Notice.objects.filter(read_at=at).count() == 2


def test_mark_read_by_somebody_else_is_refused(event, officer_user, stranger, at):
    services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
    with pytest.raises(Refused):
        services.mark_read(notice=Notice.objects.first(), by=stranger, at=at)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "sent"},
        {"sent_at": "2022-11-21T02:00Z"},
        {"owner": "me"},
        {"state": "failed"},
        {"not_after": "2022-01-01T00:00Z"},
        {"channel": "other"},
        {"muted_at": "2022-11-21T02:00Z"},
    ],
)
def test_paired_facts_are_kept_by_the_schema(event, officer_user, at, broken):
    services.post_notices(drafts=[draft(officer_user, event)], by=None, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(**broken)


def test_a_draft_needs_a_time_or_an_occasion(event, officer_user):
    with pytest.raises(ValueError, match="occasion"):
        _thread = draft(officer_user, event, occasion="").thread
