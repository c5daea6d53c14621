"""Sets a letter a little tighter where that saves a page with nothing but the signature.

Line spacing is 1 to 1.5 and may be adapted for balance (Permendagri 1/2023 as cited by apps).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assignments.letters.documents import sheet
from assignments.letters.documents.kinds import Document

TIGHTER = (
    ".garis{margin-bottom:3mm}.nomor{margin-bottom:.6em}.part{margin-bottom:.32em}li,.teks{margin-bottom:.04em}"
    ".perintah{margin:.4em 0}.ttd{margin-top:.5em}.ruang{margin:1.8mm 0}.tembusan{margin-top:.5em}"
)
LEADINGS = (1.1, 1.05, 1.0)
MARGINS_SAVE_MM = 8
KOP_MM = 40
SHARE_OF_LINES = 0.85
PX_A_MM = 96 / 25.4

Places = dict[str, tuple[int, float, float]]


def tighter_css(document: Document, pages: Sequence[Any]) -> str:
    """CSS that should pull a lonely signature or tembusan back, or "" where it cannot or need not."""
    paper = sheet.paper_of(document)
    places = _places(pages)
    missing = _missing_mm(places, paper.top, paper.height - paper.bottom)
    if missing is None:
        return ""
    lines = (paper.height - paper.first_top - paper.bottom - KOP_MM) * SHARE_OF_LINES
    for leading in LEADINGS:
        if leading < paper.leading and MARGINS_SAVE_MM + lines * (1 - leading / paper.leading) >= missing:
            return f"{TIGHTER}html{{line-height:{leading}}}"
    return ""


def _places(pages: Sequence[Any]) -> Places:
    """Where the marked parts end up: page, top and bottom in mm; the last page of a split part."""
    places: Places = {}
    for number, page in enumerate(pages):
        for mark in ("untuk", "ttd", "tembusan"):
            if mark in page.anchors:
                _, top, _, bottom = page.anchors[mark]
                places[mark] = (number, top / PX_A_MM, bottom / PX_A_MM)
    return places


def _missing_mm(places: Places, top: float, bottom: float) -> float | None:
    """How much room is wanting before the lonely part; None when nothing stands alone."""
    if "ttd" not in places or "untuk" not in places:
        return None
    last = places.get("tembusan", places["ttd"])
    for before in (places["ttd"], places["untuk"]):
        if last[0] == before[0] + 1:
            return (last[2] - top) - (bottom - before[2])
    return None
