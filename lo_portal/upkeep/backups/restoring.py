"""Restoring: into a scratch database to prove a backup, or in place of the portal's own."""

import io
import json
import secrets
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.dateparse import parse_datetime

from lo_portal.upkeep.backups import BackupError, databases, making, programs, vault

_HOLD = """
INSERT INTO upkeep_deliveryhold (id, created_at, updated_at, held_at, data_of, reason)
VALUES (gen_random_uuid(), clock_timestamp(), clock_timestamp(), clock_timestamp(), %s, 'restored')
"""


@dataclass(frozen=True)
class Proof:
    """What a restored backup was found to hold."""

    made_at: datetime
    tables: int
    rows: int
    files: int


def verify_backup(*, folder: Path, key, at: datetime, max_age: timedelta) -> Proof:
    """Restore into a scratch database and a scratch folder, compare everything, leave nothing behind.

    Raises `BackupError` when the backup is too old, cut off, altered, or does not restore.
    """
    sums = _opened(folder, key)
    age = at - parse_datetime(sums["made_at"])
    if age > max_age:
        raise BackupError(f"The backup is {age.total_seconds() / 3600:.1f} hours old.")
    with _scratch_database(folder, key, sums), _scratch_media(folder, key, sums):
        return _proof(sums)


def restore_backup(*, folder: Path, key, at: datetime) -> tuple[Proof, str]:
    """Put the backup in the place of the database and the files; what was there is kept beside them.

    Everybody has to sign in again, and nothing is sent until a person releases it. Returns the proof
    and the name under which the old database is kept. Raises `BackupError`; nothing has changed then.
    """
    sums = _opened(folder, key)
    current = databases.parameters()["dbname"]
    aside = f"{current}_before_{at:%Y%m%d_%H%M%S}"
    with _scratch_media(folder, key, sums) as media:
        with _scratch_database(folder, key, sums, keep=True) as restored:
            try:
                _make_safe(restored, sums)
                databases.swap(restored, current, aside)
            except BaseException:
                databases.drop(restored)
                raise
        _swap_folder(media, Path(settings.MEDIA_ROOT), f"media-before-{at:%Y%m%dT%H%M%SZ}")
    return _proof(sums), aside


def _opened(folder: Path, key) -> dict:
    """The sums of a backup whose files are all there and unaltered."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
    except (OSError, ValueError) as error:
        raise BackupError(f"{folder} holds no readable manifest.json.") from error
    if manifest.get("format") != making.FORMAT:
        raise BackupError(
            f"The backup has format {manifest.get('format')}; this portal reads {making.FORMAT}."
        )
    for name in ("database.age", "roles.age", "media.age", "sums.age"):
        noted = manifest.get("files", {}).get(name)
        if noted is None or not (folder / name).is_file():
            raise BackupError(f"{name} is missing.")
        if _sha256(folder / name) != noted["sha256"]:
            raise BackupError(f"{name} is not what was written: cut off or altered.")
    body = io.BytesIO()
    vault.unseal(folder / "sums.age", body, key)
    return json.loads(body.getvalue())


@contextmanager
def _scratch_database(folder: Path, key, sums: dict, *, keep: bool = False):
    """A new database with the dump in it, its tables compared; dropped afterwards unless it is kept."""
    roles = io.BytesIO()
    vault.unseal(folder / "roles.age", roles, key)
    databases.add_missing_roles(roles.getvalue().decode())
    name = f"portal_check_{secrets.token_hex(4)}"
    databases.create(name)
    kept = False
    try:
        _load(folder / "database.age", key, name)
        with databases.connected(name) as opened:
            _compare("table", sums["tables"], databases.table_sums(opened))
        kept = keep
        yield name
    finally:
        if not kept:
            databases.drop(name)


def _load(source: Path, key, name: str) -> None:
    program = programs.program("pg_restore", databases.server_major())
    command = [program, "--exit-on-error", "--no-owner", f"--dbname={name}"]
    environment = databases.libpq_environment(name)

    def restore(reader) -> None:
        done = subprocess.run(
            command, stdin=reader, capture_output=True, text=True, env=environment, check=False
        )
        if done.returncode:
            raise BackupError(f"pg_restore failed: {done.stderr.strip()}")

    vault.piped(lambda writer: vault.unseal(source, writer, key), restore)


@contextmanager
def _scratch_media(folder: Path, key, sums: dict):
    """A new folder beside the portal's own with the files in it, each compared."""
    root = Path(settings.MEDIA_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="media-restoring-", dir=root.parent) as name:
        target = Path(name) / "media"
        target.mkdir()

        def unpack(reader) -> None:
            with tarfile.open(fileobj=reader, mode="r|") as archive:
                archive.extractall(target, filter="data")

        try:
            vault.piped(lambda writer: vault.unseal(folder / "media.age", writer, key), unpack)
        except tarfile.TarError as error:
            raise BackupError(f"media.age does not unpack: {error}") from error
        found = {
            path.relative_to(target).as_posix(): _sha256(path) for path in target.rglob("*") if path.is_file()
        }
        _compare("file", sums["files"], found)
        yield target


def _make_safe(name: str, sums: dict) -> None:
    """Sessions and sign-in links of the past do not come back to life, and nothing is sent by itself."""
    with databases.connected(name) as opened, opened.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
        cursor.execute("DELETE FROM usersessions_usersession")
        cursor.execute("DELETE FROM accounts_signinlink")
        cursor.execute(_HOLD, [sums["made_at"]])


def _swap_folder(new: Path, current: Path, aside: str) -> None:
    if current.exists():
        current.rename(current.with_name(aside))
    shutil.move(new, current)


def _compare(what: str, expected: dict, found: dict) -> None:
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if wrong:
        names = ", ".join(wrong[:5])
        raise BackupError(f"{len(wrong)} of {len(expected)} {what}s did not come back as they were: {names}")


def _proof(sums: dict) -> Proof:
    return Proof(
        made_at=parse_datetime(sums["made_at"]),
        tables=len(sums["tables"]),
        rows=sum(rows for rows, _md5 in sums["tables"].values()),
        files=len(sums["files"]),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        counted = vault.Counted(file)
        while counted.read(vault.CHUNK):
            pass
    return counted.digest.hexdigest()
