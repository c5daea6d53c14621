"""The collective letter: names in a lampiran that reads well at 11, 38 and 500 officers."""

import dataclasses

import pytest

from assignments.letters import documents
from tests.letters.documents.samples import assignee, letter, rendered, squeezed


def collective(count, **changes):
    people = tuple(assignee(place) for place in range(count))
    return letter(
        kind="collective", kepada=people, annex_title="Daftar Liaison Officer BIMP-EAGA Ke-25", **changes
    )


@pytest.mark.parametrize("count", [1, 11, 38])
def test_everybody_is_listed_once_in_the_callers_order(count):
    document = collective(count, paper=documents.F4_BOOKMAN)
    printed = squeezed("".join(rendered(document).texts))
    places = [printed.index(squeezed(one.person.nip)) for one in document.kepada]
    assert places == sorted(places)
    assert all(printed.count(squeezed(one.person.name)) == 1 for one in document.kepada)


def test_the_letter_itself_names_nobody_and_points_to_the_lampiran():
    first = rendered(collective(38)).texts[0]
    assert "sebagaimana tercantum dalam Lampiran" in " ".join(first.split())
    assert "Petugas 00" not in first


def test_the_lampiran_has_its_own_head_page_numbers_and_signature():
    texts = rendered(collective(38)).texts
    annex = texts[1:]
    assert len(annex) >= 2
    assert "LAMPIRAN SURAT TUGAS" in annex[0]
    assert "800.1.11.1/123/RO-ADPIM/2022" in annex[0]
    assert "DAFTAR LIAISON OFFICER BIMP-EAGA KE-25" in annex[0]
    for number, text in enumerate(annex, 2):
        assert f"Halaman {number} dari {len(texts)}" in text
        assert "Nama / NIP" in text
    assert all("Lampiran Surat Tugas Nomor" in text for text in annex[1:])
    assert "Contoh Harapan, M.Kes." in texts[0]
    assert [place for place, text in enumerate(annex) if "Contoh Harapan, M.Kes." in text] == [len(annex) - 1]


@pytest.mark.parametrize("count", [12, 25, 38])
def test_nobody_is_split_over_two_pages_and_the_signature_has_company(count):
    document = collective(count, paper=documents.A4)
    pages = [squeezed(text) for text in rendered(document).texts[1:]]
    for one in document.kepada:
        named = [number for number, text in enumerate(pages) if squeezed(one.person.name) in text]
        guest = squeezed(f"LiaisonOfficer{one.delegation}")
        assert named == [
            number for number, text in enumerate(pages) if guest in text and squeezed(one.person.nip) in text
        ]
    assert squeezed(document.kepada[-1].person.name) in pages[-1]


def test_notes_get_a_column_only_when_there_are_any():
    plain = "".join(rendered(collective(2)).texts)
    noted = letter(kind="collective", kepada=(assignee(1, note="menggantikan Contoh Lama"), assignee(2)))
    assert "Keterangan" not in plain
    assert "Keterangan" in "".join(rendered(noted).texts)
    assert "menggantikan" in "".join(rendered(noted).texts)


def test_many_pages_of_officers_fit_in_one_letter():
    document = collective(120)
    result = rendered(document)
    printed = squeezed("".join(result.texts))
    assert all(squeezed(one.person.nip) in printed for one in document.kepada)
    assert 5 <= result.pages <= 14


def test_a_period_that_all_share_is_said_once_and_others_in_their_rows():
    shared = "".join(rendered(collective(3)).texts)
    assert shared.count("23 s.d. 26 November 2022") == 1
    assert "Waktu penugasan: 23 s.d. 26 November 2022" in shared
    own = (assignee(1), dataclasses.replace(assignee(2), period="24 November 2022"))
    mixed = "".join(rendered(letter(kind="collective", kepada=own)).texts)
    assert "24 November 2022" in mixed
    assert "Waktu penugasan" not in mixed
