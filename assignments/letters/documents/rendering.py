"""One interface over both ways of rendering: `render`, `render_batch`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assignments.letters.documents import checks, full, markup, own, proof, stamp
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document

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
    return _stamped(document) if way == "stamp" else _full(document)


def render_batch(documents: Iterable[Document], *, way: Way = "auto") -> Iterator[BatchItem]:
    """Every document once, grouped by shared body; a refused one does not stop the others.

    With "auto", groups of two or more are stamped and single ones laid out in full. The order
    is by group; `position` is the place in the input.
    """
    groups: dict[object, list[tuple[int, Document]]] = {}
    for position, document in enumerate(documents):
        try:
            document = checks.cleaned(document)
            key = stamp.group_key(document) if way != "full" else None
        except DocumentError as error:
            yield BatchItem(position, error=error)
            continue
        groups.setdefault(key or position, []).append((position, document))
    for key, members in groups.items():
        shared = not isinstance(key, int) and (len(members) > 1 or way == "stamp")
        for position, document in members:
            yield _item(position, document, shared)


def html(document: Document, *, nonce: str = "") -> str:
    """A complete HTML page for a preview in the browser; raises DocumentError like `render`."""
    return markup.preview_html(checks.cleaned(document), nonce)


def _item(position: int, document: Document, shared: bool) -> BatchItem:
    try:
        return BatchItem(position, _stamped(document) if shared else _full(document))
    except DocumentError as error:
        return BatchItem(position, error=error)


def _full(document: Document) -> RenderedDocument:
    layout = full.lay_out(document, markup.print_html(document))
    pdf = full.pdf_bytes(layout)
    return _rendered(pdf, "full", proof.checked_texts(document, pdf))


def _stamped(document: Document) -> RenderedDocument:
    fitted = stamp.fitted_lines(document)
    if fitted is None:
        return _full(document)
    body = stamp.prepared(own.body_of(document), fitted.counts)
    if body is None or not body.carries(fitted):
        return _full(document)
    pdf, texts = body.stamped(document, fitted)
    return _rendered(pdf, "stamp", texts)


def _rendered(pdf: bytes, way: str, texts: tuple[str, ...]) -> RenderedDocument:
    return RenderedDocument(pdf, len(texts), hashlib.sha256(pdf).hexdigest(), way, texts)
