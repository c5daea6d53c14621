"""DOCX for the national e-office: its parameters survive byte for byte."""

import dataclasses
import io
import zipfile

import docx
import pytest

from assignments.letters import documents
from assignments.letters.documents.errors import DocumentError
from tests.letters.documents.samples import LETTERHEAD, assignee, letter
from tests.letters.documents.test_siblings import INVITATION
from tests.letters.documents.test_stamp import CERTIFICATE

PARAMETERS = (
    "${nomor_naskah}", "${tanggal_naskah}", "${jabatan_pengirim}", "${nama_pengirim}",
    "${nip_pengirim}", "${ttd_pengirim}",
)  # fmt: skip
COLLECTIVE = letter(kind="collective", kepada=tuple(assignee(place) for place in range(38)))


def word(document):
    return docx.Document(io.BytesIO(documents.docx(document)))


@pytest.mark.parametrize(
    "document", [letter(), COLLECTIVE, INVITATION], ids=["individual", "collective", "invitation"]
)
def test_every_parameter_stands_in_a_run_of_its_own(document):
    runs = [run.text for paragraph in word(document).paragraphs for run in paragraph.runs]
    for parameter in PARAMETERS:
        assert parameter in runs
    assert [run for run in runs if "${" in run and run not in PARAMETERS] == []


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_parameter_is_unbroken_in_the_file_itself(parameter):
    with zipfile.ZipFile(io.BytesIO(documents.docx(letter()))) as file:
        assert parameter.encode() in file.read("word/document.xml")


def test_the_letter_can_be_read_in_word():
    text = "\n".join(paragraph.text for paragraph in word(letter()).paragraphs)
    for value in ("SURAT TUGAS", "Menimbang", "MENUGASKAN:", "Ratna Kusuma, S.STP., M.Si.", "Tembusan Yth.:"):
        assert value in text
    section = word(letter()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (215, 330)


def test_the_lampiran_repeats_its_header_and_splits_nobody():
    table = word(COLLECTIVE).tables[-1]
    assert len(table.rows) == 39
    assert table.rows[0]._tr.trPr.xpath("./w:tblHeader")
    assert all(row._tr.trPr.xpath("./w:cantSplit") for row in table.rows[1:])


def test_equal_letters_give_equal_files():
    assert documents.docx(letter()) == documents.docx(dataclasses.replace(letter()))


def test_a_letterhead_without_picture_and_markup_in_names_are_plain():
    person = dataclasses.replace(assignee(1).person, name="<w:p>&amp;</w:p>")
    document = letter(
        letterhead=dataclasses.replace(LETTERHEAD, logo=b""), kepada=(documents.Assignee(person),)
    )
    assert "<w:p>&amp;</w:p>" in "\n".join(paragraph.text for paragraph in word(document).paragraphs)


def test_other_kinds_are_refused_in_words():
    with pytest.raises(DocumentError, match="Berkas Word hanya tersedia"):
        documents.docx(CERTIFICATE)
