"""Pangkat and golongan ruang in every spelling that lists use.

Table: PP 99/2000 as amended (PNS I/a - IV/e); PPPK have golongan I - XVII and
no pangkat name.
"""

import re
from dataclasses import dataclass

from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, note
from officers.ranks import GOLONGAN_PPPK, PANGKAT
from officers.reading import sentences

ROMAN = tuple(GOLONGAN_PPPK)

_CODE = re.compile(
    r"(?<!\w)(?P<group>IV|III|II|I|[1-4])\s*[/.\-–\\| ]?\s*(?P<room>[a-e])(?![\w])", re.IGNORECASE
)
_PPPK = re.compile(
    r"^(?:pppk|p3k)?[\s,/-]*(?:gol(?:ongan|\.)?)?[\s.:]*(?P<grade>[ivx]+|\d{1,2})(?:\s*\(?(?:pppk|p3k)\)?)?$",
    re.IGNORECASE,
)
_LEVEL_ONE = re.compile(r"\b(?:tingkat|tkt|tk)\s*\.?\s*(?:i|1)\b", re.IGNORECASE)
_NOISE = re.compile(r"[^a-z ]+")
_NOT_SET = frozenset(("", "-", "–"))


@dataclass(frozen=True, slots=True)
class Rank:
    """`golongan` is 'III/d', for PPPK 'IX', or empty; `pangkat` its full name."""

    golongan: str = ""
    pangkat: str = ""


def _bare(name):
    spelled = _LEVEL_ONE.sub("tingkat satu", name.casefold())
    return " ".join(_NOISE.sub(" ", spelled).split())


GOLONGAN_OF = {_bare(name): code for code, name in PANGKAT.items()}


def read_rank(source, pangkat="") -> Read:
    """A Rank from the golongan column and, where there is one, the pangkat column.

    Raises ReadingError for what is neither. Police and military ranks pass as
    `pangkat` with a note.
    """
    text = one_line(source)
    named = one_line(pangkat) if pangkat else ""
    if text in _NOT_SET:
        text, named = named, ""
    if text in _NOT_SET:
        return Read(Rank())
    golongan, spoken = _split(text)
    spoken = spoken or named
    if golongan:
        return _matched(golongan, spoken)
    by_name = GOLONGAN_OF.get(_bare(spoken or text))
    if by_name:
        return Read(Rank(by_name, PANGKAT[by_name]))
    if any(c.isdigit() or c == "/" for c in text) or "gol" in text.casefold() or len(text) < 3:
        raise ReadingError(sentences.RANK_UNKNOWN, text=text)
    return Read(Rank("", text), (note(sentences.RANK_FREE, text=text),))


def _split(text):
    """The golongan in `text`, and what else it says."""
    found = _CODE.search(text)
    if found:
        code = _canonical(found["group"], found["room"])
        rest = (text[: found.start()] + " " + text[found.end() :]).strip()
        rest = re.sub(r"\bgol(?:ongan)?\b|\bruang\b", " ", rest, flags=re.IGNORECASE)
        rest = " ".join(re.sub(r"[()/,;]", " ", rest).split())
        return code, rest if _bare(rest) else ""
    pppk = _PPPK.match(text.strip())
    if pppk:
        return _pppk_grade(pppk["grade"]), ""
    return "", ""


def _canonical(group, room):
    roman = ROMAN[int(group) - 1] if group.isdigit() else group.upper()
    code = f"{roman}/{room.lower()}"
    if code not in PANGKAT:
        raise ReadingError(sentences.RANK_UNKNOWN, text=code)
    return code


def _pppk_grade(text):
    if text.isdigit():
        number = int(text)
        return ROMAN[number - 1] if 1 <= number <= len(ROMAN) else ""
    return text.upper() if text.upper() in ROMAN else ""


def _matched(golongan, spoken):
    official = PANGKAT.get(golongan, "")
    stated = GOLONGAN_OF.get(_bare(spoken))
    if stated and stated != golongan:
        doubt = note(sentences.RANK_DIFFERS, pangkat=spoken, golongan=golongan)
        return Read(Rank(golongan, official), (doubt,))
    return Read(Rank(golongan, official))
