"""The burst of an event's day, at a stretch (O14): phones, screens, an import, forty letters, reminders.

    python -m benchmarks.event_day [--minutes 30] [--json]

gunicorn, a worker, a beat and a deliverer on a PostgreSQL and a Valkey of their own, the demo event. Sixty
phones ask for *Hari ini* every ten seconds, ten of staff have the live board open (five seconds) and now and
then read another page or save an agenda item; after a tenth of the time a list of 500 officers is imported
and forty letters are made; a message falls due every three seconds. The people are threads of this machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

from benchmarks import rig as rigs
from benchmarks.people import STAFF_PAGES, People, lateness, schedule_notices, summary
from tests.notices.sink import Sink, wait_until

PHONES, SCREENS, LETTERS, ROWS, NOTICE_EVERY = 60, 10, 40, 500, 3
JOBS = "SELECT kind, state, extract(epoch FROM finished_at - created_at)::int FROM jobs_job"
OPEN_JOBS = "SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'running')"


class Crowd(People):
    """Phones poll, screens poll; each in its own rhythm, started apart from each other."""

    def __init__(self, base: str, facts: dict):
        officers = facts["officers"]
        phones = [officers[number % len(officers)] for number in range(PHONES)]
        super().__init__(base, facts | {"officers": phones})
        self.board = f"/events/{facts['slug']}/live/"

    def _live(self, person) -> None:
        number = self.people.index(person)
        every = 5 if person in self.staff else 10
        self.ended.wait(number % PHONES * every / PHONES)
        while not self.ended.wait(every):
            self._one_deed(person)

    def _one_deed(self, person) -> None:
        if person not in self.staff:
            person.get("/duty/", "phone")
            return
        person.get(self.board, "board", headers={"HX-Request": "true"})
        dice = person.chance.random()
        if dice < 0.05:
            self._save(person)
        elif dice < 0.25:
            person.get(person.chance.choice(STAFF_PAGES).format(slug=self.facts["slug"]))


def burden() -> None:
    """In a process of its own: upload a list and save it, and issue letters of another event."""
    import django

    django.setup()
    from django.utils import timezone

    from assignments.letters import services as letters
    from benchmarks.imports import workbook_apart
    from lo_portal.imports import services as imports
    from lo_portal.imports.models import ImportBatch
    from tests import factories
    from tests.letters.factories import ProfileFactory

    staff, event = factories.UserFactory(roles=["staff"]), factories.EventFactory(slug="beban")
    tier, profile = factories.TierFactory(event=event), ProfileFactory()
    for number in range(LETTERS):
        user = factories.UserFactory(name=f"Petugas Nomor {number}")
        entry = factories.RosterEntryFactory(
            event=event, officer=factories.OfficerFactory(user=user, name=user.name)
        )
        place = factories.DelegationFactory(event=event, tier=tier)
        factories.AssignmentFactory(officer=entry.officer, delegation=place, state="accepted")
    at = timezone.now()
    letters.issue_letters(event=event, profile=profile, collective=False, by=staff, at=at)
    batch = imports.upload_batch(
        data=workbook_apart(ROWS), file_name="daftar.xlsx", event=event, by=staff, at=at
    )

    def state() -> str:
        return ImportBatch.objects.get(pk=batch.pk).state

    assert wait_until(lambda: state() != "uploaded", seconds=600, every=1)
    batch = ImportBatch.objects.get(pk=batch.pk)
    imports.request_confirmation(batch=batch, digest=batch.digest, by=staff, at=timezone.now())
    assert wait_until(lambda: state() != "checked", seconds=600, every=1)
    print(json.dumps({"import": state(), "letters": LETTERS}))


def measure(minutes: float) -> dict:
    sink, loads = Sink(delay=0.01), []
    sink.start()
    seconds = 60 * minutes
    try:
        with rigs.parts(EMAIL_URL=sink.url) as rig:
            counts = ["--staff", str(SCREENS), "--officers", str(PHONES)]
            notices = ["--notices", str(int(seconds / NOTICE_EVERY))]
            facts = rig.fill("benchmarks.people", *counts, *notices)
            rig.start_web()
            rig.start_worker()
            rig.start_beat()
            rig.start("deliverer", *rigs.DELIVERER)
            Crowd(rig.base, facts).work(20)  # templates are read once
            wait_until(lambda: not rig.rows(OPEN_JOBS)[0][0], seconds=600, every=1)  # the demo's own letters
            crowd, said = Crowd(rig.base, facts), []

            def burden_later() -> None:
                time.sleep(seconds / 10)
                command = [sys.executable, "-m", "benchmarks.event_day", "--burden"]
                done = subprocess.run(command, cwd=rigs.ROOT, env=rig.env, capture_output=True, text=True)
                said.append(done.stdout.strip() or done.stderr[-500:])

            schedule_notices(rig, every=NOTICE_EVERY)
            later = threading.Thread(target=burden_later)
            later.start()
            crowd.start()
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                loads.append(rigs.load_average())
                time.sleep(min(20, max(0, end - time.monotonic())))
            crowd.stop()
            later.join()
            wait_until(lambda: not rig.rows(OPEN_JOBS)[0][0], seconds=120, every=1)
            kinds = sorted({visit.what for visit in crowd.visits})
            return {
                "minutes": minutes,
                "phones": PHONES,
                "screens": SCREENS,
                "all": summary(crowd.visits),
                **{kind: summary([v for v in crowd.visits if v.what == kind]) for kind in kinds},
                "burden": said,
                "jobs": rig.rows(JOBS),
                "notices": lateness(rig),
                "load_mean": round(sum(loads) / len(loads), 1),
                "load_max": max(loads),
            }
    finally:
        sink.stop()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--burden", action="store_true", help="be the import and the letters")
    options = parser.parse_args()
    if options.burden:
        return burden()
    report = measure(options.minutes)
    print(json.dumps({"id": "O14"} | report, indent=None if options.json else 1, default=str))


if __name__ == "__main__":
    main()
