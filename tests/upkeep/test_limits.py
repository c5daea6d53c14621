"""Limits that stand between a stuck part and everybody else, as they are live (reliability rules 3 and 6)."""

from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection

from lo_portal.celery import app

WAITING_TASKS = ("apply_async(eta", ", eta=", ", countdown=", "(countdown=", "self.retry(")


def test_celery_loses_no_work_and_hangs_on_nothing():
    conf = app.conf
    assert conf.task_acks_late is True
    assert conf.task_reject_on_worker_lost is True
    assert conf.worker_prefetch_multiplier == 1
    assert conf.task_publish_retry is False
    assert conf.task_ignore_result is True
    assert conf.result_backend is None
    assert conf.accept_content == ["json"]
    options = conf.broker_transport_options
    assert conf.task_soft_time_limit < conf.task_time_limit < options["visibility_timeout"] / 2
    assert (options["socket_connect_timeout"], options["socket_timeout"]) == (1, 2)


def test_no_task_waits_in_the_broker_for_its_time():
    """An ETA beyond the visibility timeout is delivered again and again; rows wait, tasks do not."""
    rooms = ("lo_portal", "events", "officers", "delegates", "assignments")
    sources = [path for room in rooms for path in Path(settings.BASE_DIR, room).rglob("*.py")]
    waiting = [path.name for path in sources if any(word in path.read_text() for word in WAITING_TASKS)]
    assert waiting == []


def test_the_database_ends_what_hangs(db):
    with connection.cursor() as cursor:
        found = []
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            found.append(cursor.fetchone()[0])
    assert found == ["15s", "3s", "5min"], "tests.stack asks for the last"
    assert settings.DATABASE_LIMITS.split()[1::2] == [
        "statement_timeout=15s", "lock_timeout=3s", "idle_in_transaction_session_timeout=30s"
    ]  # fmt: skip
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True
    assert settings.DATABASES["default"].get("ATOMIC_REQUESTS", False) is False


def test_mail_and_cache_have_time_limits():
    assert settings.EMAIL_TIMEOUT == 10
    assert settings.CACHES["default"]["OPTIONS"] == {"socket_connect_timeout": 1, "socket_timeout": 2}
    assert issubclass(import_module(settings.SESSION_ENGINE).SessionStore, DatabaseStore)
    assert settings.SESSION_SAVE_EVERY_REQUEST is False
