"""Signing behind one interface: own certificate, BSrE 1 and 2, files signed elsewhere, and no secret left."""

import io
import logging
import subprocess
import time
import zipfile

import pkcs11
import pypdf
import pytest
import redis
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from assignments.letters import services, signing
from assignments.letters.models import Letter, LetterStep
from assignments.letters.signing import SigningError, checks, matching
from assignments.letters.signing.certificate import LocalCertificate
from lo_portal.refusals import Refused
from tests.letters.factories import LetterFactory, LetterRowFactory, blank_pdf
from tests.letters.signing_parts import NIK, PASSPHRASE, FakeBsre, make_pkcs12
from tests.stack import broker_client_url

SECRET = signing.Secret(PASSPHRASE, NIK)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A PKCS#12 file and its test CA."""
    data, root = make_pkcs12()
    path = tmp_path_factory.mktemp("sertifikat") / "uji.p12"
    path.write_bytes(data)
    return path, root


@pytest.fixture
def sign_locally(certificate):
    signer = LocalCertificate({"certificate": str(certificate[0])})

    def sign(pdf: bytes) -> bytes:
        (outcome,) = signer.sign([pdf], SECRET)
        if outcome.error:
            raise outcome.error
        return outcome.pdf

    return sign


@pytest.fixture
def bsre(sign_locally, settings):
    service = FakeBsre(sign_locally)
    settings.SIGNING = {
        "bsre_url": service.url,
        "bsre_user": "portal",
        "bsre_password": "rahasia-layanan",
        "bsre_timeout": 1,
    }
    yield service
    service.close()


def waiting(event, profile, method, count=1):
    return [
        LetterFactory(event=event, profile=profile, state="numbered", signing_method=method)
        for _ in range(count)
    ]


def states():
    return sorted(Letter.objects.values_list("state", flat=True))


# --- our own certificate


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_local_signature_is_pades_whole_and_trusted(kind, tmp_path):
    data, root = make_pkcs12(kind)
    (tmp_path / "k.p12").write_bytes(data)
    pdf = blank_pdf("isi")
    (outcome,) = LocalCertificate({"certificate": str(tmp_path / "k.p12")}).sign([pdf], SECRET)
    assert outcome.pdf.startswith(pdf)
    (signature,) = PdfFileReader(io.BytesIO(outcome.pdf)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    context = ValidationContext(trust_roots=[x509.Certificate.load(root)], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)


def test_wrong_passphrase_of_the_file_stops_the_package(certificate):
    signer = LocalCertificate({"certificate": str(certificate[0])})
    outcomes = list(signer.sign([blank_pdf(), blank_pdf()], signing.Secret("salah", NIK)))
    assert [(one.error.code, one.error.stops) for one in outcomes] == [("wrong_passphrase", True)]


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({}, "no_certificate"),
        ({"certificate": "/tidak/ada.p12"}, "no_certificate"),
        ({"pkcs11_module": "/tidak/ada.so", "pkcs11_label": "uji"}, "token_closed"),
    ],
)
def test_a_signer_that_is_not_set_up_says_so(config, code):
    (outcome,) = LocalCertificate(config).sign([blank_pdf()], SECRET)
    assert outcome.error.code == code


TOKEN_MODULE = "/usr/lib/softhsm/libsofthsm2.so"


