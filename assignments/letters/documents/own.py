"""The lines of a document that are one person's own: what the stamp writes on a shared body.

Everything else in the document is its body. Two documents with equal bodies, and own lines
that take equally many lines of print, share one layout.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from assignments.letters.documents import sheet, words
from assignments.letters.documents.kinds import Document, Sertifikat, SuratTugas
from assignments.letters.documents.parts import Assignee, Person

POINTS_A_MM = 72 / 25.4
NO_NUMBER = "NOMOR ................................................"
NAME_POINTS = 21


@dataclass(frozen=True)
class OwnLine:
    """One field as printed; `width` is the room for it and `points` the type size, in points."""

    name: str
    text: str
    width: float
    points: float
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Row:
    """A labelled line of the identity block."""

    name: str
    label: str
    text: str
    bold: bool = False


def person_rows(assignee: Assignee) -> tuple[Row, ...]:
    """The identity block of one assignee; lines without a value are left out."""
    person = assignee.person
    rank = (
        words.rank_text(person.pangkat, person.golongan) if person.nip or person.golongan else person.pangkat
    )
    rows = (
        Row("nama", "Nama", person.name, bold=True),
        Row("nip", person.id_label, person.nip),
        Row("pangkat", "Pangkat/Golongan", rank),
        Row("jabatan", "Jabatan", person.jabatan),
        Row("unit", "Unit Kerja", person.unit),
        Row("sebagai", "Ditugaskan sebagai", assignee.assigned_as),
        Row("tamu", "Tamu/Delegasi", assignee.delegation),
        Row("waktu", "Waktu", assignee.period),
        Row("keterangan", "Keterangan", assignee.note),
    )
    return tuple(row for row in rows if row.text)


def number_text(document: Document) -> str:
    return f"NOMOR {document.number}" if document.number else NO_NUMBER


def own_lines(document: Document) -> tuple[OwnLine, ...]:
    """The document's own lines from top to bottom."""
    if isinstance(document, Sertifikat):
        return _certificate_lines(document)
    paper = sheet.paper_of(document)
    width = paper.text_width * POINTS_A_MM
    number = OwnLine("number", number_text(document), width, paper.points, centred=True)
    if not isinstance(document, SuratTugas) or document.kind == "collective" or len(document.kepada) != 1:
        return (number,)
    room = width - (sheet.PART_EM[paper.typeface] + sheet.ROW_EM[paper.typeface]) * paper.points
    rows = person_rows(document.kepada[0])
    return (number, *(OwnLine(row.name, row.text, room, paper.points, row.bold) for row in rows))


def _certificate_lines(document: Sertifikat) -> tuple[OwnLine, ...]:
    paper, person = sheet.paper_of(document), document.recipient
    width = paper.text_width * POINTS_A_MM
    lines = (
        OwnLine("number", number_text(document), width, paper.points, centred=True),
        OwnLine("nama", person.name, width, NAME_POINTS, bold=True, centred=True),
        OwnLine(
            "nip", f"{person.id_label} {person.nip}" if person.nip else "", width, paper.points, centred=True
        ),
        OwnLine("jabatan", person.jabatan, width, paper.points, centred=True),
        OwnLine("unit", person.unit, width, paper.points, centred=True),
    )
    return tuple(line for line in lines if line.text)


def body_of(document: Document) -> Document:
    """The document without its own lines: equal for all letters that share a layout.

    A field that is printed keeps a placeholder, so that its label stays; the others are empty.
    """
    changes: dict[str, object] = {
        "number": FILLED if document.number else None,
        "qr_url": FILLED if document.qr_url else "",
    }
    if isinstance(document, Sertifikat):
        changes["recipient"] = _nobody(document.recipient)
    if isinstance(document, SuratTugas):
        changes["kepada"] = tuple(_placeholders(assignee) for assignee in document.kepada)
    return dataclasses.replace(document, **changes)  # type: ignore[arg-type]


FILLED = "x"


def _nobody(person: Person) -> Person:
    printed = {name: FILLED if getattr(person, name) else "" for name in ("name", "nip", "jabatan", "unit")}
    return Person(**printed, pangkat=FILLED, id_label=person.id_label)


def _placeholders(assignee: Assignee) -> Assignee:
    names = {row.name for row in person_rows(assignee)}
    person = dataclasses.replace(_nobody(assignee.person), pangkat=FILLED if "pangkat" in names else "")
    texts = {
        name: FILLED if getattr(assignee, name) else ""
        for name in ("assigned_as", "delegation", "period", "note")
    }
    return Assignee(person, **texts)


def can_stamp(document: Document) -> bool:
    """Whether this kind of document has a body worth sharing."""
    if isinstance(document, SuratTugas):
        return document.kind == "individual" and len(document.kepada) == 1
    return isinstance(document, Sertifikat)


def document_title(document: Document) -> str:
    """What a viewer shows as the file's title."""
    name = {"Undangan": "Undangan", "DaftarHadir": "Daftar Hadir"}.get(type(document).__name__)
    kind = name or str(getattr(document, "title", "")).title()
    if isinstance(document, Sertifikat):
        return f"{kind} {document.number or ''} {document.recipient.name}".replace("  ", " ")
    return f"{kind} {document.number}" if document.number else f"{kind} (draf)"
