"""A test CA, a signer's certificate, and a local service that speaks like BSrE's esign client."""

import base64
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "frasa-sandi-uji-7313"
NIK = "6171010101900001"


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject, key, issuer, issuer_key, *, ca: bool):
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=ca, crl_sign=ca,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    return builder.sign(issuer_key, hashes.SHA256())


def make_pkcs12(kind: str = "rsa", passphrase: str = PASSPHRASE) -> tuple[bytes, bytes]:
    """A PKCS#12 file of a signer under a fresh test CA, and the CA's certificate as DER."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate("CA Uji Portal", root_key, "CA Uji Portal", root_key, ca=True)
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    leaf = _certificate("Penanda Tangan Uji", key, "CA Uji Portal", root_key, ca=False)
    data = pkcs12.serialize_key_and_certificates(
        b"uji", key, leaf, [root], serialization.BestAvailableEncryption(passphrase.encode())
    )
    return data, root.public_bytes(serialization.Encoding.DER)


class FakeBsre:
    """The service on 127.0.0.1. `mode` says how it behaves; `seen` keeps what it was asked.

    `together` says how many requests were on their way at each, each taking `pause` seconds.
    Modes: ok, as_id, wrong (200 without a PDF), account, slow, broken (500), other (another PDF), redirect.
    """

    def __init__(self, sign):
        self.mode, self.seen, self.sign = "ok", [], sign
        self.pause, self.busy, self.together = 0.0, 0, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.busy += 1
                service.together.append(service.busy)
                time.sleep(service.pause)
                service.busy -= 1
                service.answer(self, body)

            def do_GET(self):
                service.seen.append(self.path)
                _send(self, 200, service.kept, "application/pdf")

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request, body: bytes) -> None:
        self.seen.append((request.path, request.headers.get("Authorization"), body))
        said = {
            "wrong": (200, {"error": f"Passphrase salah: {PASSPHRASE}", "status_code": 2031}),
            "account": (400, {"error": "User tidak aktif", "status_code": 2021}),
            "broken": (502, {"error": "bad gateway"}),
        }
        if self.mode in said:
            status, value = said[self.mode]
            return _send(request, status, json.dumps(value).encode(), "application/json")
        if self.mode == "slow":
            time.sleep(3)
        if self.mode == "redirect":
            request.send_response(307)
            request.send_header("Location", "http://127.0.0.1:9/elsewhere")
            request.send_header("Content-Length", "0")
            request.end_headers()
            return None
        if request.path == "/api/v2/sign/pdf":
            return self._answer_v2(request, json.loads(body))
        fields = _form(request, body)
        signed = self.sign(fields["file"])
        if self.mode == "as_id":
            self.kept = signed
            return _send(request, 200, b'{"id_dokumen": "ab-12"}', "application/json")
        return _send(request, 200, signed, "application/pdf")

    def _answer_v2(self, request, asked: dict):
        signed = [self.sign(base64.b64decode(text)) for text in asked["file"]]
        if self.mode == "other":
            signed.reverse()
        value = {"time": 12, "file": [base64.b64encode(pdf).decode() for pdf in signed]}
        return _send(request, 200, json.dumps(value).encode(), "application/json")

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _form(request, body: bytes) -> dict[str, bytes]:
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    parts = BytesParser().parsebytes(head + body).get_payload()
    return {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts
    }


def _send(request, status: int, content: bytes, kind: str) -> None:
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content)
