"""Rows of the letters room for tests."""

from datetime import date

from factory.django import DjangoModelFactory

from assignments.letters.models import LetterProfile


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
