"""Faults with real parts and real HTTP: Redis gone, frozen, flushed; PostgreSQL killed; people at once.

What a protection stands against is first seen to go wrong without it. FAULT_SCALE=10 asks for more of
everything (docs/reliability.md tells the figures).
"""

import os
import re
import signal
import threading
import uuid
from collections import Counter
from contextlib import suppress

import psycopg2
import pytest
import redis

from tests.faults.site import Site
from tests.notices.sink import wait_until
from tests.stack import _short_folder, new_postgres, new_valkey

HANGS = 12  # seconds; with the time limits of Redis a page needs two or three
SCALE = int(os.environ.get("FAULT_SCALE", "1"))


@pytest.fixture(scope="module")
def parts():
    """PostgreSQL, Valkey and the site on them, for this module alone."""
    with _short_folder() as folder:
        postgres, valkey = new_postgres(folder), new_valkey(folder)
        postgres.start()
        valkey.start()
        env = os.environ | {
            "DATABASE_URL": postgres.url,
            "REDIS_URL": valkey.cache_url(),
            "CELERY_BROKER_URL": valkey.broker_url(),
            "PORTAL_VAR": str(folder / "var"),
        }
        (folder / "var" / "static").mkdir(parents=True)
        site = Site(env=env, folder=folder)
        try:
            yield site, postgres, valkey
        finally:
            site.stop()
            valkey.stop()
            postgres.stop()


