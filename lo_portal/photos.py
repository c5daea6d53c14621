"""Photos from phones: opened, turned upright, made small, encoded anew without what they carried along."""

import io
import logging
from base64 import b64encode

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
EDGE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
PRINTED_EDGE = 720  # 9 cm at 200 dpi
INLINE_JPEG = "data:image/jpeg;base64,"

logger = logging.getLogger(__name__)


def photo_of(upload, edge: int = EDGE) -> ContentFile:
    """The upload as a JPEG of at most `edge` pixels a side, without EXIF.

    Raises `ValidationError` for a file that is too large, too many pixels, or no photo.
    """
    if upload.size > MOST_BYTES:
        raise forms.ValidationError(_("The photo is larger than 8 MB. Choose a smaller one."))
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise forms.ValidationError(_("The photo has more than 40 million pixels."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise forms.ValidationError(_("This file is no photo. Choose a JPEG, PNG or WebP picture.")) from None
    upright.info.clear()  # comments would be written along
    upright.thumbnail((edge, edge))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=78, optimize=True)
    return ContentFile(out.getvalue())


def printed_address(stored, edge: int = PRINTED_EDGE) -> str:
    """A stored photo as a `data:` address for a printed page, encoded anew with at most `edge` pixels a side.

    Empty where there is none; a file that is gone or broken is logged and leaves its place empty, so
    that one photo never stops a whole document.
    """
    if not stored:
        return ""
    try:
        with stored.open("rb") as file, Image.open(file, formats=FORMATS) as picture:
            small = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        logger.warning("photo %s cannot be printed: %s", stored.name, type(error).__name__)
        return ""
    small.info.clear()
    small.thumbnail((edge, edge))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=72, optimize=True)
    return INLINE_JPEG + b64encode(out.getvalue()).decode("ascii")
