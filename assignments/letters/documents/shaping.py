"""Text -> glyphs, by HarfBuzz on the same font files that WeasyPrint embeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz

from assignments.letters.documents import fonts

# WeasyPrint's `font-variant-ligatures: none; font-kerning: normal`.
FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "hlig": False, "calt": False}

# Text that is broken at every space and nowhere else (Unicode line breaking, UAX 14): plain words with
# a bracket, full stops, commas and apostrophes where they usually stand. Hyphens, slashes, quotation and
# question marks have rules of their own; so has a bracket after an apostrophe.
WORD = r"(?:\(?[^\W_]+(?:[.,'\u2019][^\W_]+)*[.,:;'\u2019)]{0,2}|&)"
BREAKS_AT_SPACES = re.compile(rf"(?!.*['\u2019] \(){WORD}(?: {WORD})*\Z")

# Lines this close to the full width are left to the full render, in points.
MARGIN = 0.4


# Pango's unit is 1/1024 of a CSS pixel, and a CSS pixel is 3/4 of a point.
UNITS_A_POINT = 1024 / 0.75


@dataclass(frozen=True)
class GlyphRun:
    """Glyph ids with their advances, and the type size, all in Pango units as WeasyPrint has them."""

    text: str
    glyphs: tuple[tuple[int, int], ...]
    size: int

    @property
    def width(self) -> float:
        """Printed width in points."""
        return sum(advance for _, advance in self.glyphs) / UNITS_A_POINT

    @property
    def points(self) -> float:
        return self.size / UNITS_A_POINT


@lru_cache(maxsize=64)
def _font(typeface: str, style: str, size: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(fonts.font_face(typeface, style))
    font.scale = (size, size)
    return font


@lru_cache(maxsize=8192)
def shaped(text: str, points: float, typeface: str, bold: bool) -> GlyphRun:
    size = int(points * UNITS_A_POINT)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(typeface, "bold" if bold else "regular", size), buffer, FEATURES)
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return GlyphRun(text, tuple((info.codepoint, position.x_advance) for info, position in pairs), size)


@lru_cache(maxsize=8192)
def broken(text: str, width: float, points: float, typeface: str, bold: bool) -> tuple[GlyphRun, ...] | None:
    """The lines that `text` takes in `width` points, or None when the full render must decide.

    Greedy, at spaces only, as Pango breaks left-aligned text. A text that could break elsewhere,
    or a line within MARGIN of the width either way, is not guessed.
    """
    whole = shaped(text, points, typeface, bold)
    if whole.width <= width - MARGIN:
        return (whole,)
    if not BREAKS_AT_SPACES.match(text):
        return None
    lines: list[GlyphRun] = []
    waiting = text.split(" ")
    while waiting:
        count = _words_that_fit(waiting, width, points, typeface, bold)
        if not count:
            return None
        lines.append(shaped(" ".join(waiting[:count]), points, typeface, bold))
        waiting = waiting[count:]
    return tuple(lines)


def _words_that_fit(waiting: list[str], width: float, points: float, typeface: str, bold: bool) -> int:
    """How many words the next line takes; 0 when none does or the last one is too close to call."""
    count = 0
    for tried in range(1, len(waiting) + 1):
        room = width - shaped(" ".join(waiting[:tried]), points, typeface, bold).width
        if abs(room) < MARGIN:
            return 0
        if room < 0:
            break
        count = tried
    return count
