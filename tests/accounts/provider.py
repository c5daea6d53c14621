"""A small OpenID Connect provider on this machine: discovery, token and userinfo over real HTTP."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "portal", "rahasia-penyedia"


class Provider:
    """`person` is what the provider says of whoever signs in there; `challenge` binds a code to a browser."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person = {"sub": "u-1", "email": "dewi@contoh.example", "email_verified": True}
        self.challenge = ""
        self.broken = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def visit(self, address: str) -> dict:
        """A person's browser arrives at the authorisation page and is sent back with these values."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.url}/authorize?")
        self.challenge = asked["code_challenge"]
        return {"code": "sekali", "state": asked["state"]}

    def facts(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
        }

    def token(self, posted: dict) -> dict | None:
        digest = hashlib.sha256(posted.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if self.broken or posted.get("client_secret") != SECRET or proof != self.challenge:
            return None
        now = int(time.time())
        claims = {**self.person, "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "akses", "token_type": "Bearer", "id_token": signed}

    def _handler(provider):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                pages = {
                    "/.well-known/openid-configuration": provider.facts(),
                    "/userinfo": provider.person,
                }
                self.answer(pages.get(self.path))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.answer(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

            def answer(self, page):
                self.send_response(200 if page is not None else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(
                    json.dumps(page if page is not None else {"error": "invalid_grant"}).encode()
                )

            def log_message(self, *words):
                pass

        return Handler
