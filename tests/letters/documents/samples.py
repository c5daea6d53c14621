"""Invented letters that the tests of this room change one thing in."""

import io
from datetime import date
from functools import lru_cache

import pikepdf
from PIL import Image

from assignments.letters import documents
from assignments.letters.documents import reader

LETTERHEAD = documents.Letterhead(
    government="PEMERINTAH PROVINSI KALIMANTAN BARAT",
    unit="SEKRETARIAT DAERAH",
    address=("Jalan Contoh Nomor 1, Telepon (0561) 000000",),
    city="PONTIANAK",
    postcode="Kode Pos 78124",
)
SIGNATORY = documents.Signatory(
    lines=("a.n. GUBERNUR KALIMANTAN BARAT", "SEKRETARIS DAERAH,"),
    name="Contoh Harapan, M.Kes.",
    pangkat="Pembina Utama Madya",
    nip="19680101 199503 1 999",
)
PERSON = documents.Person(
    name="Ratna Kusuma, S.STP., M.Si.",
    nip="19900101 201501 2 999",
    pangkat="Penata Tingkat I",
    golongan="III/d",
    jabatan="Pranata Hubungan Masyarakat Ahli Muda",
    unit="Biro Administrasi Pimpinan",
)
THREE_LINES = (
    "Kepala Subbagian Tata Usaha Pimpinan dan Kepegawaian Biro Administrasi Pimpinan pada Asisten "
    "Administrasi dan Umum Sekretariat Daerah Provinsi Kalimantan Barat"
)
ASSIGNEE = documents.Assignee(
    PERSON, "Liaison Officer Ketua Delegasi (VVIP)", "Brunei Darussalam", "23 s.d. 26 November 2022"
)
COMMON = {
    "letterhead": LETTERHEAD,
    "signatory": SIGNATORY,
    "number": "800.1.11.1/123/RO-ADPIM/2022",
    "place": "Pontianak",
    "date": date(2022, 11, 8),
    "qr_url": "HTTPS://LO.EXAMPLE.GO.ID/V/0123456789ABCDEFGHJKMNPQRS",
    "qr_caption": "Ditandatangani secara elektronik",
    "footer": documents.BSRE_FOOTER,
}
DUTIES = (
    "melaksanakan tugas sebagai Liaison Officer pada Pertemuan Tingkat Menteri BIMP-EAGA Ke-25;",
    "mendampingi tamu sejak kedatangan sampai dengan kepulangan;",
    "melaporkan hasil pelaksanaan tugas kepada Kepala Biro Administrasi Pimpinan.",
)


def letter(**changes):
    parts = {
        "menimbang": ("bahwa perlu ditugaskan petugas penghubung;", "bahwa pegawai tersebut mampu;"),
        "dasar": ("Undang-Undang Nomor 9 Tahun 2010 tentang Keprotokolan;", "Dokumen Pelaksanaan Anggaran."),
        "kepada": (ASSIGNEE,),
        "untuk": DUTIES,
        "tembusan": ("Gubernur Kalimantan Barat (sebagai laporan);", "Yang bersangkutan."),
    }
    return documents.SuratTugas(**{**COMMON, **parts, **changes})


def assignee(place, **changes):
    """Officer number `place`: every name and NIP occurs once."""
    person = documents.Person(
        name=f"Petugas {place:04d} Contoh, S.E.",
        nip=f"19900101 201501 1 {place:04d}",
        pangkat="Penata",
        golongan="III/c",
        jabatan=THREE_LINES if place % 7 == 0 else "Analis Protokol Ahli Pertama",
        unit="Dinas Perhubungan",
    )
    return documents.Assignee(
        person, "Liaison Officer", f"Delegasi {place}", "23 s.d. 26 November 2022", **changes
    )


@lru_cache(maxsize=32)
def rendered(document, way="auto"):
    return documents.render(document, way=way)


def opened(document, way="auto"):
    return pikepdf.open(io.BytesIO(rendered(document, way).pdf))


def squeezed(text):
    return "".join(text.split())


def words(texts):
    return sorted(" ".join(texts).split())


def page_lines(document):
    """The printed runs of every page, read back from the file."""
    with opened(document) as file:
        return [text.split("\n") for text in reader.page_texts(file)]


def picture(kind="PNG", size=(60, 40), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, format=kind, **options)
    return out.getvalue()
