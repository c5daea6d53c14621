"""`migrate` gives way to whoever holds a table, and comes again."""

import threading

import psycopg2
import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import OperationalError, connection
from django.utils.module_loading import import_string

from tests.stack import database_url

PLACE = "lo_portal.management.commands.migrate"


@pytest.fixture
def holder(transactional_db, monkeypatch):
    """Another connection that has written in a table and does not end; the rest is short."""
    monkeypatch.setattr(f"{PLACE}.REST_SECONDS", 0.1)
    other = psycopg2.connect(database_url(connection.settings_dict["NAME"]))
    other.cursor().execute("LOCK TABLE events_event IN ROW EXCLUSIVE MODE")
    yield other
    other.close()


@pytest.fixture
def locking(monkeypatch):
    """In place of Django's migrating, a statement of a migration, with a short patience; its tries."""
    tries = []

    def handle(self, *args, **options):
        tries.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
            cursor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")

    monkeypatch.setattr(migrate.Command, "handle", handle)
    return tries


def test_a_busy_table_is_tried_again(holder, locking, capsys):
    threading.Timer(0.5, holder.close).start()
    call_command("migrate", skip_checks=True)
    assert 1 < len(locking) <= 5
    assert "A table is busy" in capsys.readouterr().err


def test_a_table_that_stays_busy_ends_it(holder, locking):
    with pytest.raises(OperationalError, match="lock timeout"):
        call_command("migrate", skip_checks=True)
    assert len(locking) == 5


def test_of_two_at_once_the_second_waits_for_the_first(holder, locking, capsys):
    holder.rollback()
    holder.cursor().execute(import_string(f"{PLACE}.TURN"))
    threading.Timer(0.5, holder.close).start()
    call_command("migrate", skip_checks=True)
    assert len(locking) == 1
    assert "Another migrate is at work" in capsys.readouterr().err
