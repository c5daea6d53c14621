"""The faces that letters are set in: TeX Gyre Bonum (Bookman) and Heros (Arial).

Both come as wheels without code; their files are found without importing anything and
reach WeasyPrint only through our own fetcher, so that no font of the machine is used.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

import uharfbuzz

from assignments.letters.documents.errors import DocumentError

PACKAGES = {"bookman": "texgyrebonum", "arial": "texgyreheros"}
STYLES = {
    "regular": ("normal", "normal"),
    "bold": ("bold", "normal"),
    "italic": ("normal", "italic"),
    "bolditalic": ("bold", "italic"),
}


@lru_cache
def font_path(typeface: str, style: str) -> Path:
    """The font file of "arial" or "bookman"; raises DocumentError when it is not installed."""
    name = PACKAGES[typeface]
    package = importlib.util.find_spec(f"rinoh_typeface_{name}")
    folder = Path(package.submodule_search_locations[0]) if package else Path("-")
    path = folder / f"{name}-{style}.otf"
    if not path.is_file():
        raise DocumentError(f"Berkas huruf {name}-{style} belum terpasang pada peladen.")
    return path


@lru_cache
def font_face(typeface: str, style: str) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_path(typeface, style))))


@lru_cache
def printable() -> frozenset[str]:
    """Characters that every face carries."""
    faces = [font_face(typeface, style) for typeface in PACKAGES for style in STYLES]
    return frozenset(map(chr, set.intersection(*(set(face.unicodes) for face in faces))))


def css_faces() -> str:
    """The @font-face rules, with `asset:` addresses for our fetcher."""
    rule = (
        '@font-face{{font-family:"Surat {0}";src:url("asset:font/{0}/{1}");font-weight:{2};font-style:{3}}}'
    )
    return "\n".join(
        rule.format(typeface, style, weight, slant)
        for typeface in PACKAGES
        for style, (weight, slant) in STYLES.items()
    )
