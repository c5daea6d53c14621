"""Faults with the real parts: processes killed with SIGKILL, PostgreSQL and Valkey restarted.

Each test runs first on a broken copy of a statement (made in `fleet.BROKEN`, not a switch of the
product) and must fail there; only then is the real one believed. NOTICE_FAULT_COUNT=10000 runs the
storm at its full size.
"""

import json
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

import psycopg2
import pytest

from tests.notices.fleet import Fleet
from tests.notices.sink import Sink, wait_until
from tests.stack import Worker, _short_folder, new_postgres

COUNT = int(os.environ.get("NOTICE_FAULT_COUNT", "800"))
KILLS = 20
LEASE = {"NOTICE_LEASE_SECONDS": "4"}


@dataclass
class Field:
    """A database, a mail server and a fleet for this module alone."""

    postgres: object
    sink: Sink
    fleet: Fleet
    env: dict

    @property
    def url(self) -> str:
        return self.postgres.url

    def due(self, people: int) -> None:
        """As posted: one message by two channels is due to each of the first `people`."""
        self.fleet.clear()
        self.sink.mails.clear()
        self.sink.__dict__.pop("handle_RCPT", None)
        with psycopg2.connect(self.url) as connection, connection.cursor() as cursor:
            cursor.execute("TRUNCATE notices_notice CASCADE")
            cursor.execute(
                "INSERT INTO notices_notice SELECT posted.* FROM posted JOIN accounts_user u"
                " ON u.id = recipient_id WHERE u.email < %s",
                [f"petugas-{people:05d}"],
            )


@pytest.fixture(scope="module")
def battlefield(tmp_path_factory):
    sink, log = Sink(delay=0.002), tmp_path_factory.mktemp("fleet") / "fleet.log"
    with _short_folder() as folder:
        postgres = new_postgres(folder)
        postgres.start()
        sink.start()
        env = {"EMAIL_URL": sink.url, **LEASE}
        fleet = Fleet(url=postgres.url, log=log, count=COUNT, **env)
        with psycopg2.connect(postgres.url) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE posted AS SELECT * FROM notices_notice")
        yield Field(postgres, sink, fleet, env)
        fleet.stop()
        sink.stop()
        postgres.stop()


@pytest.fixture
def field(battlefield):
    yield battlefield
    battlefield.fleet.clear()
    battlefield.sink.delay = 0.002


def query(url: str, statement: str) -> list[tuple]:
    with psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def unsent(url: str) -> int:
    """Rows that delivery still has to look at; the database may be away for a moment."""
    try:
        return query(url, "SELECT count(*) FROM notices_notice WHERE state IN ('due','retry','sending')")[0][
            0
        ]
    except psycopg2.OperationalError:
        return -1


def outcome(field: Field) -> dict:
    """What was lost, what came twice, and whether every double is confessed to."""
    rows = query(field.url, "SELECT message_id, channel, state, maybe_double, attempts FROM notices_notice")
    mails = {row[0]: row for row in rows if row[1] == "email"}
    arrived = field.sink.ids
    doubled = {key for key, times in arrived.items() if times > 1}
    confessed = {key for key, row in mails.items() if row[3] and row[4] > 1}
    inbox = query(field.url, "SELECT count(*), count(DISTINCT notice_id) FROM notices_inboxitem")[0]
    return {
        "lost": len(mails.keys() - arrived.keys()),
        "unknown": len(arrived.keys() - mails.keys()),
        "not_sent": sum(row[2] != "sent" for row in rows),
        "inbox": inbox[0],
        "inbox_doubled": inbox[0] - inbox[1],
        "doubled": sum(arrived[key] - 1 for key in doubled),
        "unconfessed": len(doubled - confessed),
    }


def drain_while_killing(field: Field, broken: str = "") -> dict:
    """SIGKILL the only deliverer in the middle of every fifth mail, and start another.

    The same mail is hit once: after three crashes the portal rightly gives a notice up. It takes five
    rows at once, so that a kill leaves only few to wait for the end of their lease.
    """
    field.due(80)
    seen, hit, take = Counter(), set(), field.sink.handle_RCPT
    striking, over = threading.Lock(), threading.Event()

    async def handle_RCPT(server, session, envelope, address, options):
        seen["mails"] += 1
        with striking:  # the last strike must not start a deliverer that outlives this run
            if not over.is_set() and seen["mails"] % 5 == 0 and seen["kills"] < KILLS and address not in hit:
                seen["kills"] += 1
                hit.add(address)
                field.fleet.kill(field.fleet.pids[0])
                field.fleet.spawn(broken, batch=5)
        return await take(server, session, envelope, address, options)

    field.sink.handle_RCPT = handle_RCPT
    field.fleet.spawn(broken, batch=5)
    assert wait_until(lambda: unsent(field.url) == 0, seconds=120)
    with striking:
        over.set()
    return outcome(field)


