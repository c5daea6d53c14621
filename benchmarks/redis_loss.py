"""Twenty people at work while Redis is stopped, frozen, emptied and full, a minute each (O06).

    python -m benchmarks.redis_loss [--seconds 60] [--json]

gunicorn, a worker, a beat and a deliverer on a PostgreSQL and a Valkey of their own, the demo event; twelve
of staff read, save and ask for suggestions, eight officers read. Every two seconds somebody is due a message.
First the time limits are taken out and Redis is frozen: a request must hang there, or nothing is proved.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import rig as rigs
from benchmarks.people import People, lateness, schedule_notices, summary
from tests.notices.sink import Sink, wait_until

REST = 15  # seconds of undisturbed work after each fault
EVERY = 2  # seconds from one message that falls due to the next
SITE = "tests.faults.site:application"


@contextmanager
def undisturbed(rig) -> Iterator[None]:
    yield


@contextmanager
def stopped(rig) -> Iterator[None]:
    rig.valkey.stop()
    try:
        yield
    finally:
        rig.valkey.start()


@contextmanager
def frozen(rig) -> Iterator[None]:
    pid = rig.valkey.pid()
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def emptied(rig) -> Iterator[None]:
    rig.valkey.flush()
    yield
    rig.valkey.flush()


@contextmanager
def full(rig) -> Iterator[None]:
    """`noeviction`: what would write is refused."""
    client = redis.Redis.from_url(rig.valkey.cache_url())
    client.config_set("maxmemory", 1)
    try:
        yield
    finally:
        client.config_set("maxmemory", 0)


FAULTS = {
    "undisturbed": undisturbed,
    "stopped": stopped,
    "frozen": frozen,
    "emptied": emptied,
    "full": full,
}

JOBS = "SELECT state, count(*) FROM jobs_job GROUP BY state"
OPEN_JOBS = "SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'running')"


def lost_saves(rig, saved: list[str]) -> int:
    stored = {title for (title,) in rig.rows("SELECT title FROM events_agendaitem")}
    return len(set(saved) - stored)


def measure(seconds: float) -> dict:
    sink = Sink()
    sink.start()
    report = {"seconds_each": seconds, "people": 20, "load_before": rigs.load_average()}
    try:
        with rigs.parts(EMAIL_URL=sink.url) as rig:
            facts = rig.fill(
                "benchmarks.people", "--notices", str(int(len(FAULTS) * (seconds + REST) / EVERY))
            )
            rig.start_web(application=SITE, SITE_PROTECTED="False")
            with frozen(rig):
                broken = summary(People(rig.base, facts).work(15))
            report["without_time_limits"] = {"errors": broken["errors"], "slowest_s": broken["slowest_s"]}
            rig.stop("web")

            rig.start_web()
            rig.start_worker()
            rig.start_beat()
            rig.start("deliverer", *rigs.DELIVERER)
            rig.supervise()
            People(rig.base, facts).work(10)  # templates are read once
            people, phases = People(rig.base, facts), {}
            schedule_notices(rig, every=EVERY)
            for name, fault in FAULTS.items():
                with fault(rig):
                    phases[name] = summary(people.work(seconds))
                phases[f"after {name}"] = summary(people.work(REST))
                phases[name]["load"] = rigs.load_average()
            done = wait_until(lambda: not rig.rows(OPEN_JOBS)[0][0], seconds=180, every=1)
            report |= {
                "phases": phases,
                "errors": sum(one["errors"] for one in phases.values()),
                "sign_outs": sum(one["sign_outs"] for one in phases.values()),
                "slowest_s": max(one["slowest_s"] for one in phases.values()),
                "saves": len(people.saved),
                "lost_saves": lost_saves(rig, people.saved),
                "jobs": dict(rig.rows(JOBS)),
                "all_jobs_ended": done,
                "restarts": dict(rig.restarts),
                "notices": lateness(rig),
            }
    finally:
        sink.stop()
    return report


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = measure(options.seconds)
    print(json.dumps({"id": "O06"} | report, indent=None if options.json else 1))


if __name__ == "__main__":
    main()
