"""The official form, read back from the printed file (see domain rules on Surat Tugas)."""

import dataclasses
import io

import pypdf
import pytest

from assignments.letters import documents
from assignments.letters.documents import qr, reader
from tests.letters.documents.samples import (
    ASSIGNEE,
    DUTIES,
    PERSON,
    SIGNATORY,
    THREE_LINES,
    assignee,
    letter,
    opened,
    page_lines,
    rendered,
    squeezed,
)

LONG = letter(untuk=DUTIES * 6)


def test_the_parts_stand_in_the_official_order():
    with opened(letter()) as file:
        assert len(file.pages) == 1
    order = [
        "Menimbang",
        "Dasar",
        "MENUGASKAN:",
        "Kepada",
        "Untuk",
        "Pontianak, 8 November 2022",
        "Tembusan Yth.:",
    ]
    heights = heights_of(letter(), order)
    assert heights == sorted(heights, reverse=True)


def heights_of(document, wanted):
    """How high above the page's foot each text stands, from the file's own text positions."""
    found = {}

    def visit(text, current, matrix, font, size):
        y = current[3] * matrix[5] + current[5]
        for line in text.split("\n"):
            for name in wanted:
                if line.strip() == name:
                    found.setdefault(name, y)

    pypdf.PdfReader(io.BytesIO(rendered(document).pdf)).pages[0].extract_text(visitor_text=visit)
    return [found[name] for name in wanted]


def test_number_names_and_values_are_printed():
    printed = squeezed("".join(rendered(letter()).texts))
    for value in (
        "NOMOR 800.1.11.1/123/RO-ADPIM/2022", PERSON.name, PERSON.nip, "Penata Tingkat I (III/d)",
        PERSON.jabatan, PERSON.unit, "Brunei Darussalam", "23 s.d. 26 November 2022", documents.BSRE_FOOTER,
    ):  # fmt: skip
        assert squeezed(value) in printed


def test_the_signatory_has_pangkat_without_golongan_and_a_nip():
    lines = page_lines(letter())[0]
    assert "Pembina Utama Madya" in [line.strip() for line in lines]
    assert f"NIP {SIGNATORY.nip}" in lines


def test_a_regional_head_signs_with_the_name_alone():
    head = documents.Signatory(lines=("GUBERNUR KALIMANTAN BARAT,",), name="CONTOH NAMA")
    printed = "\n".join(rendered(letter(signatory=head)).texts)
    assert "GUBERNUR KALIMANTAN BARAT," in printed
    assert SIGNATORY.pangkat not in printed
    assert printed.count("NIP") == 1


def test_the_letterhead_is_on_the_first_page_only_and_numbers_start_on_the_second():
    first, second, *rest = rendered(LONG).texts
    assert "SEKRETARIAT DAERAH" in first
    assert "SEKRETARIAT DAERAH" not in "".join([second, *rest])
    assert "- 2 -" in second
    assert "- 1 -" not in first


@pytest.mark.parametrize("count", range(5, 20, 3))
def test_the_signature_stays_with_the_closing_line(count):
    document = letter(untuk=tuple(DUTIES[place % 3] for place in range(count)), paper=documents.A4)
    pages = [squeezed(text) for text in rendered(document).texts]
    signed = [number for number, text in enumerate(pages) if squeezed(SIGNATORY.name) in text]
    assert len(signed) == 1
    assert squeezed(document.closing) in pages[signed[0]]
    assert squeezed("a.n. GUBERNUR KALIMANTAN BARAT").replace("a.n.", "") in pages[signed[0]]


@pytest.mark.parametrize(
    ("paper", "size"),
    [(documents.F4, (215, 330)), (documents.A4, (210, 297)), (documents.F4_BOOKMAN, (215, 330))],
)
def test_the_sheet_and_face_follow_the_profile(paper, size):
    with opened(letter(paper=paper)) as file:
        box = [float(side) * 25.4 / 72 for side in file.pages[0].mediabox[2:]]
        faces = {str(font.BaseFont).partition("+")[2] for font in file.pages[0].resources.Font.values()}
    assert box == pytest.approx(size, abs=0.01)
    assert f"Surat-{paper.typeface}" in faces
    assert all(face.startswith("Surat-") for face in faces)


def test_a_draft_has_dots_a_watermark_and_no_signature_claim():
    draft = letter(number=None, date=None, qr_url="", qr_caption="", footer="", watermark="DRAF")
    printed = "".join(rendered(draft).texts)
    assert "NOMOR ....." in printed
    assert "DRAF" in printed
    assert "BSrE" not in printed


def test_the_watermark_is_on_every_page():
    document = dataclasses.replace(LONG, watermark="SIMULASI", footer=documents.SIMULATED_FOOTER)
    texts = rendered(document).texts
    assert len(texts) > 1
    assert all("SIMULASI" in text for text in texts)


def test_the_older_form_dates_on_two_lines():
    printed = "".join(rendered(letter(dated="two_lines")).texts)
    assert "Ditetapkan di Pontianak" in printed
    assert "pada tanggal 8 November 2022" in printed


def test_up_to_ten_people_are_numbered_in_the_letter():
    people = tuple(assignee(place) for place in range(1, 11))
    printed = squeezed("".join(rendered(letter(kepada=people)).texts))
    places = [printed.index(squeezed(one.person.name)) for one in people]
    assert places == sorted(places)


@pytest.mark.parametrize("typeface", ["arial", "bookman"])
def test_long_titles_and_three_line_positions_are_printed_whole(typeface):
    person = dataclasses.replace(
        PERSON, name="Prof. Dr. Ir. H. Raden Mas Contoh Panjang Kusumawardhana, S.STP., M.Si., M.H., Ph.D.",
        jabatan=THREE_LINES,
    )  # fmt: skip
    document = letter(
        kepada=(dataclasses.replace(ASSIGNEE, person=person),), paper=documents.Paper(typeface=typeface)
    )
    printed = squeezed("".join(rendered(document).texts))
    assert squeezed(person.name) in printed
    assert squeezed(THREE_LINES) in printed


def test_an_officer_without_golongan_or_nip_is_printed():
    person = dataclasses.replace(PERSON, nip="", pangkat="", golongan="", id_label="NRP")
    printed = "".join(rendered(letter(kepada=(documents.Assignee(person),))).texts)
    assert "Pangkat/Golongan" not in printed
    contract = dataclasses.replace(PERSON, pangkat="", golongan="IX")
    assert "Golongan IX" in "".join(rendered(letter(kepada=(documents.Assignee(contract),))).texts)


def test_the_file_is_built_as_pdf_a_3u():
    with opened(letter()) as file:
        with file.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "U")
            assert metadata["dc:title"] == "Surat Tugas 800.1.11.1/123/RO-ADPIM/2022"
        assert file.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert file.Root.Lang == "id"
        assert file.trailer.ID[0] == file.trailer.ID[1]
        for font in file.pages[0].resources.Font.values():
            assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font
        for picture in file.pages[0].resources.XObject.values():
            assert not picture.get("/Interpolate", False)
        assert file.check_pdf_syntax() == []


def test_the_qr_code_is_where_the_signature_goes():
    with opened(letter()) as file:
        assert [len(dots) for dots in reader.drawn_grey_pictures(file.pages[0])] == [(29 * qr.DOTS) ** 2]
    with opened(letter(qr_url="")) as file:
        assert not list(reader.drawn_grey_pictures(file.pages[0]))


def test_equal_letters_give_equal_bytes():
    again = documents.render(dataclasses.replace(letter()))
    assert again.pdf == rendered(letter()).pdf
