"""The two-layer way: one laid-out body for many letters, each one's own lines written on top.

The body is laid out with an empty slot where an own line will stand, together with a throw-away
page that carries the letters of the alphabet, so that the embedded fonts are complete. A letter
then costs one small content stream, one QR picture, its title, and a new cross-reference table.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape as xml_escape

import pikepdf

from assignments.letters.documents import blob, full, markup, own, proof, qr, reader, shaping, sheet
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document

PX_TO_PT = 0.75
CARRIER_CSS = (
    "@page pembawa{size:1200mm 1200mm;margin:0;@top-center{content:none}@bottom-left{content:none}}"
    ".pembawa{page:pembawa;break-before:page;font-size:8pt;text-align:left}"
)


@dataclass(frozen=True)
class Fitted:
    """A document's own lines, broken and shaped; `counts` tells how many prints each takes."""

    lines: tuple[tuple[own.OwnLine, tuple[shaping.GlyphRun, ...]], ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        return tuple((line.name, len(runs)) for line, runs in self.lines)


@dataclass(frozen=True)
class Slot:
    """Where a print of an own line begins (or is centred), in points from the page's lower left."""

    page: int
    x: float
    y: float


def fitted_lines(document: Document) -> Fitted | None:
    """The own lines as they will be broken, or None when only the full render can tell."""
    if not own.can_stamp(document):
        return None
    typeface = sheet.paper_of(document).typeface
    lines = []
    for line in own.own_lines(document):
        runs = shaping.broken(line.text, line.width, line.points, typeface, line.bold)
        if runs is None:
            return None
        lines.append((line, runs))
    return Fitted(tuple(lines))


@dataclass(frozen=True)
class Plan:
    """How to stamp one document; equal `key`s share a prepared body."""

    body: Document
    fitted: Fitted

    @property
    def key(self) -> tuple[Document, tuple[tuple[str, int], ...]]:
        return self.body, self.fitted.counts


def plan(document: Document) -> Plan | None:
    """What the stamp would write and on which body; None for the full render."""
    fitted = fitted_lines(document)
    return Plan(own.body_of(document), fitted) if fitted else None


@dataclass(frozen=True)
class StampBody:
    """A prepared body: fixed PDF objects, slots, and the fonts that own lines are set in."""

    fixed: blob.FixedPart
    numbers: dict[str, int]
    slots: dict[tuple[str, int], Slot]
    qr_slot: Slot | None
    fonts: dict[bool, EmbeddedFace]
    metadata: bytes
    producer: bytes
    texts: tuple[str, ...]

    def carries(self, fitted: Fitted) -> bool:
        """Whether the embedded fonts hold every glyph, and mean the right character by it."""
        return all(self.fonts[line.bold].says(run) for line, runs in fitted.lines for run in runs)

    def stamped(self, document: Document, fitted: Fitted) -> tuple[bytes, tuple[str, ...]]:
        """The finished file and the words of its pages; raises DocumentError if a word is missing."""
        title = own.document_title(document)
        bodies = {
            self.numbers["info"]: b"<</Producer%s/Title%s>>" % (self.producer, _text_string(title)),
            self.numbers["metadata"]: _metadata(self.metadata, title),
        }
        texts = [*self.texts]
        for page in range(len(self.texts)):
            content, written = self._layer(page, document, fitted)
            bodies[self.numbers[f"page-{page}"]] = blob.stream(content)
            texts[page] = "\n".join((texts[page], *written))
        if document.qr_url:
            bodies[self.numbers["qr"]] = _qr_object(document.qr_url)
        self._check(document, texts)
        return self.fixed.file(bodies), tuple(texts)

    def _layer(self, page: int, document: Document, fitted: Fitted) -> tuple[bytes, list[str]]:
        """The content stream that is painted over one page, and the words that it shows."""
        parts, written = [b"Q"], []
        for line, runs in fitted.lines:
            for place, run in enumerate(runs):
                slot = self.slots[line.name, place]
                if slot.page == page:
                    parts.append(self._line(slot, line, run))
                    written.append(run.text)
        if document.qr_url and self.qr_slot and self.qr_slot.page == page:
            side = qr.WIDTH_MM * own.POINTS_A_MM
            parts.append(
                b"q %.4f 0 0 %.4f %.4f %.4f cm /OwnQr Do Q"
                % (side, side, self.qr_slot.x, self.qr_slot.y - side)
            )
        return b"\n".join(parts), written

    def _line(self, slot: Slot, line: own.OwnLine, run: shaping.GlyphRun) -> bytes:
        x = slot.x - run.width / 2 if line.centred else slot.x
        face = self.fonts[line.bold]
        return b"BT /%s %.6f Tf 1 0 0 1 %.4f %.4f Tm [%s] TJ ET" % (
            face.name,
            run.points,
            x,
            slot.y,
            face.shown(run),
        )

    def _check(self, document: Document, texts: list[str]) -> None:
        printed = "".join("".join(texts).split())
        for label, value in proof.must_be_printed(document):
            if "".join(value.split()) not in printed:
                raise DocumentError(f"{label} {value} tidak ditemukan pada hasil cetak.")


@dataclass(frozen=True)
class EmbeddedFace:
    """A font as it stands in the file: resource name, glyph widths, and what each glyph means."""

    name: bytes
    widths: dict[int, int]
    meaning: dict[int, str]

    def read(self, run: shaping.GlyphRun) -> str:
        return "".join(self.meaning.get(glyph, "\ufffd") for glyph, _ in run.glyphs)

    def says(self, run: shaping.GlyphRun) -> bool:
        return self.read(run) == run.text and all(glyph in self.widths for glyph, _ in run.glyphs)

    def shown(self, run: shaping.GlyphRun) -> bytes:
        """The operand of TJ: glyph ids, with kerning in thousandths cut off as WeasyPrint does."""
        parts, open_run = [], ""
        for glyph, advance in run.glyphs:
            open_run += f"{glyph:04x}"
            if kerning := int(self.widths[glyph] - advance * 1000 / run.size):
                parts.append(f"<{open_run}>{kerning}")
                open_run = ""
        return ("".join(parts) + (f"<{open_run}>" if open_run else "")).encode()


@lru_cache(maxsize=24)
def prepared(body: Document, counts: tuple[tuple[str, int], ...]) -> StampBody | None:
    """Lays a body out and makes it ready for stamping (about as dear as one full letter).

    None when the layout is not what the stamp expects: a slot or a font is missing.
    """
    layout = full.lay_out(body, markup.body_html(body, dict(counts)), CARRIER_CSS)
    slots, qr_slot = _slots(layout.pages[:-1])
    wanted = {(name, place) for name, count in counts for place in range(count)}
    if (
        "own-pembawa" not in layout.pages[-1].anchors
        or set(slots) != wanted
        or bool(qr_slot) != bool(body.qr_url)
    ):
        return None
    with pikepdf.open(io.BytesIO(full.pdf_bytes(layout))) as pdf:
        faces = _faces(pdf, sheet.paper_of(body).typeface)
        return _body(pdf, faces, slots, qr_slot) if set(faces) == {True, False} else None


def _body(
    pdf: pikepdf.Pdf,
    faces: dict[bool, EmbeddedFace],
    slots: dict[tuple[str, int], Slot],
    qr_slot: Slot | None,
) -> StampBody:
    del pdf.pages[-1]
    texts = reader.page_texts(pdf)
    metadata, producer = pdf.Root.Metadata.read_bytes(), pdf.docinfo["/Producer"].unparse()
    opened = _opened(pdf, bool(qr_slot))
    fixed, numbers = blob.fixed_part(pdf, list(opened.values()))
    return StampBody(
        fixed, dict(zip(opened, numbers, strict=True)), slots, qr_slot, faces, metadata, producer, texts
    )


def _opened(pdf: pikepdf.Pdf, has_qr: bool) -> dict[str, pikepdf.Object]:
    """Gives the file the objects that each letter fills: a layer a page, QR, metadata, info."""
    if "/Names" in pdf.Root:
        del pdf.Root.Names
    opened: dict[str, pikepdf.Object] = {}
    before = pdf.make_stream(b"q")
    for place, page in enumerate(pdf.pages):
        opened[f"page-{place}"] = pdf.make_stream(b"Q")
        page.obj.Contents = pikepdf.Array([before, page.obj.Contents, opened[f"page-{place}"]])
    if has_qr:
        opened["qr"] = pdf.make_stream(b"")
        for page in pdf.pages:
            page.resources.XObject["/OwnQr"] = opened["qr"]
    opened["metadata"] = pdf.Root.Metadata = pdf.make_stream(b"")
    opened["info"] = pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary())
    return opened


