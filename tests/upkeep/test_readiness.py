"""`/readyz` names the part that is broken, `/metrics` shows the same, and only operators read them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from assignments.notices.models import Notice
from lo_portal.celery import note_worker
from lo_portal.upkeep import readiness, services


@pytest.fixture
def alive(db):
    for part in ("beat", "worker", "deliverer"):
        services.note_heartbeat(part=part)


def age(part: str, seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE upkeep_heartbeat SET at = clock_timestamp() - make_interval(secs => %s) WHERE part = %s",
            [seconds, part],
        )


def test_all_parts_alive(alive, client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["broken"]) == (200, [])
    assert answer.headers["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize(("part", "seconds"), [("beat", 121), ("worker", 121), ("deliverer", 31)])
def test_a_part_that_stopped_is_named(part, seconds, alive, client):
    age(part, seconds - 10)
    assert client.get("/readyz").status_code == 200

    age(part, seconds)
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["broken"]) == (503, [part])
    assert client.get("/healthz").status_code == 200


def test_a_part_that_never_lived_is_named(db, client):
    assert client.get("/readyz").json()["broken"] == ["deliverer", "beat", "worker"]


def test_late_messages_and_failing_mails_are_named(alive, client, post, staff, officer_user, monkeypatch):
    now = timezone.now()
    rows = post(staff, officer_user)
    Notice.objects.update(due_at=now - timedelta(hours=1), next_try_at=now - timedelta(seconds=100))
    assert client.get("/readyz").status_code == 200
    Notice.objects.filter(pk=rows[0].pk).update(next_try_at=now - timedelta(seconds=130))
    assert client.get("/readyz").json()["broken"] == ["notices"]

    services.hold_delivery(reason="restored", data_of=now, by=None, at=now)
    assert client.get("/readyz").json()["broken"] == []  # they wait on purpose

    Notice.objects.filter(channel="email").update(state="retry", error_code="450", attempts=1)
    monkeypatch.setattr("assignments.notices.health.ENOUGH_MAILS", 2)
    assert client.get("/readyz").json()["broken"] == ["mail"]


def test_a_full_disk_is_named_and_a_dead_redis_only_degrades(alive, client, settings, monkeypatch):
    monkeypatch.setattr(readiness, "DISK_FULL", 0.0)
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/valkey.sock",
        }
    }

    answer = client.get("/readyz").json()

    assert answer["broken"] == ["disk"]
    assert answer["parts"]["redis"]["state"] == "degraded"


def test_metrics_show_the_age_of_the_oldest(alive, client, post, staff):
    post(staff)
    text = client.get("/metrics").content.decode()

    (line,) = [line for line in text.splitlines() if line.startswith("portal_oldest_due_seconds ")]
    assert float(line.split()[1]) > 1000
    assert 'portal_part_up{part="notices"} 0.0' in text
    assert "portal_delivery_held 0.0" in text


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_strangers_see_nothing_and_a_token_opens(path, alive, client, settings):
    settings.MONITOR_TOKEN = "rahasia-pemantau"
    assert client.get(path, REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get(path, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404
    wrong = {"Authorization": "Bearer salah"}
    assert client.get(path, REMOTE_ADDR="203.0.113.9", headers=wrong).status_code == 404
    right = {"Authorization": "Bearer rahasia-pemantau"}
    assert client.get(path, REMOTE_ADDR="203.0.113.9", headers=right).status_code == 200
    assert client.post(path).status_code == 405


def test_a_worker_leaves_signs_of_life(db, monkeypatch):
    monkeypatch.setattr("lo_portal.celery._last_beat", 0.0)
    monkeypatch.setattr(connection, "close", lambda: None)  # this test's transaction lives in it
    note_worker()

    assert readiness.worker().word == "ok"
