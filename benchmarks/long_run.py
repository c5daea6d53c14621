"""Four deliverers and two beats at a stretch, then all stopped, then started again (O02, O13).

    python -m benchmarks.long_run [--minutes 30] [--pause 15] [--after 10] [--officers 40] [--json]

Everything is real: PostgreSQL, Valkey, gunicorn, a Celery worker, two beats, four `deliver_notices --loop`,
an SMTP sink. Reminders of briefings fall due every half minute, also while everything is stopped. Meanwhile
somebody asks `/readyz` every five seconds: a 503 while all parts run is a false alarm. First two minutes
of deliverers without their lease must double messages, or the count is not believed.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import rig as rigs
from tests.notices.sink import Sink, wait_until

EVERY_SECONDS, LEAD_MINUTES = 30, 120
DELIVERERS = [f"deliverer{n}" for n in range(4)]
BEATS = ["beat0", "beat1"]


def fill(officers: int, seconds: float) -> dict:
    """An event of today; a briefing whose reminder falls due every half minute from now on."""
    import django

    from tests.stack import make_tables

    django.setup()
    make_tables()
    from django.utils import timezone

    from tests import factories

    now, today = timezone.now(), timezone.localdate()
    event = factories.EventFactory(starts_on=today, ends_on=today + timedelta(days=2), stage="live")
    for number in range(officers):
        user = factories.UserFactory(roles=["officer"], email=f"petugas-{number:03}@contoh.example")
        factories.RosterEntryFactory(event=event, officer=factories.OfficerFactory(user=user))
    for number in range(int(seconds / EVERY_SECONDS)):
        due = now + timedelta(seconds=90 + EVERY_SECONDS * number)
        factories.BriefingFactory(
            item__event=event,
            item__title=f"Rapat {number}",
            item__starts_at=due + timedelta(minutes=LEAD_MINUTES),
        )
    return {"event": event.slug}


class Watch(threading.Thread):
    """Asks `/readyz` and keeps (when, status, which parts are out)."""

    def __init__(self, base: str):
        super().__init__(daemon=True)
        self.base, self.seen, self.ended = base, [], threading.Event()

    def run(self) -> None:
        while not self.ended.wait(5):
            try:
                answer = requests.get(f"{self.base}/readyz", timeout=30)
                self.seen.append((time.time(), answer.status_code, answer.json()["broken"]))
            except requests.RequestException as error:
                self.seen.append((time.time(), 0, [type(error).__name__]))

    def alarms(self, start: float, end: float) -> list:
        return [one for one in self.seen if start <= one[0] <= end and one[1] != 200]

    def first(self, start: float, status: int) -> float:
        """Seconds from `start` to the first such answer; infinite where there was none."""
        after = (at - start for at, seen, _broken in self.seen if at >= start and seen == status)
        return round(next(after, float("inf")), 1)


DOUBLED_ROWS = """
SELECT count(*) FROM (SELECT 1 FROM notices_notice GROUP BY kind, recipient_id, subject_id, due_at, channel
                      HAVING count(*) > 1) twice
"""
OPEN = """
SELECT count(*) FROM notices_notice
 WHERE state IN ('due', 'retry', 'sending') AND due_at <= clock_timestamp()
"""
DUE_BY_NOW = "FROM notices_notice WHERE due_at <= clock_timestamp()"
MAILS = f"SELECT message_id {DUE_BY_NOW} AND channel = 'email'"
INBOX = f"SELECT count(*) {DUE_BY_NOW} AND channel = 'inbox'"
STATES = f"SELECT state, count(*) {DUE_BY_NOW} GROUP BY state"
LAGS = """
SELECT extract(epoch FROM sent_at - greatest(due_at, to_timestamp(%s)))::float FROM notices_notice
 WHERE state = 'sent' AND due_at > to_timestamp(%s) AND due_at <= to_timestamp(%s) ORDER BY 1
"""
FIRST_SENT = """
SELECT round(extract(epoch FROM min(sent_at)) - %s::numeric, 1)::float FROM notices_notice
 WHERE sent_at > to_timestamp(%s)
