"""The esign client service of BSrE inside the agency's network, versions 1 and 2 (domain 6.3).

Both are invisible signatures: the visible part is in the letter already. Redirects are not followed,
for the passphrase would go along.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice, repeat

import requests

from assignments.letters.signing.interface import Outcome, Secret, SigningError

TIMEOUT = 120  # seconds, as the service's own clients wait
MAGIC = b"%PDF-"
PACKAGE = 20  # files in one request of version 2
AT_ONCE = 4  # requests of version 1 on their way together
# Codes with which the service refuses the account or certificate, not the file.
ACCOUNT_CODES = frozenset({2021, 2022, 2023, 4001, 4002, 4003})


class _Client:
    """The way to the service and what its answers mean."""

    needs_person = True
    asks_identity = True

    def __init__(self, config: dict):
        self.url = str(config.get("bsre_url") or "").rstrip("/")
        self.login = (config.get("bsre_user") or "", config.get("bsre_password") or "")
        self.timeout = config.get("bsre_timeout") or TIMEOUT

    def _call(self, method: str, path: str, **request) -> requests.Response:
        if not self.url:
            raise SigningError("Alamat layanan BSrE belum diatur (BSRE_URL).", code="no_service", stops=True)
        try:
            answer = requests.request(
                method,
                self.url + path,
                auth=self.login,
                timeout=self.timeout,
                allow_redirects=False,
                **request,
            )
        except requests.Timeout:
            raise _down("BSrE tidak menjawab sampai batas waktu", "timeout") from None
        except requests.RequestException:
            raise _down("Layanan BSrE tidak dapat dihubungi", "unreachable") from None
        if answer.status_code >= 500:
            raise _down(f"Layanan BSrE sedang bermasalah (HTTP {answer.status_code})", "service_down")
        return answer


class BsreV1(_Client):
    """One file a request, as a form; the answer is the PDF itself or the key to fetch it with.

    The first file goes alone: a wrong passphrase is tried once. Once it is signed the others follow,
    a few at a time, for the secret must not outlive the request in which it was typed.
    """

    def sign(self, pdfs: Iterable[bytes], secret: Secret) -> Iterator[Outcome]:
        pdfs = iter(pdfs)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for count in chain([1], repeat(AT_ONCE)):
                outcomes = list(pool.map(lambda pdf: self._outcome(pdf, secret), islice(pdfs, count)))
                yield from outcomes
                if not outcomes or any(one.error and one.error.stops for one in outcomes):
                    return

    def _outcome(self, pdf: bytes, secret: Secret) -> Outcome:
        try:
            return Outcome(pdf=self._signed(pdf, secret))
        except SigningError as error:
            return Outcome(error=error)

    def _signed(self, pdf: bytes, secret: Secret) -> bytes:
        answer = self._call(
            "POST",
            "/api/sign/pdf",
            data={
                "nik": secret.identity,
                "passphrase": secret.passphrase,
                "tampilan": "invisible",
                "image": "false",
            },
            files={"file": ("surat.pdf", pdf, "application/pdf")},
        )
        if answer.content.startswith(MAGIC):
            return answer.content
        said = _read(answer)
        if "id_dokumen" in said:
            answer = self._call("GET", f"/api/sign/download/{_plain_key(said['id_dokumen'])}")
            if answer.content.startswith(MAGIC):
                return answer.content
        raise _refusal(answer.status_code, said)


class BsreV2(_Client):
    """A whole package in one request, as JSON."""

    def sign(self, pdfs: Iterable[bytes], secret: Secret) -> Iterator[Outcome]:
        package = []
        for pdf in pdfs:
            package.append(pdf)
            if len(package) == PACKAGE:
                if not (yield from self._outcomes(package, secret)):
                    return
                package = []
        if package:
            yield from self._outcomes(package, secret)

    def _outcomes(self, package: list[bytes], secret: Secret):
        try:
            signed = self._signed(package, secret)
        except SigningError as error:
            yield Outcome(error=error)
            return False
        for pdf in signed:
            yield Outcome(pdf=pdf)
        return True

    def _signed(self, package: list[bytes], secret: Secret) -> list[bytes]:
        who = "email" if "@" in secret.identity else "nik"
        answer = self._call(
            "POST",
            "/api/v2/sign/pdf",
            json={
                who: secret.identity,
                "passphrase": secret.passphrase,
                "signatureProperties": [{"tampilan": "INVISIBLE"}] * len(package),
                "file": [base64.b64encode(pdf).decode() for pdf in package],
            },
        )
        said = _read(answer)
        files = said.get("file")
        if not isinstance(files, list) or len(files) != len(package):
            raise _refusal(answer.status_code, said)
        signed = [_decoded(text) for text in files]
        if not all(pdf.startswith(MAGIC) for pdf in signed):
            raise _refusal(answer.status_code, said)
        return signed


def _read(answer: requests.Response) -> dict:
    """What the service said as a dict; {} for anything that is not one."""
    try:
        said = json.loads(answer.content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _decoded(text) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error:
        return b""


def _plain_key(value) -> str:
    """A document key that is safe inside a path."""
    key = str(value)
    if not key.replace("-", "").replace("_", "").isalnum():
        raise SigningError("Jawaban BSrE tidak dikenal.", code="bad_answer", stops=True)
    return key


def _refusal(status: int, said: dict) -> SigningError:
    """The refusal behind an answer without a PDF. Its own words are not repeated: they may quote input."""
    code = said.get("status_code", said.get("code"))
    if code in ACCOUNT_CODES:
        return SigningError(
            f"BSrE menolak akun atau sertifikat penanda tangan (kode {code}). "
            "Periksa statusnya pada aplikasi BSrE.",
            code="account",
            stops=True,
        )
    number = code if isinstance(code, int) else status
    return SigningError(
        f"BSrE tidak mengembalikan PDF (kode {number}). Biasanya karena passphrase atau NIK salah.",
        code="wrong_passphrase",
        stops=True,
    )


def _down(what: str, code: str) -> SigningError:
    return SigningError(
        f"{what}. Surat lainnya belum ditandatangani; coba lagi nanti.", code=code, stops=True
    )
