"""The database and the broker of one checkout, shared by every command that needs them.

Where DATABASE_URL (or REDIS_URL) is set, that part is somebody else's and is left alone. Where it
is unset, ours is started by the first command that needs it and stopped by the last one. Who uses
them is told by a lock that the kernel drops with the process, so a killed command counts no more,
and what it left running is found by the next one.
"""

import fcntl
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lo_portal.runner import account, environment, postgres, processes, valkey
from lo_portal.runner.project import Project, made, say

SOCKET_PATH_LIMIT = 100  # bytes; the kernel's own limit is 107
LONGEST_SOCKET = ".s.PGSQL.5432.lock"
PLAIN_PATH = re.compile(r"[\w/.-]+", re.ASCII)  # what a connection URL carries without quoting
CLOSED_HOME_SHELTER = Path("/var/lib/lo-portal")


class Services:
    def __init__(self, project: Project) -> None:
        self.project = project
        runs_as = account.unprivileged()
        packages = environment.site_packages(project)
        home = _home(project, runs_as)
        sockets = _socket_folder(home, project)
        self.postgres = None
        if not os.environ.get("DATABASE_URL"):
            self.postgres = postgres.PostgresServer(
                binaries=postgres.reachable_binaries(packages, runs_as, home),
                home=home / "postgres",
                sockets=sockets,
                log=project.logs / "postgres.log",
                account=runs_as,
            )
        self.valkey = None
        if not os.environ.get("REDIS_URL"):
            self.valkey = valkey.ValkeyServer(
                binary=valkey.binary(packages),
                home=project.var / "valkey",
                sockets=sockets,
                log=project.logs / "valkey.log",
            )

    @property
    def embedded(self) -> list[postgres.PostgresServer | valkey.ValkeyServer]:
        """In the order of starting; stopped the other way round."""
        return [server for server in (self.postgres, self.valkey) if server]

    def environment(self) -> dict[str, str]:
        """What the site, the workers and the management commands are started with."""
        env = postgres.clean_environment() if self.postgres else dict(os.environ)
        env["DJANGO_SETTINGS_MODULE"] = "lo_portal.settings"
        env["PORTAL_VAR"] = str(self.project.var)
        env.setdefault("PORTAL_ENV", "development")
        env.setdefault("PYTHONUNBUFFERED", "1")
        if self.postgres:
            env["DATABASE_URL"] = self.postgres.url
        if self.valkey:
            env["REDIS_URL"] = self.valkey.cache_url()
            env["CELERY_BROKER_URL"] = self.valkey.broker_url()
        if env["PORTAL_ENV"] == "development" and not env.get("SECRET_KEY"):
            env["SECRET_KEY"] = _secret_key(self.project.var / "secret-key")
        return env

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Inside, the services are up and stay up."""
        users = (self.project.state / "users.lock").open("a")
        try:
            with self._one_at_a_time():
                fcntl.flock(users, fcntl.LOCK_SH)
                self._start()
            yield
        finally:
            with self._one_at_a_time(), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while another uses them
                for server in reversed(self.embedded):
                    server.stop()
            users.close()

    def _start(self) -> None:
        for server in self.embedded:
            if not server.is_ready():
                processes.shorten(server.log)
            server.start()

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with (self.project.state / "start.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _home(project: Project, runs_as: account.Account | None) -> Path:
    """`var`, or a folder outside where PostgreSQL's account cannot enter the checkout."""
    if runs_as is None or runs_as.can_enter(made(project.var)):
        return project.var
    shelter = made(CLOSED_HOME_SHELTER / project.key)
    note = project.var / "DATABASE-IS-IN"
    if not note.exists():
        note.write_text(f"{shelter}\n")
        say(f"{project.var} is closed to the account '{runs_as.name}'; the database lives in {shelter}.")
    return shelter


def _socket_folder(home: Path, project: Project) -> Path:
    """Beside the data; where that path is too long for a socket, a short one it links to."""
    usual = home / "sockets"
    if len(os.fsencode(usual / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT and PLAIN_PATH.fullmatch(str(usual)):
        return usual
    link = project.var / "sockets-are-in"
    if not link.exists():  # also when what it leads to was tidied away
        link.unlink(missing_ok=True)
        folder = tempfile.mkdtemp(prefix="lo-portal-", dir="/tmp")
        link.symlink_to(folder)
    return link.resolve()


def _secret_key(path: Path) -> str:
    """Made once for this data folder, readable by its owner only."""
    if not path.exists():
        made(path.parent)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
