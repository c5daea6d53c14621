"""What a scanner sees from outside, through the proxy and TLS (O30): each line a finding, none is wanted."""

from __future__ import annotations

import socket
import ssl
import subprocess
from urllib.parse import urlsplit

import requests

from benchmarks.proxy import HOST

EVIL = "evil.example"
PAGES = ["/account/login/code/", "/V/TIDAKADA", "/", "/tidak/ada/", "/healthz", "/static/tidak-ada.css"]
WANTED = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORBIDDEN = ["/.git/config", "/.env", "/media/", "/media/letters/1.pdf", "/static/../lo_portal/settings.py",
             "/deploy/portal.env", "/metrics", "/readyz", "/kit/", "/proxy-pages/413.html", "/server-status",
             "/manage.py", "/var/media/", "/__debug__/", "/admin/"]  # fmt: skip
POISONS = [{"Host": EVIL}, {"X-Forwarded-Host": EVIL}, {"X-Forwarded-Server": EVIL},
           {"Forwarded": f"host={EVIL}"}, {"X-Forwarded-Proto": "http"},
           {"X-Original-URL": "/admin/"}]  # fmt: skip
OLD_TLS = {"TLSv1": ssl.TLSVersion.TLSv1, "TLSv1.1": ssl.TLSVersion.TLSv1_1}


def scan(proxy) -> dict:
    findings = [
        *headers(proxy),
        *paths(proxy),
        *hosts(proxy),
        *methods(proxy),
        *old_tls(proxy),
        *plain(proxy),
    ]
    too_large, said = upload(proxy)
    return {"findings": findings + too_large, "upload_of_13_mb": said, "server": servers(proxy)}


def headers(proxy) -> list[str]:
    found = []
    for path in PAGES:
        answer = proxy.browser().get(path)
        wrong = [name for name, value in WANTED.items() if answer.headers.get(name) != value]
        found += [f"{path}: {name} is {answer.headers.get(name)!r}" for name in wrong]
        policy = answer.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            found.append(f"{path}: policy {policy[:60]!r}")
        for cookie in answer.raw.headers.getlist("Set-Cookie"):
            if cookie.startswith("__Host-") and not ("Secure" in cookie and "Path=/" in cookie):
                found.append(f"{path}: cookie {cookie.partition('=')[0]}")
    return found


def paths(proxy) -> list[str]:
    """Nothing of the machine is served; /admin/ leads to the sign-in at most."""
    found = []
    for path in FORBIDDEN:
        answer = proxy.browser().get(path)
        sent_away = answer.status_code == 302 and "/login/" in answer.headers["Location"]
        if answer.status_code not in (400, 403, 404) and not sent_away:
            found.append(f"{path}: {answer.status_code}")
    return found


def hosts(proxy) -> list[str]:
    """No answer names a host that the visitor made up."""
    found = []
    for poison in POISONS:
        for path in ("/account/login/code/", "/"):
            try:
                answer = proxy.browser().get(path, **poison)
            except requests.RequestException:
                continue
            said = answer.text + str(answer.headers)
            if EVIL in said or (poison.get("Host") and answer.status_code < 400):
                found.append(f"{poison} {path}: {answer.status_code} {answer.headers.get('Location', '')}")
    nowhere = proxy.browser().get(f"/account/login/code/?next=//{EVIL}/")
    if f'href="//{EVIL}' in nowhere.text:
        found.append("next leads away")
    return found


def methods(proxy) -> list[str]:
    found = []
    for method in ("TRACE", "TRACK", "CONNECT", "DEBUG", "PUT", "DELETE"):
        try:
            answer = proxy.browser().ask(method, "/account/login/code/", headers={"X-Echo": "gema"})
        except requests.RequestException:
            continue
        if answer.status_code < 400 or "gema" in answer.text:
            found.append(f"{method}: {answer.status_code}")
    return found


def old_tls(proxy) -> list[str]:
    found = []
    for name, version in OLD_TLS.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        try:
            with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as plain_socket:
                context.wrap_socket(plain_socket, server_hostname=HOST).close()
            found.append(f"{name} is spoken")
        except (ssl.SSLError, OSError):
            continue
    return found


def plain(proxy) -> list[str]:
    """HTTP leads to HTTPS of our own host, whatever host was asked for."""
    found = []
    for host in (HOST, EVIL):
        answer = requests.get(
            f"http://127.0.0.1:{proxy.plain}/x", headers={"Host": host}, timeout=10, allow_redirects=False
        )
        place = urlsplit(answer.headers.get("Location", ""))
        led = place.scheme == "https" and place.hostname == HOST
        if host == HOST and not led or place.hostname == EVIL:
            found.append(f"http {host}: {answer.status_code} {answer.headers.get('Location')}")
    return found


def upload(proxy) -> tuple[list[str], dict]:
    """13 MB are refused with a page that people understand; by HTTP/2, as browsers send it.

    Caddy ends the stream at once, so that curl does not always read the page: five tries.
    """
    large = proxy.folder / "large"
    large.write_bytes(b"x" * 13_000_000)
    command = ["curl", "-s", "-i", "--http2", "--cacert", proxy.certificate, "-H", "Expect:",
               "--resolve", f"{HOST}:{proxy.port}:127.0.0.1", "--data-binary", f"@{large}",
               f"https://{HOST}:{proxy.port}/account/login/code/"]  # fmt: skip
    tries = [
        subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False).stdout
        for _number in range(5)
    ]
    refused = sum(said.startswith("HTTP/2 413") for said in tries)
    secure = sum(WANTED["Strict-Transport-Security"] in said for said in tries)
    understood = sum("Berkas terlalu besar" in said for said in tries)
    found = [] if refused == secure == len(tries) and understood else [f"13 MB: {tries[0][:200]!r}"]
    return found, {"tries": len(tries), "refused": refused, "page_read": understood}


def servers(proxy) -> str:
    """What the answers say about the software; no version is wanted."""
    return proxy.browser().get("/").headers.get("Server", "")
