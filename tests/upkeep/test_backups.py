"""Backups are believed only once restored: made, wiped, restored, and every way in which they go bad."""

import json
import shutil
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pyrage
import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assignments.notices import delivery
from assignments.notices.models import Notice
from delegates.models import Guest
from lo_portal.upkeep import services
from lo_portal.upkeep.backups import BackupError, databases, making, programs, restoring, vault
from lo_portal.upkeep.models import DeliveryHold
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def key(settings, tmp_path):
    """The private key of a pair whose public half the portal knows."""
    made = pyrage.x25519.Identity.generate()
    settings.BACKUP_RECIPIENTS = [str(made.to_public())]
    settings.MEDIA_ROOT = tmp_path / "portal" / "media"
    (settings.MEDIA_ROOT / "letters").mkdir(parents=True)
    (settings.MEDIA_ROOT / "letters" / "a.pdf").write_bytes(b"%PDF" + bytes(200_000))
    return made


@pytest.fixture
def backup(transactional_db, key, tmp_path, client_of):
    """A backup of a portal with a guest, a session and a file."""
    factories.GuestFactory(full_name="Datuk Cadangan", passport_number="K-CANARY-77", delegation__code="D-77")
    client_of(factories.UserFactory(name="Sesi Lama"))
    return making.make_backup(folder=tmp_path / "backups", at=timezone.now())


def scratch_databases() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'portal_check_%%'")
        return [name for (name,) in cursor.fetchall()]


def test_a_backup_restores_to_what_was_there(backup, key):
    proof = restoring.verify_backup(folder=backup, key=key, at=timezone.now(), max_age=DAY)

    assert (proof.files, proof.rows > 5, proof.tables > 40) == (1, True, True)
    assert scratch_databases() == []


def test_nothing_in_a_backup_can_be_read_without_the_key(backup):
    whole = b"".join(path.read_bytes() for path in backup.iterdir())

    assert b"Datuk Cadangan" not in whole
    assert b"PGDMP" not in whole
    assert {path.stat().st_mode & 0o077 for path in backup.glob("*.age")} == {0}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def agree(backup: Path) -> None:
    """A forger also writes the new hashes into the manifest."""
    manifest = json.loads((backup / "manifest.json").read_text())
    for name, noted in manifest["files"].items():
        noted["sha256"] = restoring._sha256(backup / name)
    (backup / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("harm", [cut, flip])
def test_a_damaged_backup_is_refused_even_when_its_manifest_agrees(harm, backup, key, tmp_path):
    for name in ("database.age", "media.age"):
        copy = shutil.copytree(backup, tmp_path / name)
        harm(copy / name)
        for forge in (lambda folder: None, agree):
            forge(copy)
            with pytest.raises(BackupError, match=name):
                restoring.verify_backup(folder=copy, key=key, at=timezone.now(), max_age=DAY)
    assert scratch_databases() == []


def test_a_whole_file_of_another_backup_is_found(backup, key, tmp_path):
    factories.GuestFactory()
    other = making.make_backup(folder=tmp_path / "backups", at=timezone.now() + timedelta(minutes=1))
    shutil.copy(other / "database.age", backup / "database.age")
    agree(backup)

    with pytest.raises(BackupError, match="tables did not come back"):
        restoring.verify_backup(folder=backup, key=key, at=timezone.now(), max_age=DAY)


def test_old_missing_and_foreign_backups_are_refused(backup, key, tmp_path):
    with pytest.raises(BackupError, match="hours old"):
        restoring.verify_backup(folder=backup, key=key, at=timezone.now() + 2 * DAY, max_age=DAY)
    stranger = pyrage.x25519.Identity.generate()
    with pytest.raises(BackupError, match="another key"):
        restoring.verify_backup(folder=backup, key=stranger, at=timezone.now(), max_age=DAY)
    private = tmp_path / "key.txt"
    private.write_text(str(key))
    with pytest.raises(CommandError, match="no backup"):
        call_command("verify_backup", str(tmp_path / "portal"), identity=private)


def test_without_a_key_or_with_a_failing_dump_nothing_is_left(
    transactional_db, key, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr(databases, "libpq_environment", lambda name="": {"PGHOST": "/nowhere"})
    with pytest.raises(BackupError, match="pg_dump failed"):
        making.make_backup(folder=tmp_path / "backups", at=timezone.now())
    assert list((tmp_path / "backups").iterdir()) == []

    settings.BACKUP_RECIPIENTS = []
    with pytest.raises(BackupError, match="make_backup_key"):
        making.make_backup(folder=tmp_path / "backups", at=timezone.now())


def test_restore_brings_back_all_and_sends_nothing(
    transactional_db, event, staff, post, backup, key, tmp_path, settings, smtp
):
    """The wipe, the restore by the command, what is due held back, the release."""
    post(staff)  # written after the backup, so gone with it
    Guest.objects.all().delete()
    (settings.MEDIA_ROOT / "letters" / "a.pdf").unlink()
    private = tmp_path / "key.txt"
    private.write_text(f"# for tests\n{key}\n")
    said = StringIO()

    call_command("restore", str(backup), identity=private, yes=True, stdout=said)

    aside = said.getvalue().split("kept as ")[1].split(".")[0]
    databases.drop(aside)
    assert Guest.objects.get().passport_number == "K-CANARY-77"
    assert (settings.MEDIA_ROOT / "letters" / "a.pdf").stat().st_size == 200_004
    assert (Session.objects.count(), Notice.objects.count()) == (0, 0)
    reader = factories.UserFactory(roles=["staff"])
    post(reader)
    assert (delivery.deliver_due(limit=10).total(), smtp.mails) == (0, [])

    assert services.is_held()
    services.release_delivery(by=reader, at=timezone.now())
    assert delivery.deliver_due(limit=10).total() == 2
    assert DeliveryHold.objects.get().released_by == reader


def test_restore_without_yes_changes_nothing(backup, key, tmp_path):
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(backup), identity=tmp_path / "none")


def test_the_dump_is_of_the_servers_own_version(db):
    server = databases.server_major()
    assert programs.major(programs.program("pg_dump", server)) == server
    with pytest.raises(BackupError, match="postgresql-client-99"):
        programs.program("pg_dump", 99)


def test_a_key_is_made_once_and_fits(tmp_path):
    said = StringIO()
    call_command("make_backup_key", str(tmp_path / "key"), stdout=said, stderr=StringIO())

    public = said.getvalue().strip().removeprefix("BACKUP_RECIPIENTS=")
    assert str(vault.identity(tmp_path / "key").to_public()) == public
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        call_command("make_backup_key", str(tmp_path / "key"))
