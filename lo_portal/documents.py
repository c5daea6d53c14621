"""Documents that people upload to be read by others: known by their content, never by their name.

PDF files are opened whole; office files may carry no macro. Pictures become a new JPEG.
"""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from lo_portal import photos

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
# What Python says of a ZIP that is damaged, cut off, locked or of a kind that it cannot unpack.
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError),
)
LONGEST_TYPE = 200  # bytes of the part that names the kind of an OpenDocument file
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.jpg,.jpeg,.png,.webp"
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
# The part that makes an office file what it is.
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
# What a PDF may not do by itself when it is opened.
ACTIVE = ("/OpenAction", "/AA")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its kind, a key of `TYPES`, and its bytes."""

    kind: str
    content: ContentFile

    @property
    def size(self) -> int:
        return self.content.size


def document_of(upload) -> Checked:
    """The upload as what it is. Raises `ValidationError` for a file too large, broken or of another kind."""
    if upload.size > MOST_BYTES:
        raise forms.ValidationError(
            _("The file is larger than 10 MB. Choose a smaller one, or write its link.")
        )
    data = upload.read()
    if data.startswith(b"%PDF-"):
        return Checked("pdf", ContentFile(_pdf(data)))
    if data.startswith(b"PK\x03\x04"):
        return Checked(_office_kind(data), ContentFile(data))
    try:
        upload.seek(0)
        return Checked("jpg", photos.photo_of(upload))
    except forms.ValidationError:
        raise _unknown() from None


def _pdf(data: bytes) -> bytes:
    """The document written anew without what runs by itself or hangs on to it; links stay."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for name in ACTIVE:
                if name in pdf.Root:
                    del pdf.Root[name]
            if "/Names" in pdf.Root:
                for name in ("/JavaScript", "/EmbeddedFiles"):
                    if name in pdf.Root.Names:
                        del pdf.Root.Names[name]
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()
    except pikepdf.PasswordError:
        raise forms.ValidationError(_("This PDF has a password. Save it without one.")) from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise forms.ValidationError(_("This PDF is broken. Save it once more and try again.")) from None


def _office_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise _unknown()
            names = sizes.keys()
            is_told = 0 < sizes.get("mimetype", 0) <= LONGEST_TYPE  # read before anything is known of it
            kind = packed.read("mimetype").decode("ascii", "replace") if is_told else ""
    except BROKEN_ZIP:
        raise _unknown() from None
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise forms.ValidationError(_("This file carries macros. Save it without them, or as PDF."))
    found = next((kind for part, kind in MAIN_PARTS.items() if part in names), None)
    found = found or next((short for short, full in TYPES.items() if full == kind.strip()), None)
    if found is None:
        raise _unknown()
    return found


def _unknown() -> forms.ValidationError:
    return forms.ValidationError(
        _("This is no PDF, office document or picture. Choose another file, or write its link.")
    )
