"""NIP of PNS and PPPK, NRP of police and military, or none.

The rules of the 18 digits are those of Perka BKN 22/2007 and 43/2007: birth
date, year and month of first appointment (PPPK: contract counter from 21),
sex, sequence. There is no check digit.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from lo_portal.sheets.reading import Read, plain
from lo_portal.sheets.sentences import ReadingError, note
from lo_portal.sheets.tables import Cell
from officers.reading import sentences

PNS, PPPK, NRP, NONE = "pns", "pppk", "nrp", "none"
LENGTH = 18
OLD_LENGTH = 9
YOUNGEST = 18
LATEST_START = 40
OLDEST = 65
FIRST_CONTRACT = 21
SEXES = {"1": "L", "2": "P"}
NO_NUMBER = re.compile(r"^(-+|–|—|tidak ada|belum ada|non[- ]?asn|non[- ]?pns|honorer|thl|n/?a)?$", re.I)

_LABELLED = re.compile(
    r"\b(?P<label>ni(?:p|pppk|\s?pppk)|nrp)\b\s*[.:]?\s*[.:]?\s*(?P<number>[\w .\-/'’\u00a0]*)", re.I
)
_WITHOUT = re.compile(r"\(?\b(?:non[- ]?(?:asn|pns)|honorer|thl)\b\)?", re.I)
_SEPARATORS = re.compile(r"[\s.\-–—_/'’`:]+")
_BARE = re.compile(r"(?<!\d)\d(?:[ .\-\u00a0]?\d){17}(?!\d)")
_SCIENTIFIC = re.compile(r"^\d[.,]?\d*e\+?\d+$", re.I)


@dataclass(frozen=True, slots=True)
class Identity:
    """`number` holds digits only, empty for kind 'none'."""

    kind: str
    number: str = ""

    @property
    def born_on(self):
        """The birth date in a NIP, else None."""
        return _birth(self.number) if self.kind in (PNS, PPPK) else None

    @property
    def sex(self):
        """'L', 'P', or '' where the number does not tell."""
        return SEXES.get(self.number[14:15], "") if self.kind in (PNS, PPPK) else ""


def read_identity(source, today: date, *, nrp_allowed=False) -> Read:
    """An Identity from a cell or text, labelled or not.

    `nrp_allowed`: an unlabelled short number may be an NRP (column NIP/NRP).
    Raises ReadingError naming the digit that is wrong.
    """
    text = unicodedata.normalize("NFKC", plain(source)).strip()
    if isinstance(source, Cell) and source.kind == "number" and text:
        raise ReadingError(sentences.NIP_NUMBER)
    label, number = _pick(text)
    if _SCIENTIFIC.match(number.replace(" ", "")):
        raise ReadingError(sentences.NIP_NUMBER)
    digits = _SEPARATORS.sub("", number)
    if NO_NUMBER.match(number.strip()) or not digits:
        return Read(Identity(NONE))
    if not (digits.isascii() and digits.isdigit()):
        raise ReadingError(sentences.NIP_LETTERS, text=number.strip())
    if label == "nrp" or (nrp_allowed and 5 <= len(digits) <= 11 and not label):
        return _nrp(digits)
    return _nip(digits, today)


def without_identity(text):
    """`text` without its 'NIP. ...', its bare 18 digits or its '(Non ASN)': the rest of a shared cell."""
    return _WITHOUT.sub("", _BARE.sub("", _LABELLED.sub("", text))).strip(" ,;/\n-")


def _pick(text):
    labelled = _LABELLED.search(text)
    if labelled:
        return labelled["label"].lower().replace(" ", ""), labelled["number"].strip()
    if "\n" in text or "," in text:
        bare = _BARE.search(text)
        return "", bare.group() if bare else text
    return "", text


def _nrp(digits):
    if not 5 <= len(digits) <= 20:
        raise ReadingError(sentences.NRP_LENGTH, digits=len(digits))
    return Read(Identity(NRP, digits))


def _nip(digits, today):
    if len(digits) == OLD_LENGTH:
        raise ReadingError(sentences.NIP_OLD, text=digits)
    if len(digits) != LENGTH:
        raise ReadingError(sentences.NIP_LENGTH, digits=len(digits))
    born = _birth(digits)
    if born is None or born > today:
        raise ReadingError(sentences.NIP_BIRTH, text=f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}")
    start = int(digits[8:12])
    if not born.year + YOUNGEST <= start <= today.year:
        raise ReadingError(sentences.NIP_START_YEAR, year=start, birth=born.year)
    kind = _kind(digits[12:14])
    if digits[14] not in SEXES:
        raise ReadingError(sentences.NIP_SEX, digit=digits[14])
    if digits[15:] == "000":
        raise ReadingError(sentences.NIP_SEQUENCE)
    return Read(Identity(kind, digits), _doubts(born, start, today))


def _kind(month):
    if 1 <= int(month) <= 12:
        return PNS
    if int(month) >= FIRST_CONTRACT:
        return PPPK
    raise ReadingError(sentences.NIP_MONTH, month=month)


def _doubts(born, start, today):
    doubts = []
    if start - born.year > LATEST_START:
        doubts.append(note(sentences.NIP_LATE_START, age=start - born.year))
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age > OLDEST:
        doubts.append(note(sentences.NIP_AGE, age=age))
    return tuple(doubts)


def _birth(digits):
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
