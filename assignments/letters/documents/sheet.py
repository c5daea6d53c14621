"""The part of the stylesheet that a profile decides: sheet, margins, face, foot, watermark."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

from assignments.letters.documents.kinds import Document, Sertifikat, SuratTugas, Undangan
from assignments.letters.documents.parts import A4, Paper

# Widths of the two label columns, in ems of the face: "Menimbang" and "Ditugaskan sebagai".
PART_EM = {"arial": 6.5, "bookman": 7.0}
ROW_EM = {"arial": 9.8, "bookman": 10.8}
# Width of ": " in each face: it hangs before the value.
COLON_EM = {"arial": 0.556, "bookman": 0.64}
FALLBACK = {"arial": "Arial,Helvetica,sans-serif", "bookman": '"Bookman Old Style","URW Bookman",serif'}

LANDSCAPE = dataclasses.replace(A4, width=297, height=210, top=14, right=22, bottom=20, left=22, first_top=14)


def paper_of(document: Document) -> Paper:
    """The sheet that the document is printed on: certificates are always landscape A4."""
    if isinstance(document, Sertifikat):
        return dataclasses.replace(LANDSCAPE, typeface=document.paper.typeface, points=12, leading=1.2)
    return document.paper


def sheet_css(document: Document) -> str:
    """The rules that this document's profile and kind decide."""
    return _sheet_css(
        paper_of(document), document.footer, _annex_head(document), isinstance(document, Sertifikat)
    )


def _annex_head(document: Document) -> str | None:
    """The head of the annex from its second page on; None without an annex."""
    if isinstance(document, SuratTugas) and document.kind == "collective":
        return f"Lampiran {document.title.title()} Nomor {document.number or '-'}"
    if isinstance(document, Undangan) and document.listed_recipients:
        return f"Lampiran Surat Undangan Nomor {document.number or '-'}"
    return None


def files_of(document: Document) -> tuple[str, ...]:
    """The static stylesheets that the kind needs: an individual letter is spared the siblings' rules."""
    if isinstance(document, SuratTugas) and document.kind == "individual":
        return ("letter.css",)
    return ("letter.css", "siblings.css")


@lru_cache(maxsize=64)
def _sheet_css(paper: Paper, footer: str, annex_head: str | None, certificate: bool) -> str:
    """CSS text; every word that came from a person is written in escapes only."""
    margins = f"{paper.right}mm {paper.bottom}mm {paper.left}mm"
    foot = f"@bottom-left{{content:{_escaped(footer)};{FOOT_STYLE}}}" if footer else ""
    number = "" if certificate else "@top-center{content:'- ' counter(page) ' -'}"
    face = f'"Surat {paper.typeface}",{FALLBACK[paper.typeface]}'
    rules = [
        f"@page{{size:{paper.width}mm {paper.height}mm;margin:{paper.top}mm {margins};{number}{foot}}}",
        f"@page:first{{margin-top:{paper.first_top}mm;@top-center{{content:none}}}}",
        f"html{{font:{paper.points}pt/{paper.leading} {face}}}",
        f".part{{padding-left:{PART_EM[paper.typeface]}em}}.row{{padding-left:{ROW_EM[paper.typeface]}em;"
        f"text-indent:-{COLON_EM[paper.typeface]}em}}",
        f".teks,li{{text-align:{'justify' if paper.justify else 'left'}}}",
        _screen(paper),
    ]
    if annex_head is not None:
        rules.append(_annex_css(paper, annex_head))
    return "\n".join(rules)


def _annex_css(paper: Paper, head: str) -> str:
    return (
        f"@page lampiran{{margin:{paper.top}mm 18mm {paper.bottom}mm 18mm;@top-center{{content:none}}"
        f"@top-left{{content:{_escaped(head)}}}@bottom-right{{{PAGE_OF}}}}}"
        "@page lampiran:nth(1 of lampiran){@top-left{content:none}}"
    )


FOOT_STYLE = (
    'width:78%;font:6.8pt/1.3 "Surat arial";color:#333;border-top:.4pt solid #999;padding-top:1.2mm;'
    "vertical-align:top;margin-top:4mm;text-align:left"
)
PAGE_OF = (
    "content:'Halaman ' counter(page) ' dari ' counter(pages);font:7.5pt \"Surat arial\";color:#444;"
    "vertical-align:top;margin-top:4mm;padding-top:1.2mm;width:22%"
)


def _screen(paper: Paper) -> str:
    """The preview in a browser: one sheet on grey. The PDF never sees these rules."""
    return (
        "@media screen{html{background:#e9ecef}body{background:#fff;margin:8mm auto;"
        f"box-shadow:0 1px 6px #0003;width:{paper.text_width}mm;"
        f"padding:{paper.first_top}mm {paper.right}mm {paper.bottom}mm {paper.left}mm}}}}"
    )


def _escaped(text: str) -> str:
    """A CSS string that cannot end early: all but letters, digits and spaces as hex escapes."""
    return (
        '"'
        + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
        + '"'
    )
