"""Languages with a CEFR level, written as 'Inggris (B1); Melayu (C2)' or 'aktif/pasif'."""

import re
from dataclasses import dataclass

from lo_portal.sheets.reading import Read, plain
from lo_portal.sheets.sentences import ReadingError, note
from officers.reading import sentences

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

# ISO 639-1 (639-3 where there is none) and what lists call the language.
LANGUAGES = {
    "id": ("indonesia", "bahasa indonesia", "indonesian"),
    "en": ("inggris", "english", "bhs inggris", "ing"),
    "ms": ("melayu", "malay", "malaysia", "bahasa malaysia", "bahasa melayu"),
    "zh": ("mandarin", "cina", "tiongkok", "china", "chinese", "tionghoa", "hanyu"),
    "tl": ("tagalog", "filipino", "pilipino", "filipina"),
    "ja": ("jepang", "japanese"),
    "ko": ("korea", "korean"),
    "ar": ("arab", "arabic"),
    "fr": ("prancis", "perancis", "french"),
    "de": ("jerman", "german"),
    "nl": ("belanda", "dutch"),
    "es": ("spanyol", "spanish"),
    "pt": ("portugis", "portuguese"),
    "ru": ("rusia", "russian"),
    "th": ("thai", "thailand"),
    "vi": ("vietnam", "vietnamese"),
    "ta": ("tamil",),
    "hi": ("hindi", "india"),
    "hak": ("khek", "hakka"),
    "nan": ("tiociu", "tio ciu", "teochew", "hokkien"),
    "iba": ("iban",),
    "day": ("dayak", "kanayatn", "bidayuh"),
    "jv": ("jawa", "javanese"),
    "su": ("sunda", "sundanese"),
    "mad": ("madura",),
    "bug": ("bugis",),
}

# A loose word covers a band of levels; the first is what it is read as.
BANDS = {
    "aktif": ("B2", "C2"),
    "active": ("B2", "C2"),
    "pasif": ("A2", "B1"),
    "passive": ("A2", "B1"),
    "aktif pasif": ("B2", "C2"),
    "native": ("C2", "C2"),
    "ibu": ("C2", "C2"),
    "penutur asli": ("C2", "C2"),
    "fasih": ("C1", "C2"),
    "lancar": ("C1", "C2"),
    "fluent": ("C1", "C2"),
    "sangat baik": ("C1", "C2"),
    "mahir": ("C1", "C2"),
    "baik": ("B2", "C1"),
    "good": ("B2", "C1"),
    "menengah": ("B1", "B2"),
    "cukup": ("B1", "B2"),
    "sedang": ("B1", "B2"),
    "dasar": ("A2", "A2"),
    "kurang": ("A1", "A2"),
    "pemula": ("A1", "A2"),
}
WITHOUT_LEVEL = ("B1", "C2")

_CODES = {name: code for code, names in LANGUAGES.items() for name in names}
_ENTRY_END = re.compile(r"[;,\n]|(?<=\))\s*(?:/|&|dan\b)|\s(?:/|&)\s|\bdan\b")
_LEVEL = re.compile(r"\b([abc][12])\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*\d{1,2}[.)]\s*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class LanguageLevel:
    """`level` is what is stored; `low`..`high` is what the word allows."""

    code: str
    level: str
    low: str
    high: str

    def allows(self, level):
        """Whether a stored CEFR level agrees with what the list says."""
        return LEVELS.index(self.low) <= LEVELS.index(level) <= LEVELS.index(self.high)


def read_languages(source) -> Read:
    """A tuple of LanguageLevel, one per language, in the order of the cell.

    Raises ReadingError for an unknown language or level word.
    """
    text = plain(source)
    if text in ("", "-"):
        return Read(())
    found, notes = {}, []
    for entry in _ENTRY_END.split(text):
        entry = _NUMBERING.sub("", entry.strip(" .)"))
        if not any(c.isalpha() for c in entry):
            continue
        for part in _languages_of(entry):
            language, doubt = _one(part)
            found.setdefault(language.code, language)
            notes += doubt
    return Read(tuple(found.values()), tuple(notes))


def _languages_of(entry):
    """'Inggris/Mandarin' names two languages, 'Inggris (aktif/pasif)' one."""
    head = entry.split("(")[0]
    parts = [part.strip() for part in head.split("/") if part.strip()]
    known = [part for part in parts if _code(part)]
    return parts if len(known) > 1 and len(known) == len(parts) else [entry]


def _one(entry):
    words = [word.casefold() for word in _WORD.findall(_LEVEL.sub(" ", entry))]
    words = [word for word in words if word not in ("bahasa", "bhs", "b")]
    code, rest, spoken = _name(words)
    if code is None:
        raise ReadingError(sentences.LANGUAGE_UNKNOWN, text=entry)
    level = _LEVEL.search(entry)
    if level:
        exact = level.group(1).upper()
        return LanguageLevel(code, exact, exact, exact), []
    if not rest:
        level = WITHOUT_LEVEL[0]
        assumed = note(sentences.LEVEL_ASSUMED, language=spoken.title(), level=level)
        return LanguageLevel(code, level, *WITHOUT_LEVEL), [assumed]
    word = " ".join(rest)
    band = BANDS.get(word) or BANDS.get(rest[0])
    if band is None:
        raise ReadingError(sentences.LEVEL_UNKNOWN, text=word)
    guessed = note(sentences.LEVEL_GUESSED, language=spoken.title(), text=word, level=band[0])
    return LanguageLevel(code, band[0], *band), [guessed]


def _name(words):
    for length in (2, 1):
        spoken = " ".join(words[:length])
        if len(words) >= length and spoken in _CODES:
            return _CODES[spoken], words[length:], spoken
    return None, words, ""


def _code(text):
    words = [word.casefold() for word in _WORD.findall(text)]
    return _name([word for word in words if word not in ("bahasa", "bhs")])[0]
