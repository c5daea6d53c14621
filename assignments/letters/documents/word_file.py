"""The letter as DOCX for the national e-office, which fills in its own parameters.

Number, date and signature are left to that application: `${nomor_naskah}` and its five
companions stand in the text byte for byte, each in one run of its own.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as python_docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from assignments.letters.documents import assets, checks, contexts, own, sheet
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document, SuratTugas, Undangan

NUMBER, DATE = "${nomor_naskah}", "${tanggal_naskah}"
SIGNATURE = ("${jabatan_pengirim}", "${ttd_pengirim}", "${nama_pengirim}")
NIP = "${nip_pengirim}"
FACES = {"arial": "Arial", "bookman": "Bookman Old Style"}
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
COLON_MM, ITEM_MM, TEXT_MM, VALUE_MM = 26, 29, 36, 72
EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(document: Document) -> bytes:
    """A letter of assignment or an invitation as DOCX; equal input gives equal bytes.

    Raises DocumentError for other kinds and for everything that `render` refuses.
    """
    document = checks.cleaned(document)
    if type(document) not in WRITERS:
        raise DocumentError("Berkas Word hanya tersedia untuk Surat Tugas dan undangan.")
    word = _blank(document)
    _letterhead(word, document)
    WRITERS[type(document)](word, document)
    return _packed(word)


def _blank(document: Document) -> WordDocument:
    word, paper = python_docx.Document(), sheet.paper_of(document)
    style = word.styles["Normal"]
    style.font.name, style.font.size = FACES[paper.typeface], Pt(paper.points)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACES[paper.typeface])
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(2), paper.leading
    section = word.sections[0]
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.left_margin, section.right_margin = Mm(paper.left), Mm(paper.right)
    section.top_margin, section.bottom_margin = Mm(paper.first_top), Mm(paper.bottom)
    word.core_properties.title, word.core_properties.author = own.document_title(document), ""
    return word


def _letterhead(word: WordDocument, document: Document) -> None:
    head, logo = document.letterhead, assets.logo_of(document)
    table = word.add_table(rows=1, cols=2)
    table.autofit = False
    widths = (Mm(24), Mm(sheet.paper_of(document).text_width - 24))
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = width
    if logo:
        table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(logo), height=Mm(23))
    lines = [(head.government, 13, False), (head.unit, 17.5, True), (head.subunit, 13, True)]
    lines += [(line, 8.5, False) for line in head.address] + [
        (f"{head.city}  {head.postcode}".strip(), 10, False)
    ]
    shown = [line for line in lines if line[0]]
    cell = table.cell(0, 1)
    for place, (text, points, bold) in enumerate(shown):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = CENTRE, Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size, run.font.name = bold, Pt(points), FACES["arial"]
    _rule_below(word.add_paragraph())


def _rule_below(paragraph: Paragraph) -> None:
    """The double rule under the letterhead: thick above thin."""
    border, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)


def _surat_tugas(word: WordDocument, letter: SuratTugas) -> None:
    _centred(word, letter.title, bold=True)
    _centred(word, "NOMOR ", NUMBER)
    _part(word, "Menimbang", letter.menimbang, letters=True)
    _part(word, "Dasar", letter.dasar)
    _centred(word, f"{letter.verb}:", bold=True)
    if letter.kind == "collective":
        _part(word, "Kepada", (letter.names_in_annex,))
    else:
        _people(word, letter)
    _part(word, "Untuk", letter.untuk)
    if letter.closing:
        word.add_paragraph(letter.closing).paragraph_format.keep_with_next = True
    _signature(word, letter, dated=True)
    _copies(word, letter)
    if letter.kind == "collective":
        _annex(word, letter)


def _undangan(word: WordDocument, letter: Undangan) -> None:
    dated = _aside(word)
    dated.add_run(f"{letter.place}, ")
    dated.add_run(DATE)
    _labelled(
        word,
        (
            ("Nomor", NUMBER),
            ("Sifat", letter.nature),
            ("Lampiran", letter.enclosure),
            ("Hal", letter.subject),
        ),
    )
    _aside(word, "Yth.")
    for name in ("(daftar terlampir)",) if letter.listed_recipients else letter.recipients:
        _aside(word, name)
    _aside(word, f"di {letter.recipient_place}")
    word.add_paragraph(letter.opening).alignment = JUSTIFY
    _labelled(word, letter.details)
    word.add_paragraph(letter.closing).alignment = JUSTIFY
    _signature(word, letter, dated=False)
    _copies(word, letter)
    if letter.listed_recipients:
        _annex_head(word, f"LAMPIRAN {letter.annex_of}", letter.annex_title)
        for place, name in enumerate(letter.recipients, 1):
            word.add_paragraph(f"{place}. {name}")


WRITERS: dict[type, Any] = {SuratTugas: _surat_tugas, Undangan: _undangan}


def _centred(word: WordDocument, *texts: str, bold: bool = False) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = CENTRE
    for text in texts:
        paragraph.add_run(text).bold = bold


def _hanging(word: WordDocument, indent: int, stops: tuple[int, ...]) -> Paragraph:
    paragraph = word.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(indent), Mm(-indent)
    for stop in stops:
        layout.tab_stops.add_tab_stop(Mm(stop))
    return paragraph


def _part(word: WordDocument, label: str, items: tuple[str, ...], letters: bool = False) -> None:
    """Label, colon and numbered items with hanging indents; a single item has no number."""
    for place, item in enumerate(items):
        mark = f"{chr(97 + place % 26)}." if letters else f"{place + 1}."
        single = len(items) == 1
        paragraph = _hanging(word, ITEM_MM if single else TEXT_MM, (COLON_MM, ITEM_MM, TEXT_MM))
        paragraph.alignment = JUSTIFY
        head = f"{label}\t:\t" if place == 0 else "\t\t"
        paragraph.add_run(head + item if single else f"{head}{mark}\t{item}")


def _people(word: WordDocument, letter: SuratTugas) -> None:
    for place, assignee in enumerate(letter.kepada):
        number = f"{place + 1}. " if len(letter.kepada) > 1 else ""
        for line, row in enumerate(own.person_rows(assignee)):
            paragraph = _hanging(word, VALUE_MM + 3, (COLON_MM, ITEM_MM, VALUE_MM, VALUE_MM + 3))
            head = "Kepada\t:\t" if place == 0 and line == 0 else "\t\t"
            paragraph.add_run(f"{head}{number if line == 0 else ''}{row.label}\t:\t")
            paragraph.add_run(row.text).bold = row.bold


def _labelled(word: WordDocument, pairs: tuple[tuple[str, str], ...]) -> None:
    for label, value in pairs:
        paragraph = _hanging(word, ITEM_MM, (COLON_MM, ITEM_MM))
        paragraph.add_run(f"{label}\t:\t")
        paragraph.add_run(value)


def _aside(word: WordDocument, text: str = "") -> Paragraph:
    """A line in the right half of the page."""
    paragraph = word.add_paragraph(text)
    section = word.sections[0]
    paragraph.paragraph_format.left_indent = (
        section.page_width - section.left_margin - section.right_margin
    ) // 2
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _signature(word: WordDocument, letter: Document, dated: bool) -> None:
    if dated:
        line = _aside(word)
        line.add_run(f"{letter.place}, ")
        line.add_run(DATE)
    for parameter in SIGNATURE:
        _aside(word).add_run(parameter)
    last = _aside(word)
    last.add_run(f"{letter.signatory.id_label} ")
    last.add_run(NIP)
    last.paragraph_format.keep_with_next = False


def _copies(word: WordDocument, letter: Document) -> None:
    if letter.tembusan:
        word.add_paragraph("Tembusan Yth.:")
    for place, item in enumerate(letter.tembusan, 1):
        word.add_paragraph(f"{place}. {item}")


def _annex_head(word: WordDocument, head: str, title: str) -> None:
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _aside(word, head)
    for label, parameter in (("NOMOR", NUMBER), ("TANGGAL", DATE)):
        line = _aside(word)
        line.add_run(f"{label} : ")
        line.add_run(parameter)
    _centred(word, title.upper(), bold=True)


def _annex(word: WordDocument, letter: SuratTugas) -> None:
    _annex_head(word, f"LAMPIRAN {letter.title}", letter.annex_title)
    annex = contexts.annex(letter)
    if annex["period"]:
        _centred(word, f"Waktu penugasan: {annex['period']}")
    table = word.add_table(rows=0, cols=len(annex["columns"]), style="Table Grid")
    _table_row(table, [[column["title"]] for column in annex["columns"]], "w:tblHeader", bold=True)
    for row in annex["rows"]:
        _table_row(table, row, "w:cantSplit")
    _signature(word, letter, dated=True)


def _table_row(table: Any, cells: list[list[str]], mark: str, bold: bool = False) -> None:
    """One row; `mark` is a row property: header repeated on each page, or never split."""
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement(mark))
    for cell, lines in zip(row.cells, cells, strict=True):
        run = cell.paragraphs[0].add_run("\n".join(lines))
        run.bold, run.font.size = bold, Pt(9)


def _packed(word: WordDocument) -> bytes:
    """The file with fixed dates inside, so that equal letters give equal bytes."""
    saved, out = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
