"""One interface over both ways of rendering: `render`, `render_batch`."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from weasyprint.text.ffi import harfbuzz_subset

from assignments.letters.documents import checks, fonts, full, markup, proof, stamp
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document

# The kept fonts belong to one Pango font map, which two threads may not use at once.
_PANGO = threading.RLock()

Way = Literal["auto", "full", "stamp"]


@dataclass(frozen=True)
class RenderedDocument:
    """The bytes of one PDF/A-3u file and what was found in them.

    `way` is "full" or "stamp", `texts` the words of each page in no promised order.
    """

    pdf: bytes
    pages: int
    sha256: str
    way: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class BatchItem:
    """One document of a batch by its place in the input: rendered, or refused with a reason."""

    position: int
    rendered: RenderedDocument | None = None
    error: DocumentError | None = None


def render(document: Document, *, way: Way = "auto") -> RenderedDocument:
    """One document as PDF/A-3u; equal input and way give equal bytes on any day and process.

    "auto" and "full" lay the whole document out. "stamp" writes the own lines on a prepared
    body (kept for the next letter) and falls back to the full render when they do not fit.
    Raises DocumentError with a sentence for the person who wrote the letter.
    """
    document = checks.cleaned(document)
    return _rendered(document, stamp.plan(document) if way == "stamp" else None)


def render_batch(documents: Iterable[Document], *, way: Way = "auto") -> Iterator[BatchItem]:
    """Every document once, grouped by shared body; a refused one does not stop the others.

    With "auto", groups of two or more are stamped and single ones laid out in full. The order
    is by group; `position` is the place in the input.
    """
    groups: dict[object, list[tuple[int, Document, stamp.Plan | None]]] = {}
    for position, document in enumerate(documents):
        try:
            document = checks.cleaned(document)
            plan = None if way == "full" else stamp.plan(document)
        except DocumentError as error:
            yield BatchItem(position, error=error)
            continue
        groups.setdefault(plan.key if plan else position, []).append((position, document, plan))
    for members in groups.values():
        shared = len(members) > 1 or way == "stamp"
        for position, document, plan in members:
            yield _item(position, document, plan if shared else None)


def html(document: Document, *, nonce: str = "") -> str:
    """A complete HTML page for a preview in the browser; raises DocumentError like `render`."""
    return markup.preview_html(checks.cleaned(document), nonce)


def _item(position: int, document: Document, plan: stamp.Plan | None) -> BatchItem:
    try:
        return BatchItem(position, _rendered(document, plan))
    except DocumentError as error:
        return BatchItem(position, error=error)


def missing() -> tuple[str, ...]:
    """What this machine lacks to print letters, in words; empty when all is there.

    For a start-up check: the two font families, and HarfBuzz's subsetting library, without which
    every letter takes six times as long and comes out with other bytes.
    """
    wanting = []
    try:
        fonts.printable()
    except DocumentError as error:
        wanting.append(str(error))
    if not harfbuzz_subset:
        wanting.append("Pustaka libharfbuzz-subset0 belum terpasang pada peladen.")
    return tuple(wanting)


def _rendered(document: Document, plan: stamp.Plan | None) -> RenderedDocument:
    """By the stamp where the plan can be kept, else in full. One letter at a time in a process."""
    with _PANGO:
        return _rendered_alone(document, plan)


def _rendered_alone(document: Document, plan: stamp.Plan | None) -> RenderedDocument:
    body = stamp.prepared(*plan.key) if plan else None
    if plan and body and body.carries(plan.fitted):
        way, (pdf, texts) = "stamp", body.stamped(document, plan.fitted)
    else:
        pdf = full.pdf_bytes(full.lay_out(document, markup.print_html(document)))
        way, texts = "full", proof.checked_texts(document, pdf)
    return RenderedDocument(pdf, len(texts), hashlib.sha256(pdf).hexdigest(), way, texts)
