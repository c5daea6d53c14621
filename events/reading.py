"""Pure readers of an event's lists: whom an agenda item concerns, which tier a word means."""

import re

from lo_portal.sheets.columns import normal
from lo_portal.sheets.sentences import Sentence

TIER_UNKNOWN = Sentence(
    "tier_unknown",
    "Kategori “{text}” tidak dikenal. Isi {choices}.",
    "Category “{text}” is unknown. Fill in {choices}.",
)
TIER_EMPTY = Sentence(
    "tier_empty",
    "Kategori kosong. Isi {choices}.",
    "The category is empty. Fill in {choices}.",
)
END_BEFORE_START = Sentence(
    "end_before_start",
    "Selesai ({end}) tidak setelah mulai ({start}). Periksa kedua waktu.",
    "The end ({end}) is not after the start ({start}). Check both times.",
)
END_ASSUMED = Sentence(
    "end_assumed",
    "Selesai tidak tertulis; dibaca {end}.",
    "The end is not written; read as {end}.",
)
FIELD_EMPTY = Sentence(
    "field_empty",
    "{column} kosong. Isi {column}.",
    "{column} is empty. Fill in {column}.",
)
ZONE_UNKNOWN = Sentence(
    "zone_unknown",
    "Zona waktu “{text}” tidak dikenal. Isi misalnya Asia/Pontianak atau WIB.",
    "Time zone “{text}” is unknown. Fill in for example Asia/Pontianak or WIB.",
)

EVERYBODY = frozenset(("semua", "seluruh", "seluruh delegasi", "semua delegasi", "semua tamu", "all", ""))
OFFICERS = frozenset(("lo", "petugas", "petugas lo", "liaison officer", "seluruh lo", "semua lo", "officers"))
ZONE_WORDS = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}

# The kind of a place by the words of its name; the first that fits.
VENUE_WORDS = {
    "airport": ("bandara", "airport", "pelabuhan", "dermaga", "stasiun", "terminal"),
    "hotel": ("hotel", "resort", "wisma", "penginapan"),
    "outdoor": ("desa", "pantai", "taman", "lapangan", "alun", "hutan", "sungai"),
}
BRIEFING_WORDS = {
    "rehearsal": ("gladi", "simulasi", "rehearsal"),
    "training": ("bimtek", "pelatihan", "bimbingan teknis", "training"),
    "coordination": ("rakor", "rapat koordinasi", "koordinasi"),
}

_SEPARATORS = re.compile(r"[;,/\n&+]|\b(?:dan|serta|and)\b")


def split_audience(text):
    """'VVIP; Gubernur' -> ['VVIP', 'Gubernur']."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def kind_by_words(name, table, otherwise):
    """The kind whose words stand in `name` (as whole words)."""
    plain = f" {normal(name)} "
    for kind, words in table.items():
        if any(f" {word} " in plain for word in words):
            return kind
    return otherwise


def tier_names(tiers):
    """normal form -> code, for `tiers` of (code, name, aliases)."""
    names = {}
    for code, name, aliases in tiers:
        for text in (code, name, *aliases):
            names.setdefault(normal(text), code)
    return names