@pytest.fixture
def token(tmp_path, monkeypatch, certificate):
    """A software token with the key and the certificate of the test, and its signer's settings."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    key, own, _others = pkcs12.load_key_and_certificates(certificate[0].read_bytes(), PASSPHRASE.encode())
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    tool = ["softhsm2-util", "--token", "portal", "--pin", PASSPHRASE]
    start = ["softhsm2-util", "--init-token", "--free", "--label", "portal", "--so-pin", "1234"]
    subprocess.run([*start, "--pin", PASSPHRASE], check=True, capture_output=True)
    subprocess.run(
        [*tool, "--import", tmp_path / "key.pem", "--label", "kunci", "--id", "A1"],
        check=True, capture_output=True,
    )  # fmt: skip
    stored = pkcs11.lib(TOKEN_MODULE).get_token(token_label="portal")
    with stored.open(rw=True, user_pin=PASSPHRASE) as session:
        described = decode_x509_certificate(own.public_bytes(Encoding.DER))
        session.create_object(
            described | {Attribute.LABEL: "kunci", Attribute.ID: b"\xa1", Attribute.TOKEN: True}
        )
    return {"pkcs11_module": TOKEN_MODULE, "pkcs11_token": "portal", "pkcs11_label": "kunci"}


def test_a_key_on_a_token_signs_and_a_wrong_pin_does_not(token, certificate):
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(certificate[1])], allow_fetching=False)
    outcomes = list(LocalCertificate(token).sign([blank_pdf("satu"), blank_pdf("dua")], SECRET))
    assert len(outcomes) == 2
    for outcome in outcomes:
        (signature,) = PdfFileReader(io.BytesIO(outcome.pdf)).embedded_signatures
        status = validate_pdf_signature(signature, trusted)
        assert status.intact
        assert status.valid
    (refused,) = LocalCertificate(token).sign([blank_pdf()], signing.Secret("salah"))
    assert refused.error.code == "token_closed"


def test_a_flipped_byte_is_found(sign_locally):
    pdf = blank_pdf("isi")
    signed = bytearray(sign_locally(pdf))
    place = pdf.index(b"300")
    signed[place] ^= 1
    with pytest.raises(SigningError) as found:
        checks.check_signatures(bytes(signed))
    assert found.value.code in ("broken", "unreadable")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda pdf, sign: b"<html>salah</html>", "no_pdf"),
        (lambda pdf, sign: sign(blank_pdf("lain")), "other_bytes"),
        (lambda pdf, sign: pdf, "unsigned"),
        (lambda pdf, sign: pdf + b"\n% tambahan", "unsigned"),
        (lambda pdf, sign: sign(pdf) + b"\n% tambahan", "broken"),
        (lambda pdf, sign: sign(_rewritten(pdf)), "other_words"),
    ],
)
def test_what_is_not_the_signed_letter_is_refused(make, code, sign_locally):
    pdf = blank_pdf("surat asli")
    with pytest.raises(SigningError) as found:
        checks.check_signed(pdf, make(pdf, sign_locally))
    assert found.value.code == code


def _rewritten(pdf: bytes) -> bytes:
    """The same file with other words appended as a revision, before it is signed."""
    from pyhanko.pdf_utils.generic import StreamObject, pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[pdf_name("/Contents")] = writer.add_object(
        StreamObject(stream_data=b"BT /F1 9 Tf 10 380 Td (surat palsu) Tj ET")
    )
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_signing_puts_letters_in_force_once(event, profile, signatory, certificate, settings, at):
    settings.SIGNING = {"certificate": str(certificate[0])}
    letters = waiting(event, profile, "certificate", 3)
    report = services.sign_letters(letters=letters, secret=SECRET, by=signatory, at=at)
    assert (report.signed, report.failed, report.left) == (3, [], 0)
    assert states() == ["in_force"] * 3
    assert LetterStep.objects.filter(kind="sign", person=signatory).count() == 3
    before = list(Letter.objects.order_by("pk").values_list("sha256", flat=True))
    services.sign_letters(letters=letters, secret=SECRET, by=signatory, at=at)  # pressed twice, stale page
    assert list(Letter.objects.order_by("pk").values_list("sha256", flat=True)) == before


# --- BSrE


@pytest.mark.parametrize(("method", "mode"), [("bsre_v1", "ok"), ("bsre_v1", "as_id"), ("bsre_v2", "ok")])
def test_bsre_signs_the_package(method, mode, bsre, event, profile, signatory, at):
    bsre.mode = mode
    report = services.sign_letters(
        letters=waiting(event, profile, method, 2), secret=SECRET, by=signatory, at=at
    )
    assert (report.signed, report.failed) == (2, [])
    assert states() == ["in_force"] * 2
    assert bsre.seen[0][1].startswith("Basic ")


@pytest.mark.parametrize("method", ["bsre_v1", "bsre_v2"])
@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("wrong", "tidak mengembalikan PDF"),
        ("account", "kode 2021"),
        ("slow", "tidak menjawab"),
        ("broken", "HTTP 502"),
        ("redirect", "tidak mengembalikan PDF"),
    ],
)
def test_bsre_that_fails_stops_at_the_first_letter(method, mode, words, bsre, event, profile, signatory, at):
    bsre.mode = mode
    report = services.sign_letters(
        letters=waiting(event, profile, method, 3), secret=SECRET, by=signatory, at=at
    )
    assert (report.signed, len(report.failed), report.left) == (0, 1, 2)
    assert words in report.failed[0][1]
    assert PASSPHRASE not in report.failed[0][1]
    assert len(bsre.seen) == 1  # one try, so that no account is locked
    assert states() == ["numbered"] * 3


def test_bsre_down_is_told_in_words(event, profile, signatory, settings, at):
    settings.SIGNING = {"bsre_url": "http://127.0.0.1:9", "bsre_timeout": 1}
    report = services.sign_letters(
        letters=waiting(event, profile, "bsre_v1"), secret=SECRET, by=signatory, at=at
    )
    assert "tidak dapat dihubungi" in report.failed[0][1]


def test_a_service_that_mixes_letters_up_is_caught(bsre, event, profile, signatory, at):
    bsre.mode = "other"
    report = services.sign_letters(
        letters=waiting(event, profile, "bsre_v2", 2), secret=SECRET, by=signatory, at=at
    )
    assert (report.signed, len(report.failed)) == (0, 2)
    assert states() == ["numbered"] * 2


# --- signed elsewhere


def test_a_file_signed_elsewhere_comes_home(event, profile, signatory, sign_locally, client_of):
    (letter,) = waiting(event, profile, "upload")
    upload = io.BytesIO(sign_locally(letter.file.read()))
    upload.name = "ditandatangani.pdf"
    client_of(signatory).post(reverse("letters:letter-upload", args=[letter.pk]), {"file": upload})
    letter.refresh_from_db()
    assert letter.state == "in_force"


def test_the_wrong_letter_is_refused_with_its_reason(event, profile, staff, sign_locally, at):
    letter, other = waiting(event, profile, "upload", 2)
    report = services.take_signed_files(
        uploads=[("salah.pdf", sign_locally(other.file.read()))], letters=[letter], by=staff, at=at
    )
    assert report.failed == [("salah.pdf", "Tidak ada surat yang menunggu tanda tangan dengan isi ini.")]
    assert states() == ["numbered"] * 2


def test_a_file_saved_anew_is_refused_by_its_number(event, profile, staff, sign_locally, at):
    letter = LetterFactory(event=event, profile=profile, state="numbered", signing_method="upload")
    anew = sign_locally(blank_pdf(f"Nomor {letter.number}"))
    report = services.take_signed_files(uploads=[("anew.pdf", anew)], letters=[letter], by=staff, at=at)
    assert letter.number in report.failed[0][1]


def test_a_zip_of_many_is_matched_and_misses_are_named(event, profile, signatory, sign_locally, client_of):
    letters = waiting(event, profile, "upload", 3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, letter in enumerate(letters[:2]):
            archive.writestr(f"map/{number}.pdf", sign_locally(letter.file.read()))
        archive.writestr("asing.pdf", sign_locally(blank_pdf("asing")))
        archive.writestr("catatan.txt", "bukan surat")
    packed.seek(0)
    packed.name = "paket.zip"
    client = client_of(signatory)
    answer = client.post(reverse("letters:signed-upload"), {"file": packed}, follow=True).content.decode()
    assert states() == ["in_force", "in_force", "numbered"]
    assert "asing.pdf" in answer


@pytest.mark.parametrize("data", [b"PK\x03\x04rusak", b"PK"])
def test_a_damaged_zip_is_refused(data):
    with pytest.raises(SigningError) as found:
        matching.unpack("paket.zip", data)
    assert found.value.code == "zip"


def test_a_zip_bomb_is_refused_unread():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("besar.pdf", b"0" * (matching.MAX_FILE + 1))
    with pytest.raises(SigningError) as found:
        matching.unpack("paket.zip", packed.getvalue())
    assert found.value.code == "zip_size"


def test_srikandi_gives_number_date_and_file_back(event, profile, staff, sign_locally, at):
    letter = LetterFactory(event=event, profile=profile, state="approved")
    row = LetterRowFactory(letter=letter)
    number = "800.1.11.1/77/RO-ADPIM/2022"
    pdf = sign_locally(blank_pdf(f"NOMOR {number}\n{row.facts['name']}"))
    services.import_signed_letter(
        letter=letter, sequence=77, number=number, on=at.date(), pdf=pdf, by=staff, at=at
    )
    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.entry.typed) == ("in_force", number, True)


@pytest.mark.parametrize("words", ["NOMOR 800/1/X/2022\nOrang Lain", "tanpa nomor"])
def test_srikandi_file_of_another_letter_is_refused(words, event, profile, staff, sign_locally, at):
    letter = LetterFactory(event=event, profile=profile, state="approved")
    LetterRowFactory(letter=letter)
    with pytest.raises(Refused) as refusal:
        services.import_signed_letter(
            letter=letter, sequence=1, number="800/1/X/2022", on=at.date(),
            pdf=sign_locally(blank_pdf(words)), by=staff, at=at,
        )  # fmt: skip
    assert refusal.value.code == "other_letter"
    letter.refresh_from_db()
    assert letter.entry_id is None


# --- the signatory's page, and the secret


def signed_in_at(client, moment: float):
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": moment}]
    session["account_authentication_methods_user"] = client.session["_auth_user_id"]
    session.save()
    return client


def test_signing_needs_a_fresh_sign_in(event, profile, signatory, client_of, certificate, settings):
    settings.SIGNING = {"certificate": str(certificate[0])}
    (letter,) = waiting(event, profile, "certificate")
    post = {"letters": [str(letter.pk)], "passphrase": PASSPHRASE}
    stale = signed_in_at(client_of(signatory), time.time() - 901)
    stale.post(reverse("letters:letters-sign"), post)
    letter.refresh_from_db()
    assert letter.state == "numbered"
    fresh = signed_in_at(client_of(signatory), time.time() - 60)
    assert PASSPHRASE not in fresh.post(reverse("letters:letters-sign"), post, follow=True).content.decode()
    letter.refresh_from_db()
    assert letter.state == "in_force"


@pytest.mark.parametrize("mode", ["ok", "wrong", "broken"])
def test_the_passphrase_is_nowhere_afterwards(mode, event, profile, signatory, client_of, bsre, caplog):
    bsre.mode = mode
    caplog.set_level(logging.DEBUG)
    letters = waiting(event, profile, "bsre_v1", 2)
    client = signed_in_at(client_of(signatory), time.time())
    post = {"letters": [str(one.pk) for one in letters], "passphrase": PASSPHRASE, "identity": NIK}
    page = client.post(reverse("letters:letters-sign"), post, follow=True)
    assert bsre.seen
    for secret in (PASSPHRASE, NIK):
        assert secret not in page.content.decode()
        assert secret not in caplog.text
        assert rows_holding(secret) == []
        assert keys_holding(secret) == []


def rows_holding(text: str) -> list[str]:
    """Tables in which any row's text holds `text`."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def keys_holding(text: str) -> list[bytes]:
    """Keys of the broker and the cache whose value holds `text`."""
    found = []
    for client in (redis.Redis.from_url(broker_client_url()), cache._cache.get_client(None)):
        for key in client.scan_iter():
            if text.encode() in (client.dump(key) or b""):
                found.append(key)
    return found


