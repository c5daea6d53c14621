"""Uploaded files pass the office's virus scanner: a real clamd with our own signature, where installed."""

import shutil
import socket
import subprocess
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.models import BriefingMaterial
from lo_portal import scanning
from tests import factories
from tests.events.test_materials import pdf
from tests.second_step import pass_second_step

pytestmark = pytest.mark.django_db

# Not EICAR: it would stop the suite on machines whose own scanner watches the disk.
MALWARE = b"PORTAL-LO-TEST-SIGNATURE-7f3a91c2"
NAME = "PortalLo.Test"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """The path of the socket of a real clamd that knows one signature."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if not program:
        pytest.skip("no ClamAV on this machine")
    home = tmp_path_factory.mktemp("clam")
    (home / "own.ndb").write_text(f"{NAME}:0:*:{MALWARE.hex()}\n")
    home.chmod(0o755)
    path = home / "clamd.ctl"
    (home / "clamd.conf").write_text(
        f"DatabaseDirectory {home}\nLocalSocket {path}\nForeground yes\nUser root\nDisableCertCheck yes\n"
    )
    process = subprocess.Popen([program, "-c", home / "clamd.conf"], stdout=subprocess.DEVNULL)
    for _try in range(150):
        if path.exists() or process.poll() is not None:
            break
        time.sleep(0.1)
    assert path.exists()
    yield str(path)
    process.terminate()
    process.wait()


@pytest.fixture
def away(tmp_path):
    """A socket behind which nobody listens any more."""
    path = str(tmp_path / "gone.ctl")
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(path)
    return path


@pytest.fixture
def sending(settings, staff, event):
    """`send(data, clamd)`: staff hands in a material; returns the answer. The scanner is asked at `clamd`."""

    def send(data: bytes, clamd: str):
        settings.CLAMD = clamd
        client = Client()  # a new handler: whether there is a scanner is read when the site starts
        client.force_login(staff)
        pass_second_step(client, staff)
        briefing = factories.BriefingFactory(item__event=event)
        typed = {"title": "Denah aula", "file": SimpleUploadedFile("denah.pdf", data)}
        return client.post(reverse("events:material-add", args=[briefing.pk]), typed, follow=True)

    return send


def test_a_clean_file_passes(sending, clamd):
    sending(pdf(), clamd)

    assert BriefingMaterial.objects.get().title == "Denah aula"


def test_malware_is_named_and_taken_out_and_the_text_stays(sending, clamd):
    answer = sending(pdf() + MALWARE, clamd)

    assert not BriefingMaterial.objects.exists()
    page = answer.content.decode()
    assert NAME in page
    assert "Denah aula" in page


def test_the_same_file_is_kept_where_no_scanner_is_set(sending):
    sending(pdf() + MALWARE, "")

    assert BriefingMaterial.objects.exists()


def test_while_the_scanner_is_away_no_file_is_taken_and_the_text_can_be_sent_again(sending, away):
    answer = sending(pdf(), away)

    assert answer.status_code == 503
    assert "Denah aula" in answer.content.decode()
    assert not BriefingMaterial.objects.exists()


def test_an_answer_that_says_neither_yes_nor_no_is_no_yes(settings, clamd):
    settings.CLAMD = clamd
    with pytest.raises(scanning.ScannerAway):
        scanning.signature_in(SimpleUploadedFile("big.bin", bytes(120 * 1024 * 1024)))  # above clamd's limit


def test_ping(settings, clamd, away):
    settings.CLAMD = clamd
    assert scanning.ping()
    settings.CLAMD = away
    with pytest.raises(OSError, match="refused"):
        scanning.ping()
