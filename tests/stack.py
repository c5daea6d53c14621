"""The services of a test run: a real PostgreSQL, a real Valkey, and real Celery workers.

pytest loads this plugin (`-p tests.stack` in pyproject.toml) before pytest-django reads the
settings. Where DATABASE_URL or REDIS_URL is unset it starts a throw-away server in a temporary
folder and ends it with the run, also after Ctrl-C; where one is set, the same suite runs against
that server. Each xdist worker has its own test database (made by pytest-django), its own pair of
Redis databases and its own PORTAL_VAR.

For tests of faults there are fixtures that start further servers: `own_postgres`, `own_valkey`
and `start_worker`. They can be killed and started again.
"""

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from lo_portal.runner import account, environment, postgres, processes, valkey

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "lo-portal-test-"
FOLDER = "PORTAL_TEST_FOLDER"
WORKER_READY_SECONDS = 60


# --- the plugin


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Point the settings at this run's services, before anything reads them."""
    if FOLDER not in os.environ:
        _prepare_run()
    _prepare_process()
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    if _is_controller():
        for server in _servers:
            server.start()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    _end_run()


_servers: list[postgres.PostgresServer | valkey.ValkeyServer] = []


def _is_controller() -> bool:
    return os.environ.get(FOLDER, "").startswith(_folder_prefix(os.getpid()))


def _folder_prefix(pid: int) -> str:
    return f"{_temporary()}/{PREFIX}{pid}-"


def _temporary() -> str:
    """A folder for temporary files that is short enough for a socket's path."""
    usual = tempfile.gettempdir()
    return usual if len(usual) < 40 and re.fullmatch(r"[\w/.-]+", usual) else "/tmp"


def _prepare_run() -> None:
    """Once for a run: choose the folder and the addresses; the servers start a little later."""
    _sweep()
    folder = tempfile.mkdtemp(prefix=Path(_folder_prefix(os.getpid())).name, dir=_temporary())
    Path(folder).chmod(0o755)  # PostgreSQL's account passes through
    os.environ[FOLDER] = folder
    if not os.environ.get("DATABASE_URL"):
        server = new_postgres(Path(folder))
        os.environ["DATABASE_URL"] = server.url
        _servers.append(server)
    if not os.environ.get("REDIS_URL"):
        broker = new_valkey(Path(folder), durable=False)
        os.environ["REDIS_URL"] = broker.cache_url()
        _servers.append(broker)
    atexit.register(_end_run)


def _prepare_process() -> None:
    """Once for each process of the run: its own Redis databases and its own data folder."""
    number = xdist_number()
    base = os.environ["REDIS_URL"]
    os.environ |= {
        "PORTAL_ENV": "test",
        "PORTAL_VAR": f"{os.environ[FOLDER]}/var{number}",
        "REDIS_URL": redis_url(base, 2 * number),
        "CELERY_BROKER_URL": broker_url(base, 2 * number + 1),
        "SECRET_KEY": "a key for tests and nothing else",
        # As the settings say, but patient with a test that loads half the portal within its transaction.
        "DATABASE_OPTIONS": "-c statement_timeout=15s -c lock_timeout=3s"
        " -c idle_in_transaction_session_timeout=5min",
        "DJANGO_SETTINGS_MODULE": "lo_portal.settings",
    }
    (Path(os.environ["PORTAL_VAR"]) / "static").mkdir(parents=True, exist_ok=True)  # served, if empty
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]  # libpq's own variables would lead elsewhere


def _end_run() -> None:
    if not _is_controller():
        return
    while _servers:
        _servers.pop().stop()
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def _sweep() -> None:
    """Remove the folders of runs that were killed before they could."""
    for left in Path(_temporary()).glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and not processes.is_alive(int(pid)) and left.stat().st_uid == os.getuid():
            shutil.rmtree(left, ignore_errors=True)


# --- addresses


def xdist_number() -> int:
    """0 for gw0 and for a run without xdist, 1 for gw1, and so on."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def redis_url(base: str, database: int) -> str:
    """The address of another database of the same server, for redis-py and Django's cache."""
    parts = urlsplit(base)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={database}"
    return urlunsplit(parts._replace(path=f"/{database}"))


def broker_url(base: str, database: int) -> str:
    """The same for Celery."""
    parts = urlsplit(base)
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?virtual_host={database}"
    return redis_url(base, database)


def broker_client_url() -> str:
    """This process's broker database, for redis-py."""
    return redis_url(os.environ["REDIS_URL"], 2 * xdist_number() + 1)


