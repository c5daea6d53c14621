"""Photos from phones: opened, turned upright, made small, encoded anew without what they carried along."""

import io

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
EDGE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")


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
