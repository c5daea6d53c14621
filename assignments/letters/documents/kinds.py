"""The documents themselves: frozen data, complete, with nothing left to look up.

A document says everything that is printed on it. Dates are days, never instants: the
caller decides the zone. `number` None is a draft and prints dots in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from assignments.letters.documents import parts
from assignments.letters.documents.parts import items, text

NAMES_IN_ANNEX = (
    "Nama-nama sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan "
    "dari Surat Tugas ini."
)
CLOSING = "Demikian Surat Tugas ini dibuat untuk dilaksanakan sebagaimana mestinya."
BSRE_FOOTER = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan "
    "oleh Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara."
)
SIMULATED_FOOTER = (
    "SIMULASI. Dokumen ini tidak ditandatangani secara elektronik dan tidak berlaku sebagai naskah dinas."
)

MAX_ROWS = 2500


@dataclass(frozen=True, kw_only=True)
class Document:
    """What every document carries.

    `qr_url` is printed as a QR code in the signature space ("" prints none) and `qr_caption`
    beside it. `footer` stands at the foot of every page: give BSRE_FOOTER only for a file that
    is really going to be signed by that service, SIMULATED_FOOTER with watermark "SIMULASI".
    `dated` chooses "Pontianak, 8 November 2022" or the older two lines.
    """

    letterhead: parts.Letterhead
    signatory: parts.Signatory
    paper: parts.Paper = parts.F4
    number: str | None = text("Nomor", 80, default=None)
    place: str = text("Tempat", 60, required=True)
    date: Day | None = None
    dated: Literal["one_line", "two_lines"] = "one_line"
    footer: str = text("Kaki naskah", 400)
    watermark: str | None = text("Tanda air", 20, default=None)
    qr_url: str = text("Alamat kode QR", 200)
    qr_caption: str = text("Keterangan kode QR", 80)
    tembusan: tuple[str, ...] = items("Tembusan", 15, 250)


@dataclass(frozen=True, kw_only=True)
class SuratTugas(Document):
    """Letter of assignment; `collective` moves the names to a lampiran in the caller's order.

    An individual letter names 1 to 10 people (order by rank is the caller's).
    """

    kind: Literal["individual", "collective"] = "individual"
    title: str = text("Judul surat", 60, default="SURAT TUGAS")
    menimbang: tuple[str, ...] = items("Menimbang", 12, 1000)
    dasar: tuple[str, ...] = items("Dasar", 30, 1000)
    verb: str = text("Kata perintah", 40, default="MENUGASKAN")
    kepada: tuple[parts.Assignee, ...] = items("Kepada", MAX_ROWS)
    untuk: tuple[str, ...] = items("Untuk", 30, 1000)
    closing: str = text("Kalimat penutup", 300, default=CLOSING)
    names_in_annex: str = text("Kalimat rujukan lampiran", 300, default=NAMES_IN_ANNEX)
    annex_title: str = text("Judul lampiran", 250, default="DAFTAR PEJABAT/PEGAWAI YANG DITUGASKAN")


@dataclass(frozen=True, kw_only=True)
class Undangan(Document):
    """Invitation to a meeting, in the korespondensi shape.

    `recipients` follow "Yth."; with `listed_recipients` they go to a lampiran, headed
    "LAMPIRAN `annex_of`" over `annex_title`.
    `details` are label and value pairs: hari/tanggal, waktu, tempat, acara, pakaian, catatan.
    """

    nature: str = text("Sifat", 40, default="Biasa")
    enclosure: str = text("Lampiran", 60, default="-")
    subject: str = text("Hal", 250, required=True)
    recipients: tuple[str, ...] = items("Yth.", MAX_ROWS, 250)
    listed_recipients: bool = False
    annex_of: str = text("Kepala lampiran", 60, default="SURAT UNDANGAN")
    annex_title: str = text("Judul lampiran", 120, default="DAFTAR PENERIMA UNDANGAN")
    recipient_place: str = text("Tempat tujuan", 80, default="Tempat")
    opening: str = text("Pembuka", 1500, required=True)
    details: tuple[tuple[str, str], ...] = items("Rincian acara", 12, 500)
    closing: str = text("Penutup", 800)


@dataclass(frozen=True, kw_only=True)
class DaftarHadir(Document):
    """Attendance list; `blank_rows` adds numbered empty lines for a pen."""

    title: str = text("Judul", 80, default="DAFTAR HADIR")
    details: tuple[tuple[str, str], ...] = items("Rincian acara", 12, 500)
    attendees: tuple[parts.Attendee, ...] = items("Peserta", MAX_ROWS)
    blank_rows: int = 0


@dataclass(frozen=True, kw_only=True)
class LaporanTugas(Document):
    """Report on a finished assignment: sections A, B, C ... and a photo annex.

    `signatory.lines` name the reporter's role, for example ("Yang melaporkan,",).
    """

    title: str = text("Judul", 60, default="LAPORAN")
    about: str = text("Tentang", 400, required=True)
    sections: tuple[parts.Section, ...] = items("Bagian laporan", 26)
    photos: tuple[parts.Photo, ...] = items("Foto", 24)


@dataclass(frozen=True, kw_only=True)
class Sertifikat(Document):
    """Certificate or piagam on landscape A4; `materials` fill the reverse side.

    `given` is the sentence under the name, for example "atas partisipasinya sebagai Liaison
    Officer pada ...". `hours` counts JP and is printed in figures and words when above 0.
    """

    title: str = text("Judul", 60, default="SERTIFIKAT")
    recipient: parts.Person
    role: str = text("Peran", 120)
    given: str = text("Uraian", 700, required=True)
    hours: int = 0
    materials_title: str = text("Judul daftar materi", 250, default="DAFTAR MATERI")
    materials: tuple[parts.Material, ...] = items("Materi", 60)
