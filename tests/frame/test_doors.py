"""Doors that people try: other methods, other hosts, files of the machine, redirects, the admin, guesses."""

import json
import os
import secrets

import pytest
from django.conf import settings as portal
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from lo_portal import logs
from lo_portal.accounts import services
from lo_portal.accounts.models import SignInLink
from tests.letters.factories import LetterFactory, ProfileFactory

GUESSES = int(os.environ.get("GUESSES", "120"))
EVIL = "evil.example"
TRAIL = reverse("audit:trail-list")  # loads every room before a test's transaction begins


def test_headers_of_every_answer(client, staff, client_of):
    for answer in (client.get("/account/login/code/"), client_of(staff).get(TRAIL)):
        wanted = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Frame-Options": "DENY",
        }
        assert {name: answer.headers[name] for name in wanted} == wanted
        policy = answer.headers["Content-Security-Policy"]
        for rule in ("default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"):
            assert rule in policy
        assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Server" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/media/letters/x.pdf", "/var/media/x", "/static/../manage.py", "/debug/"],
)
def test_files_of_the_machine_are_nowhere(path, staff, client_of):
    answer = client_of(staff).get(path)
    assert (answer.status_code, "Traceback" in answer.content.decode()) == (404, False)


def test_a_strange_host_is_refused_and_no_mail_repeats_it(client, staff, settings):
    settings.ALLOWED_HOSTS = ["portal.example.go.id"]
    assert client.get("/account/login/code/", HTTP_HOST=EVIL).status_code == 400
    forged = client.get("/", HTTP_HOST="portal.example.go.id", HTTP_X_FORWARDED_HOST=EVIL)
    assert EVIL not in forged.headers.get("Location", "")

    settings.ALLOWED_HOSTS = ["*"]  # the worst: a server that was set up carelessly
    client.post("/account/login/code/", {"email": staff.email}, HTTP_HOST=EVIL)
    assert len(mail.outbox) == 1
    assert EVIL not in mail.outbox[0].body + mail.outbox[0].subject


@pytest.mark.parametrize("target", [f"//{EVIL}/", f"https://{EVIL}/", f"/\\{EVIL}", f"javascript:{EVIL}"])
def test_no_redirect_leads_away(target, client, officer_user):
    switched = client.post("/i18n/setlang/", {"language": "en", "next": target})
    secret = services.create_sign_in_link(user=officer_user, by=None, at=timezone.now())
    SignInLink.objects.update(next_path=target)
    signed_in = client.post(f"/me/link/{secret}/?next={target}")
    after = client.get("/account/login/code/", {"next": target})

    for answer in (switched, signed_in, after):
        assert EVIL not in answer.headers.get("Location", "")
    assert signed_in.status_code == 302


def test_trace_answers_nothing_of_what_it_got(client, staff, client_of):
    for visitor in (client, client_of(staff)):
        answer = visitor.trace("/audit/", HTTP_X_CANARY="rahasia")
        assert answer.status_code in (302, 405)
        assert b"rahasia" not in answer.content


def test_the_admin_is_for_administrators(client, officer_user, coordinator, staff, admin_user, client_of):
    assert client.get("/admin/").status_code == 302
    for person in (officer_user, coordinator, staff):
        assert client_of(person).get("/admin/").status_code in (302, 403, 404)
    assert portal.DEBUG is False


def test_guesses_at_the_verification_page_find_nothing_and_look_alike(client, event):
    letter = LetterFactory(event=event, profile=ProfileFactory())
    pages, statuses = set(), set()
    for number in range(GUESSES):
        token = secrets.token_hex(13).upper()
        answer = client.get(f"/V/{token}", REMOTE_ADDR=f"198.51.{number // 50 % 250}.{number % 250}")
        statuses.add(answer.status_code)
        pages.add(len(answer.content) - answer.content.count(token.encode()) * len(token))
    assert statuses == {404}
    assert len(pages) <= 2  # the clock of the page may turn
    found = client.get(f"/V/{letter.token}", REMOTE_ADDR="203.0.113.9")
    assert (found.status_code, found.headers["X-Robots-Tag"]) == (200, "noindex")
    assert len(letter.token) * 5 >= 128  # base32: bits that a guess must hit


def test_a_letters_page_for_strangers_is_reached_by_its_token_alone(event, client):
    letter = LetterFactory(event=event, profile=ProfileFactory())
    assert client.get(reverse("letters:letter-detail", args=[letter.pk])).status_code == 302
    assert client.get(f"/V/{letter.pk}").status_code == 404


REPORT = {
    "csp-report": {
        "document-uri": "https://portal.example.go.id/V/R4H4S1A?q=kenari",
        "effective-directive": "script-src-attr",
        "blocked-uri": "inline",
        "script-sample": "rahasia()",
    }
}


def test_a_browser_reports_what_the_policy_kept_out(client, caplog):
    for body in (json.dumps(REPORT), "[1]", "no json", '{"csp-report": 7}', "x" * 9000):
        answer = client.post("/policy-report/", body, content_type="application/csp-report")
        assert answer.status_code == 204
    said = [record.getMessage() for record in caplog.records if record.name == "lo_portal.policy"]
    assert [logs.scrub(words) for words in said] == [
        "content security policy: script-src-attr kept from inline on portal.example.go.id/V/***"
    ]
    assert "kenari" not in said[0]
    assert client.get("/policy-report/").status_code == 405


def test_a_flood_of_reports_is_not_written(client, caplog, time_machine):
    time_machine.move_to("2026-11-29 03:00:10Z", tick=False)
    for _number in range(30):
        client.post("/policy-report/", REPORT, content_type="application/json", REMOTE_ADDR="198.51.100.77")
    assert len([one for one in caplog.records if one.name == "lo_portal.policy"]) == 10
