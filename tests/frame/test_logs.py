"""The log: every line is JSON and knows its request; nothing personal and no secret stands in it."""

import io
import json
import logging
import re

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from lo_portal import logs
from lo_portal.accounts import services as accounts
from lo_portal.middleware import History

EMAIL, PHONE, NIP = "kenari@contoh.example", "0812 3456 7890", "199001012015012778"
NIK, PASSPORT = "6171012345678901", "K1234567"


@pytest.fixture
def lines():
    """What the log of a server would hold so far, one dict a line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonFormatter())
    root, loud = logging.getLogger(), logging.getLogger("django.request")
    root.addHandler(handler)
    level, loud_level = root.level, loud.level
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)
    loud.setLevel(loud_level)


def test_sign_in_failed_form_and_fault_leave_nothing_personal(lines, officer_user, db):
    client = Client(raise_request_exception=False)
    secret = accounts.create_sign_in_link(user=officer_user, by=None, at=timezone.now())
    client.post(f"/me/link/{secret}/")
    client.post(f"/me/link/{secret}/")  # used up: 410
    client.get(f"/me/link/{secret}x/?next=/duty/&email={EMAIL}")
    client.post("/account/login/code/", {"email": "bukan alamat"})
    client.post("/account/login/", {"login": EMAIL, "password": "rahasia sekali"})
    client.get(f"/V/{secret}/")
    client.get(f"/officers/?q={EMAIL}")
    _break_the_database(f"gagal untuk {EMAIL}, telp {PHONE}, NIP {NIP}, NIK {NIK}, paspor {PASSPORT}")
    values = {"name": "Rina Kenari", "email": EMAIL, "language": "id"}
    broken = client.post("/me/profile/", values)

    written = lines()
    text = json.dumps(written)
    assert broken.status_code == 500
    fault = next(line for line in written if line["level"] == "ERROR")
    assert (fault["message"], fault["user"]) == ("Internal Server Error: /me/profile/", str(officer_user.pk))
    assert fault["request"] == broken.headers["X-Request-ID"]
    assert "gagal untuk" in fault["exception"]  # the words stay, the person goes
    assert any("/me/link/***" in line["message"] for line in written)
    for gone in (secret, EMAIL, officer_user.email, PHONE, NIP, NIK, PASSPORT, "rahasia", "Rina Kenari"):
        assert gone not in text


def _break_the_database(words: str) -> None:
    """From here on every save of an account fails, with somebody's data in the database's answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{words}' USING DETAIL = 'Failing row contains (Rina Kenari)'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER fail BEFORE UPDATE ON accounts_user FOR EACH ROW EXECUTE FUNCTION pg_temp.fail()"
        )


def test_the_broken_copy_would_leak(officer_user, db):
    """The negative control: the same line through the usual formatter holds it all."""
    record = logging.makeLogRecord({"msg": "gagal untuk %s, NIP %s", "args": (EMAIL, NIP)})
    assert EMAIL in logging.Formatter().format(record)
    assert EMAIL not in logs.LineFormatter().format(record) + logs.JsonFormatter().format(record)


@pytest.mark.parametrize(
    "said",
    [
        "rina.o+lo@dinas.contoh.example",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "6281234567890",
        "+60 12-345 6789",
        "19900101 201501 2 778",
        "6171 0123 4567 8901".replace(" ", ""),
        "password='rahasia'",
        "{'full_name': 'Datuk Azlan bin Harun'}",
        "health_note=diabetes",
        "postgresql://portal:sandi@db/portal",
        "Key (name)=(Datuk Azlan) already exists.",
        "GET /officers/?q=Azlan",
    ],
)
def test_scrubbed(said):
    kept = logs.scrub(f"before {said} after")
    assert kept.startswith("before ")
    for private in ("rina", "3456", "345", "2015", "0123", "rahasia", "Azlan", "diabetes", "sandi"):
        assert private not in kept


@pytest.mark.parametrize(
    "said",
    [
        "job 0197a2a0-0812-4a4a-8a8a-081234567890 failed",
        "audit trail sound, head 128:" + "0812ab" * 10 + "0812",
        "celery@host ready.",
        "Task x[0197a2a0-0812-4a4a-8a8a-081234567890] succeeded in 0.08123456789s: None",
        'File "/srv/portal/events/views.py", line 12, in agenda_list',
        "2026-11-29 10:15:58 started",
    ],
)
def test_what_finds_a_fault_stays(said):
    assert logs.scrub(said) == said


def _routes(resolver, prefix="/"):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def test_every_address_with_a_secret_is_scrubbed():
    routes = [route for route in _routes(get_resolver()) if re.search(r"<\w+:(secret|token|code)>", route)]
    assert len(routes) >= 5
    for route in routes:
        address = re.sub(r"<\w+:(secret|token|code)>", "s3cr3t-Words", route)
        assert "s3cr3t" not in logs.scrub(address), route
        assert "s3cr3t" not in logs.scrub(f"Not Found: {address}"), route


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_the_proxies_scrub_the_same_addresses(name):
    text = (portal.BASE_DIR / "deploy" / name).read_text()
    assert [path for path in logs.SECRET_PATHS if path not in text] == []


def test_the_row_history_notes_no_secret():
    """Links of agencies and lists are used often; the history must not hold what the tables only hash."""
    request = RequestFactory().post("/n/s3cr3t-words/people/new/")
    assert History(lambda request: None).get_context(request)["url"] == "/n/***/people/new/"
    assert "lo_portal.middleware.History" in portal.MIDDLEWARE


def test_nobody_is_mailed_and_everything_goes_through_the_scrubbing_handler():
    assert portal.LOGGING["loggers"]["django"]["handlers"] == []
    assert portal.ADMINS == []
    formatters = {type(handler.formatter) for handler in logging.getLogger().handlers if handler.formatter}
    assert logs.LineFormatter in formatters
    assert logging.getLogger("django").handlers == []
