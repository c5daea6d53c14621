"""What the long measurements share: a whole portal on this machine, and what it takes to work it.

`with parts() as rig:` starts a throw-away PostgreSQL and a durable Valkey; `rig.start("web", ...)` and its
like add processes, which end with the block. Every process writes to `rig.folder/NAME.log`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
import requests

from lo_portal.runner import processes
from tests import stack
from tests.notices.sink import _free_port

ROOT = Path(__file__).resolve().parents[1]
STOP = ((signal.SIGTERM, 30), (signal.SIGKILL, 5))
CELERY = ("-m", "celery", "-A", "lo_portal.celery:app")
DELIVERER = ("manage.py", "deliver_notices", "--loop")


class Rig:
    def __init__(self, folder: Path, postgres, valkey, env: dict[str, str]):
        self.folder, self.postgres, self.valkey = folder, postgres, valkey
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.env = os.environ | {"PORTAL_BASE_URL": self.base} | env
        self.running: dict[str, subprocess.Popen] = {}
        self.restarts: Counter[str] = Counter()
        self._kept: dict[str, tuple] = {}
        self._lock, self._over = threading.Lock(), threading.Event()

    def fill(self, module: str, *words: str, cwd: Path = ROOT) -> dict:
        """Run `python -m MODULE --fill`, which makes tables and rows and prints what to use as JSON."""
        command = [sys.executable, "-m", module, "--fill", *words]
        done = subprocess.run(command, cwd=cwd, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, name: str, *words: str | Path, cwd: Path = ROOT, **env: str) -> None:
        """Start `python WORDS` under this name; it ends with us."""
        self._kept[name] = (words, cwd, env)
        self.running[name] = processes.spawn(
            [sys.executable, *words],
            log=self.folder / f"{name}.log",
            env=self.env | env,
            cwd=cwd,
            parent_death_signal=signal.SIGTERM,
        )

    def start_web(
        self,
        *,
        application: str = "lo_portal.wsgi:application",
        cwd: Path = ROOT,
        workers: int = 2,
        threads: int = 4,
        **env: str,
    ) -> None:
        """gunicorn on `self.base`; returns when it answers."""
        sizes = ["--workers", str(workers), "--worker-class", "gthread", "--threads", str(threads)]
        door = ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.start("web", "-m", "gunicorn", *door, *sizes, "--preload", application, cwd=cwd, **env)
        wait_for(self.base, self.folder / "web.log")

    def start_worker(self, name: str = "worker", *, cwd: Path = ROOT, concurrency: int = 2) -> None:
        quiet = ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        self.start(name, *CELERY, "worker", *quiet, "--hostname", f"{name}@rig",
                   "--concurrency", str(concurrency), cwd=cwd)  # fmt: skip

    def start_beat(self, name: str = "beat", *, cwd: Path = ROOT) -> None:
        schedule = ["--pidfile=", "--schedule", str(self.folder / f"{name}-schedule")]
        self.start(name, *CELERY, "beat", "--loglevel", "INFO", *schedule, cwd=cwd)

    def stop(self, *names: str) -> None:
        """SIGTERM to these (to all, where none is named), and wait for them."""
        with self._lock:
            chosen = [self.running.pop(name) for name in names or list(self.running)]
        for child in chosen:
            with suppress(ProcessLookupError):
                child.terminate()
        for child in chosen:
            processes.end(child.pid, STOP, whole_group=True)
            child.wait(timeout=10)

    def supervise(self) -> None:
        """From now on start again what ended without being asked, after two seconds, as systemd does."""
        threading.Thread(target=self._look_after, daemon=True).start()

    def _look_after(self) -> None:
        while not self._over.wait(2):
            with self._lock:
                for name, child in list(self.running.items()):
                    if child.poll() is not None:
                        words, cwd, env = self._kept[name]
                        self.restarts[name] += 1
                        self.start(name, *words, cwd=cwd, **env)

    def rows(self, statement: str, *values) -> list[tuple]:
        connection = psycopg2.connect(self.postgres.url)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


@contextmanager
def parts(**env: str) -> Iterator[Rig]:
    """PostgreSQL and Valkey of our own; names in capitals go into the environment of every process."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    stack._prepare_run()
    stack._prepare_process()
    postgres, valkey = stack._servers
    valkey.durable = True
    folder = Path(os.environ[stack.FOLDER])
    Path(os.environ["PORTAL_VAR"]).mkdir(exist_ok=True)
    rig = Rig(folder, postgres, valkey, env)
    try:
        postgres.start()
        valkey.start()
        yield rig
    finally:
        rig._over.set()
        rig.stop()
        stack._end_run()


def wait_for(base: str, log: Path, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(requests.RequestException):
            if requests.get(f"{base}/healthz", timeout=2).ok:
                return
        time.sleep(0.2)
    sys.exit(f"the server did not come up: {processes.see(log, 40)}")


def load_average() -> float:
    return round(os.getloadavg()[0], 1)
