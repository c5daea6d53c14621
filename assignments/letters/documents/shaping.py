"""Text -> glyphs, by HarfBuzz on the same font files that WeasyPrint embeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz

from assignments.letters.documents import fonts

# WeasyPrint's `font-variant-ligatures: none; font-kerning: normal`.
FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "hlig": False, "calt": False}

# Text that can only be broken at its spaces. Hyphens, slashes and dashes offer other places.
BREAKS_AT_SPACES = re.compile(r"[^\-/\u2013\u2014\u2026|%\u00ad]*\Z")

# Lines this close to the full width are left to the full render, in points.
MARGIN = 0.4


@dataclass(frozen=True)
class GlyphRun:
    """Glyph ids with their advances in thousandths of the type size."""

    text: str
    glyphs: tuple[tuple[int, float], ...]

    def width(self, points: float) -> float:
        return sum(advance for _, advance in self.glyphs) * points / 1000


@lru_cache
def _font(typeface: str, style: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(fonts.font_face(typeface, style))


@lru_cache(maxsize=8192)
def shaped(text: str, typeface: str, bold: bool) -> GlyphRun:
    font = _font(typeface, "bold" if bold else "regular")
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, FEATURES)
    unit = 1000 / font.face.upem
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return GlyphRun(text, tuple((info.codepoint, position.x_advance * unit) for info, position in pairs))


@lru_cache(maxsize=8192)
def broken(text: str, width: float, points: float, typeface: str, bold: bool) -> tuple[GlyphRun, ...] | None:
    """The lines that `text` takes in `width` points, or None when the full render must decide.

    Greedy, at spaces only, as Pango breaks left-aligned text. A text that could break elsewhere,
    or a line within MARGIN of the width either way, is not guessed.
    """
    whole = shaped(text, typeface, bold)
    if whole.width(points) <= width - MARGIN:
        return (whole,)
    if not BREAKS_AT_SPACES.match(text) or "\u00a0" in text:
        return None
    lines: list[GlyphRun] = []
    waiting = text.split(" ")
    while waiting:
        count = _words_that_fit(waiting, width, points, typeface, bold)
        if not count:
            return None
        lines.append(shaped(" ".join(waiting[:count]), typeface, bold))
        waiting = waiting[count:]
    return tuple(lines)


def _words_that_fit(waiting: list[str], width: float, points: float, typeface: str, bold: bool) -> int:
    """How many words the next line takes; 0 when none does or the last one is too close to call."""
    count = 0
    for tried in range(1, len(waiting) + 1):
        room = width - shaped(" ".join(waiting[:tried]), typeface, bold).width(points)
        if abs(room) < MARGIN:
            return 0
        if room < 0:
            break
        count = tried
    return count
