"""An older revision, then today's, then the older one again, while twenty people work (O11).

    python -m benchmarks.deploy REVISION [--to REVISION] [--seconds 30] [--json]

As docs/deployment.md says: migrate, web by a reload of gunicorn, then worker, deliverer and beat. The first
`migrate` meets a transaction that has written in every table and stays open: it must give up and can be
repeated. Jobs that the older code queued, and every task that its beat rings, wait for today's worker. The
negative control is a migration that no older code survives: a column without a default.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import rig as rigs
from benchmarks.people import People, summary
from tests.notices.sink import Sink, wait_until

ROOT = rigs.ROOT
DELIVERY = ("worker", "deliverer", "beat")
OURS = """
SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'django_%'
"""
QUEUED = "SELECT count(*) FROM jobs_job WHERE state = 'queued'"
OPEN_JOBS = "SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'running')"
JOBS = "SELECT state, count(*) FROM jobs_job GROUP BY state"
TRAP = "ALTER TABLE events_agendaitem ADD COLUMN trap integer NOT NULL DEFAULT 0"
TRAP_SHUTS = "ALTER TABLE events_agendaitem ALTER COLUMN trap DROP DEFAULT"
RING_ALL = """
from lo_portal.celery import app
for entry in app.conf.beat_schedule.values():
    app.send_task(entry["task"], ignore_result=True)
