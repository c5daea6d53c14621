"""What each template is given: lists of strings, ready to be escaped and printed."""

from __future__ import annotations

import re
from typing import Any

from assignments.letters.documents import assets, own, words
from assignments.letters.documents.kinds import (
    DaftarHadir,
    Document,
    LaporanTugas,
    Sertifikat,
    SuratTugas,
    Undangan,
)
from assignments.letters.documents.parts import Assignee, Attendee, Person

PREFIX = re.compile(r"(a\.n\.)\s+(.+)", re.DOTALL)
NO_DATE = "........................"
ANNEX_COLUMNS = (
    ("No.", 5), ("Nama / NIP", 27), ("Pangkat/Gol.", 15), ("Jabatan / Perangkat Daerah", 27),
    ("Ditugaskan sebagai", 26),
)  # fmt: skip
NOTED_COLUMNS = (
    ("No.", 5), ("Nama / NIP", 27), ("Pangkat/Gol.", 12), ("Jabatan / Perangkat Daerah", 22),
    ("Ditugaskan sebagai", 20), ("Keterangan", 14),
)  # fmt: skip
ATTENDANCE_COLUMNS = (
    ("No.", 5), ("Nama / NIP", 27), ("Jabatan/Instansi", 26), ("No. HP", 18), ("Tanda tangan", 24),
)  # fmt: skip


def common(document: Document) -> dict[str, Any]:
    """What every template needs."""
    day = words.date_text(document.date) if document.date else NO_DATE
    one_line = document.dated == "one_line"
    dated = (
        [f"{document.place}, {day}"]
        if one_line
        else [f"Ditetapkan di {document.place}", f"pada tanggal {day}"]
    )
    return {
        "d": document,
        "number": document.number or "",
        "date": day,
        "dated": dated,
        "titles": signature_block(document.signatory.lines),
    }


def signature_block(lines: tuple[str, ...]) -> list[dict[str, str]]:
    """Title lines; after "a.n." the later lines stand under the mandator's title."""
    block, inside = [], False
    for line in lines:
        match = PREFIX.match(line)
        if match and not block:
            block.append({"style": "an", "prefix": match[1], "text": match[2]})
            inside = True
        else:
            block.append({"style": "masuk" if inside else "", "prefix": "", "text": line})
    return block


def rows(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    return [{"name": "", "label": label, "html": value, "bold": False} for label, value in pairs]


def surat_tugas(document: SuratTugas) -> dict[str, Any]:
    return {"annex": annex(document) if document.kind == "collective" else None}


def annex(document: SuratTugas) -> dict[str, Any]:
    """Columns and rows of the lampiran; a period that all share is said once, under the title."""
    noted = any(assignee.note for assignee in document.kepada)
    periods = {assignee.period for assignee in document.kepada}
    shared = periods.pop() if len(periods) == 1 else ""
    lines = [_annex_row(place, assignee, noted, shared) for place, assignee in enumerate(document.kepada, 1)]
    return {"columns": _columns(NOTED_COLUMNS if noted else ANNEX_COLUMNS), "rows": lines, "period": shared}


def _columns(columns: tuple[tuple[str, int], ...]) -> list[dict[str, str]]:
    """Titles with the class of their width in percent."""
    return [{"title": title, "style": f"p{percent}"} for title, percent in columns]


def _annex_row(place: int, assignee: Assignee, noted: bool, shared: str) -> list[list[str]]:
    person = assignee.person
    cells = [
        [f"{place}."],
        [person.name, _identity(person.id_label, person.nip)],
        _rank_lines(person),
        [person.jabatan, person.unit],
        [assignee.assigned_as, assignee.delegation, "" if shared else assignee.period],
        *([[assignee.note]] if noted else []),
    ]
    return [[line for line in cell if line] for cell in cells]


def _rank_lines(person: Person) -> list[str]:
    """Rank and grade on lines of their own, so that "(III/d)" never breaks."""
    both = person.pangkat and person.golongan
    return (
        [person.pangkat, f"({person.golongan})"]
        if both
        else [words.rank_text(person.pangkat, person.golongan)]
    )


def _identity(label: str, number: str) -> str:
    return f"{label} {number}" if number else ""


def undangan(document: Undangan) -> dict[str, Any]:
    head = (
        ("Nomor", document.number or ""), ("Sifat", document.nature),
        ("Lampiran", document.enclosure), ("Hal", document.subject),
    )  # fmt: skip
    return {"head_rows": rows(head), "detail_rows": rows(document.details)}


def daftar_hadir(document: DaftarHadir) -> dict[str, Any]:
    attendees = [*document.attendees, *[Attendee()] * max(0, document.blank_rows)]
    lines = [_attendance_row(place, attendee) for place, attendee in enumerate(attendees, 1)]
    return {
        "detail_rows": rows(document.details),
        "annex": {"columns": _columns(ATTENDANCE_COLUMNS), "rows": lines},
    }


class AttendanceRow(list[list[str]]):
    """Cells of one person; `odd` decides on which side the pen signs."""

    odd = True


def _attendance_row(place: int, attendee: Attendee) -> AttendanceRow:
    signed = f"{place}. {attendee.checked_in}" if attendee.checked_in else f"{place}."
    cells = [
        [f"{place}."],
        [attendee.name, _identity("NIP", attendee.nip)],
        [attendee.office],
        [attendee.phone],
        [signed],
    ]
    row = AttendanceRow([line for line in cell if line] for cell in cells)
    row.odd = place % 2 == 1
    return row


def laporan_tugas(document: LaporanTugas) -> dict[str, Any]:
    sections = [
        {"letter": chr(65 + place), "heading": section.heading, "paragraphs": section.paragraphs}
        for place, section in enumerate(document.sections)
    ]
    photos = [{"url": assets.picture_url(photo.image), "caption": photo.caption} for photo in document.photos]
    return {"sections": sections, "photos": photos}


def sertifikat(document: Sertifikat) -> dict[str, Any]:
    total = sum(material.hours for material in document.materials)
    listed = [
        {"number": place, "title": material.title, "speaker": material.speaker, "hours": material.hours}
        for place, material in enumerate(document.materials, 1)
    ]
    sentence = document.given
    if document.hours > 0:
        sentence = f"{sentence.rstrip(' .,')}, selama {words.counted(document.hours, 'jam pelajaran (JP)')}."
    return {"sentence": sentence, "materials": {"rows": listed, "total": total}}


TEMPLATES = {
    SuratTugas: ("surat_tugas.html", surat_tugas),
    Undangan: ("undangan.html", undangan),
    DaftarHadir: ("daftar_hadir.html", daftar_hadir),
    LaporanTugas: ("laporan_tugas.html", laporan_tugas),
    Sertifikat: ("sertifikat.html", sertifikat),
}


def person_blocks(document: Document) -> list[tuple[own.Row, ...]]:
    """Identity rows of the people named in the letter itself."""
    if not isinstance(document, SuratTugas) or document.kind == "collective":
        return []
    return [own.person_rows(assignee) for assignee in document.kepada]
