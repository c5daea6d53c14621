"""Web push: a phone says yes, gets an encrypted message, and is forgotten when it is gone."""

import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command
from django.urls import reverse

from assignments.notices import delivery
from assignments.notices.models import Notice, PushSubscription

pytestmark = pytest.mark.django_db


class Phone:
    """A push service with one phone behind it, answering `status` to every message."""

    def __init__(self):
        self.status, self.messages = 201, []
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"0123456789abcdef"
        phone = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                phone.messages.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(phone.status)
                self.end_headers()

            def log_message(self, *words):
                """The test says what it saw."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def subscription(self) -> dict:
        public = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": f"{self.host}/rina", "p256dh": _text(public), "auth": _text(self.auth)}

    def read(self) -> dict:
        """The last message, decrypted as a phone does."""
        _headers, body = self.messages[-1]
        return json.loads(http_ece.decrypt(body, private_key=self.private, auth_secret=self.auth))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture
def phone():
    service = Phone()
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture
def keys(settings, phone):
    out = StringIO()
    call_command("make_vapid_keys", stdout=out)
    pair = dict(line.split("=", 1) for line in out.getvalue().split())
    settings.WEBPUSH_PRIVATE_KEY = pair["WEBPUSH_PRIVATE_KEY"]
    settings.WEBPUSH_PUBLIC_KEY = pair["WEBPUSH_PUBLIC_KEY"]
    settings.WEBPUSH_SERVICES = [phone.host]
    return pair


@pytest.fixture
def subscribed(keys, phone, client_of, officer_user):
    response = client_of(officer_user).post(reverse("notices:push-subscribe"), phone.subscription)
    assert response.status_code == 204
    return PushSubscription.objects.get()


def test_make_vapid_keys_prints_a_pair(keys):
    sizes = {name: len(urlsafe_b64decode(text + "==")) for name, text in keys.items()}
    assert sizes == {"WEBPUSH_PRIVATE_KEY": 32, "WEBPUSH_PUBLIC_KEY": 65}


def test_a_notice_reaches_the_browser_encrypted(subscribed, phone, post, officer_user):
    post(officer_user, channels=("push",))
    assert delivery.deliver_due(limit=10) == {"sent": 1}
    headers, body = phone.messages[0]
    assert b"Kumpul" not in body
    assert headers["authorization"].startswith("vapid ")
    message = phone.read()
    assert (message["title"], message["body"]) == ("Kumpul pukul 07.00 WIB", "Lobi hotel.")
    assert message["path"] == "/"


def test_someone_without_a_browser_gets_no_push_row(keys, post, officer_user):
    rows = post(officer_user)
    assert {row.channel for row in rows} == {"inbox", "email"}


def test_without_keys_the_channel_reaches_nobody(subscribed, settings, post, officer_user):
    settings.WEBPUSH_PRIVATE_KEY = ""
    assert {row.channel for row in post(officer_user)} == {"inbox", "email"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(subscribed, phone, post, officer_user, status):
    phone.status = status
    post(officer_user, channels=("push",))
    assert delivery.deliver_due(limit=10) == {"failed": 1}
    assert not PushSubscription.objects.exists()
    assert Notice.objects.get().error_code == "no-device"


@pytest.mark.parametrize(
    ("status", "state"), [(413, "failed"), (429, "retry"), (500, "retry"), (403, "retry")]
)
def test_other_answers_are_tried_again_or_not(subscribed, phone, post, officer_user, status, state):
    phone.status = status
    post(officer_user, channels=("push",))
    assert delivery.deliver_due(limit=10) == {state: 1}
    assert PushSubscription.objects.exists()


def test_a_push_service_that_is_away_is_tried_again(subscribed, phone, post, officer_user):
    phone.server.shutdown()
    phone.server.server_close()
    post(officer_user, channels=("push",))
    assert delivery.deliver_due(limit=10) == {"retry": 1}


def test_only_known_push_services_are_written_to(keys, phone, client_of, officer_user, settings):
    settings.WEBPUSH_SERVICES = ["https://*.push.apple.com"]
    for endpoint in (phone.subscription["endpoint"], "http://127.0.0.1:6379/", "https://evil.example/x"):
        response = client_of(officer_user).post(
            reverse("notices:push-subscribe"), phone.subscription | {"endpoint": endpoint}
        )
        assert response.status_code == 422
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("broken", [{"p256dh": "kurang"}, {"auth": "!!"}, {"endpoint": ""}, {"p256dh": "é"}])
def test_broken_keys_are_refused(keys, phone, client_of, officer_user, broken):
    typed = phone.subscription | broken
    assert client_of(officer_user).post(reverse("notices:push-subscribe"), typed).status_code == 422


def test_a_browser_says_no_again(subscribed, client_of, officer_user, other_officer_user):
    stop, typed = reverse("notices:push-unsubscribe"), {"endpoint": subscribed.endpoint}
    assert client_of(other_officer_user).post(stop, typed).status_code == 204
    assert PushSubscription.objects.exists()
    assert client_of(officer_user).post(stop, typed).status_code == 204
    assert not PushSubscription.objects.exists()
    assert client_of(officer_user).get(stop).status_code == 405


def test_the_inbox_offers_it_only_where_it_works(keys, client_of, officer_user, settings):
    page = client_of(officer_user).get(reverse("notices:inbox")).content.decode()
    assert "data-push-key" in page
    settings.WEBPUSH_PUBLIC_KEY = ""
    page = client_of(officer_user).get(reverse("notices:inbox")).content.decode()
    assert "data-push-key" not in page
