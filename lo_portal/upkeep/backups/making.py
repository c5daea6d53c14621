"""Making a backup of the running portal."""

import io
import json
import shutil
import subprocess
import tarfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lo_portal.upkeep.backups import BackupError, databases, programs, vault

FORMAT = 1


def make_backup(*, folder: Path, at: datetime) -> Path:
    """Write a backup below `folder` and return its own folder; nothing is left of a failed one.

    The database is one snapshot: the dump and the sums of its tables are of the same instant. Files
    are copied after it, and letters never change, so every row finds its file.
    """
    keys = vault.recipients(settings.BACKUP_RECIPIENTS)
    target = folder / f"portal-{at:%Y%m%dT%H%M%SZ}"
    if target.exists():
        raise BackupError(f"{target} is already there.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True, mode=0o700)
    try:
        _fill(unfinished, keys, at)
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return target


def _fill(folder: Path, keys: list, at: datetime) -> None:
    files, sums = {}, {"made_at": at.isoformat()}
    with databases.connected() as opened, opened.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        options = ["--format=custom", "--compress=6", "--no-owner", f"--snapshot={snapshot}"]
        with _output("pg_dump", *options) as dump:
            files["database.age"] = vault.seal(dump, folder / "database.age", keys)
        sums["tables"] = databases.table_sums(opened)
    with _output("pg_dumpall", "--roles-only", "--no-role-passwords") as roles:
        files["roles.age"] = vault.seal(roles, folder / "roles.age", keys)
    sums["files"] = {}
    files["media.age"] = vault.piped(
        lambda writer: sums["files"].update(pack_media(Path(settings.MEDIA_ROOT), writer)),
        lambda reader: vault.seal(reader, folder / "media.age", keys),
    )
    body = io.BytesIO(json.dumps(sums, sort_keys=True).encode())
    files["sums.age"] = vault.seal(body, folder / "sums.age", keys)
    manifest = {"format": FORMAT, "made_at": at.isoformat(), "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n")


def pack_media(root: Path, writer) -> dict[str, str]:
    """Write every file below `root` into a tar stream; returns the SHA-256 of each by its name."""
    hashes = {}
    with tarfile.open(fileobj=writer, mode="w|") as archive:
        for path in sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink()):
            name = path.relative_to(root).as_posix()
            try:
                with path.open("rb") as file:
                    info = archive.gettarinfo(fileobj=file, arcname=name)
                    info.uid = info.gid = 0
                    info.uname = info.gname = ""
                    counted = vault.Counted(file)
                    archive.addfile(info, counted)
            except FileNotFoundError:
                continue  # deleted while we walked
            hashes[name] = counted.digest.hexdigest()
    return hashes


@contextmanager
def _output(name: str, *options: str):
    """What a program of PostgreSQL prints, as a stream. Raises `BackupError` with its words when it fails."""
    command = [programs.program(name, databases.server_major()), *options]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=databases.libpq_environment()
    )
    try:
        yield running.stdout
        said = running.stderr.read().decode(errors="replace")
        if running.wait():
            raise BackupError(f"{name} failed: {said.strip()}")
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()
        running.stdout.close()
        running.stderr.close()
