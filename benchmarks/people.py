"""People at work on the demo event, for measurements: who they are, what they do, what they got back.

`python -m benchmarks.people --fill` makes the tables, tells the demo and prints the facts: the event's
slug and the cookies of signed-in browsers. `People(...).work(seconds)` lets them all read and save.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import requests

sys.path.insert(0, str(Path.cwd()))  # the portal that is measured, which may be another revision

TOKEN = "x" * 32
PATIENCE = 30  # seconds; no answer by then counts as status 0
SIGN_IN = "/account/login"
STAFF_PAGES = ["/", "/events/{slug}/", "/events/{slug}/board/", "/events/{slug}/delegations/",
               "/events/{slug}/officers/", "/events/{slug}/agenda/", "/events/{slug}/letters/",
               "/events/{slug}/live/", "/events/{slug}/readiness/", "/events/{slug}/vehicles/"]  # fmt: skip
OFFICER_PAGES = ["/duty/", "/duty/delegations/", "/duty/contacts/", "/duty/documents/", "/letters/mine/"]


@dataclass
class Visit:
    """One request: when (monotonic seconds), what, how long it took in seconds, and its status."""

    at: float
    what: str
    took: float
    status: int
    location: str = ""


class Person:
    """One signed-in browser; `deeds` are what it does by turns, each a function of the person."""

    def __init__(self, base: str, cookie: str, visits: list[Visit], seed: int):
        self.base, self.visits, self.chance = base, visits, random.Random(seed)
        self.session = requests.Session()
        self.session.headers["Connection"] = "close"  # as a proxy asks: no race with a door that shuts
        self.session.cookies.update({"sid": cookie, "csrf": TOKEN, "language": "id"})

    def get(self, path: str, what: str = "page", **more):
        return self._ask("GET", path, what, **more)

    def post(self, path: str, what: str, data: dict):
        data = {**data, "csrfmiddlewaretoken": TOKEN}
        return self._ask("POST", path, what, data=data, headers={"Referer": self.base})

    def _ask(self, method: str, path: str, what: str, **more):
        started = time.monotonic()
        try:
            answer = self.session.request(
                method, self.base + path, timeout=PATIENCE, allow_redirects=False, **more
            )
        except requests.RequestException:
            answer = None
        took = time.monotonic() - started
        place = answer.headers.get("Location", "") if answer is not None else ""
        self.visits.append(Visit(started, what, took, answer.status_code if answer is not None else 0, place))
        return answer


class People:
    """`facts` as printed by `--fill`. Staff read, save and ask for suggestions; officers read."""

    def __init__(self, base: str, facts: dict):
        self.facts, self.visits, self.saved = facts, [], []
        everybody = facts["staff"] + facts["officers"]
        self.people = [Person(base, cookie, self.visits, n) for n, cookie in enumerate(everybody)]
        self.staff = self.people[: len(facts["staff"])]
        self.ended = threading.Event()

    def start(self) -> None:
        """Everybody begins, until `stop()`."""
        self.ended.clear()
        self.threads = [threading.Thread(target=self._live, args=(person,)) for person in self.people]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def work(self, seconds: float) -> list[Visit]:
        """Let them work so long; returns their visits of this time."""
        before = len(self.visits)
        self.start()
        time.sleep(seconds)
        self.stop()
        return self.visits[before:]

    def _live(self, person: Person) -> None:
        while not self.ended.wait(person.chance.uniform(2, 6)):
            self._one_deed(person)

    def _one_deed(self, person: Person) -> None:
        slug, dice = self.facts["slug"], person.chance.random()
        if person not in self.staff:
            person.get(person.chance.choice(OFFICER_PAGES))
        elif dice < 0.2:
            self._save(person)
        elif dice < 0.3:
            person.post(f"/events/{slug}/board/suggest/", "ring", {})
        elif dice < 0.33:
            person.get("/V/TIDAKADA", "counted")
        else:
            person.get(person.chance.choice(STAFF_PAGES).format(slug=slug))

    def _save(self, person: Person) -> None:
        title = f"Acara {person.chance.getrandbits(40):x}"
        typed = {"title": title, "day": self.facts["day"], "starts": "09:00", "ends": "10:00",
                 "scheduled": "on"}  # fmt: skip
        answer = person.post(f"/events/{self.facts['slug']}/agenda/new/", "save", typed)
        if answer is not None and answer.status_code == 302:
            self.saved.append(title)


def summary(visits: list[Visit]) -> dict:
    """Counts and seconds: errors are 5xx and no answer; a sign-out is a way back to the sign-in."""
    took = sorted(visit.took for visit in visits)
    slowest = max(visits, key=lambda visit: visit.took, default=None)
    return {
        "requests": len(visits),
        "statuses": {str(k): n for k, n in sorted(Counter(visit.status for visit in visits).items())},
        "errors": sum(visit.status >= 500 or visit.status == 0 for visit in visits),
        "sign_outs": sum(
            visit.status in (401, 403) or visit.location.startswith(SIGN_IN) for visit in visits
        ),
        "p50_ms": _share(took, 0.5),
        "p95_ms": _share(took, 0.95),
        "p99_ms": _share(took, 0.99),
        "slowest_s": round(slowest.took, 2) if slowest else 0,
        "slowest": slowest.what if slowest else "",
    }


def _share(took: list[float], share: float) -> float:
    return round(1000 * took[int(share * (len(took) - 1))], 1) if took else 0.0


SCHEDULE = """
UPDATE notices_notice n SET due_at = s.at, next_try_at = s.at FROM (
    SELECT id, clock_timestamp() + make_interval(
               secs => %s * dense_rank() OVER (ORDER BY thread)::float) AS at
      FROM notices_notice WHERE thread LIKE '%%:measured-%%') s
 WHERE n.id = s.id
