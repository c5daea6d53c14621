"""The proxies of deploy/ in front of a measured portal, on this machine, with a certificate of our own.

The files are the real ones; only ports, the certificate, the log and the folder of pages are put in place.
"""

from __future__ import annotations

import os
import subprocess
import sys

import requests
from requests.adapters import HTTPAdapter

from benchmarks import rig as rigs
from lo_portal.runner.checks import PRODUCTION
from tests.notices.sink import _free_port, wait_until

ROOT, DEPLOY = rigs.ROOT, rigs.ROOT / "deploy"
HOST = PRODUCTION["ALLOWED_HOSTS"]
PLACES = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")
# What the proxy must do with addresses, taken out: what a visitor claims is passed on.
BELIEVES = {
    "nginx": ("proxy_set_header X-Forwarded-For $remote_addr;", ""),
    "caddy": (
        "header_up X-Forwarded-For {remote_host}",
        "header_up X-Forwarded-For {http.request.header.X-Claimed-For}",
    ),
}


def production(sink) -> dict[str, str]:
    """The environment of a server, for `rigs.parts(**production(sink))`."""
    return {name: value for name, value in PRODUCTION.items() if name not in PLACES} | {"EMAIL_URL": sink.url}


def start_portal(rig) -> None:
    """As the image does: static files, then gunicorn with its file."""
    static = {"STATIC_ROOT": str(rig.folder / "static")}
    rig.env |= static
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=rig.env, check=True)
    listen = {"LISTEN": f"127.0.0.1:{rig.port}", "WEB_THREADS": "8"}
    rig.start(
        "web", "-m", "gunicorn", "--config", "deploy/gunicorn.py", "lo_portal.wsgi:application", **listen
    )
    log = rig.folder / "web.log"
    if not wait_until(lambda: "Listening" in log.read_text(), seconds=240):
        sys.exit(log.read_text())


class Proxy:
    """nginx or Caddy with its file from deploy/; `believing` passes on what visitors claim to be."""

    def __init__(self, name: str, rig, *, believing: bool = False):
        self.name, self.rig, self.folder = name, rig, rig.folder / f"{name}{'-believing' * believing}"
        self.folder.mkdir()
        self.port, self.plain = _free_port(), _free_port()
        self.url, self.certificate = f"https://127.0.0.1:{self.port}", self.folder / "certificate.pem"
        self._make_certificate()
        text = {"nginx": self._nginx, "caddy": self._caddy}[name]()
        if believing:
            text = replaced(text, *BELIEVES[name])
        self.file = self.folder / "config"
        self.file.write_text(text)

    def __enter__(self) -> Proxy:
        command = {
            "nginx": ["nginx", "-p", self.folder, "-c", self.file],
            "caddy": ["caddy", "run", "--config", self.file, "--adapter", "caddyfile"],
        }[self.name]
        homes = {"PORTAL_HOST": HOST, "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        self.log = (self.folder / "log").open("wb")
        self.child = subprocess.Popen(
            list(map(str, command)), env=os.environ | homes, stdout=self.log, stderr=self.log
        )
        if not wait_until(self._answers, seconds=240, every=0.5):
            self.__exit__()
            sys.exit((self.folder / "log").read_text())
        return self

    def __exit__(self, *_error: object) -> None:
        self.child.terminate()
        self.child.wait(timeout=30)
        self.log.close()

    def browser(self, address: str = "127.0.0.1") -> Browser:
        return Browser(self, address)

    def _answers(self) -> bool:
        try:
            return self.browser().get("/healthz").status_code == 200
        except requests.RequestException:
            return False

    def _make_certificate(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
             "-keyout", self.folder / "key.pem", "-out", self.certificate],
            check=True, capture_output=True,
        )  # fmt: skip

    def _nginx(self) -> str:
        text = (DEPLOY / "nginx.conf").read_text()
        live = "/etc/letsencrypt/live/portal.example.go.id"
        for old, new in (
            ("listen 80;", f"listen 127.0.0.1:{self.plain};"),
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            (f"{live}/fullchain.pem", str(self.certificate)),
            (f"{live}/privkey.pem", str(self.folder / "key.pem")),
            ("/var/log/nginx/portal.log", str(self.folder / "access.log")),
            ("http://127.0.0.1:8000", f"http://127.0.0.1:{self.rig.port}"),
            ("/srv/portal/deploy/pages/", f"{DEPLOY}/pages/"),
        ):
            text = replaced(text, old, new)
        spools = "".join(
            f"{kind}_temp_path {self.folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        head = f"daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log; worker_processes 1;"
        return (
            f"{head}\nuser root;\nevents {{}}\nhttp {{ include /etc/nginx/mime.types; {spools}\n{text}\n}}\n"
        )

    def _caddy(self) -> str:
        text = (DEPLOY / "Caddyfile").read_text()
        for old, new in (
            ("{$PORTAL_HOST} {", f"{{$PORTAL_HOST}} {{\n\ttls {self.certificate} {self.folder}/key.pem"),
            ("web:8000", f"127.0.0.1:{self.rig.port}"),
            ("/etc/caddy/pages", f"{DEPLOY}/pages"),
        ):
            text = replaced(text, old, new)
        ports = f"http_port {self.plain}\n\thttps_port {self.port}\n\tdefault_bind 127.0.0.1"
        return f"{{\n\tadmin off\n\t{ports}\n}}\n{text}"


def replaced(text: str, old: str, new: str) -> str:
    if old not in text:
        sys.exit(f"the file in deploy/ no longer says {old!r}")
    return text.replace(old, new)


class _From(HTTPAdapter):
    """From this address of the machine, to the proxy's certificate by its public name."""

    def __init__(self, address: str):
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args, **more):
        more |= {"source_address": (self.address, 0), "server_hostname": HOST, "assert_hostname": HOST}
        super().init_poolmanager(*args, **more)


class Browser:
    """One browser somewhere in 127.0.0.0/8; every address of it is another visitor to the proxy."""

    def __init__(self, proxy: Proxy, address: str):
        self.url, self.session = proxy.url, requests.Session()
        self.session.mount("https://", _From(address))
        self.session.trust_env, self.session.verify = False, str(proxy.certificate)
        self.session.headers.update({"Host": HOST, "Referer": f"https://{HOST}/", "Accept-Language": "id"})

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, data: dict, **more) -> requests.Response:
        token = self.session.cookies.get("__Host-csrf", "")
        return self.ask("POST", path, data=data | {"csrfmiddlewaretoken": token}, **more)

    def ask(self, method: str, path: str, **more) -> requests.Response:
        return self.session.request(method, self.url + path, timeout=30, allow_redirects=False, **more)
