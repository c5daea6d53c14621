"""Letters for other programs: their facts as JSON, and ZIP files as streams."""

import io
import json
import re
from collections.abc import Iterable, Iterator

from zipstream import ZIP_STORED, ZipStream

from assignments.letters import documents, pictures, verification
from assignments.letters.models import Letter

_UNSAFE = re.compile(r"[^\w.\-]+")


def letter_facts(letters) -> list[dict]:
    """What is known about each letter, as plain values; no service numbers, no phones."""
    return [
        {
            "nomor": letter.number,
            "tanggal": letter.dated_on.isoformat() if letter.dated_on else "",
            "jenis": letter.get_kind_display(),
            "keadaan": letter.get_state_display(),
            "perihal": letter.subject,
            "petugas": [row.facts["name"] for row in letter.rows.all()],
            "diterima": sum(1 for row in letter.rows.all() if row.received_at),
            "penanda_tangan": letter.profile.signatory_name,
            "berlaku_sejak": letter.in_force_at.isoformat() if letter.in_force_at else "",
            "sidik_sha256": letter.sha256,
            "alamat_verifikasi": verification.verify_url(letter) if letter.entry_id else "",
        }
        for letter in letters
    ]


def letters_json(letters) -> str:
    return json.dumps(letter_facts(letters), ensure_ascii=False, indent=1)


def pdf_zip(letters: Iterable[Letter]) -> ZipStream:
    """All PDFs as one ZIP that is read file by file while it is sent; its size is known beforehand."""
    stream = ZipStream(sized=True, compress_type=ZIP_STORED)
    for letter in letters:
        stream.add_path(letter.file.path, f"{file_name(letter)}.pdf")
    return stream


def docx_zip(letters: Iterable[Letter]) -> ZipStream:
    """The letters as DOCX for the e-office, each made when its turn comes."""
    stream = ZipStream(compress_type=ZIP_STORED)
    for letter in letters:
        stream.add(_late_docx(letter), f"{file_name(letter)}.docx")
    return stream


def docx_of(letter: Letter) -> bytes:
    """The letter with the e-office's own parameters in place of number, date and signature.

    Raises `DocumentError` for kinds that have no such file.
    """
    return documents.docx(pictures.stored_document(letter))


def file_name(letter: Letter) -> str:
    """ "800.1.11.1-12-RO-ADPIM-2022_Rina-Oktaviani", unique by the end of the letter's key."""
    rows = list(letter.rows.all())
    who = rows[0].facts["name"] if len(rows) == 1 else letter.get_kind_display()
    parts = [letter.number or "draf", who]
    if not letter.number:
        parts.append(str(letter.pk)[:8])
    return "_".join(_UNSAFE.sub("-", part).strip("-.")[:80] for part in parts)


def _late_docx(letter: Letter) -> Iterator[bytes]:
    yield io.BytesIO(docx_of(letter)).getvalue()