def test_a_deliverer_killed_in_mid_mail_loses_nothing(field):
    broken = drain_while_killing(field, broken="mark-first")
    assert broken["lost"] > 0, "called sent before it left: the kills must show"

    true = drain_while_killing(field)
    assert (true["lost"], true["not_sent"], true["unconfessed"]) == (0, 0, 0)


def drain_with_two(field: Field, broken: str = "") -> dict:
    field.due(200)
    field.fleet.spawn(broken)
    field.fleet.spawn(broken)
    assert wait_until(lambda: unsent(field.url) == 0, seconds=120)
    time.sleep(0.5)
    return outcome(field)


def test_two_deliverers_at_once_double_nothing(field):
    broken = any(drain_with_two(field, broken="no-lease")["doubled"] for _try in range(5))
    assert broken, "without a lease two must take the same rows"

    true = drain_with_two(field)
    assert (true["lost"], true["doubled"], true["inbox"], true["inbox_doubled"]) == (0, 0, 200, 0)


class Storm:
    """Kills, flushes and restarts at random moments while deliverers and a worker do their work."""

    def __init__(self, field: Field, valkey):
        self.field, self.valkey = field, valkey
        self.chance = random.Random(22)
        self.done = Counter()

    def rage(self, left) -> None:
        """Strike until everything has struck; `left()` says how many rows are open."""
        total = left()
        for number in range(KILLS):
            share = 1 - (number + 1) / (KILLS + 2)
            wait_until(lambda mark=share * total: 0 <= left() <= mark, seconds=60, every=0.02)
            self.kill_one()
            if number == KILLS // 4:
                self.lose_the_broker()
            if number == KILLS // 2:
                self.restart_the_database()

    def kill_one(self) -> None:
        self.field.fleet.kill(self.chance.choice(self.field.fleet.pids))
        self.field.fleet.spawn()
        self.done["kills"] += 1

    def lose_the_broker(self) -> None:
        self.valkey.flush()
        self.valkey.kill()
        self.valkey.start()
        self.done["broker"] += 1

    def restart_the_database(self) -> None:
        self.field.postgres.kill()
        self.field.postgres.start()
        self.done["database"] += 1


def ring_like_beat(broker: str, stopped: threading.Event) -> None:
    """What beat does, more often: send a ring, whether or not anybody hears it."""
    from celery import Celery

    app = Celery(set_as_current=False)
    app.conf.task_publish_retry = False
    while not stopped.wait(0.3):
        with suppress(Exception), app.connection_for_write(broker) as connection:
            app.send_task(
                "assignments.notices.tasks.ring_notices", connection=connection, expires=2, ignore_result=True
            )
    app.close()


def storm_worker(field: Field, broker: str, log) -> Worker:
    env = {**os.environ, "DATABASE_URL": field.url, "CELERY_BROKER_URL": broker, **field.env}
    return Worker(log=log, env=env, pool="threads", concurrency=1, queues="")


def test_the_storm(field, own_valkey, tmp_path, record_property):
    """Many due; deliverers killed twenty times, the broker flushed and restarted, the database restarted."""
    field.due(COUNT)
    broker, stopped, storm = own_valkey.broker_url(), threading.Event(), Storm(field, own_valkey)
    worker = storm_worker(field, broker, tmp_path / "worker.log")
    ringing = threading.Thread(target=ring_like_beat, args=(broker, stopped))
    try:
        worker.start()
        ringing.start()
        started = time.monotonic()
        field.fleet.spawn()
        storm.rage(lambda: unsent(field.url))
        assert wait_until(lambda: unsent(field.url) == 0, seconds=120 + COUNT / 20, every=0.2)
    finally:
        stopped.set()
        ringing.join()
        worker.kill()
    true = outcome(field)
    record_property("storm", json.dumps({**true, **storm.done, "seconds": time.monotonic() - started}))

    assert storm.done == {"kills": KILLS, "broker": 1, "database": 1}
    assert (true["lost"], true["unknown"], true["not_sent"]) == (0, 0, 0)
    assert (true["inbox"], true["inbox_doubled"]) == (COUNT, 0)
    assert true["unconfessed"] == 0, "a mail that came twice is marked as possibly double"
    assert true["doubled"] <= 2 * (KILLS + 1)


def test_sigterm_lets_a_deliverer_finish_its_mail(field):
    field.due(60)
    field.sink.delay = 0.02
    pid = field.fleet.spawn()
    assert wait_until(lambda: len(field.sink.mails) > 3, seconds=60)
    os.kill(pid, signal.SIGTERM)
    assert wait_until(lambda: not os.path.exists(f"/proc/{pid}"), seconds=60)

    sending = query(field.url, "SELECT count(*) FROM notices_notice WHERE state = 'sending'")
    sent = query(
        field.url, "SELECT count(address) FROM notices_notice WHERE channel = 'email' AND state = 'sent'"
    )
    assert (sending[0][0], sent[0][0]) == (0, len(field.sink.mails))
