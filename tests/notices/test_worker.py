"""The whole way with a real worker and broker: a commit rings, a rollback sends nothing."""

import threading
import time

import pytest
from celery import Celery
from django.conf import settings as live
from django.core.mail import EmailMessage, get_connection
from django.core.management import call_command
from django.db import connection, transaction

from assignments.notices import delivery, services, tasks
from assignments.notices.drafts import Draft, Message
from assignments.notices.models import Notice
from tests import factories
from tests.notices.sink import wait_until

real = pytest.mark.django_db(transaction=True)


def drafts(event, *users):
    message = Message(title="Kumpul", lead="Lobi.")
    return [
        Draft(kind="broadcast", recipient=user, subject=event, event=event, occasion="1", message=message)
        for user in users
    ]


@real
def test_a_commit_rings_and_a_rollback_sends_nothing(start_worker, smtp, event, officer_user, at):
    start_worker(EMAIL_URL=smtp.url, pool="threads", concurrency=1)

    # Without the protection: the row is written by another connection, outside the transaction.
    with transaction.atomic():
        elsewhere = threading.Thread(target=post_outside, args=(event, officer_user, at))
        elsewhere.start()
        elsewhere.join()
        transaction.set_rollback(True)
    assert wait_until(lambda: len(smtp.mails) == 1, seconds=30), "told although nothing happened"
    wait_until(lambda: not Notice.objects.open().exists(), seconds=10)
    Notice.objects.all().delete()

    with transaction.atomic():
        services.post_notices(drafts=drafts(event, officer_user), by=None, at=at)
        transaction.set_rollback(True)
    services.ring()
    time.sleep(1)
    assert len(smtp.mails) == 1

    with transaction.atomic():
        services.post_notices(drafts=drafts(event, officer_user), by=None, at=at)
    assert wait_until(lambda: len(smtp.mails) == 2, seconds=30)


def post_outside(event, user, at):
    try:
        with transaction.atomic():
            services.post_notices(drafts=drafts(event, user), by=None, at=at)
    finally:
        connection.close()


@real
def test_a_dead_broker_delays_nothing(smtp, event, officer_user, at, monkeypatch):
    nobody = Celery("lo_portal", broker="redis://127.0.0.1:1/0", set_as_current=False)
    nobody.conf.task_publish_retry = False
    monkeypatch.setattr(tasks, "ring_notices", nobody.task(tasks.ring_notices.run, name="ring"))
    with transaction.atomic():
        services.post_notices(drafts=drafts(event, officer_user), by=None, at=at)
    assert not smtp.mails
    call_command("deliver_notices")
    assert len(smtp.mails) == 1


@pytest.mark.django_db
def test_one_bad_mail_stops_the_naive_loop_but_not_ours(smtp, post):
    modes = ["ok-1", "550-1", "ok-2"]
    users = [factories.UserFactory(email=f"{mode}@contoh.example") for mode in modes]

    mails = [EmailMessage("A", "B", to=[user.email], from_email="a@contoh.example") for user in users]
    with pytest.raises(Exception, match="550"):
        get_connection().send_messages(mails)
    assert [to for _id, to, _mail in smtp.mails] == ["ok-1@contoh.example"]

    smtp.mails.clear()
    post(*users)
    delivery.deliver_until_empty(seconds=10)
    assert {to for _id, to, _mail in smtp.mails} == {"ok-1@contoh.example", "ok-2@contoh.example"}


@pytest.mark.django_db
def test_a_hanging_server_holds_the_naive_mail_but_not_ours(smtp, post, settings):
    user = factories.UserFactory(email="hang-1@contoh.example")
    smtp.hang_seconds = 4

    settings.EMAIL_TIMEOUT = None
    naive = get_connection()
    started = time.monotonic()
    with pytest.raises(Exception, match="451"):
        naive.send_messages([EmailMessage("A", "B", to=[user.email], from_email="a@contoh.example")])
    assert time.monotonic() - started > 3.5

    settings.EMAIL_TIMEOUT = 1
    post(user, channels=("email",))
    started = time.monotonic()
    delivery.deliver_due(limit=10)
    assert time.monotonic() - started < 3
    assert Notice.objects.get().state == "retry"


@pytest.mark.django_db
def test_the_naive_retry_changes_its_message_id_ours_does_not(smtp, post):
    user = factories.UserFactory(email="drop-1@contoh.example")
    mail = EmailMessage("A", "B", to=[user.email], from_email="a@contoh.example")
    for _attempt in range(2):
        with pytest.raises(Exception, match="closed"):
            get_connection().send_messages([mail])
    assert len(smtp.ids) == 2

    smtp.mails.clear()
    post(user, channels=("email",))
    for _attempt in range(2):
        delivery.deliver_due(limit=10)
        Notice.objects.update(next_try_at=Notice.objects.get().due_at)
    assert list(smtp.ids.values()) == [2]


def test_beat_rings_and_plans_and_a_missed_ring_expires():
    schedule = live.CELERY_BEAT_SCHEDULE
    ring, plan = schedule["ring-notices"], schedule["plan-reminders"]
    assert ring["schedule"].total_seconds() <= 10
    assert ring["options"]["expires"] <= ring["schedule"].total_seconds()
    assert plan["schedule"].total_seconds() == 60
    assert tasks.ring_notices.name == ring["task"]
    assert tasks.plan_reminders.name == plan["task"]


@pytest.mark.django_db
def test_the_planning_task_plans_every_event_being_prepared(officer_user, event, settings):
    from datetime import timedelta

    from django.utils import timezone

    starts_at = timezone.now() + timedelta(hours=30)
    factories.BriefingFactory(item__event=event, item__starts_at=starts_at)
    tasks.plan_reminders()
    assert Notice.objects.filter(kind="briefing").exists()
