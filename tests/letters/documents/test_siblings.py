"""Invitation, attendance list, report and certificate, from the same parts."""

import dataclasses

import pytest

from assignments.letters import documents
from assignments.letters.documents import proof
from assignments.letters.documents.errors import DocumentError
from tests.letters.documents.samples import COMMON, PERSON, letter, opened, picture, rendered, squeezed
from tests.letters.documents.test_stamp import CERTIFICATE

DETAILS = (
    ("Hari/tanggal", "Jumat, 11 November 2022"),
    ("Waktu", "09.00 WIB s.d. selesai"),
    ("Tempat", "Ruang Rapat"),
)
INVITATION = documents.Undangan(
    **COMMON,
    nature="Segera",
    subject="Undangan Rapat Persiapan Liaison Officer",
    recipients=("Kepala Dinas Perhubungan", "Kepala Dinas Kesehatan"),
    opening="Sehubungan dengan pelaksanaan pertemuan, kami mengharapkan kehadiran Saudara pada:",
    details=DETAILS,
    closing="Atas perhatian Saudara diucapkan terima kasih.",
    tembusan=("Gubernur Kalimantan Barat.",),
)


def printed(document):
    return squeezed("".join(rendered(document).texts))


def test_an_invitation_has_the_shape_of_correspondence():
    text = printed(INVITATION)
    for value in (
        "Pontianak, 8 November 2022", "Segera", INVITATION.subject, "Yth.", "Kepala Dinas Perhubungan",
        "09.00 WIB s.d. selesai", INVITATION.closing, "Tembusan Yth.:",
    ):  # fmt: skip
        assert squeezed(value) in text
    assert text.count(squeezed("Pontianak, 8 November 2022")) == 1


def test_many_recipients_go_to_a_list_of_their_own():
    many = tuple(f"Kepala Perangkat Daerah {place}" for place in range(40))
    document = dataclasses.replace(INVITATION, recipients=many, listed_recipients=True)
    first, *annex = rendered(document).texts
    assert "(daftar terlampir)" in first
    assert "Kepala Perangkat Daerah 39" not in first
    assert "Kepala Perangkat Daerah 39" in "".join(annex)
    assert "LAMPIRAN SURAT UNDANGAN" in annex[0]


def test_an_attendance_list_leaves_room_for_pens():
    people = tuple(
        documents.Attendee(f"Peserta {place}", "", "Dinas Perhubungan", "", "08.55 WIB") for place in range(3)
    )
    document = documents.DaftarHadir(**COMMON, details=DETAILS, attendees=people, blank_rows=4)
    text = "".join(rendered(document).texts)
    assert "DAFTAR HADIR" in text
    assert "Tanda tangan" in text
    assert text.count("08.55 WIB") == 3
    assert "7." in text
    assert "8." not in text.replace("08.", "")


def test_a_report_letters_its_sections_and_carries_photos():
    sections = tuple(
        documents.Section(name, ("Uraian kegiatan.",)) for name in ("Pendahuluan", "Kegiatan", "Penutup")
    )
    photo = documents.Photo(picture("JPEG", size=(900, 600)), "Penjemputan tamu")
    document = documents.LaporanTugas(**COMMON, about="Pelaksanaan Tugas", sections=sections, photos=(photo,))
    text = "".join(rendered(document).texts)
    assert "A. Pendahuluan" in text
    assert "C. Penutup" in text
    assert "Penjemputan tamu" in rendered(document).texts[-1]
    with pytest.raises(DocumentError, match="SVG"):
        documents.render(dataclasses.replace(document, photos=(documents.Photo(b"<svg/>", "x"),)))


def test_a_certificate_is_landscape_with_its_materials_on_the_reverse():
    front, reverse = rendered(CERTIFICATE).texts
    assert PERSON.name in front
    assert "24 (dua puluh empat) jam pelajaran (JP)" in " ".join(front.split())
    assert "Etika" in reverse
    assert "Contoh Narasumber" in reverse
    with opened(CERTIFICATE) as file:
        width, height = (float(side) for side in file.pages[0].mediabox[2:])
    assert width > height


def test_a_certificate_without_hours_or_materials_is_one_page():
    document = dataclasses.replace(CERTIFICATE, hours=0, materials=(), title="PIAGAM PENGHARGAAN")
    assert rendered(document).pages == 1
    assert "jam pelajaran" not in rendered(document).texts[0]


def test_a_print_that_lacks_a_name_a_number_or_the_qr_is_refused():
    pdf = rendered(letter()).pdf
    assert proof.checked_texts(letter(), pdf)
    with pytest.raises(DocumentError, match="Nomor 1/2 tidak ditemukan"):
        proof.checked_texts(letter(number="1/2"), pdf)
    with pytest.raises(DocumentError, match="Kode QR tidak ditemukan"):
        proof.checked_texts(letter(qr_url="HTTPS://LO.EXAMPLE.GO.ID/V/OTHER"), pdf)
    person = dataclasses.replace(PERSON, nip="1")
    with pytest.raises(DocumentError, match="Nama Lain"):
        proof.checked_texts(
            letter(kepada=(documents.Assignee(dataclasses.replace(person, name="Lain")),)), pdf
        )