def test_the_search_for_secrets_finds_what_is_there(event):
    """Negative control: a value that was stored is found by the same search."""
    event.theme = PASSPHRASE
    event.save()
    cache.set("uji", PASSPHRASE)
    assert "events_event" in rows_holding(PASSPHRASE)
    assert keys_holding(PASSPHRASE)
    cache.delete("uji")


def test_a_secret_cannot_be_queued_or_shown():
    import pickle

    assert PASSPHRASE not in repr(SECRET)
    with pytest.raises(TypeError):
        pickle.dumps(SECRET)


def test_pages_of_a_signed_letter_still_read(sign_locally):
    signed = sign_locally(blank_pdf("surat tugas"))
    assert "surat tugas" in pypdf.PdfReader(io.BytesIO(signed)).pages[0].extract_text()


def test_bsre_v1_signs_the_first_alone_and_the_others_together(bsre, event, profile, signatory, at):
    bsre.pause = 0.2
    report = services.sign_letters(
        letters=waiting(event, profile, "bsre_v1", 9), secret=SECRET, by=signatory, at=at
    )
    assert (report.signed, report.failed, report.left) == (9, [], 0)
    assert bsre.together[0] == 1
    assert max(bsre.together) > 1, "one after another would keep the request open too long"
    assert len({letter.sha256 for letter in Letter.objects.all()}) == 9