"""


def outcome(rig, sink: Sink) -> dict:
    """What was due by now, what was lost, what came twice."""
    mails = {key for (key,) in rig.rows(MAILS)}
    items, distinct = rig.rows("SELECT count(*), count(DISTINCT notice_id) FROM notices_inboxitem")[0]
    states = dict(rig.rows(STATES))
    arrived = sink.ids
    return {
        "due": sum(states.values()),
        "states": states,
        "lost_mails": len(mails - arrived.keys()),
        "lost_inbox": rig.rows(INBOX)[0][0] - distinct,
        "doubled_mails": sum(times - 1 for times in arrived.values()),
        "doubled_inbox": items - distinct,
        "doubled_rows": rig.rows(DOUBLED_ROWS)[0][0],
    }


def lags(rig, start: float, end: float, since: float = 0) -> dict:
    """Seconds from due (or from `since`, where later) to sent, of what fell due between the two instants."""
    values = [row[0] for row in rig.rows(LAGS, since, start, end)]
    if not values:
        return {"n": 0}
    return {
        "n": len(values),
        "p99_s": round(values[int(0.99 * (len(values) - 1))], 1),
        "max_s": round(values[-1], 1),
    }


def start_all(rig, broken: str = "") -> None:
    for name in DELIVERERS:
        words = ("-m", "benchmarks.long_run", "--deliver", broken) if broken else rigs.DELIVERER
        rig.start(name, *words)
    for name in BEATS:
        rig.start_beat(name)
    if not broken:
        rig.start_worker()


def without_lease(officers: int, minutes: float) -> int:
    """How many messages come twice when deliverers do not ask who holds a row."""
    sink = Sink(delay=0.01)
    sink.start()
    try:
        with rigs.parts(EMAIL_URL=sink.url, LONG_RUN=json.dumps([officers, 60 * minutes])) as rig:
            rig.fill("benchmarks.long_run")
            start_all(rig, broken="no-lease")
            time.sleep(60 * minutes + 90)
            return outcome(rig, sink)["doubled_mails"]
    finally:
        sink.stop()


def measure(officers: int, minutes: float, pause: float, after: float) -> dict:
    report = {"minutes": minutes, "pause": pause, "after": after, "officers": officers}
    report["doubled_without_lease"] = without_lease(officers, 2)
    sink, loads = Sink(delay=0.01), []
    sink.start()
    whole = 60 * (minutes + pause + after)
    try:
        with rigs.parts(EMAIL_URL=sink.url, LONG_RUN=json.dumps([officers, whole - 180])) as rig:
            rig.fill("benchmarks.long_run")
            rig.start_web()
            start_all(rig)
            rig.supervise()
            started = time.time()
            watch = Watch(rig.base)
            watch.start()

            def let_run(seconds: float) -> None:
                end = time.time() + seconds
                while time.time() < end:
                    loads.append(rigs.load_average())
                    time.sleep(min(30, max(0, end - time.time())))

            let_run(60 * minutes)
            stopped = time.time()
            rig.stop(*DELIVERERS, *BEATS, "worker")
            let_run(60 * pause)
            restarted = time.time()
            start_all(rig)
            let_run(60 * after)
            wait_until(lambda: not rig.rows(OPEN)[0][0], seconds=60, every=0.5)
            ended = time.time()
            watch.ended.set()
            ready, again = watch.first(started, 200), watch.first(restarted, 200)
            false = watch.alarms(started + ready, stopped) + watch.alarms(restarted + again, ended)
            report |= outcome(rig, sink) | {
                "lag_running": lags(rig, started, stopped - 5),
                "lag_after_restart": lags(rig, stopped - 5, restarted, since=restarted),
                "lag_restarted": lags(rig, restarted, ended, since=restarted),
                "readyz_asked": len(watch.seen),
                "false_alarms": [(datetime.fromtimestamp(at).isoformat("T", "seconds"), *more)
                                 for at, *more in false],
                "alarm_after_stop_s": watch.first(stopped, 503),
                "named_while_stopped": Counter(
                    part for at, _s, broken in watch.seen if stopped < at < restarted for part in broken
                ),
                "first_sent_after_restart_s": rig.rows(FIRST_SENT, restarted, restarted)[0][0],
                "ready_after_start_s": ready,
                "ready_after_restart_s": again,
                "restarts": dict(rig.restarts),
                "load_mean": round(sum(loads) / len(loads), 1),
                "load_max": max(loads),
            }  # fmt: skip
    finally:
        sink.stop()
    return report


def verdict(report: dict) -> str:
    zero = ("lost_mails", "lost_inbox", "doubled_mails", "doubled_inbox", "doubled_rows")
    good = not any(report[name] for name in zero) and report["doubled_without_lease"] > 0
    good = good and not report["false_alarms"] and report["ready_after_restart_s"] <= 120
    return "pass" if good and 0 <= report["lag_after_restart"].get("max_s", -1) <= 60 else "FAIL"


def deliver(broken: str) -> None:
    import django

    from tests.notices import fleet

    django.setup()
    fleet._deliver(broken)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--pause", type=float, default=15)
    parser.add_argument("--after", type=float, default=10)
    parser.add_argument("--officers", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fill", action="store_true", help="fill the database")
    parser.add_argument("--deliver", metavar="BROKEN", help="be a deliverer without this protection")
    options = parser.parse_args()
    if options.deliver:
        return deliver(options.deliver)
    if options.fill:
        import os

        return print(json.dumps(fill(*json.loads(os.environ["LONG_RUN"]))))
    report = measure(options.officers, options.minutes, options.pause, options.after)
    print(json.dumps({"id": "O02", "verdict": verdict(report)} | report, indent=None if options.json else 1))


if __name__ == "__main__":
    main()
