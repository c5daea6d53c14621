"""Reads back what was printed: the words of each page and the grey pictures drawn on it.

Made for files that this package wrote (WeasyPrint's content streams and our own), not for
any PDF: text is shown by TJ with hexadecimal glyph ids, and every font has a ToUnicode map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

SHOWN = re.compile(rb"/(\w+) [-\d.]+ Tf|\[([^\]]*)\] ?TJ|\b(T[dm]|ET)\b")
HEX = re.compile(rb"<([0-9a-fA-F]+)>")
BF_CHAR = re.compile(rb"<([0-9a-fA-F]+)> ?<([0-9a-fA-F]+)>")
DRAWN = re.compile(rb"/([\w-]+) Do\b")


def glyph_map(font: pikepdf.Object) -> dict[int, str]:
    """Glyph id -> characters, from the font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes()
    start = cmap.index(b"beginbfchar")
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in BF_CHAR.findall(cmap, start)
    }


def page_texts(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """The text of each page in the order of painting, one line per printed run."""
    maps: dict[tuple[int, int], dict[int, str]] = {}
    return tuple("\n".join(_page_lines(page, maps)) for page in pdf.pages)


def _page_lines(page: pikepdf.Page, maps: dict[tuple[int, int], dict[int, str]]) -> Iterator[str]:
    fonts = page.resources.Font
    current: dict[int, str] = {}
    line = ""
    for font, shown, ended in SHOWN.findall(content_of(page)):
        if font:
            found = fonts[f"/{font.decode()}"]
            current = maps.get(found.objgen) or maps.setdefault(found.objgen, glyph_map(found))
        elif shown:
            line += "".join(_characters(shown, current))
        elif ended and line:
            yield line
            line = ""
    if line:
        yield line


def _characters(shown: bytes, current: dict[int, str]) -> Iterator[str]:
    for run in HEX.findall(shown):
        for place in range(0, len(run), 4):
            yield current.get(int(run[place : place + 4], 16), "\ufffd")


def content_of(page: pikepdf.Page) -> bytes:
    contents = page.obj.Contents
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def drawn_grey_pictures(page: pikepdf.Page) -> Iterator[bytes]:
    """The dots of each grey picture that the page really paints, row by row."""
    pictures = page.resources.get("/XObject", {})
    for name in DRAWN.findall(content_of(page)):
        picture = pictures.get(f"/{name.decode()}")
        if picture is not None and picture.get("/ColorSpace") == "/DeviceGray":
            yield picture.read_bytes()