print(len(app.conf.beat_schedule))
"""


class Release:
    """The folder that a server would have, and what runs from it."""

    def __init__(self, rig, revision: str):
        self.rig, self.folder = rig, rig.folder / "portal"
        git("worktree", "add", "--quiet", "--detach", self.folder, revision)

    def put(self, revision: str) -> None:
        """Other code lies in the same folder; what runs has not noticed yet."""
        git("-C", self.folder, "checkout", "--quiet", "--detach", revision)

    def manage(self, *words: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=self.folder, env=self.rig.env, capture_output=True, text=True, check=False
        )

    def start_web(self) -> None:
        config = ["--config", str(ROOT / "deploy" / "gunicorn.py")]
        door = ["--bind", f"127.0.0.1:{self.rig.port}"]
        self.rig.start("web", "-m", "gunicorn", *config, *door, "lo_portal.wsgi:application", cwd=self.folder)
        rigs.wait_for(self.rig.base, self.rig.folder / "web.log")

    def reload_web(self) -> float:
        """Returns after how many seconds the last worker of the older code had gone."""
        started, before = time.monotonic(), self._workers()
        self.rig.running["web"].send_signal(signal.SIGHUP)
        gone = wait_until(lambda: not before & self._workers(), seconds=180, every=0.5)
        return round(time.monotonic() - started, 1) if gone else float("inf")

    def _workers(self) -> set[str]:
        master = self.rig.running["web"].pid
        return set(Path(f"/proc/{master}/task/{master}/children").read_text().split())

    def start_delivery(self) -> None:
        self.rig.start_worker(cwd=self.folder)
        self.rig.start("deliverer", *rigs.DELIVERER, cwd=self.folder)
        self.rig.start_beat(cwd=self.folder)

    def remove(self) -> None:
        git("worktree", "remove", "--force", self.folder)


def git(*words: str | Path) -> str:
    return subprocess.run(
        ["git", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def hold_every_table(rig):
    """A transaction that has written in every table and does not end; close it to end it."""
    connection = psycopg2.connect(rig.postgres.url)
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        for (table,) in cursor.fetchall():
            cursor.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
    return connection


def migrate(release: Release) -> dict:
    started = time.monotonic()
    done = release.manage("migrate", "--noinput")
    last = (done.stdout.strip().splitlines()[-1:] + done.stderr.strip().splitlines()[-1:]) or [""]
    return {
        "code": done.returncode,
        "seconds": round(time.monotonic() - started, 1),
        "tries_again": done.stderr.count("more tries"),
        "said": " | ".join(last)[:300],
    }


def queue_by_older_code(release: Release, people: People, seconds: float) -> dict:
    """The worker is down; people ask for work, and everything that beat rings is rung once."""
    rig = release.rig
    rig.stop(*DELIVERY)
    visits = people.work(seconds)
    for person in people.staff[:1]:
        person.post(f"/events/{people.facts['slug']}/board/suggest/", "ring", {})
    rung = subprocess.run(
        [sys.executable, "-c", RING_ALL], cwd=release.folder, env=rig.env, capture_output=True, text=True
    )
    return summary(visits) | {"jobs_queued": rig.rows(QUEUED)[0][0], "tasks_rung": int(rung.stdout or 0)}


def trap(rig, people: People) -> int:
    """Errors of the running version on a column that it does not fill."""
    rig.rows(TRAP)
    rig.rows(TRAP_SHUTS)
    errors = summary(people.work(10))["errors"]
    rig.rows("ALTER TABLE events_agendaitem DROP COLUMN trap")
    return errors


def measure(revision: str, target: str, seconds: float) -> dict:
    old, new = git("rev-parse", revision), git("rev-parse", target)
    report = {
        "from": old[:10],
        "to": new[:10],
        "commits_between": int(git("rev-list", "--count", f"{old}..{new}")),
    }
    sink = Sink()
    sink.start()
    try:
        with rigs.parts(EMAIL_URL=sink.url) as rig:
            release = Release(rig, old)
            try:
                report |= walk(rig, release, old, new, seconds)
            finally:
                rig.stop()
                release.remove()
    finally:
        sink.stop()
    return report


def walk(rig, release: Release, old: str, new: str, seconds: float) -> dict:
    first = migrate(release)
    if first["code"]:
        sys.exit(first["said"])
    fill = [sys.executable, str(ROOT / "benchmarks" / "people.py"), "--fill", "--ready"]
    made = subprocess.run(fill, cwd=release.folder, env=rig.env, capture_output=True, text=True, check=False)
    if made.returncode:
        sys.exit(made.stderr)
    facts = json.loads(made.stdout.splitlines()[-1])
    release.start_web()
    release.start_delivery()
    people, steps = People(rig.base, facts), {}
    people.work(10)
    steps["old on old tables"] = summary(people.work(seconds))
    control = trap(rig, people)

    def while_working(deed) -> tuple:
        before = len(people.visits)
        people.start()
        time.sleep(3)
        outcome = deed()
        time.sleep(3)
        people.stop()
        return outcome, summary(people.visits[before:])

    release.put(new)  # the files only: nothing that runs reads them again before its reload
    holder = hold_every_table(rig)
    blocked, steps["old, migrate waits for a lock"] = while_working(lambda: migrate(release))
    holder.close()
    again, steps["old, while migrating"] = while_working(lambda: migrate(release))
    release.put(old)
    steps["old on new tables"] = summary(people.work(seconds))
    steps["old queues, no worker"] = queue_by_older_code(release, people, seconds / 2)
    release.put(new)

    def renew() -> float:
        took = release.reload_web()
        release.start_delivery()
        time.sleep(seconds)
        return took

    reloads = [0.0, 0.0]
    reloads[0], steps["new takes over"] = while_working(renew)
    done = wait_until(lambda: not rig.rows(OPEN_JOBS)[0][0], seconds=180, every=1)
    release.put(old)

    def back() -> float:
        took = release.reload_web()
        rig.stop(*DELIVERY)
        release.start_delivery()
        time.sleep(seconds)
        return took

    reloads[1], steps["old takes over again"] = while_working(back)
    back_done = wait_until(lambda: not rig.rows(OPEN_JOBS)[0][0], seconds=180, every=1)
    log = (rig.folder / "worker.log").read_text()
    stored = {title for (title,) in rig.rows("SELECT title FROM events_agendaitem")}
    errors = sum(one["errors"] for one in steps.values())
    return {
        "errors_of_trap": control,
        "migrate_under_lock": blocked,
        "migrate_again": again,
        "reload_s": reloads,
        "steps": steps,
        "errors": errors,
        "sign_outs": sum(one["sign_outs"] for one in steps.values()),
        "slowest_s": max(one["slowest_s"] for one in steps.values()),
        "saves": len(people.saved),
        "lost_saves": len(set(people.saved) - stored),
        "jobs": dict(rig.rows(JOBS)),
        "jobs_all_ended": done and back_done,
        "unknown_tasks": log.count("unregistered task"),
        "tasks_that_raised": [line[:300] for line in log.splitlines() if " raised unexpected" in line],
        "failed_jobs": rig.rows("SELECT kind, message FROM jobs_job WHERE state = 'failed'"),
        "server_errors": error_lines(rig),
        "web_log_ends": (rig.folder / "web.log").read_text().splitlines()[-15:] if errors else [],
        "load": rigs.load_average(),
    }


def error_lines(rig) -> list[str]:
    """What the web processes wrote about failed requests, without repeats."""
    lines = (rig.folder / "web.log").read_text().splitlines()
    return sorted({line[:200] for line in lines if "Error" in line and "Traceback" not in line})[:10]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("revision", help="the commit that stands for the older release")
    parser.add_argument("--to", default="HEAD", metavar="REVISION", help="the newer release")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = measure(options.revision, options.to, options.seconds)
    print(json.dumps({"id": "O11"} | report, indent=None if options.json else 1))


if __name__ == "__main__":
    main()
