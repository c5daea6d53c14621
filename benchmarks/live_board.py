"""The live board under its day: phones, screens and taps against a real server on this machine.

    python -m benchmarks.live_board [--seconds 20] [--json]

A throw-away PostgreSQL and Valkey, gunicorn with two workers of four threads, 24 delegations. For the
given seconds 10 screens of the bureau ask every five seconds, 60 phones open *Hari Ini* every ten, and
five taps a second come in. Printed are the p95 of each, server errors, how long a tap took to be on the
board, bytes per screen and minute; and the same for the simplest view of the same server, asked alone.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

import requests

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

DELEGATIONS, SCREENS, PHONES, TAPS_A_SECOND = 24, 10, 60, 5
AGENT = {"User-Agent": "benchmark", "Accept-Encoding": "gzip"}


def fill() -> dict:
    """In a process of its own: an event that is on today, 24 served delegations, and sessions to use."""
    import django

    from tests.stack import make_tables

    django.setup()
    make_tables()
    from django.test import Client
    from django.utils import timezone

    from assignments.duty import publishing
    from assignments.duty.models import DutySheet
    from tests import factories
    from tests.duty.factories import served_delegation
    from tests.second_step import pass_second_step

    now = timezone.now()
    today = timezone.localdate()
    event = factories.EventFactory(starts_on=today, ends_on=today + timedelta(days=2))
    staff = factories.UserFactory(roles=["staff"])
    legs, phones = [], []
    for number in range(DELEGATIONS):
        user = factories.UserFactory(roles=["officer"])
        officer = factories.OfficerFactory(user=user)
        factories.RosterEntryFactory(event=event, officer=officer)
        delegation = served_delegation(event, user, code=f"D-{number:02}")
        for turn in range(12):
            leg = factories.MovementFactory(
                delegation=delegation, scheduled_at=now + timedelta(minutes=10 * turn)
            )
            legs.append([str(delegation.pk), f"movement:{leg.pk}", number])
        phones.append(user)
    publishing.publish_plan(event=event, by=staff, at=now)
    DutySheet.objects.update(read_at=timezone.now())

    def session(user) -> str:
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        pass_second_step(client, user)
        return client.cookies["sid"].value

    return {
        "board": f"/events/{event.slug}/live/",
        "staff": session(staff),
        "phones": [session(user) for user in phones],
        "legs": legs,
    }


class Load:
    """Everybody at once, for a bounded time; what each request took is noted by its kind."""

    def __init__(self, base: str, facts: dict, seconds: float):
        self.base, self.facts, self.until = base, facts, time.monotonic() + seconds
        self.took: dict[str, list[float]] = {"board": [], "phone": [], "tap": []}
        self.statuses, self.bytes, self.delays = Counter(), 0, []

    def run(self) -> None:
        threads = [threading.Thread(target=self.screen, args=(n,)) for n in range(SCREENS)]
        threads += [threading.Thread(target=self.phone, args=(n,)) for n in range(PHONES)]
        threads += [threading.Thread(target=self.taps), threading.Thread(target=self.watch)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def ask(self, kind: str, session, method: str, path: str, **more):
        started = time.perf_counter()
        answer = session.request(method, self.base + path, timeout=30, **more)
        self.took[kind].append(time.perf_counter() - started)
        self.statuses[f"{kind} {answer.status_code}"] += 1
        return answer

    def client(self, key: str) -> requests.Session:
        session = requests.Session()
        session.headers.update(AGENT)
        session.cookies.set("sid", key)
        return session

    def screen(self, number: int) -> None:
        session, seen = self.client(self.facts["staff"]), ""
        time.sleep(number * 0.5)
        while time.monotonic() < self.until:
            answer = self.ask(
                "board",
                session,
                "GET",
                self.facts["board"],
                params={"seen": seen},
                headers={"HX-Request": "true"},
            )
            self.bytes += int(answer.headers.get("Content-Length") or len(answer.content))
            seen = answer.text.partition("seen=")[2][:16] or seen
            time.sleep(5)

    def phone(self, number: int) -> None:
        session = self.client(self.facts["phones"][number % DELEGATIONS])
        time.sleep(number / 6)
        while time.monotonic() < self.until:
            self.ask("phone", session, "GET", "/duty/")
            time.sleep(10)

    def taps(self) -> None:
        for delegation, leg, number in self.facts["legs"]:
            if time.monotonic() > self.until:
                return
            started = time.perf_counter()
            self.tap(number, delegation, leg, "landed")
            time.sleep(max(0, 1 / TAPS_A_SECOND - (time.perf_counter() - started)))

    def tap(self, number: int, delegation: str, leg: str, phase: str) -> None:
        session = self.client(self.facts["phones"][number])
        token = "x" * 32
        session.cookies.set("csrf", token)
        now = int(time.time() * 1000)
        item = {"type": "tap", "key": str(uuid.uuid4()), "at": now, "delegation": delegation, "leg": leg,
                "phase": phase}  # fmt: skip
        self.ask(
            "tap", session, "POST", "/duty/report/replay/", json={"sent_at": now, "items": [item]},
            headers={"X-CSRFToken": token, "Referer": self.base},
        )  # fmt: skip

    def watch(self) -> None:
        """A screen that asks every half second: when does a tap of this moment change the board?"""
        session = self.client(self.facts["staff"])
        last = 0.0
        before = ""
        while time.monotonic() < self.until:
            text = session.get(
                self.base + self.facts["board"], headers={"HX-Request": "true"}, timeout=30
            ).text
            if text != before:
                if last:
                    self.delays.append(time.monotonic() - last)
                before, last = text, time.monotonic()
            time.sleep(0.5)


def p95(values: list[float]) -> float:
    return round(1000 * quantiles(values, n=20)[-1], 1) if len(values) > 1 else 0.0


def warm_up(base: str, facts: dict) -> None:
    """Each worker reads its templates once before anything is measured."""
    for key, path in 6 * [(facts["staff"], facts["board"]), (facts["phones"][0], "/duty/")]:
        requests.get(base + path, cookies={"sid": key}, headers=AGENT, timeout=30)


def simplest(base: str, seconds: float) -> float:
    """p95 of /healthz, asked by one client alone: what this machine can do at all."""
    session, took, until = requests.Session(), [], time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.perf_counter()
        session.get(f"{base}/healthz", timeout=10)
        took.append(time.perf_counter() - started)
    return p95(took)


def measure(seconds: float) -> dict:
    from tests import stack
    from tests.notices.sink import _free_port

    stack._prepare_run()
    stack._prepare_process()
    for server in stack._servers:
        server.start()
    port = _free_port()
    site = None
    try:
        filled = subprocess.run(
            [sys.executable, "-m", "benchmarks.live_board", "--fill"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        facts = json.loads(filled.stdout.splitlines()[-1])
        site = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
             "--workers", "2", "--threads", "4", "--log-level", "error", "--preload",
             "lo_portal.wsgi:application"],
            cwd=ROOT, env={**os.environ, "PORTAL_BASE_URL": f"http://127.0.0.1:{port}"},
        )  # fmt: skip
        base = f"http://127.0.0.1:{port}"
        _wait_for(base)
        warm_up(base, facts)
        alone = simplest(base, 3)
        load = Load(base, facts, seconds)
        load.run()
    finally:
        if site is not None:
            site.kill()
            site.wait(timeout=10)
        stack._end_run()
    return {
        "seconds": seconds,
        "p95_ms": {kind: p95(values) for kind, values in load.took.items()} | {"simplest alone": alone},
        "requests": {kind: len(values) for kind, values in load.took.items()},
        "statuses": dict(load.statuses),
        "server_errors": sum(n for name, n in load.statuses.items() if name.split()[1].startswith("5")),
        "longest_between_two_boards_s": round(max(load.delays, default=0), 1),
        "bytes_per_screen_and_minute": round(load.bytes / SCREENS * 60 / seconds),
    }


def _wait_for(base: str) -> None:
    for _ in range(200):
        try:
            if requests.get(f"{base}/healthz", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    sys.exit("the server did not come up")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fill", action="store_true", help="fill the database and print what to use")
    options = parser.parse_args()
    if options.fill:
        print(json.dumps(fill()))
        return
    report = measure(min(options.seconds, 300))
    print(json.dumps(report, indent=None if options.json else 1))


if __name__ == "__main__":
    main()
