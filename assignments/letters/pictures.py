"""Pictures of an issued PDF's pages, made once and kept beside the file."""

import io
from pathlib import Path

from django.conf import settings

SCALE = 1.6  # pixels per point: 115 dpi, sharp on a desktop preview


def page_picture(letter, page: int) -> bytes:
    """Page `page` (from 1) of the letter as PNG bytes."""
    kept = Path(settings.VAR) / "pictures" / letter.sha256[:2] / f"{letter.sha256}-{page}.png"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".part")
        partial.write_bytes(_draw(letter.file.read(), page))
        partial.rename(kept)
    return kept.read_bytes()


def _draw(pdf: bytes, page: int) -> bytes:
    import pypdfium2  # only the process that draws needs it

    with pypdfium2.PdfDocument(pdf) as opened:
        picture = opened[page - 1].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    picture.convert("L").quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()
