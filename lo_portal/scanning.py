"""The office's virus scanner, where it has one: clamd sees every file before a view opens it."""

import logging
import socket
from contextlib import closing

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import MiddlewareNotUsed
from django.utils.translation import gettext as _

from lo_portal import errors

logger = logging.getLogger(__name__)

PIECE = 64 * 1024
SECONDS = 20


class ScannerAway(Exception):
    """The scanner does not answer, or not in words that say yes or no."""


def signature_in(upload) -> str:
    """What clamd calls the malware in the file, "" for a clean one. Raises `ScannerAway`.

    The protocol is clamd's INSTREAM: pieces with their length in four bytes before, an empty one ends.
    """
    try:
        with closing(_connected()) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in upload.chunks(PIECE):
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            with line.makefile("rb") as answers:
                answer = answers.read().decode("utf-8", "replace").strip("\0\n ")
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    finally:
        upload.seek(0)
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if answer != "stream: OK":
        raise ScannerAway(answer)
    return ""


def ping() -> bool:
    """Whether the scanner answers at all; raises `OSError` where nobody listens."""
    with closing(_connected()) as line:
        line.sendall(b"zPING\0")
        return line.recv(16).strip(b"\0") == b"PONG"


def _connected() -> socket.socket:
    """`settings.CLAMD` is the path of a socket, or host:port."""
    if settings.CLAMD.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(settings.CLAMD)
        return line
    host, _colon, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


class Scanner:
    """Takes an infected file out of the request and says so; what was typed beside it stays in the form.

    While the scanner is away no file is taken: 503 with the typed text, which the phone sends again.
    """

    def __init__(self, get_response):
        if not settings.CLAMD:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        try:
            found = {
                (field, upload.name): signature
                for field, uploads in request.FILES.lists()
                for upload in uploads
                if (signature := signature_in(upload))
            }
        except ScannerAway as away:
            logger.error("the virus scanner does not answer (%s)", away)
            return errors.resting(request)
        for (field, name), signature in found.items():
            logger.warning("a file with malware was refused: %s in field %s", signature, field)
            request.FILES.pop(field, None)
            sentence = _(
                "“%(file)s” carries malware (%(signature)s) and was not taken. Nothing of it was kept."
            )
            messages.error(request, sentence % {"file": name, "signature": signature})
        return None
