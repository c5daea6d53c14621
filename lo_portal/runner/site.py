"""The processes of the running site: web, worker and beat, started together and ended together."""

import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from lo_portal.runner import processes
from lo_portal.runner.project import Project, RunnerError, say
from lo_portal.runner.services import Services

DEFAULT_PORT = 8000
READY_SECONDS = 60
STOP = ((signal.SIGTERM, 25), (signal.SIGKILL, 5))
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked us to stop."""


@dataclass(frozen=True)
class Address:
    """Where the site listens; `PORTAL_LISTEN=0.0.0.0 ./portal run` opens it to the network."""

    host: str
    port: int

    @classmethod
    def free(cls) -> "Address":
        """The address asked for, which must be free; with no PORT given, the next free one."""
        host = os.environ.get("PORTAL_LISTEN") or "127.0.0.1"
        given = os.environ.get("PORT")
        if given:
            address = cls(host, _port(given))
            if not address.is_free():
                raise RunnerError(
                    f"Port {given} is taken by another program. Choose another one: PORT=8123 ./portal run"
                )
            return address
        for port in range(DEFAULT_PORT, DEFAULT_PORT + 100):
            if cls(host, port).is_free():
                if port != DEFAULT_PORT:
                    say(f"Port {DEFAULT_PORT} is taken by another program; using {port}.")
                return cls(host, port)
        raise RunnerError(f"Ports {DEFAULT_PORT} to {port} are all taken. Choose one: PORT=9000 ./portal run")

    def is_free(self) -> bool:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    return False
                raise RunnerError(f"Cannot listen on {self.host}:{self.port}: {error.strerror}.") from error
        return True

    def answers(self) -> bool:
        """Whether the health page is served."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host
        connection = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status < 400
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise RunnerError(f"PORT must be a number from 1 to 65535, not '{text}'.")
    return int(text)


class Site:
    """Web, worker and beat. All end when one ends; none outlives us, even after a SIGKILL."""

    def __init__(self, project: Project, address: Address, env: dict[str, str]) -> None:
        self.project = project
        self.address = address
        self.env = env
        self.children: dict[str, subprocess.Popen] = {}

    def commands(self) -> dict[str, list[str | Path]]:
        run = [self.project.python, "-m"]
        celery = [*run, "celery", "-A", "lo_portal.celery:app"]
        development = self.env["PORTAL_ENV"] == "development"
        pool = ["--pool", "threads", "--concurrency", "2"] if development else []
        schedule = self.project.var / "celerybeat-schedule"
        gunicorn = {
            "--bind": f"{self.address.host}:{self.address.port}",
            "--worker-class": "gthread",
            "--workers": "2",
            "--threads": "4",
            "--worker-tmp-dir": _shared_memory(),
            "--access-logfile": "-",
        }
        options = [part for option in gunicorn.items() for part in option]
        quiet = ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        return {
            "web": [*run, "gunicorn", *options, "--preload", "lo_portal.wsgi:application"],
            "worker": [*celery, "worker", *quiet, *pool],
            "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile=", "--schedule", schedule],
        }

    def start(self) -> None:
        self._end_leftovers()
        for name, command in self.commands().items():
            processes.shorten(self.log(name))
            self.children[name] = processes.spawn(
                command,
                log=self.log(name),
                env=self.env,
                cwd=self.project.root,
                parent_death_signal=signal.SIGTERM,
            )
        marks = [processes.birth_mark(child.pid) for child in self.children.values()]
        self._note.write_text(json.dumps(marks))

    def wait_until_served(self) -> None:
        """Raises RunnerError naming the log when a process ends or the page does not come."""
        deadline = time.monotonic() + READY_SECONDS
        while not self.address.answers():
            self.check()
            if time.monotonic() > deadline:
                log = self.log("web")
                raise RunnerError(f"The site does not answer: {processes.see(log)}")
            time.sleep(0.1)

    def watch(self, services: Services) -> None:
        """Return never; raises RunnerError as soon as any process of ours has ended."""
        while True:
            self.check()
            for server in services.embedded:
                if server.pid() is None:
                    raise RunnerError(f"A service has ended: {processes.see(server.log)}")
            time.sleep(0.5)

    def check(self) -> None:
        for name, child in self.children.items():
            if (code := child.poll()) is not None:
                log = self.log(name)
                raise RunnerError(f"The {name} process has ended ({_ending(code)}): {processes.see(log)}")

    def stop(self) -> None:
        for child in self.children.values():
            with suppress(ProcessLookupError):
                child.terminate()
        for child in self.children.values():
            processes.end(child.pid, STOP, whole_group=True)
            child.wait(timeout=5)
        self._note.unlink(missing_ok=True)

    def log(self, name: str) -> Path:
        return self.project.logs / f"{name}.log"

    @property
    def _note(self) -> Path:
        return self.project.state / "processes.json"

    def _end_leftovers(self) -> None:
        """End what a killed `run` left; its children got SIGTERM with it and may still be finishing."""
        try:
            marks = json.loads(self._note.read_text())
        except (OSError, ValueError):
            return
        for mark in marks:
            pid = int(mark.partition(":")[0] or 0)
            if pid and processes.birth_mark(pid) == mark:
                processes.end(pid, STOP, whole_group=True)


def _shared_memory() -> Path:
    """Where gunicorn's heartbeat files do not wait for a disk."""
    return Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else Path("/tmp")


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


def stop_on_signals() -> None:
    """From now on Ctrl-C, SIGTERM and a closed terminal raise Stopped, once."""

    def stop(number: int, frame: FrameType | None) -> None:
        for other in STOPPING_SIGNALS:
            signal.signal(other, lambda number, frame: None)
        raise Stopped

    for number in STOPPING_SIGNALS:
        signal.signal(number, stop)
