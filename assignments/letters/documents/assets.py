"""What a document may load while it is laid out: our fonts, its own pictures, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

from assignments.letters.documents import fonts
from assignments.letters.documents.kinds import Document, LaporanTugas

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "static" / "letters"
TEMPLATES = ROOT / "templates" / "letters" / "documents"
DATA_IMAGE = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=]+)\Z")


class AssetFetcher(URLFetcher):
    """Answers `asset:` names and data:image/png|jpeg; refuses every other address.

    Nothing is looked up on disk or network by a name that a document brings: `asset:font/...`
    has eight possible values, `asset:picture/...` only the pictures given here. A refusal
    stops the rendering (WeasyPrint's FatalURLFetchingError, a BaseException).
    """

    def __init__(self, pictures: Iterable[bytes] = ()) -> None:
        super().__init__(allowed_protocols=("asset", "data"), allow_redirects=False, fail_on_errors=True)
        self._pictures = {picture_url(picture): picture for picture in pictures}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if match := DATA_IMAGE.match(url):
            return URLFetcherResponse(url, base64.b64decode(match[2]), {"Content-Type": match[1]})
        if url in self._pictures:
            return URLFetcherResponse(
                url, self._pictures[url], {"Content-Type": mime_type(self._pictures[url])}
            )
        parts = url.split("/")
        if (
            len(parts) == 3
            and parts[0] == "asset:font"
            and parts[1] in fonts.PACKAGES
            and parts[2] in fonts.STYLES
        ):
            return URLFetcherResponse(
                url, fonts.font_path(parts[1], parts[2]).read_bytes(), {"Content-Type": "font/otf"}
            )
        raise ValueError(f"not an asset of this document: {url[:80]}")


def mime_type(picture: bytes) -> str:
    return "image/jpeg" if picture.startswith(b"\xff\xd8") else "image/png"


def picture_url(picture: bytes) -> str:
    return f"asset:picture/{hashlib.sha256(picture).hexdigest()}"


def data_url(picture: bytes) -> str:
    return f"data:{mime_type(picture)};base64,{base64.b64encode(picture).decode()}"


def logo_of(document: Document) -> bytes:
    """The letterhead's picture: its own, the portal's emblem, or b"" for none."""
    given = document.letterhead.logo
    return (STATIC / "emblem.png").read_bytes() if given is None else given


def pictures_of(document: Document) -> tuple[bytes, ...]:
    photos = document.photos if isinstance(document, LaporanTugas) else ()
    return tuple(picture for picture in (logo_of(document), *(photo.image for photo in photos)) if picture)
