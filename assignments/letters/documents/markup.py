"""Data -> HTML, by Django's template language in an engine of its own (no settings)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template import Context, Engine
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from assignments.letters.documents import assets, contexts, own, qr, sheet
from assignments.letters.documents.kinds import Document

TITLE_SLOT = "JUDUL-NASKAH"
CARRIER = '<div class="pembawa" id="own-pembawa"><p>{0}</p><p><b>{0}</b></p></div>'


@lru_cache
def engine() -> Engine:
    return Engine(dirs=[str(assets.TEMPLATES)], autoescape=True)


@lru_cache
def stylesheet(name: str) -> str:
    """The static rules of one file in static/letters."""
    return (assets.STATIC / name).read_text(encoding="utf-8")


def print_html(document: Document) -> str:
    """HTML of a cleaned document for the full render; styles are given to WeasyPrint apart."""
    lines = {line.name: escape(line.text) for line in own.own_lines(document)}
    logo = assets.logo_of(document)
    return _html(document, {
        "own": lines, "qr": _qr_picture(document.qr_url), "title": own.document_title(document),
        "logo": assets.picture_url(logo) if logo else "",
    })  # fmt: skip


def body_html(document: Document, counts: Mapping[str, int]) -> str:
    """HTML of the shared body: an empty slot for each line that the stamp will write.

    `counts` says how many lines of print each own line takes. A carrier page with `carried`
    characters follows, so that the embedded fonts hold more than the body's own letters.
    """
    lines = {name: _slots(name, count) for name, count in counts.items()}
    logo = assets.logo_of(document)
    return _html(document, {
        "own": lines, "qr": mark_safe('<div class="qr" id="own-qr"></div>') if document.qr_url else "",
        "title": TITLE_SLOT, "logo": assets.picture_url(logo) if logo else "",
        "tail": format_html(CARRIER, carried()),
    })  # fmt: skip


def preview_html(document: Document, nonce: str) -> str:
    """One complete page for a browser: styles inside (with the page's nonce), pictures as data."""
    lines = {line.name: escape(line.text) for line in own.own_lines(document)}
    logo = assets.logo_of(document)
    style = "\n".join([*map(stylesheet, sheet.files_of(document)), sheet.sheet_css(document)])
    head = format_html('<style nonce="{}">{}</style>', nonce, mark_safe(style.replace("<", "\\3c ")))
    page = _html(document, {
        "own": lines, "qr": _qr_picture(document.qr_url), "title": own.document_title(document),
        "head": head, "logo": assets.data_url(logo) if logo else "",
    })  # fmt: skip
    for picture in assets.pictures_of(document):
        page = page.replace(assets.picture_url(picture), assets.data_url(picture))
    return page


@lru_cache
def carried() -> str:
    """Characters that every stamped letter's fonts hold: Latin-1, Latin Extended-A, quotes, dashes."""
    from assignments.letters.documents import fonts

    points = [
        *range(0x21, 0x7F),
        *range(0xA1, 0x180),
        *map(ord, "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022"),
    ]
    return " ".join(char for char in map(chr, points) if char in fonts.printable() and char != "\u00ad")


def _slots(name: str, count: int) -> SafeString:
    marks = (f'<i class="slot" id="own-{name}-{line}"></i>' for line in range(count))
    return mark_safe("<br>".join(marks))


def _qr_picture(url: str) -> SafeString | str:
    return format_html('<img src="{}" alt="">', assets.data_url(qr.png(url))) if url else ""


def _html(document: Document, given: dict[str, Any]) -> str:
    name, build = contexts.TEMPLATES[type(document)]
    lines = given["own"]
    blocks = contexts.person_blocks(document)
    if len(blocks) == 1:
        people = [[_row(row, lines[row.name]) for row in blocks[0] if row.name in lines]]
    else:
        people = [[_row(row, escape(row.text)) for row in block] for block in blocks]
    context = {
        **contexts.common(document),
        **build(document),
        "people": people,
        "paper": sheet.paper_of(document),
    }
    return engine().get_template(name).render(Context({**context, **given}, use_l10n=False))


def _row(row: own.Row, html: SafeString) -> dict[str, Any]:
    return {"name": row.name, "label": row.label, "bold": row.bold, "html": html}
