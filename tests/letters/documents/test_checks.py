import dataclasses

import pytest

from assignments.letters import documents
from assignments.letters.documents import checks
from assignments.letters.documents.errors import DocumentError
from tests.letters.documents.samples import ASSIGNEE, LETTERHEAD, PERSON, SIGNATORY, assignee, letter


def with_person(**changes):
    return letter(kepada=(dataclasses.replace(ASSIGNEE, person=dataclasses.replace(PERSON, **changes)),))


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (with_person(name="a" * 10_000), "Nama terlalu panjang: 10.000 huruf, paling banyak 120."),
        (with_person(name=" \u200b\x00"), "Nama belum diisi."),
        (with_person(name="Wong \u674e"), "Nama memuat huruf yang tidak dapat dicetak: \u674e (U+674E)."),
        (letter(untuk=("x",) * 31), "Untuk memuat 31 butir, paling banyak 30."),
        (letter(menimbang=("x" * 1001,)), "Menimbang terlalu panjang: 1.001 huruf, paling banyak 1.000."),
        (letter(place=""), "Tempat belum diisi."),
        (letter(kepada=()), "Surat Tugas belum memuat nama yang ditugaskan."),
        (
            letter(kepada=tuple(assignee(place) for place in range(11))),
            "Surat memuat 11 nama; lebih dari 10 nama dicantumkan dalam Lampiran.",
        ),
        (
            letter(paper=documents.Paper(left=200)),
            "Ukuran halaman left bernilai 200, seharusnya 5 sampai 60.",
        ),
        (letter(paper=documents.Paper(typeface="comic")), "Jenis huruf comic tidak dikenal."),
        (
            letter(paper=documents.Paper(width=148, height=210)),
            "Lebar tulisan tinggal 100 mm, paling sedikit 120 mm.",
        ),
        (
            letter(signatory=dataclasses.replace(SIGNATORY, lines=("JABATAN",) * 7)),
            "Jabatan penanda tangan memuat 7 butir, paling banyak 6.",
        ),
        (
            letter(letterhead=dataclasses.replace(LETTERHEAD, government="x" * 121)),
            "Baris pertama kop terlalu panjang: 121 huruf, paling banyak 120.",
        ),
    ],
)
def test_a_document_that_cannot_be_printed_is_refused_in_words(document, sentence):
    with pytest.raises(DocumentError) as refusal:
        checks.cleaned(document)
    assert str(refusal.value) == sentence


def test_control_characters_and_doubled_spaces_are_dropped():
    clean = checks.cleaned(with_person(name="Ratna\x00\u202e  Kusuma\t\n,\u00ad S.E.\x1b[31m"))
    assert clean.kepada[0].person.name == "Ratna Kusuma , S.E.[31m"


def test_decomposed_letters_and_lookalikes_become_printable():
    clean = checks.cleaned(with_person(name="Jose\u0301 Sa\u02bcad Dato\u2032"))
    assert clean.kepada[0].person.name == "Jos\u00e9 Sa\u2019ad Dato'"


def test_a_clean_document_is_returned_unchanged():
    document = letter(letterhead=dataclasses.replace(LETTERHEAD, logo=b""))
    assert checks.cleaned(document) == document


def test_missing_golongan_and_nip_are_no_reason_to_refuse():
    clean = checks.cleaned(with_person(golongan="", pangkat="", nip=""))
    assert clean.kepada[0].person.golongan == ""