def query(postgres, statement: str) -> list[tuple]:
    connection = psycopg2.connect(postgres.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def counted_page(site: Site, patience: float) -> int:
    """The status of a page that is counted in the cache; 0 where it takes longer than `patience` seconds."""
    return site.browsers[0].get("/V/TIDAKADA", patience).status


def use_everything(site: Site) -> list[int]:
    """Pages, a counted public page, and a save that rings a worker."""
    slug = site.facts["slug"]

    def work(browser, what: str) -> int:
        if what == "ring":
            return browser.post(f"/events/{slug}/board/suggest/", HANGS).status
        page = {"list": f"/events/{slug}/delegations/", "limit": "/V/TIDAKADA"}[what]
        return browser.get(page, HANGS).status

    return site.at_once(work, ["list", "limit", "ring"])


def test_without_protections_a_page_hangs_and_saves_get_lost(parts):
    """The tests below would notice: here the site runs without time limits for Redis and without versions."""
    site, _postgres, valkey = parts
    site.start(protected=False)
    assert edit_in_pairs(site, 5)[0] > 0, "without versions saves must get lost"
    assert counted_page(site, HANGS) == 404
    os.kill(valkey.pid(), signal.SIGSTOP)
    try:
        assert counted_page(site, HANGS) == 0, "without time limits a frozen Redis must hang a page"
    finally:
        os.kill(valkey.pid(), signal.SIGCONT)


def test_redis_gone_frozen_or_flushed_stops_no_page(parts):
    site, _postgres, valkey = parts
    site.start()
    good = [200, 404, 302]
    assert use_everything(site) == good
    valkey.flush()
    assert use_everything(site) == good, "sessions are rows, no flush signs anybody out"
    frozen = valkey.pid()
    os.kill(frozen, signal.SIGSTOP)
    try:
        assert use_everything(site) == good
    finally:
        os.kill(frozen, signal.SIGCONT)
    full = redis.Redis.from_url(valkey.cache_url())
    full.config_set("maxmemory", 1)
    with pytest.raises(redis.ResponseError, match="maxmemory"):
        full.set("more", "x")
    assert use_everything(site) == good, "a full Redis refuses to write, the site goes on"
    valkey.kill()
    try:
        for _round in range(SCALE):
            assert use_everything(site) == good
    finally:
        valkey.start()
    assert use_everything(site) == good


def booking(site: Site):
    """`work(browser, (officer, delegation))` puts one on the board, with a reason for each warning."""
    page = f"/events/{site.facts['slug']}/board/place/"

    def work(browser, pair) -> int:
        officer, (_key, code) = pair
        reasons = {
            f"reason-{name}": "uji" for name in ("language", "briefing", "rest", "load", "sex", "tier")
        }
        answer = browser.post(page, officer=officer, slot=f"{code}/1", **reasons)
        for _again in range(2):
            asked = dict.fromkeys(re.findall(r'name="(reason-[^"]+)"', answer.text), "uji")
            if answer.status != 422 or not asked:
                break
            answer = browser.post(page, officer=officer, slot=f"{code}/1", **asked)
        return answer.status

    return work


def book_all(site: Site, postgres) -> Counter:
    """Every officer into every delegation at the same hour, all at once; answers by status."""
    query(postgres, EMPTY)
    work = booking(site)
    pairs = [(one, place) for one in site.facts["officers"] for place in site.facts["delegations"]]
    return Counter(status for _round in range(SCALE) for status in site.at_once(work, pairs))


def book_one_by_one(site: Site, postgres) -> None:
    """Where ten waited for each other until all were refused, one more press finds a place."""
    held = query(postgres, "SELECT officer_id, delegation_id FROM assignments_assignment")
    officers, taken = ({str(row[place]) for row in held} for place in (0, 1))
    free = [place for place in site.facts["delegations"] if place[0] not in taken]
    left = [one for one in site.facts["officers"] if one not in officers]
    for pair in zip(left, free, strict=False):
        booking(site)(site.browsers[0], pair)


EMPTY = "TRUNCATE assignments_assignment CASCADE"
DOUBLED = """
SELECT count(*) FROM assignments_assignment a JOIN assignments_assignment b
    ON a.officer_id = b.officer_id AND a.id < b.id AND a.period && b.period
 WHERE a.state IN ('proposed', 'offered', 'accepted') AND b.state IN ('proposed', 'offered', 'accepted')
"""


def test_nobody_is_booked_twice(parts):
    site, postgres, _valkey = parts
    site.start()
    name = "officer_never_held_twice"
    of_name = f"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'"
    (definition,) = query(postgres, of_name)[0]
    table = "ALTER TABLE assignments_assignment"
    query(postgres, f"{table} DROP CONSTRAINT {name}")
    wrong = any(book_all(site, postgres) and query(postgres, DOUBLED)[0][0] for _chance in range(5))
    assert wrong, "without the constraint the race must go wrong"

    query(postgres, EMPTY)
    query(postgres, f"{table} ADD CONSTRAINT {name} {definition}")
    answers = book_all(site, postgres)
    book_one_by_one(site, postgres)
    held = query(postgres, "SELECT count(*) FROM assignments_assignment WHERE state = 'proposed'")[0][0]

    assert query(postgres, DOUBLED)[0][0] == 0
    assert held == len(site.facts["officers"]), "each officer has exactly one place"
    assert not [status for status in answers if status >= 500 or status == 0], answers


def edit_in_pairs(site: Site, pairs: int) -> tuple[int, int]:
    """Two people open the same page, both save: how many saves were lost, and how many pairs misbehaved."""
    lost = strange = 0
    first, second = site.browsers[:2]
    for number in range(pairs):
        key, code = site.facts["delegations"][number % len(site.facts["delegations"])]
        url = f"/delegations/{key}/edit/"
        seen = re.search(r'name="version" value="(\d+)"', first.get(url).text).group(1)
        facts = {
            "code": code, "name": f"Delegasi {number}", "origin_kind": "country", "tier": site.facts["tier"],
            "precedence": 100, "party_size": 1, "lo_required": 1, "version": seen,
        }  # fmt: skip
        texts = [f"kata {uuid.uuid4().hex}" for _person in range(2)]
        answers = [None, None]

        def save(place: int, browser, url=url, facts=facts, texts=texts, answers=answers) -> None:
            answers[place] = browser.post(url, **facts, partner_note=texts[place])

        threads = [threading.Thread(target=save, args=(n, b)) for n, b in enumerate((first, second))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        statuses = sorted(answer.status for answer in answers)
        lost += statuses == [302, 302]
        kept = all(answers[n].status == 302 or texts[n] in answers[n].text for n in range(2))
        strange += statuses != [302, 409] or not kept
    return lost, strange


def test_two_people_never_overwrite_each_other(parts):
    site, _postgres, _valkey = parts
    site.start()
    assert edit_in_pairs(site, 8 * SCALE) == (0, 0)


def test_a_killed_database_costs_no_acknowledged_save(parts):
    site, postgres, _valkey = parts
    site.start()
    url, acknowledged, answers = f"/events/{site.facts['slug']}/agenda/new/", [], []
    stopped = threading.Event()

    def save(number: int) -> None:
        browser, count = site.browsers[number], 0
        while not stopped.is_set():
            count += 1
            title = f"Acara {number}-{count}"
            answer = browser.post(
                url, title=title, day="2022-11-24", starts="09:00", ends="10:00", scheduled="on"
            )
            answers.append((title, answer))
            if answer.status == 302:
                acknowledged.append(title)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _time in range(2 * SCALE):
            before = len(acknowledged)
            assert wait_until(lambda before=before: len(acknowledged) >= before + 6, seconds=60)
            postgres.kill()
            failed = len(answers)
            assert wait_until(lambda failed=failed: len(answers) > failed + 4, seconds=60)
            postgres.start()
        before = len(acknowledged)
        assert wait_until(lambda: len(acknowledged) >= before + 6, seconds=60), "the site did not recover"
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
    stored = {title for (title,) in query(postgres, "SELECT title FROM events_agendaitem")}
    refused = [(title, answer) for title, answer in answers if answer.status != 302]

    assert set(acknowledged) <= stored
    assert refused, "the database was never away"
    assert {answer.status for _title, answer in refused} == {503}
    title, answer = refused[0]
    assert f'name="title" value="{title}"' in answer.text, "what was typed is on the page"
    again = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
    assert site.browsers[0].post(url, **{k: v for k, v in again if k != "csrfmiddlewaretoken"}).status == 302


def take_all(postgres, taken: list) -> None:
    """Connect until the server has no place left."""
    with suppress(psycopg2.OperationalError):
        while True:
            taken.append(psycopg2.connect(postgres.url))


def test_a_database_that_takes_nobody_more_keeps_what_was_typed(parts):
    site, postgres, _valkey = parts
    site.start()
    url = f"/events/{site.facts['slug']}/agenda/new/"
    typed = {
        "title": "Acara penuh",
        "day": "2022-11-24",
        "starts": "09:00",
        "ends": "10:00",
        "scheduled": "on",
    }
    taken = []
    try:
        take_all(postgres, taken)
        answers = [browser.post(url, **typed) for browser in site.browsers]
    finally:
        for connection in taken:
            connection.close()
    refused = [answer for answer in answers if answer.status != 302]

    assert refused, "the site had a connection of its own for every browser"
    assert {answer.status for answer in refused} == {503}
    assert 'name="title" value="Acara penuh"' in refused[0].text
    assert site.browsers[0].post(url, **typed).status == 302


def test_a_page_without_a_fault_is_not_called_one(parts):
    site, _postgres, _valkey = parts
    assert site.browsers[0].get("/delegations/00000000-0000-0000-0000-000000000000/edit/").status == 404
