"""From outside, through the real proxy and TLS: codes, guesses, headers and timing (O20, O21, O22, O30).

    python -m benchmarks.behind_proxy nginx|caddy [--guesses 300] [--timing 500] [--json]

Production settings, gunicorn with deploy/gunicorn.py, the proxy with its file from deploy/. Each visitor
has an address of its own in 127.0.0.0/8. The guesses run once more through a proxy that believes
forwarding headers: there they must get through, or the count is not believed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import rig as rigs
from benchmarks.outside import scan
from benchmarks.proxy import Proxy, production, start_portal
from tests.notices.sink import Sink

ASK, TYPE, INSIDE = "/account/login/code/", "/account/login/code/confirm/", "/me/profile/"
PEOPLE, EACH = 160, 6
chance = random.Random(21)


def fill() -> dict:
    import django

    from tests.stack import make_tables

    django.setup()
    make_tables()
    from django.utils import timezone

    from lo_portal.accounts import services
    from tests.factories import UserFactory

    users = [UserFactory(email=mail_of(number), roles=["officer"]) for number in range(PEOPLE)]
    link = services.create_sign_in_link(user=users[0], by=None, at=timezone.now())
    return {"link": f"/me/link/{link}/"}


def mail_of(number: int) -> str:
    return f"petugas-{number:03}@contoh.example"


def claims() -> dict[str, str]:
    """Headers in which a visitor says to be somebody else, another one each time."""
    address = ".".join(str(chance.randrange(1, 255)) for _part in range(4))
    names = ("X-Forwarded-For", "X-Claimed-For", "X-Real-IP", "X-Client-IP", "True-Client-IP")
    return dict.fromkeys(names, address) | {"Forwarded": f"for={address}"}


class Door:
    """The sign-in by code as a browser meets it."""

    def __init__(self, sink: Sink):
        self.sink = sink

    def ask(self, browser, email: str, **headers: str) -> bool:
        """Whether a code was promised (the answer to an unknown address is the same)."""
        browser.get(ASK)
        return browser.post(ASK, {"email": email}, headers=headers).status_code == 302

    def code(self, email: str) -> str:
        """What the newest mail to `email` says."""
        mail = next(one for one in reversed(self.sink.mails) if one[1] == email)
        return re.search(r"\b\d{6}\b", mail[2].get_body(("plain",)).get_content()).group()

    def type(self, browser, code: str, **headers: str) -> bool:
        """Whether this code opened the door."""
        browser.post(TYPE, {"code": code}, headers=headers)
        return is_in(browser)


def is_in(browser) -> bool:
    return browser.get(INSIDE).status_code == 200


def wrong(code: str) -> str:
    return f"{(int(code) + 1 + chance.randrange(999_998)) % 1_000_000:06d}"


def parallel_uses(proxy, door: Door, times: int = 50) -> dict:
    """One right code, pressed so many times at once; each press with the same cookies."""
    email, first = mail_of(150), proxy.browser("127.0.1.1")
    door.ask(first, email)
    code, cookies = door.code(email), first.session.cookies.copy()

    def press(_number: int) -> bool:
        browser = proxy.browser("127.0.1.1")
        browser.session.cookies.update(cookies)
        return door.type(browser, code)

    with ThreadPoolExecutor(times) as pool:
        answers = list(pool.map(press, range(times)))
    return {"times": times, "signed_in": answers.count(True)}


def one_account(proxy, door: Door, guesses: int) -> dict:
    """Guesses at one account with ever new headers; now and then the right code, as a probe."""
    email, browser, opened, asked = mail_of(0), proxy.browser("127.0.1.2"), [], 0
    for number in range(guesses):
        if number % 5 == 0:
            asked += door.ask(browser, email, **claims())
        code = door.code(email)
        if number < 10 or number % 5:
            browser.post(TYPE, {"code": wrong(code)}, headers=claims())
        elif door.type(browser, code, **claims()):
            opened.append(number + 1)
            break
    return {"guesses": guesses, "codes_asked": asked, "right_code_opened_at_guess": opened}


def many_accounts(proxy, rig, door: Door, first: int, address: str, patient: bool = True) -> dict:
    """Six guesses at each of fifty accounts from one network; who is put off waits for the next minute."""
    emails, waits = [mail_of(number) for number in range(first, first + 50)], 0
    for email in emails:
        browser = proxy.browser(address)
        while not door.ask(browser, email, **claims()) and patient:
            waits += 1
            time.sleep(20)
        code = door.code(email)
        for _guess in range(EACH):
            browser.post(TYPE, {"code": wrong(code)}, headers=claims())
    looked_at = rig.rows(
        "SELECT coalesce(sum(c.tries), 0) FROM accounts_signincode c JOIN accounts_user u ON u.id = c.user_id"
        " WHERE u.email = ANY(%s)", emails
    )[0][0]  # fmt: skip
    return {"guesses": EACH * len(emails), "looked_at": looked_at, "waits_of_20_s": waits}


def victims(proxy, door: Door, facts: dict) -> dict:
    """The guessed-at people, at their own addresses: one by a link, one by a code."""
    by_link, by_code = proxy.browser("127.0.2.1"), proxy.browser("127.0.2.2")
    by_link.get(facts["link"])
    by_link.post(facts["link"], {})
    door.ask(by_code, mail_of(40))
    return {"by_link": is_in(by_link), "spread_victim_by_code": door.type(by_code, door.code(mail_of(40)))}


def timing(proxy, door: Door, times: int) -> dict:
    """Answers to known and unknown addresses, by turns, each from another network."""
    took = {"known": [], "unknown": []}
    for number in range(times):
        for kind in took:
            email = mail_of(100 + number % 50) if kind == "known" else f"tiada-{number % 50}@contoh.example"
            place = 1 + number % 100 + 100 * (kind == "known")
            browser = proxy.browser(f"127.0.{10 + number // 100}.{place}")
            browser.get(ASK)
            started = time.perf_counter()
            answer = browser.post(ASK, {"email": email})
            if answer.status_code == 302:
                took[kind].append(1000 * (time.perf_counter() - started))
    medians = {kind: round(statistics.median(values), 1) for kind, values in took.items()}
    return {
        "n": {kind: len(values) for kind, values in took.items()},
        "median_ms": medians,
        "apart_ms": round(abs(medians["known"] - medians["unknown"]), 1),
        "load": rigs.load_average(),
    }


def measure(name: str, guesses: int, times: int) -> dict:
    sink = Sink()
    sink.start()
    try:
        with rigs.parts(**production(sink)) as rig:
            facts, door = rig.fill("benchmarks.behind_proxy"), Door(sink)
            start_portal(rig)
            with Proxy(name, rig) as proxy:
                report = {"proxy": name, "outside": scan(proxy)}
                report["parallel_uses"] = parallel_uses(proxy, door)
                report["one_account"] = one_account(proxy, door, guesses)
                report["fifty_accounts"] = many_accounts(proxy, rig, door, 1, "127.0.1.3")
                report["victims"] = victims(proxy, door, facts)
                report["timing"] = timing(proxy, door, times) if times else {}
            with Proxy(name, rig, believing=True) as proxy:
                report["believing_proxy"] = many_accounts(proxy, rig, door, 51, "127.0.1.4", patient=False)
    finally:
        sink.stop()
    return report


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("proxy", nargs="?", default="nginx", choices=["nginx", "caddy"])
    parser.add_argument("--guesses", type=int, default=300)
    parser.add_argument("--timing", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fill", action="store_true", help="fill the database")
    options = parser.parse_args()
    if options.fill:
        return print(json.dumps(fill()))
    report = measure(options.proxy, options.guesses, options.timing)
    print(json.dumps({"id": "O20-O22, O30"} | report, indent=None if options.json else 1))


if __name__ == "__main__":
    main()
