"""Delivery of notices against a local SMTP sink, beside a bare SMTP client loop in the same run.

    python benchmarks/notices.py [--n 10000] [--processes 1,2] [--json]

Everything is real: a throw-away PostgreSQL, rows written by `post_notices`, mails with text and HTML,
one commit before and one after each mail. The bare loop sends the same bytes over one connection and
remembers nothing. The sink (aiosmtpd) is a process of its own and keeps only counts.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import smtplib
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg2  # noqa: E402
from aiosmtpd.controller import Controller  # noqa: E402

from tests import stack  # noqa: E402
from tests.notices.fleet import Fleet  # noqa: E402
from tests.notices.sink import _free_port, wait_until  # noqa: E402

OPEN = "SELECT count(*) FROM notices_notice WHERE channel = %s AND state IN ('due', 'retry', 'sending')"


class Counting:
    """Takes every mail, keeps the first for the bare loop, counts the rest."""

    def __init__(self, taken, first):
        self.taken, self.first = taken, first

    async def handle_DATA(self, server, session, envelope):
        if not self.taken.value:
            self.first.send(envelope.content)
        self.taken.value += 1
        return "250 OK"


def run_sink(port: int, taken, first) -> None:
    Controller(Counting(taken, first), hostname="127.0.0.1", port=port).start()
    while True:
        time.sleep(60)


def count(url: str, statement: str, *values) -> int:
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def make_due(url: str) -> None:
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM notices_inboxitem")
        cursor.execute("UPDATE notices_notice SET state = 'due', sent_at = NULL, attempts = 0, address = ''")
        cursor.execute("ANALYZE notices_notice")


def cpu_seconds(pid: int) -> float:
    """User and system time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drain(fleet: Fleet, url: str, processes: int, rows: int) -> dict:
    """Seconds until every row of a channel has left, from the first one that moved."""
    make_due(url)
    for _number in range(processes):
        fleet.spawn()
    moved = wait_until(
        lambda: count(url, OPEN, "inbox") + count(url, OPEN, "email") < 2 * rows, seconds=60, every=0.01
    )
    assert moved, "the deliverers did not start"
    started = time.perf_counter()
    wait_until(lambda: count(url, OPEN, "email") == 0, seconds=3600, every=0.1)
    seconds = time.perf_counter() - started
    wait_until(lambda: count(url, OPEN, "inbox") == 0, seconds=3600, every=0.1)
    cpu = sum(cpu_seconds(pid) for pid in fleet.pids)
    fleet.clear()
    return {
        "processes": processes,
        "seconds": round(seconds, 2),
        "mails_per_second": round(rows / seconds, 1),
        "cpu_ms_per_person": round(1000 * cpu / rows, 2),
    }


def bare_loop(port: int, content: bytes, rows: int) -> dict:
    """smtplib alone: the same bytes, one connection, no memory."""
    with smtplib.SMTP("127.0.0.1", port) as client:
        started, cpu = time.perf_counter(), time.process_time()
        for number in range(rows):
            client.sendmail("portal-lo@localhost", [f"petugas-{number}@contoh.example"], content)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return {
        "seconds": round(seconds, 2),
        "mails_per_second": round(rows / seconds, 1),
        "cpu_ms_per_person": round(1000 * cpu / rows, 2),
    }


def measure(rows: int, processes: list[int]) -> dict:
    taken, (first, sender) = multiprocessing.Value("q", 0), multiprocessing.Pipe(duplex=False)
    port = _free_port()
    sink = multiprocessing.Process(target=run_sink, args=(port, taken, sender), daemon=True)
    sink.start()
    stack._prepare_run()
    stack._prepare_process()
    for server in stack._servers:
        server.start()
    url = os.environ["DATABASE_URL"]
    log = Path(tempfile.mkdtemp()) / "fleet.log"
    started = time.perf_counter()
    fleet = Fleet(url=url, log=log, count=rows, EMAIL_URL=f"smtp://127.0.0.1:{port}")
    report = {"notices": rows, "tables_and_posting_seconds": round(time.perf_counter() - started, 2)}
    try:
        report["drains"] = [drain(fleet, url, number, rows) for number in processes]
        report["bare"] = bare_loop(port, first.recv(), rows)
    finally:
        fleet.stop()
        sink.terminate()
        stack._end_run()
    report["mails_taken"] = taken.value
    report["inbox_per_mail"] = 1
    bare = report["bare"]["mails_per_second"]
    report["share_of_bare"] = [round(one["mails_per_second"] / bare, 2) for one in report["drains"]]
    return report


def _figures(one: dict) -> str:
    return (
        f"{one['seconds']} s, {one['mails_per_second']} mails/s, {one['cpu_ms_per_person']} ms CPU per person"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--processes", default="1,2")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = measure(options.n, [int(number) for number in options.processes.split(",")])
    if options.json:
        print(json.dumps(report))
        return
    print(f"{report['notices']} people, two notices each: one for the inbox, one by mail")
    for one in report["drains"]:
        print(f"  {one['processes']} process(es): {_figures(one)}")
    print(f"  bare SMTP loop: {_figures(report['bare'])}")
    print(f"  share of the bare loop: {report['share_of_bare']}")


if __name__ == "__main__":
    main()
