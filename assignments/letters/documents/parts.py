"""The parts that letters share, as frozen data.

Lengths are millimetres, type sizes points. Every text field carries its Indonesian
label and its limit in characters; `checks.cleaned` enforces both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Typeface = Literal["arial", "bookman"]


def text(label: str, limit: int, default: Any = "", required: bool = False) -> Any:
    """One line or paragraph: `label` names it in refusals, `limit` counts characters."""
    return field(default=default, metadata={"label": label, "limit": limit, "required": required})


def items(label: str, count: int, limit: int = 0) -> Any:
    """A tuple of at most `count` texts (each within `limit`) or parts."""
    return field(default=(), metadata={"label": label, "limit": limit, "count": count})


@dataclass(frozen=True)
class Paper:
    """Sheet, margins and type of a letter profile.

    `first_top` is the top margin of the page that carries the letterhead. `leading` is the
    line height as a multiple of the type size (1 to 1.5, Permendagri 1/2023 as cited by apps).
    """

    width: float = 215
    height: float = 330
    top: float = 25
    right: float = 20
    bottom: float = 22
    left: float = 28
    first_top: float = 11
    typeface: Typeface = "arial"
    points: float = 12
    leading: float = 1.15
    justify: bool = True

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


F4 = Paper()
F4_BOOKMAN = Paper(typeface="bookman", points=11)
A4 = Paper(width=210, height=297, top=20, right=20, bottom=25, left=30)


@dataclass(frozen=True)
class Letterhead:
    """Kop: government line, unit line (bold, 4/3 of the first), optional sub-unit, address.

    `logo` holds the bytes of a PNG or JPEG file; None prints the portal's own emblem,
    b"" prints no emblem.
    """

    government: str = text("Baris pertama kop", 120, required=True)
    unit: str = text("Baris perangkat daerah pada kop", 120)
    subunit: str = text("Baris unit kerja pada kop", 120)
    address: tuple[str, ...] = items("Alamat pada kop", 3, 160)
    city: str = text("Kota pada kop", 60)
    postcode: str = text("Kode pos", 30)
    logo: bytes | None = None


@dataclass(frozen=True)
class Person:
    """One officer as printed: name with titles, identity number already formatted.

    `id_label` is "NIP", "NRP" or another kind; an empty `nip` prints no such line.
    `golongan` is "III/d" for a civil servant and "IX" for a contract employee (no pangkat).
    """

    name: str = text("Nama", 120, required=True)
    nip: str = text("NIP", 40)
    pangkat: str = text("Pangkat", 60)
    golongan: str = text("Golongan", 12)
    jabatan: str = text("Jabatan", 250)
    unit: str = text("Unit kerja", 200)
    id_label: str = text("Jenis nomor induk", 12, default="NIP")


@dataclass(frozen=True)
class Signatory:
    """Signature block: title lines from the mandator down, then the name.

    ("a.n. GUBERNUR KALIMANTAN BARAT", "SEKRETARIS DAERAH,") and
    ("a.n. SEKRETARIS DAERAH", "ASISTEN ADMINISTRASI UMUM", "u.b.", "KEPALA BIRO ...,")
    are both complete blocks. Pangkat is printed without golongan; a regional head signs
    with the name alone (leave `pangkat` and `nip` empty).
    """

    lines: tuple[str, ...] = items("Jabatan penanda tangan", 6, 160)
    name: str = text("Nama penanda tangan", 120, required=True)
    pangkat: str = text("Pangkat penanda tangan", 60)
    nip: str = text("NIP penanda tangan", 40)
    id_label: str = text("Jenis nomor induk", 12, default="NIP")


@dataclass(frozen=True)
class Assignee:
    """One row of Kepada or of the lampiran: who, as what, for whom, when."""

    person: Person
    assigned_as: str = text("Ditugaskan sebagai", 160)
    delegation: str = text("Tamu atau delegasi", 240)
    period: str = text("Waktu penugasan", 120)
    note: str = text("Keterangan", 200)


@dataclass(frozen=True)
class Section:
    """A headed part of a report; each paragraph is plain text."""

    heading: str = text("Judul bagian", 160, required=True)
    paragraphs: tuple[str, ...] = items("Uraian", 200, 4000)


@dataclass(frozen=True)
class Photo:
    """A picture of the report's annex: PNG or JPEG bytes and its caption."""

    image: bytes = b""
    caption: str = text("Keterangan foto", 200)


@dataclass(frozen=True)
class Attendee:
    """One row of an attendance list; empty fields leave room for a pen."""

    name: str = text("Nama", 120)
    nip: str = text("NIP", 40)
    office: str = text("Jabatan atau instansi", 250)
    phone: str = text("Nomor HP", 30)
    checked_in: str = text("Waktu hadir", 40)


@dataclass(frozen=True)
class Material:
    """One line of a certificate's reverse side; `hours` counts JP."""

    title: str = text("Materi", 250, required=True)
    hours: int = 0
    speaker: str = text("Narasumber", 160)