def database_url(name: str) -> str:
    """The address of another database on the run's PostgreSQL."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


# --- further servers


def new_postgres(folder: Path) -> postgres.PostgresServer:
    """A server in `folder`, not started yet: fast and forgetful, but really PostgreSQL."""
    runs_as = account.unprivileged()
    packages = environment.site_packages()
    return postgres.PostgresServer(
        binaries=postgres.reachable_binaries(packages, runs_as, shelter=Path(os.environ[FOLDER])),
        home=folder / "postgres",
        sockets=folder / "sockets",
        log=folder / "postgres.log",
        account=runs_as,
        options=(*postgres.THROWAWAY, "max_connections=200"),
        tied=True,
    )


def new_valkey(folder: Path, *, durable: bool = True) -> valkey.ValkeyServer:
    """A server in `folder`, not started yet."""
    return valkey.ValkeyServer(
        binary=valkey.binary(environment.site_packages()),
        home=folder / "valkey",
        sockets=folder / "sockets",
        log=folder / "valkey.log",
        durable=durable,
        tied=True,
    )


def make_tables() -> None:
    """All tables, without migrations, in the database that Django is set up for."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    class NoMigrations(dict):
        def __contains__(self, name: str) -> bool:
            return True

        def __getitem__(self, name: str) -> None:
            return None

    settings.MIGRATION_MODULES = NoMigrations()
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    call_command("migrate", run_syncdb=True, verbosity=0)


class Worker:
    """A Celery worker in its own process, on this test's database and broker."""

    def __init__(self, *, log: Path, env: dict[str, str], pool: str, concurrency: int, queues: str) -> None:
        self.log = log
        self.env = env
        self.command = [
            *(sys.executable, "-m", "celery", "-A", "lo_portal.celery:app", "worker"),
            *("--loglevel", "INFO", "--pool", pool, "--concurrency", str(concurrency)),
            *("--hostname", f"{log.stem}@test", "--without-gossip", "--without-mingle"),
            *(("--queues", queues) if queues else ()),
        ]
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Return when the worker takes messages."""
        before = self.log.stat().st_size if self.log.exists() else 0
        self.process = processes.spawn(
            self.command, log=self.log, env=self.env, cwd=ROOT, parent_death_signal=signal.SIGKILL
        )
        process = self.process
        processes.wait_until(
            lambda: b" ready." in self.log.read_bytes()[before:] or process.poll() is not None,
            seconds=WORKER_READY_SECONDS,
        )
        if b" ready." not in self.log.read_bytes()[before:]:
            raise AssertionError(f"the worker did not come up: {processes.see(self.log, 40)}")

    def stop(self) -> None:
        """Let it finish what it does."""
        self._end((signal.SIGTERM, 30), (signal.SIGKILL, 5))

    def kill(self) -> None:
        """End it with all its children, at once."""
        self._end((signal.SIGKILL, 5))

    def _end(self, *signals: tuple[signal.Signals, float]) -> None:
        if self.process is not None and self.process.poll() is None:
            processes.end(self.process.pid, signals, whole_group=True)
            self.process.wait(timeout=10)


# --- fixtures


@pytest.fixture
def own_postgres() -> Iterator[postgres.PostgresServer]:
    """A PostgreSQL for this test alone: `.url`, `.kill()`, `.start()`, `.stop()`."""
    with _short_folder() as folder:
        server = new_postgres(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def own_valkey() -> Iterator[valkey.ValkeyServer]:
    """A durable Valkey for this test alone: `.broker_url()`, `.kill()`, `.start()`, `.flush()`."""
    with _short_folder() as folder:
        server = new_valkey(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """A function that starts a real Celery worker and returns it; all end with the test.

    `start_worker(pool="prefork", concurrency=1, queues="letters", CELERY_BROKER_URL=...)`: names in
    capitals go into the worker's environment. Rows must be committed to be seen by it, hence the
    transactional database; the broker is empty at the start.
    """
    import redis
    from django.db import connection

    with redis.Redis.from_url(broker_client_url()) as client:
        client.flushdb()
    started: list[Worker] = []

    def start(*, pool: str = "threads", concurrency: int = 2, queues: str = "", **env: str) -> Worker:
        worker = Worker(
            log=tmp_path / f"worker{len(started)}.log",
            env={**os.environ, "DATABASE_URL": database_url(connection.settings_dict["NAME"]), **env},
            pool=pool,
            concurrency=concurrency,
            queues=queues,
        )
        started.append(worker)
        worker.start()
        return worker

    yield start
    for worker in started:
        with suppress(ProcessLookupError):
            worker.stop()


class _short_folder:
    """A temporary folder with a path short enough for a socket, passable for any account."""

    def __enter__(self) -> Path:
        self.path = Path(tempfile.mkdtemp(prefix="own-", dir=os.environ[FOLDER]))
        self.path.chmod(0o755)
        return self.path

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
