"""Telephone numbers to E.164, as people type them in lists."""

import re
import unicodedata
from dataclasses import dataclass

from lo_portal.sheets.reading import Read, plain
from lo_portal.sheets.sentences import ReadingError, note
from officers.reading import sentences

MASK = "•"  # our own lists hide digits of phones so
SHORTEST, LONGEST = 8, 15
# Digits after the leading 0 of an Indonesian mobile number, 8 included.
MOBILE_SHORTEST, MOBILE_LONGEST = 9, 12
OFFICE_SHORTEST = 7

# Country codes of the guests' home countries: digits after the code.
NEIGHBOURS = {"673": (7, 7), "60": (8, 10), "63": (10, 10), "65": (8, 8)}

_COMMENT = re.compile(r"\((?![\d\s+\-]*\))[^)]*\)")
_WORDS = re.compile(
    r"\b(?:wa|whats ?app|hp|no|nomor|telp|telepon|tel|phone|mobile|kantor|rumah|pribadi|office|ext)\b[.:]*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[/;,\n&|]|\batau\b|\bdan\b|\bor\b")
_EXTENSION = re.compile(r"\bext\.?\s*\d+", re.IGNORECASE)
_FORMATTING = re.compile(r"[\s.\-–—_()'’]+")
_TRUNK = re.compile(r"\(0\)")


@dataclass(frozen=True, slots=True)
class Phones:
    """E.164 numbers: the one to ring first, other mobiles, office numbers."""

    first: str = ""
    others: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


def read_phones(source) -> Read:
    """Phones from one cell; office numbers are told apart by their area code.

    Raises ReadingError for letters, too few or too many digits.
    """
    text = unicodedata.normalize("NFKC", plain(source))
    if text in ("", "-"):
        return Read(Phones())
    if MASK in text:
        return Read(Phones(), (note(sentences.PHONE_MASKED, text=text),))
    numbers = [_number(part) for part in _parts(text)]
    mobiles = list(dict.fromkeys(n for n in numbers if not is_office(n)))
    offices = list(dict.fromkeys(n for n in numbers if is_office(n)))
    first = mobiles[0] if mobiles else ""
    notes = [note(sentences.PHONE_OFFICE, phone=n) for n in offices]
    notes += [note(sentences.PHONE_SECOND, phone=n) for n in mobiles[1:]]
    if first and len(numbers) == 1 and text not in (first, first.replace("+62", "0", 1)):
        notes.append(note(sentences.PHONE_TIDIED, text=text, phone=first))
    return Read(Phones(first, tuple(mobiles[1:]), tuple(offices)), tuple(notes))


def is_office(number):
    """Whether an E.164 number is an Indonesian landline."""
    return number.startswith("+62") and not number.startswith("+628")


def _parts(text):
    bare = _COMMENT.sub(" ", _EXTENSION.sub(" ", text))
    parts = [part for part in _SPLIT.split(bare) if any(c.isdigit() for c in part)]
    if not parts:
        raise ReadingError(sentences.PHONE_LETTERS, text=text)
    return [piece for part in parts for piece in _joined_numbers(part)]


def _joined_numbers(part):
    """'0812 3456 7890 0813 2222 3333' holds two numbers without a sign between."""
    found = re.split(r"(?<=\d)\s+(?=(?:\+62|08)\d{2,})", part.strip())
    complete = all(len(re.sub(r"\D", "", piece)) >= OFFICE_SHORTEST for piece in found)
    return found if complete else [part]


def _number(part):
    text = _WORDS.sub(" ", _TRUNK.sub("", part)).strip()
    digits = _FORMATTING.sub("", text)
    plus = digits.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("+").removeprefix("00") if plus else digits
    if not (digits.isascii() and digits.isdigit()):
        raise ReadingError(sentences.PHONE_LETTERS, text=part.strip())
    if len(digits) < OFFICE_SHORTEST:
        raise ReadingError(sentences.PHONE_SHORT, digits=len(digits))
    if len(digits) > LONGEST:
        raise ReadingError(sentences.PHONE_LONG, digits=len(digits))
    return _with_country(digits, plus, part.strip())


def _with_country(digits, plus, text):
    if digits.startswith("0"):
        return _indonesian(digits[1:])
    if digits.startswith("62") and len(digits) > 9:
        return _indonesian(digits[2:].removeprefix("0"))
    if plus:
        return _foreign(digits)
    if digits.startswith("8") and len(digits) >= MOBILE_SHORTEST:
        return _indonesian(digits)
    for code, (least, most) in NEIGHBOURS.items():
        if digits.startswith(code) and least <= len(digits) - len(code) <= most:
            return f"+{digits}"
    if digits.startswith("8"):
        raise ReadingError(sentences.PHONE_SHORT, digits=len(digits))
    raise ReadingError(sentences.PHONE_UNKNOWN, text=text)


def _indonesian(national):
    """Digits after the 0 or +62."""
    least = MOBILE_SHORTEST if national.startswith("8") else OFFICE_SHORTEST
    if len(national) < least:
        raise ReadingError(sentences.PHONE_SHORT, digits=len(national) + 1)
    if len(national) > MOBILE_LONGEST:
        raise ReadingError(sentences.PHONE_LONG, digits=len(national) + 1)
    return f"+62{national}"


def _foreign(digits):
    if len(digits) < SHORTEST:
        raise ReadingError(sentences.PHONE_SHORT, digits=len(digits))
    for code, (least, most) in NEIGHBOURS.items():
        if digits.startswith(code) and not least <= len(digits) - len(code) <= most:
            short = len(digits) - len(code) < least
            sentence = sentences.PHONE_SHORT if short else sentences.PHONE_LONG
            raise ReadingError(sentence, digits=len(digits))
    return f"+{digits}"