"""
LATENESS = """
SELECT extract(epoch FROM sent_at - due_at)::float FROM notices_notice
 WHERE thread LIKE '%:measured-%' AND due_at <= clock_timestamp() ORDER BY 1
"""


def schedule_notices(rig, *, every: float) -> None:
    """From now on one of the filled messages falls due every so many seconds, by each channel."""
    rig.rows(SCHEDULE, every)


def lateness(rig) -> dict:
    """Of the messages that fell due by now: how many, how many were not sent, and the lag in seconds."""
    values = [value for (value,) in rig.rows(LATENESS)]
    sent = [value for value in values if value is not None]
    return {
        "due": len(values),
        "not_sent": len(values) - len(sent),
        "lag_p99_s": _share(sent, 0.99) / 1000,
        "lag_max_s": _share(sent, 1) / 1000,
    }


def fill(*, staff: int, officers: int, notices: int = 0, ready: bool = False) -> dict:
    """Tables (unless they are `ready`), the demo, and so many signed-in browsers of each kind."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.stack import make_tables

    if not ready:
        make_tables()
    call_command("seed_demo")
    from events.models import Event
    from lo_portal.accounts.models import User

    event = Event.objects.filter(roster__isnull=False).order_by("starts_on").first()
    clerks = [
        User.objects.create_user(f"staf{n}@contoh.example", f"Staf {n}", ["staff"]) for n in range(staff)
    ]
    serving = User.objects.filter(officer__roster__event=event, officer__roster__role="officer")
    if notices:
        _post(event, clerks, notices)
    return {
        "slug": event.slug,
        "day": str(event.starts_on + timedelta(days=1)),
        "staff": [session_of(user) for user in clerks],
        "officers": [session_of(user) for user in serving.distinct().order_by("pk")[:officers]],
    }


def session_of(user) -> str:
    """The cookie of a browser in which `user` is signed in and has passed the second step."""
    from django.test import Client

    from tests.second_step import pass_second_step

    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    pass_second_step(client, user)
    return client.cookies["sid"].value


def _post(event, people: list, count: int) -> None:
    """Messages that are due tomorrow, until `schedule_notices` says otherwise."""
    from django.db import transaction
    from django.utils import timezone

    from assignments.notices import services
    from assignments.notices.drafts import Draft, Message
    from assignments.notices.models import Notice

    now = timezone.now()
    drafts = [
        Draft(
            kind="broadcast",
            recipient=people[number % len(people)],
            subject=event,
            event=event,
            occasion=f"measured-{number}",
            message=Message(title=f"Kabar {number}", lead="Lobi hotel."),
        )
        for number in range(count)
    ]
    with transaction.atomic():
        services.post_notices(drafts=drafts, by=None, at=now)
    later = now + timedelta(days=1)
    Notice.objects.filter(thread__contains=":measured-").update(due_at=later, next_try_at=later)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--ready", action="store_true", help="the tables are there")
    parser.add_argument("--staff", type=int, default=12)
    parser.add_argument("--officers", type=int, default=8)
    parser.add_argument("--notices", type=int, default=0)
    options = parser.parse_args()
    if options.fill:
        chosen = {name: value for name, value in vars(options).items() if name != "fill"}
        print(json.dumps(fill(**chosen)))


if __name__ == "__main__":
    main()
