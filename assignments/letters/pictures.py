"""Pictures of a letter's pages: of the issued PDF made once and kept, of a draft drawn when asked."""

import hashlib
import io
import json
from pathlib import Path

from django.conf import settings

from assignments.letters import archive, documents
from lo_portal.refusals import Refused

SCALE = 1.6  # pixels per point: 115 dpi, sharp on a desktop preview


def page_picture(letter, page: int) -> bytes:
    """Page `page` (from 1) of the letter as PNG bytes."""
    return _kept(f"{letter.sha256}-{page}", lambda: _draw(letter.file.read(), page))


def draft_picture(letter) -> bytes:
    """The first page of a letter without a number, as it would be printed now."""
    text = json.dumps([letter.document, str(letter.profile.logo)], sort_keys=True)
    key = hashlib.sha256(text.encode()).hexdigest()
    return _kept(f"{key}-draft", lambda: _draw(draft_pdf(letter), 1))


def draft_pdf(letter) -> bytes:
    """The letter so far, with DRAF across it. Raises `Refused` with the reason when it cannot be printed."""
    return printed(stored_document(letter))


def stored_document(letter) -> documents.Document:
    """The letter's stored text with its profile's logo."""
    logo = letter.profile.logo
    return archive.load_document(letter.document, logo=logo.read() if logo else None)


def preview_picture(document: documents.Document) -> bytes:
    """The first page of a document that belongs to no letter. Raises `Refused` like `draft_pdf`."""
    return _draw(printed(document), 1)


def printed(document: documents.Document) -> bytes:
    """The PDF of a document that belongs to no letter. Raises `Refused` when it cannot be printed."""
    try:
        return documents.render(document).pdf
    except documents.DocumentError as error:
        raise Refused(str(error), code="unprintable") from None


def _kept(name: str, make) -> bytes:
    kept = Path(settings.VAR) / "pictures" / name[:2] / f"{name}.png"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".part")
        partial.write_bytes(make())
        partial.rename(kept)
    return kept.read_bytes()


def _draw(pdf: bytes, page: int) -> bytes:
    import pypdfium2  # only the process that draws needs it

    with pypdfium2.PdfDocument(pdf) as opened:
        picture = opened[page - 1].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    picture.convert("L").quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
