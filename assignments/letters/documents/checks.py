"""Makes a document safe to print: plain text, within its limits, or refused in words."""

from __future__ import annotations

import dataclasses
import unicodedata
from functools import lru_cache
from typing import Any, TypeVar

from assignments.letters.documents import fonts, logo, words
from assignments.letters.documents.errors import DocumentError
from assignments.letters.documents.kinds import Document, SuratTugas
from assignments.letters.documents.parts import Letterhead, Paper, Photo

Checked = TypeVar("Checked")

# Signs that our faces lack and that have a plain twin.
TWINS = str.maketrans({
    "\u02bc": "\u2019", "\u02bb": "\u2018", "\u2032": "'", "\u2033": '"', "\u2010": "-", "\u2011": "-",
    "\u2015": "\u2014",
})  # fmt: skip
DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
PAPER_LIMITS = {
    "width": (100, 450), "height": (140, 450), "top": (5, 60), "right": (5, 60), "bottom": (8, 60),
    "left": (5, 60), "first_top": (5, 60), "points": (8, 14), "leading": (1, 2),
}  # fmt: skip
MOST_NAMED_IN_LETTER = 10


def cleaned(document: Document) -> Document:
    """The same document with plain text and a re-encoded logo.

    Raises DocumentError for text over its limit, a required text that is empty, a character
    that the letter's faces do not carry, an impossible paper or an unusable picture.
    """
    document = _clean_part(document)
    if isinstance(document, SuratTugas):
        _check_kepada(document)
    return document


def _check_kepada(letter: SuratTugas) -> None:
    if not letter.kepada:
        raise DocumentError("Surat Tugas belum memuat nama yang ditugaskan.")
    if letter.kind == "individual" and len(letter.kepada) > MOST_NAMED_IN_LETTER:
        raise DocumentError(
            f"Surat memuat {len(letter.kepada)} nama; lebih dari {MOST_NAMED_IN_LETTER} nama "
            "dicantumkan dalam Lampiran."
        )


def _clean_part(part: Checked) -> Checked:
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        clean = _clean_value(value, field)
        if clean is not value:
            changes[field.name] = clean
    return dataclasses.replace(part, **changes) if changes else part  # type: ignore[type-var]


def _clean_value(value: Any, field: dataclasses.Field[Any]) -> Any:
    if isinstance(value, str):
        return _clean_text(value, field)
    if isinstance(value, tuple):
        return _clean_items(value, field)
    if isinstance(value, Paper):
        return _check_paper(value)
    if isinstance(value, Letterhead):
        return _clean_letterhead(value)
    if isinstance(value, Photo):
        return dataclasses.replace(_clean_part(value), image=logo.prepared(value.image, longest=1600))
    return _clean_part(value) if dataclasses.is_dataclass(value) else value


@lru_cache(maxsize=64)
def _clean_letterhead(letterhead: Letterhead) -> Letterhead:
    clean = _clean_part(letterhead)
    return dataclasses.replace(clean, logo=logo.prepared(clean.logo)) if clean.logo else clean


def _clean_items(values: tuple[Any, ...], field: dataclasses.Field[Any]) -> tuple[Any, ...]:
    count = field.metadata.get("count")
    if count is not None and len(values) > count:
        label = field.metadata["label"]
        raise DocumentError(
            f"{label} memuat {words.grouped(len(values))} butir, paling banyak {words.grouped(count)}."
        )
    clean = tuple(_clean_value(value, field) for value in values)
    return values if all(new is old for new, old in zip(clean, values, strict=True)) else clean


def _clean_text(value: str, field: dataclasses.Field[Any]) -> str:
    label, limit = field.metadata.get("label"), field.metadata.get("limit")
    if label is None:
        return value
    if limit and len(value) > limit:
        raise DocumentError(
            f"{label} terlalu panjang: {words.grouped(len(value))} huruf, "
            f"paling banyak {words.grouped(limit)}."
        )
    clean, strange = plain(value)
    if strange:
        raise DocumentError(f"{label} memuat huruf yang tidak dapat dicetak: {strange}.")
    if field.metadata.get("required") and not clean:
        raise DocumentError(f"{label} belum diisi.")
    return value if clean == value else clean


@lru_cache(maxsize=8192)
def plain(value: str) -> tuple[str, str]:
    """Text without control characters and doubled spaces, and the characters no face carries."""
    if not value.isascii() or not value.isprintable():
        value = unicodedata.normalize("NFC", value.translate(TWINS))
        value = "".join(" " if char in "\t\n\r\v\f" else char for char in value)
        value = "".join(char for char in value if unicodedata.category(char) not in DROPPED)
    value = " ".join(value.split())
    strange = dict.fromkeys(char for char in value if char not in fonts.printable())
    return value, ", ".join(f"{char} (U+{ord(char):04X})" for char in list(strange)[:5])


@lru_cache(maxsize=64)
def _check_paper(paper: Paper) -> Paper:
    for name, (least, most) in PAPER_LIMITS.items():
        value = getattr(paper, name)
        if not least <= value <= most:
            raise DocumentError(
                f"Ukuran halaman {name} bernilai {value:g}, seharusnya {least} sampai {most}."
            )
    if paper.typeface not in fonts.PACKAGES:
        raise DocumentError(f"Jenis huruf {plain(paper.typeface)[0][:40]} tidak dikenal.")
    if paper.text_width < 120:
        raise DocumentError(f"Lebar tulisan tinggal {paper.text_width:g} mm, paling sedikit 120 mm.")
    return paper
