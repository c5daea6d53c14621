"""Which letter is in which uploaded file, and a ZIP taken apart within limits."""

import io
import zipfile
from dataclasses import dataclass

from assignments.letters.signing.checks import check_signed, page_words
from assignments.letters.signing.interface import SigningError
from lo_portal.documents import BROKEN_ZIP

MAX_FILES = 2100
MAX_FILE = 20_000_000  # bytes of one PDF
MAX_TOTAL = 120_000_000  # ten times what one request may carry: bytes of all PDFs of a ZIP, unpacked


@dataclass(frozen=True)
class Match:
    """One uploaded file: the letter that it is, or why it was refused."""

    name: str
    pdf: bytes
    letter: object = None
    error: SigningError | None = None


def unpack(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The PDFs of a ZIP as (name, bytes); a single PDF is a package of one.

    Raises `SigningError` for a damaged ZIP or one beyond the limits.
    """
    if not data.startswith(b"PK"):
        return [(name, data)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(".pdf")]
            _check_sizes(members)
            return [(one.filename.rsplit("/", 1)[-1], archive.read(one)) for one in members]
    except BROKEN_ZIP:
        raise SigningError(
            "Berkas ZIP rusak atau bersandi. Buat ulang lalu unggah lagi.", code="zip"
        ) from None


def match_files(files: list[tuple[str, bytes]], letters: list[tuple[object, bytes]]) -> list[Match]:
    """Each file with its letter; `letters` are those that wait, with their unsigned bytes."""
    return [_match(name, pdf, letters) for name, pdf in files]


def _match(name: str, pdf: bytes, letters) -> Match:
    try:
        for letter, unsigned in letters:
            if pdf.startswith(unsigned):
                check_signed(unsigned, pdf)
                return Match(name, pdf, letter=letter)
        raise _unknown(pdf, letters)
    except SigningError as error:
        return Match(name, pdf, error=error)


def _unknown(pdf: bytes, letters) -> SigningError:
    """Why no letter is the beginning of this file; its number tells whom to ask."""
    if not pdf.startswith(b"%PDF-"):
        return SigningError("Berkas ini bukan PDF.", code="no_pdf")
    words = " ".join(page_words(pdf))
    for letter, _unsigned in letters:
        if letter.number and letter.number in words:
            return SigningError(
                f"Bernomor {letter.number}, tetapi isinya bukan PDF yang diekspor portal. "
                "Tanda tangani berkas dari portal tanpa mencetak atau menyimpannya ulang.",
                code="other_bytes",
            )
    return SigningError("Tidak ada surat yang menunggu tanda tangan dengan isi ini.", code="no_letter")


def _check_sizes(members) -> None:
    if len(members) > MAX_FILES or sum(one.file_size for one in members) > MAX_TOTAL:
        raise SigningError(
            "Isi ZIP terlalu banyak. Unggah paling banyak 2.100 PDF sekaligus.", code="zip_size"
        )
    for one in members:
        if one.file_size > MAX_FILE:
            raise SigningError(f"{one.filename} lebih besar dari 20 MB.", code="zip_size")
