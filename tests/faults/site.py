"""A whole portal for tests of faults: its own PostgreSQL, its own Valkey, gunicorn, and signed-in browsers.

`python -m tests.faults.site prepare` makes the tables and the rows and prints what the tests need to
know. `Site.start(protected=False)` takes out what the tests are about, to prove that they would notice: the
harness does that, the product has no such switch.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import requests

from lo_portal.runner import processes

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; sixty people at once wait for each other on a small machine
STAFF, OFFICERS, DELEGATIONS = 10, 6, 10


@dataclass
class Answer:
    """What a browser got; status 0 is no answer in time, or none at all."""

    status: int
    text: str = ""
    location: str = ""


class Browser:
    """One signed-in person with one tab."""

    def __init__(self, base: str, cookie: str):
        self.base, self.cookies = base, {"sid": cookie, "csrf": "x" * 32, "language": "id"}

    def get(self, path: str, patience: float = PATIENCE) -> Answer:
        return self._ask("GET", path, None, patience)

    def post(self, path: str, patience: float = PATIENCE, **data) -> Answer:
        return self._ask("POST", path, data | {"csrfmiddlewaretoken": "x" * 32}, patience)

    def _ask(self, method: str, path: str, data: dict | None, patience: float) -> Answer:
        try:
            answer = requests.request(
                method,
                self.base + path,
                data=data,
                cookies=self.cookies,
                timeout=patience,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return Answer(0, type(error).__name__)
        return Answer(answer.status_code, answer.text, answer.headers.get("Location", ""))


class Site:
    """gunicorn on a port of its own."""

    def __init__(self, *, env: dict[str, str], folder: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env, self.log, self.child, self.protected = env, folder / "site.log", None, True
        prepared = subprocess.run(
            [sys.executable, "-m", "tests.faults.site", "prepare"],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert prepared.returncode == 0, prepared.stderr
        self.facts = json.loads(prepared.stdout)
        base = f"http://127.0.0.1:{self.port}"
        self.browsers = [Browser(base, cookie) for cookie in self.facts["cookies"]]

    def start(self, *, protected: bool = True) -> None:
        """Without its protections, where asked. A site that already runs so stays up."""
        if self.child is not None and self.child.poll() is None and self.protected == protected:
            return
        self.stop()
        self.protected = protected
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        command += [
            "--worker-class",
            "gthread",
            "--threads",
            "6",
            "--preload",
            "tests.faults.site:application",
        ]
        env = self.env | {"SITE_PROTECTED": str(protected)}
        self.child = processes.spawn(
            command, log=self.log, env=env, cwd=ROOT, parent_death_signal=signal.SIGKILL
        )
        processes.wait_until(lambda: self.browsers[0].get("/healthz").status == 200, seconds=180)
        assert self.browsers[0].get("/healthz").status == 200, processes.see(self.log, 40)

    def stop(self) -> None:
        if self.child is not None:
            processes.end(self.child.pid, ((signal.SIGTERM, 8), (signal.SIGKILL, 5)), whole_group=True)
            self.child.wait(timeout=5)
            self.child = None

    def at_once(self, work, items) -> list:
        """`work(browser, item)` for all items at the same time, browsers shared out."""
        pairs = [(self.browsers[n % len(self.browsers)], item) for n, item in enumerate(items)]
        with ThreadPoolExecutor(len(pairs)) as pool:
            return list(pool.map(lambda pair: work(*pair), pairs))


# --- inside gunicorn


def _without_time_limits() -> None:
    from django.conf import settings

    endless = dict.fromkeys(("socket_timeout", "socket_connect_timeout"))  # left out, redis-py has its own
    settings.CACHES["default"]["OPTIONS"] = endless
    settings.CELERY_BROKER_TRANSPORT_OPTIONS |= endless


def _without_versions() -> None:
    from lo_portal.records import Versioned

    def claim(self, seen):
        self.version += 1

    Versioned.claim_version = claim


if "SITE_PROTECTED" in os.environ:
    from lo_portal.wsgi import application as application

    if os.environ["SITE_PROTECTED"] == "False":
        _without_time_limits()
        _without_versions()


# --- the rows


def _prepare() -> dict:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from lo_portal.accounts import door
    from tests import factories
    from tests.stack import make_tables

    make_tables()
    event = factories.EventFactory()
    tier = factories.TierFactory(event=event)
    people = [factories.RosterEntryFactory(event=event).officer for _n in range(OFFICERS)]
    guests = [
        factories.DelegationFactory(event=event, tier=tier, name=f"Delegasi {n}") for n in range(DELEGATIONS)
    ]
    cookies = []
    for number in range(STAFF):
        user = factories.UserFactory(name=f"Staf {number}", roles=["staff"])
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        door.note_arrival(session)
        door.vouch(SimpleNamespace(session=session), user)
        session.create()
        cookies.append(session.session_key)
    return {
        "slug": event.slug,
        "officers": [str(one.pk) for one in people],
        "delegations": [[str(one.pk), one.code] for one in guests],
        "tier": str(tier.pk),
        "cookies": cookies,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_prepare()))
