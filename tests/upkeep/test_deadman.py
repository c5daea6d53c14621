"""The sign of life that leaves the machine: a real server listens for it."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from lo_portal.upkeep import deadman, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def watcher(settings, monkeypatch):
    """The list of addresses that were asked; the watcher answers with `watcher.status`."""

    class Heard(list):
        status = 200

    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_response(heard.status)
            self.end_headers()

        def log_message(self, *_line):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DEADMAN_URL = f"http://127.0.0.1:{server.server_port}/alive"
    monkeypatch.setattr(deadman, "_told_at", float("-inf"))
    yield heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def alive():
    for part in ("beat", "worker", "deliverer"):
        services.note_heartbeat(part=part)


def test_the_watcher_hears_once_a_minute(watcher, alive):
    assert [deadman.tell(), deadman.tell()] == [True, False]
    assert watcher == ["/alive"]


def test_the_watcher_hears_nothing_while_a_part_is_out_of_order(watcher):
    assert not deadman.tell()  # nobody noted a sign of life
    assert watcher == []


def test_a_watcher_that_refuses_or_is_gone_stops_nothing(watcher, alive, settings, monkeypatch):
    watcher.status = 500
    assert not deadman.tell()
    settings.DEADMAN_URL = "http://127.0.0.1:9/"
    monkeypatch.setattr(deadman, "_told_at", float("-inf"))
    assert not deadman.tell()


def test_nobody_is_told_where_nobody_watches(alive, settings, monkeypatch):
    settings.DEADMAN_URL = ""
    monkeypatch.setattr(deadman, "_told_at", float("-inf"))
    assert not deadman.tell()


def test_whoever_delivers_tells(watcher, alive):
    from assignments.notices.tasks import ring_notices

    ring_notices()

    assert watcher == ["/alive"]
