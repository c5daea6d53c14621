"""Pictures that people bring: checked, and always encoded anew before they are printed."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from functools import lru_cache

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from assignments.letters.documents.errors import DocumentError

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG")


@lru_cache(maxsize=64)
def prepared(data: bytes, *, longest: int = 320) -> bytes:
    """The picture as a fresh PNG (or JPEG for photographs), at most `longest` pixels a side.

    Raises DocumentError unless `data` is a PNG or JPEG of at most 10 MB and 40 megapixels.
    An SVG is refused: it may carry scripts and addresses.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError("Berkas gambar lebih dari 10 MB. Perkecil gambar lalu unggah kembali.")
    try:
        with _strict_reading():
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            return _encoded(picture, longest)
    except UnidentifiedImageError:
        raise DocumentError("Gambar harus berupa berkas PNG atau JPEG; berkas SVG tidak diterima.") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DocumentError(
            "Gambar rusak atau terlalu besar. Unggah PNG atau JPEG paling besar 40 megapiksel."
        ) from None


@contextlib.contextmanager
def _strict_reading() -> Iterator[None]:
    """No half pictures (WeasyPrint allows them for the whole process) and no bombs."""
    tolerant, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant


def _encoded(picture: Image.Image, longest: int) -> bytes:
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    kind = picture.format
    picture = ImageOps.exif_transpose(picture)
    mode = "RGB" if kind == "JPEG" or not picture.has_transparency_data else "RGBA"
    clean = picture.convert(mode)
    clean.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    clean.info.clear()
    out = io.BytesIO()
    clean.save(out, format=kind, optimize=True, **({"quality": 88} if kind == "JPEG" else {}))
    return out.getvalue()
