"""Rows of the letters room for tests."""

import hashlib
import io
from datetime import UTC, date, datetime

import factory
import pikepdf
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from assignments.letters import archive, drafting, register
from assignments.letters.facts import OfficerFacts
from assignments.letters.models import Letter, LetterProfile, LetterRow

AT = datetime(2022, 11, 21, 2, tzinfo=UTC)


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = LetterProfile

    name = "Setda Provinsi Kalimantan Barat"
    valid_from = date(2022, 1, 1)
    government = "PEMERINTAH PROVINSI KALIMANTAN BARAT"
    unit = "SEKRETARIAT DAERAH"
    address = "Jalan Ahmad Yani, Pontianak"
    city = "PONTIANAK"
    menimbang = "bahwa dalam rangka {acara} di {tempat}, perlu menugaskan Liaison Officer;"
    dasar = "Undang-Undang Nomor 9 Tahun 2010 tentang Keprotokolan;"
    untuk = "melaksanakan tugas sebagai Liaison Officer pada {acara}, {tanggal};"
    tembusan = "Gubernur Kalimantan Barat (sebagai laporan)."
    signatory_lines = "a.n. GUBERNUR KALIMANTAN BARAT\nSEKRETARIS DAERAH,"
    signatory_name = "CONTOH PENANDA TANGAN, M.Si."
    signatory_rank = "Pembina Utama Madya"
    signatory_nip = "197001011995031999"


def blank_pdf(words: str = "") -> bytes:
    """A small valid PDF of one page that says `words`."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 400))
        page = pdf.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in words.splitlines())
        page.Contents = pdf.make_stream(f"BT /F1 9 Tf 10 380 Td {lines}ET".encode("latin-1"))
        pdf.save(out)
    return out.getvalue()


class LetterFactory(DjangoModelFactory):
    """A letter in force with a small file of its own; another `state` gets what that state needs."""

    class Meta:
        model = Letter
        exclude = ["pdf"]

    event = factory.SubFactory("tests.factories.EventFactory")
    profile = factory.SubFactory(ProfileFactory)
    state = "in_force"
    subject = "Surat Tugas contoh"
    pdf = factory.Sequence(lambda n: blank_pdf(f"surat ke-{n}"))
    pages = 1

    @factory.lazy_attribute
    def entry(self):
        if self.state in ("draft", "review", "approved"):
            return None
        return register.take_number(profile=self.profile, subject=self.subject, on=AT.date(), by=None, at=AT)

    @factory.lazy_attribute
    def dated_on(self):
        return AT.date() if self.entry else None

    @factory.lazy_attribute
    def sha256(self):
        return hashlib.sha256(self.pdf).hexdigest() if self.entry else ""

    @factory.lazy_attribute
    def file(self):
        return ContentFile(self.pdf, name="surat.pdf") if self.entry else ""

    @factory.lazy_attribute
    def in_force_at(self):
        return AT if self.state in ("in_force", "revoked", "superseded") else None

    @factory.lazy_attribute
    def ended_at(self):
        return AT if self.state in ("revoked", "superseded") else None

    @factory.lazy_attribute
    def document(self):
        text = drafting.draft_letter(self.profile, self.event, [facts_of(None)], collective=False)
        return archive.dump_document(text)


def facts_of(officer) -> OfficerFacts:
    """Facts of an officer without duties; of nobody in particular for None."""
    return OfficerFacts(
        officer_id=str(officer.pk) if officer else "",
        name=officer.printed_name if officer else "Contoh Petugas",
        nip=officer.nip if officer else "",
        id_label="NIP", pangkat="Penata", golongan="III/c", position="Analis Protokol",
        agency=officer.agency.name if officer else "Dinas Contoh", role="reserve", duties=(),
    )  # fmt: skip


class LetterRowFactory(DjangoModelFactory):
    class Meta:
        model = LetterRow

    letter = factory.SubFactory(LetterFactory)
    officer = factory.SubFactory("tests.factories.OfficerFactory")
    facts = factory.LazyAttribute(lambda row: facts_of(row.officer).as_json())
