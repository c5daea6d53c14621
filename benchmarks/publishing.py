"""Publishing an event of thousands, and what the phone then reads: seconds, queries, bytes, memory.

    python -m benchmarks.publishing [--sizes 38x24 500x250 1000x500 2000x1000] [--json]

Sizes are officers x delegations; every fourth officer is a reserve. Each size is a process of its own
on a throw-away PostgreSQL, so that its peak memory is its own. Measured are the first publication
(accounts, periods, questions, sheets, messages), one that moves an item which concerns everybody, one
that moves a flight which concerns one, and the phone's page *Hari Ini*.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SIZES = ["38x24", "500x250", "1000x500", "2000x1000"]
FIRST_DAY = datetime(2022, 11, 23, 1, 0, tzinfo=UTC)
AT = datetime(2022, 11, 20, 2, 0, tzinfo=UTC)
ITEMS = 30


def fill(officers: int, delegations: int):
    """An event with its rows, most of them written in bulk; nobody has an account yet."""
    from assignments.models import Assignment
    from assignments.services.periods import with_travel
    from delegates.models import Delegation, Guest, Movement
    from delegates.selectors import service_windows
    from officers.models import Agency, Officer, RosterEntry
    from tests import factories

    event = factories.EventFactory(starts_on=date(2022, 11, 23), ends_on=date(2022, 11, 26))
    tiers = [factories.TierFactory(event=event, code=code) for code in ("VVIP", "VIP", "GUB")]
    agencies = Agency.objects.bulk_create(Agency(name=f"Dinas {n}") for n in range(40))
    people = Officer.objects.bulk_create(
        Officer(
            agency=agencies[n % 40], identity_kind="none", name=f"Petugas {n}", sex="L", position="Analis",
            phone=f"+62812{n:08d}", email=f"petugas-{n}@contoh.example",
        )
        for n in range(officers)
    )  # fmt: skip
    RosterEntry.objects.bulk_create(RosterEntry(event=event, officer=person) for person in people)
    parties = Delegation.objects.bulk_create(
        Delegation(event=event, tier=tiers[n % 3], code=f"D-{n:04}", name=f"Delegasi {n}", lo_required=2)
        for n in range(delegations)
    )
    Guest.objects.bulk_create(
        Guest(delegation=one, role="head", full_name=f"Tamu {one.code}", position="Menteri")
        for one in parties
    )
    Movement.objects.bulk_create(
        Movement(
            delegation=one, kind=kind, carrier_code=f"GA {n}", scheduled_at=at + timedelta(minutes=n % 600)
        )
        for n, one in enumerate(parties)
        for kind, at in (("arrival", FIRST_DAY), ("departure", FIRST_DAY + timedelta(days=3)))
    )
    items = [
        factories.AgendaItemFactory(event=event, starts_at=FIRST_DAY + timedelta(hours=2 * n))
        for n in range(ITEMS)
    ]
    windows = service_windows(event)
    Assignment.objects.bulk_create(
        Assignment(
            delegation=one, slot=slot, officer=people[2 * n + slot - 1],
            period=with_travel(windows[one.pk], event),
        )
        for n, one in enumerate(parties)
        for slot in (1, 2)
        if 2 * n + slot - 1 < officers * 3 // 4
    )  # fmt: skip
    return event, items[-1]


def measured(work) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    wall, cpu = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        work()
    return {
        "seconds": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "queries": len(queries),
    }


def measure(officers: int, delegations: int) -> dict:
    """In this process: fill, publish three times, read the phone's page."""
    import django
    from django.test import Client
    from django.utils import timezone

    from tests.stack import make_tables

    django.setup()
    make_tables()
    from assignments.duty import publishing
    from assignments.models import Assignment
    from assignments.notices.models import Notice
    from delegates.models import Movement
    from lo_portal.accounts.models import User

    event, item = fill(officers, delegations)

    def publish(minutes: int):
        publishing.publish_plan(event=event, by=None, at=AT + timedelta(minutes=minutes))

    report = {"size": f"{officers}x{delegations}", "first": measured(lambda: publish(0))}
    Assignment.objects.filter(state="offered").update(state="accepted", answered_at=AT + timedelta(hours=1))
    item.starts_at -= timedelta(minutes=30)
    item.save()
    report["one_item_for_all"] = measured(lambda: publish(80))
    flight = Movement.objects.order_by("delegation__code", "kind").first()
    flight.scheduled_at += timedelta(minutes=45)
    flight.save()
    before = Notice.objects.filter(channel="inbox").count()
    report["one_flight"] = measured(lambda: publish(90))
    report["told_of_the_flight"] = Notice.objects.filter(channel="inbox").count() - before
    client = Client(headers={"Accept-Encoding": "gzip"})
    client.force_login(
        User.objects.get(email="petugas-0@contoh.example"), "django.contrib.auth.backends.ModelBackend"
    )
    client.get("/duty/")
    answers = []
    report["phone"] = measured(lambda: answers.append(client.get("/duty/", {"event": event.slug})))
    report["phone"] |= {"status": answers[0].status_code, "bytes": len(answers[0].content)}
    report["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report["measured_on"] = str(timezone.localdate())
    return report


def measure_apart(size: str) -> dict:
    """The same in a process with a database of its own."""
    from tests import stack

    before = dict(os.environ)
    stack._prepare_run()
    stack._prepare_process()
    for server in stack._servers:
        server.start()
    try:
        command = [sys.executable, "-m", "benchmarks.publishing", "--one", size]
        env = {**os.environ, "DATABASE_OPTIONS": "-c statement_timeout=300s"}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    finally:
        stack._end_run()
        os.environ.clear()
        os.environ.update(before)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", help="measure this size in this process and print JSON")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(*map(int, options.one.split("x")))))
        return
    reports = [measure_apart(size) for size in options.sizes]
    if options.json:
        print(json.dumps(reports, indent=1))
        return
    for one in reports:
        print(one["size"], f"peak {one['peak_mb']} MB, told of one flight: {one['told_of_the_flight']}")
        for name in ("first", "one_item_for_all", "one_flight", "phone"):
            print(f"  {name:17} {one[name]}")


if __name__ == "__main__":
    main()
