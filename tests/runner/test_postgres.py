"""Our PostgreSQL survives what happens to servers on people's machines."""

import os
import subprocess
import sys

import psycopg2
import pytest

from lo_portal.runner import postgres, processes
from tests import stack


def fetch(url: str, statement: str) -> list[tuple]:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def test_killed_server_comes_back_with_what_it_had_confirmed(own_postgres):
    fetch(own_postgres.url, "CREATE TABLE kept AS SELECT 7 AS id")
    own_postgres.kill()
    with pytest.raises(psycopg2.OperationalError):
        fetch(own_postgres.url, "SELECT 1")

    own_postgres.start()

    assert fetch(own_postgres.url, "SELECT id FROM kept") == [(7,)]


def test_second_start_finds_the_running_server(own_postgres):
    other = postgres.PostgresServer(
        binaries=own_postgres.binaries,
        home=own_postgres.home,
        sockets=own_postgres.sockets,
        log=own_postgres.log,
        account=own_postgres.account,
    )
    pid = own_postgres.pid()

    other.start()

    assert other.pid() == pid
    other.stop()
    assert own_postgres.pid() is None


def test_lock_file_that_names_another_process_is_not_believed(own_postgres):
    own_postgres.kill()
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    lock = own_postgres.data / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(sleeper.pid), *lines[1:]]) + "\n")
    try:
        assert own_postgres.pid() is None
        own_postgres.start()
        assert own_postgres.pid() not in (None, sleeper.pid)
        assert processes.is_alive(sleeper.pid)
    finally:
        sleeper.kill()
        sleeper.wait()


def test_unfinished_cluster_is_made_again(own_postgres):
    """A first start that was cut off leaves a folder without a usable cluster."""
    own_postgres.stop()
    own_postgres.data.rename(own_postgres.note("new"))

    own_postgres.start()

    assert fetch(own_postgres.url, "SELECT current_database()") == [("portal",)]


def test_new_cluster_forgets_the_notes_of_the_old_one(own_postgres):
    own_postgres.note("migrated").write_text("a state")
    own_postgres.stop()
    subprocess.run(["rm", "-r", str(own_postgres.data)], check=True)

    own_postgres.start()

    assert not own_postgres.note("migrated").exists()


def test_server_listens_on_no_port(own_postgres):
    assert fetch(own_postgres.url, "SHOW listen_addresses") == [("",)]


def test_libpq_variables_of_the_host_lead_nowhere(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example")
    monkeypatch.setenv("PGPORT", "5432")

    assert not [name for name in postgres.clean_environment() if name.startswith("PG")]


def test_tests_run_on_a_socket_of_their_own(db):
    """Unless told otherwise; a server of the host on its usual port is never asked."""
    from django.db import connection

    given = not os.environ["DATABASE_URL"].endswith(f"{os.environ[stack.FOLDER]}/sockets")
    if given:
        pytest.skip("DATABASE_URL was given to this run")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('unix_socket_directories'), inet_server_addr() IS NULL")
        assert cursor.fetchone() == (f"{os.environ[stack.FOLDER]}/sockets", True)