def _slots(pages: list) -> tuple[dict[tuple[str, int], Slot], Slot | None]:
    slots, qr_slot = {}, None
    for number, page in enumerate(pages):
        for anchor, (x, top, _, bottom) in page.anchors.items():
            if anchor == "own-qr":
                qr_slot = Slot(number, x * PX_TO_PT, (page.height - top) * PX_TO_PT)
            elif anchor.startswith("own-"):
                _, name, place = anchor.split("-")
                slots[name, int(place)] = Slot(number, x * PX_TO_PT, (page.height - bottom) * PX_TO_PT)
    return slots, qr_slot


def _faces(pdf: pikepdf.Pdf, typeface: str) -> dict[bool, EmbeddedFace]:
    """The regular and bold faces of the body text, by weight."""
    names = {f"Surat-{typeface}": False, f"Surat-{typeface}-Bold": True}
    faces = {}
    for name, font in pdf.pages[-1].resources.Font.items():
        bold = names.get(str(font.BaseFont).partition("+")[2])
        if bold is not None:
            faces[bold] = EmbeddedFace(
                name[1:].encode(), _widths(font.DescendantFonts[0].W), reader.glyph_map(font)
            )
    return faces


def _widths(array: pikepdf.Array) -> dict[int, int]:
    widths: dict[int, int] = {}
    for first, run in zip(array[::2], array[1::2], strict=True):
        widths.update((int(first) + place, int(width)) for place, width in enumerate(run))
    return widths


def _qr_object(url: str) -> bytes:
    side, data = qr.scanlines(url)
    extra = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Interpolate false/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %d>>"
    )
    return blob.stream(data, extra % (side, side, side))


def _metadata(template: bytes, title: str) -> bytes:
    data = template.replace(markup.TITLE_SLOT.encode(), xml_escape(title).encode())
    return blob.stream(data, b"/Type/Metadata/Subtype/XML")


def _text_string(text: str) -> bytes:
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()
