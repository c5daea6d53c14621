"""The mailed code and the second step: bound to one browser, once, never more tries than allowed."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lo_portal.accounts import codes, services, tries
from lo_portal.accounts.models import Role, SignInCode, TryCount
from lo_portal.accounts.tasks import clear_tries
from tests.factories import UserFactory

AGO = timedelta(minutes=15)


@pytest.fixture
def rina(db):
    return UserFactory(name="Rina Petugas", email="rina@contoh.example", roles=[Role.OFFICER])


def _ask(client, email="rina@contoh.example") -> str:
    """The code that was mailed to whoever asks with this browser."""
    before = len(mail.outbox)
    client.post(reverse("account_request_login_code"), {"email": email})
    (message,) = mail.outbox[before:]
    return re.search(r"\b\d{6}\b", message.body).group()


def _type(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def _is_in(client) -> bool:
    return client.get("/me/profile/").status_code == 200


def _use(ticket, code, at, address="203.0.113.5") -> bool:
    return codes.use_code(ticket=ticket, code=code, address=address, at=at)


def _wrong(code) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def _together(work, times):
    """`work()` in so many threads at once, each with a connection of its own."""
    gate = threading.Barrier(times)

    def run(_number):
        gate.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_the_code_stands_nowhere_in_the_open(rina, client):
    code = _ask(client)
    row = SignInCode.objects.get()
    session = str(dict(client.session.items()))
    assert code not in session
    assert code not in f"{row.ticket_hash}{row.code_hash}"
    _type(client, f"{code[:3]} {code[3:]}")
    assert _is_in(client)


def test_another_browser_cannot_use_the_code(rina):
    mine, other = Client(), Client()
    old = _ask(other)
    code = _ask(mine)
    _type(other, code)
    _type(other, old)
    assert not _is_in(other)
    _type(mine, code)
    assert _is_in(mine)


def test_a_newer_code_ends_the_older_one(rina, client):
    older = _ask(client)
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    newer = re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()
    if older != newer:
        _type(client, older)
        assert not _is_in(client)
    _type(client, newer)
    assert _is_in(client)


def test_another_address_can_be_given_before_the_code_is_typed(rina, client):
    _ask(client)
    page = client.post(reverse("account_logout"), follow=True)
    assert b'name="email"' in page.content
    UserFactory(email="bayu@contoh.example", roles=[Role.OFFICER])
    _type(client, _ask(client, "bayu@contoh.example"))
    assert client.get("/me/profile/").context["request"].user.email == "bayu@contoh.example"


def test_a_code_is_over_after_ten_minutes(rina, client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        code = _ask(client)
        clock.shift(timedelta(minutes=10, seconds=1))
        _type(client, code)
        assert not _is_in(client)


def test_the_sixth_try_is_not_looked_at(rina):
    at, ticket = timezone.now(), codes.make_ticket()
    code = codes.issue_code(user=rina, ticket=ticket, at=at)
    assert not any(_use(ticket, _wrong(code), at) for _ in range(5))
    assert not _use(ticket, code, at)


def test_new_codes_give_no_endless_tries_at_an_account(rina):
    at = timezone.now()
    for _ in range(2):
        ticket = codes.make_ticket()
        code = codes.issue_code(user=rina, ticket=ticket, at=at)
        for _ in range(5):
            _use(ticket, _wrong(code), at)
    ticket = codes.make_ticket()
    code = codes.issue_code(user=rina, ticket=ticket, at=at)
    assert not _use(ticket, code, at)
    secret = services.create_sign_in_link(user=rina, by=None, at=at)
    client = Client()
    client.post(reverse("accounts:link-use", args=[secret]))
    assert _is_in(client)
    later = at + AGO
    ticket = codes.make_ticket()
    code = codes.issue_code(user=rina, ticket=ticket, at=later)
    assert _use(ticket, code, later)


def test_one_network_has_so_many_wrong_tries_over_all_accounts(db):
    at = timezone.now()
    for number in range(codes.TRIES_PER_ADDRESS // 5):
        person = UserFactory(email=f"orang{number}@contoh.example", roles=[Role.OFFICER])
        ticket = codes.make_ticket()
        code = codes.issue_code(user=person, ticket=ticket, at=at)
        for _ in range(5):
            _use(ticket, _wrong(code), at)
    last = UserFactory(email="terakhir@contoh.example", roles=[Role.OFFICER])
    ticket = codes.make_ticket()
    code = codes.issue_code(user=last, ticket=ticket, at=at)
    assert not _use(ticket, code, at)
    assert _use(ticket, code, at, address="198.51.100.9")


def test_right_codes_are_no_tries_of_the_network(rina):
    at = timezone.now()
    for _ in range(3):
        ticket = codes.make_ticket()
        assert _use(ticket, codes.issue_code(user=rina, ticket=ticket, at=at), at)
    assert set(TryCount.objects.values_list("tries", flat=True)) == {0}


@pytest.mark.parametrize("email", ["rina@contoh.example", "tidak.ada@contoh.example"])
@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_known_and_unknown_addresses_wait_alike(name, email, rina, client, settings, monkeypatch):
    settings.SIGN_IN_SECONDS = 3600
    waited = []
    monkeypatch.setattr("lo_portal.accounts.even.time.sleep", waited.append)
    answer = client.post(reverse(name), {"email": email})
    assert answer.status_code == 302
    assert waited
    assert 0 < waited[0] <= 3600


@pytest.mark.django_db(transaction=True)
def test_fifty_uses_at_once_sign_in_once():
    person = UserFactory(email="rina@contoh.example", roles=[Role.OFFICER])
    at, ticket = timezone.now(), codes.make_ticket()
    code = codes.issue_code(user=person, ticket=ticket, at=at)
    answers = _together(lambda: _use(ticket, code, at), 50)
    assert answers.count(True) == 1


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_not_more_than_tries_in_turn():
    person = UserFactory(email="rina@contoh.example", roles=[Role.OFFICER])
    at, ticket = timezone.now(), codes.make_ticket()
    code = codes.issue_code(user=person, ticket=ticket, at=at)
    _together(lambda: _use(ticket, _wrong(code), at), 50)
    assert SignInCode.objects.get().tries == codes.TRIES_PER_BROWSER
    counted = TryCount.objects.values_list("tries", flat=True)
    assert sorted(counted) == [codes.TRIES_PER_BROWSER, 50]  # the account, the network


@pytest.mark.django_db(transaction=True)
def test_claims_at_once_stay_within_the_limit():
    at = timezone.now()
    answers = _together(lambda: tries.claim("uji", "x", limit=7, within=AGO, at=at), 20)
    assert answers.count(True) == 7


def test_a_window_begins_anew_and_is_forgotten(db):
    at = timezone.now()
    assert tries.claim("uji", "x", limit=1, within=AGO, at=at)
    assert not tries.claim("uji", "x", limit=1, within=AGO, at=at + AGO - timedelta(seconds=1))
    assert tries.claim("uji", "y", limit=1, within=AGO, at=at)
    assert tries.claim("uji", "x", limit=1, within=AGO, at=at + AGO)
    with time_machine.travel(at + AGO + timedelta(seconds=1), tick=False):
        clear_tries()
    assert TryCount.objects.count() == 1


@pytest.fixture
def dewi(db):
    return UserFactory(name="Dewi Staf", email="dewi@contoh.example", roles=[Role.STAFF])


def _app_code(row) -> str:
    secret = decrypt(row.data["secret"])
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def _at_the_second_step(user) -> Client:
    client = Client()
    client.post(
        reverse(
            "accounts:link-use", args=[services.create_sign_in_link(user=user, by=None, at=timezone.now())]
        )
    )
    return client


def test_a_code_of_the_app_works_once(dewi):
    row = totp.TOTP.activate(dewi, totp.generate_totp_secret()).instance
    code = _app_code(row)
    first, second = _at_the_second_step(dewi), _at_the_second_step(dewi)
    first.post(reverse("mfa_authenticate"), {"code": code})
    second.post(reverse("mfa_authenticate"), {"code": code})
    assert (_is_in(first), _is_in(second)) == (True, False)


def test_a_recovery_code_works_once(dewi):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    totp.TOTP.activate(dewi, totp.generate_totp_secret())
    code = RecoveryCodes.activate(dewi).get_unused_codes()[0]
    first, second = _at_the_second_step(dewi), _at_the_second_step(dewi)
    first.post(reverse("mfa_authenticate"), {"code": code})
    second.post(reverse("mfa_authenticate"), {"code": code})
    assert (_is_in(first), _is_in(second)) == (True, False)


def test_tries_of_the_second_step_are_counted_for_the_account(dewi, settings):
    settings.ACCOUNT_RATE_LIMITS = False  # allauth's own brake would come first
    row = totp.TOTP.activate(dewi, totp.generate_totp_secret()).instance
    for _ in range(10):
        _at_the_second_step(dewi).post(reverse("mfa_authenticate"), {"code": "000000x"})
    client = _at_the_second_step(dewi)
    client.post(reverse("mfa_authenticate"), {"code": _app_code(row)})
    assert not _is_in(client)


@pytest.mark.usefixtures("still_clock")
def test_guesses_behind_forged_headers_count_as_one_address(rina, settings):
    """Twenty-one askings in a minute from one socket: the last is refused, whatever the headers say."""
    settings.TRUSTED_PROXY_COUNT = 1
    answers = [
        Client().post(
            reverse("account_request_login_code"),
            {"email": f"orang{number}@contoh.example"},
            headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.77"},
        )
        for number in range(21)
    ]
    assert [answer.status_code for answer in answers[:20]] == [302] * 20
    assert answers[20].status_code in {200, 429}
