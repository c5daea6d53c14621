"""After printing: is everything that must be on the paper really on it?"""

from __future__ import annotations

import io
import zlib

import pikepdf

from assignments.letters.documents import qr, reader
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document, Sertifikat, SuratTugas


def checked_texts(document: Document, pdf: bytes) -> tuple[str, ...]:
    """The words of each page; raises DocumentError when number, a name, a NIP or the QR is missing."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        texts = reader.page_texts(file)
        printed = _squeezed("".join(texts))
        for label, value in must_be_printed(document):
            if _squeezed(value) not in printed:
                raise DocumentError(f"{label} {value} tidak ditemukan pada hasil cetak.")
        if document.qr_url and not _has_qr(file, document.qr_url):
            raise DocumentError("Kode QR tidak ditemukan pada hasil cetak.")
    return texts


def must_be_printed(document: Document) -> list[tuple[str, str]]:
    """(label, value) of everything whose absence would make the document wrong."""
    expected = [("Nomor", document.number)] if document.number else []
    expected += [("Nama penanda tangan", document.signatory.name)]
    people = [assignee.person for assignee in document.kepada] if isinstance(document, SuratTugas) else []
    if isinstance(document, Sertifikat):
        people = [document.recipient]
    for person in people:
        expected.append(("Nama", person.name))
        if person.nip:
            expected.append((person.id_label, person.nip))
    return expected


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _has_qr(file: pikepdf.Pdf, url: str) -> bool:
    side, packed = qr.scanlines(url)
    lines = zlib.decompress(packed)
    dots = b"".join(lines[row * (side + 1) + 1 : (row + 1) * (side + 1)] for row in range(side))
    return any(picture == dots for page in file.pages for picture in reader.drawn_grey_pictures(page))
