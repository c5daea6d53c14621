"""The ways to a server, as far as they can be checked without a container engine: the image's own steps run
by hand, gunicorn behind a proxy's headers, and what the files for Docker and systemd promise."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from django.db import connection

from lo_portal.runner import processes
from lo_portal.runner.checks import PRODUCTION
from tests.stack import ROOT, database_url

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
OURS = ("migrate", "web", "worker", "deliverer", "beat")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(transactional_db, tmp_path):
    """The commands of the Dockerfile, with production settings, and its gunicorn: `ask(path, headers)`."""
    env = {name: value for name, value in os.environ.items() if name not in ("DEBUG",)}
    port = free_port()
    env |= PRODUCTION | {
        "DATABASE_URL": database_url(connection.settings_dict["NAME"]),
        "REDIS_URL": os.environ["REDIS_URL"],
        "PORTAL_VAR": str(tmp_path / "var"),
        "STATIC_ROOT": str(tmp_path / "built"),
        "LISTEN": f"127.0.0.1:{port}",
        "WEB_WORKERS": "1",
        "MONITOR_TOKEN": "pemantau",
        "PORTAL_LOG": str(tmp_path / "gunicorn.log"),
    }
    (tmp_path / "var").mkdir()
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True)
    log = Path(env["PORTAL_LOG"])
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.py",
        "lo_portal.wsgi:application",
    ]
    child = processes.spawn(command, log=log, env=env, cwd=ROOT, parent_death_signal=signal.SIGKILL)
    opener = urllib.request.build_opener(NoRedirects)

    def ask(path: str, **headers: str):
        wanted = {"Host": "portal.example.go.id", **{k.replace("_", "-"): v for k, v in headers.items()}}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=wanted)
        try:
            return opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            return error

    def answers() -> bool:
        try:
            return ask("/healthz").status == 200
        except OSError:
            return False

    try:
        processes.wait_until(lambda: answers() or child.poll() is not None, seconds=60)
        assert child.poll() is None, log.read_text()
        yield ask, env
    finally:
        processes.end(child.pid, ((signal.SIGTERM, 10), (signal.SIGKILL, 5)), whole_group=True)
        child.wait(timeout=5)


def test_the_image_serves_behind_its_proxy(server):
    ask, env = server
    visitor = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.7"}

    plain = ask("/account/login/code/", X_Forwarded_Proto="http")
    assert (plain.status, plain.headers["Location"]) == (
        301, "https://portal.example.go.id/account/login/code/",
    )  # fmt: skip
    page = ask("/account/login/code/", **visitor)
    body = page.read().decode()
    cookie = page.headers["Set-Cookie"]
    assert page.status == 200
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    assert {"__Host-csrf" in cookie, "Secure" in cookie, "HttpOnly" in cookie} == {True}
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', body).group(1)
    static = ask(style, **visitor)
    assert (static.status, "immutable" in static.headers["Cache-Control"]) == (200, True)
    built = Path(env["STATIC_ROOT"])
    assert (built / "vendor/bootstrap/css/bootstrap.min.css").exists()
    assert not any(built.glob("flags/*.gif"))
    assert not any(built.glob("vendor/bootstrap/js/*"))
    assert ask("/readyz", **visitor).status == 404
    token = {"Authorization": "Bearer pemantau"}
    assert b'"broken"' in ask("/readyz", **visitor, **token).read()
    assert ask("/", **(visitor | {"Host": "evil.example"})).status == 400
    assert ask("/kit/", **visitor).status in (302, 404)

    ask("/V/R4H4S1A?q=kenari", **visitor)
    lines = [json.loads(line) for line in Path(env["PORTAL_LOG"]).read_text().splitlines()]
    said = [line["message"] for line in lines]
    assert any("Listening at" in words for words in said)
    assert "Not Found: /V/***" in said
    assert not any(word in json.dumps(lines) for word in ("R4H4S1A", "kenari"))

    probe = [sys.executable, "deploy/probe.py"]
    address = f"http://{env['LISTEN']}/healthz"
    assert subprocess.run([*probe, address], cwd=ROOT, env=env, check=False).returncode == 0
    nowhere = subprocess.run(
        [*probe, "http://127.0.0.1:9/healthz"], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert nowhere.returncode == 1


def test_heartbeat_probe_tells_life_from_death(transactional_db):
    from lo_portal.upkeep import services

    env = os.environ | {"DATABASE_URL": database_url(connection.settings_dict["NAME"])}
    probe = [sys.executable, "deploy/heartbeat.py", "beat", "30"]
    assert subprocess.run(probe, cwd=ROOT, env=env, capture_output=True, check=False).returncode == 1
    services.note_heartbeat(part="beat")
    assert subprocess.run(probe, cwd=ROOT, env=env, check=False).returncode == 0


def test_every_container_is_closed_in():
    for name, service in COMPOSE["services"].items():
        assert service.get("cap_drop") == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service.get("read_only") or name == "postgres", name
        assert not service.get("privileged"), name
        assert service.get("healthcheck") or name == "web", name  # web has the image's own
    for name in OURS:
        assert COMPOSE["services"][name]["user"] == "10001:10001"
    published = [name for name, service in COMPOSE["services"].items() if service.get("ports")]
    assert published == ["proxy"]


def test_image_runs_as_nobody_special_and_checks_itself():
    text = (ROOT / "Dockerfile").read_text()
    final = text.rpartition("\nFROM ")[2]
    assert text.count("\nFROM ") == 2
    assert "USER 10001:10001" in final
    assert "HEALTHCHECK" in final
    assert text.count("--require-hashes") == 2


def test_no_secret_stands_in_the_files():
    text = (ROOT / "compose.yaml").read_text() + (ROOT / "Dockerfile").read_text()
    assert not re.findall(r"(?i)password[:=]\s*[\"']?[a-z0-9]{6,}", text)
    filled = re.findall(r"(?m)^(SECRET_KEY|FIELD_KEYS|\w*PASSWORD|\w*PRIVATE\w*)=(.+)$", "\n".join(
        path.read_text() for path in DEPLOY.glob("*.example")
    ))  # fmt: skip
    assert filled == []


def test_every_variable_of_the_example_is_read_by_the_settings():
    settings = "".join(path.read_text() for path in (ROOT / "lo_portal" / "settings").glob("*.py"))
    names = re.findall(r"(?m)^([A-Z_]+)=", (DEPLOY / "portal.env.example").read_text())
    assert [name for name in names if f'"{name}"' not in settings] == []
    assert set(PRODUCTION) <= set(names)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
def test_units_are_well_formed(tmp_path):
    """Paths of a server do not exist here, so the programs are pointed at one that does."""
    for unit in [*UNITS, *(DEPLOY / "systemd").glob("*.timer"), *(DEPLOY / "systemd").glob("*.target")]:
        text = re.sub(r"(?m)^ExecStart=.*$", "ExecStart=/bin/true", unit.read_text())
        text = re.sub(r"(?m)^(User|Group|WorkingDirectory|EnvironmentFile)=.*\n", "", text)
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "lo-portal" in line]
    assert (done.returncode, ours) == (0, [])


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_units_run_as_nobody_special_and_start_what_compose_starts(unit: Path):
    text = unit.read_text()
    for line in ("User=portal", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="):
        assert line in text
