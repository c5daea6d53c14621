"""Continuous archiving: a real server dies with its disk, and another one is made from the archive."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg2
import pyrage
import pytest

from lo_portal.runner import postgres, processes
from lo_portal.runner.postgres import PostgresServer
from lo_portal.runner.project import RunnerError
from tests.stack import ROOT, _short_folder, new_postgres

SCRIPT = ROOT / "deploy" / "wal.sh"


class Archive:
    """A folder on another disk, the pair of keys in it, and the script with both."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.env = {
            "WAL_STORE": str(folder / "store"),
            "WAL_RECIPIENTS": str(folder / "public"),
            "WAL_IDENTITY": str(folder / "private"),
        }

    def make_keys(self) -> None:
        key = pyrage.x25519.Identity.generate()
        (self.folder / "public").write_text(f"{key.to_public()}\n")
        (self.folder / "private").write_text(f"{key}\n")

    def give_to(self, server: PostgresServer) -> None:
        """Everything in the folder becomes the server's account's."""
        if server.account:
            for path in (self.folder, *self.folder.rglob("*")):
                server.account.give(path)

    def run(self, server: PostgresServer, *words: str) -> subprocess.CompletedProcess:
        """The script as the server's account would run it."""
        path = f"{server.binaries}:{os.environ['PATH']}"
        env = self.env | {"PATH": path, "PGHOST": str(server.sockets), "PGUSER": "portal"}
        rights = server.account.as_popen() if server.account else {}
        return subprocess.run(
            [str(SCRIPT), *words], env=env, cwd="/", capture_output=True, text=True, check=False, **rights
        )

    def segments(self) -> list[Path]:
        return sorted((self.folder / "store" / "wal").glob("*.age"))


def ask(server: PostgresServer, statement: str) -> list[tuple]:
    connection = psycopg2.connect(server.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def ship(server: PostgresServer, archive: Archive) -> None:
    """Close the running segment and wait until it lies in the archive."""
    ask(server, "CREATE TABLE IF NOT EXISTS tick (n int); INSERT INTO tick VALUES (1)")
    ((name,),) = ask(server, "SELECT pg_walfile_name(pg_switch_wal())")
    shipped = archive.folder / "store" / "wal" / f"{name}.age"
    processes.wait_until(shipped.exists, seconds=60)
    assert shipped.exists(), processes.see(server.log, 20)


@pytest.fixture(scope="module")
def archived():
    """(archive, moment) of a server whose disk is gone; the moment is between two changes."""
    with _short_folder() as folder:
        archive = Archive(folder / "archive")
        archive.folder.mkdir()
        archive.make_keys()
        (folder / "old").mkdir()
        server = new_postgres(folder / "old")
        archive.give_to(server)
        settings = " ".join(f"{name}={value}" for name, value in archive.env.items())
        server.options += ("archive_mode=on", f"archive_command={settings} {SCRIPT} archive %p %f")
        server.start()
        try:
            ask(server, "CREATE TABLE guest (name text); INSERT INTO guest VALUES ('sebelum cadangan')")
            made = archive.run(server, "base")
            assert made.returncode == 0, made.stderr
            ask(server, "INSERT INTO guest VALUES ('sesudah cadangan')")
            ship(server, archive)
            ((moment,),) = ask(server, "SELECT clock_timestamp()::text")
            ask(server, "DELETE FROM guest")
            ship(server, archive)
        finally:
            server.kill()
        yield archive, moment


@pytest.fixture
def lost(archived):
    """(archive, moment, folder for the next server): the archive is a copy that a test may spoil."""
    made, moment = archived
    with _short_folder() as folder:
        archive = Archive(shutil.copytree(made.folder, folder / "archive"))
        (folder / "new").mkdir()
        archive.give_to(new_postgres(folder / "new"))
        yield archive, moment, folder / "new"


def restored(archive: Archive, folder: Path, *until: str) -> PostgresServer:
    server = new_postgres(folder)
    server.data.mkdir(parents=True, mode=0o700)
    if server.account:
        server.account.give(server.data)
    done = archive.run(server, "restore", str(server.data), *until)
    assert done.returncode == 0, done.stderr
    server.start()
    return server


def test_what_was_saved_after_the_base_backup_comes_back(lost):
    archive, moment, folder = lost
    server = restored(archive, folder, moment)
    try:
        assert ask(server, "SELECT name FROM guest") == [("sebelum cadangan",), ("sesudah cadangan",)]
    finally:
        server.stop()


def test_without_a_moment_everything_is_played_back(lost):
    archive, _moment, folder = lost
    server = restored(archive, folder)
    try:
        assert ask(server, "SELECT count(*) FROM guest") == [(0,)]
    finally:
        server.stop()


def test_a_damaged_segment_stops_the_recovery_instead_of_ending_it(lost, monkeypatch):
    monkeypatch.setattr(postgres, "RETRY_SECONDS", 0)  # it would not start at the next try either
    archive, moment, folder = lost
    for segment in archive.segments():
        segment.write_bytes(segment.read_bytes()[:-1] + b"?")
    with pytest.raises(RunnerError, match="did not start"):
        restored(archive, folder, moment)


def test_the_archive_cannot_be_read_without_the_key(lost):
    archive, _moment, _folder = lost
    everything = b"".join(path.read_bytes() for path in (archive.folder / "store").rglob("*.age"))
    assert b"sebelum cadangan" not in everything
    assert archive.segments()


def test_a_segment_is_never_written_over(lost):
    archive, _moment, folder = lost
    server, segment = new_postgres(folder), archive.segments()[0]
    before = segment.read_bytes()
    again = archive.run(server, "archive", str(SCRIPT), segment.stem)
    assert again.returncode != 0
    assert "already there" in again.stderr
    assert segment.read_bytes() == before


def test_a_folder_that_holds_something_is_left_alone(lost):
    archive, _moment, folder = lost
    (folder / "something").write_text("x")
    refused = archive.run(new_postgres(folder), "restore", str(folder))
    assert refused.returncode == 1
    assert "not empty" in refused.stderr
