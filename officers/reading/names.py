"""A person's name with the titles before and after it kept apart.

Titles are never re-cased: 'Dr.' (doctorate) and 'dr.' (physician) are two
things. There is no family name; single-word names are names.
"""

import re
from dataclasses import dataclass

from lo_portal.sheets.reading import Read, plain
from lo_portal.sheets.sentences import ReadingError, note
from officers.reading import sentences
from officers.reading.identity import without_identity

LIMIT = 120

# Compared without dots and case; the text itself is kept as typed.
FRONT_TITLES = frozenset(
    "prof dr drg drh ir drs dra h hj kh pdt ps pr rm ust ustadz ustadzah apt ns tgk letkol kolonel mayor "  # noqa: SIM905
    "kapten lettu letda kompol akp akbp iptu ipda aiptu aipda".split(" ")
)
# Titles only when written with the dot: the bare letter is an initial.
DOTTED_FRONT_TITLES = frozenset(("r", "ra", "rr", "st", "sp"))
BACK_TITLES = frozenset(
    "ap amd skom sos ssos sh mh se mm ma st mt si msi ssi sip map mkn spd mpd sstp stp sps spt shut spi "  # noqa: SIM905
    "sag mag skm mkes skep ners spar sikom mikom shum sab mab ak mak ssn msn phd md mba mpa mpp llm msc "
    "bsc ba sap sak sstat mstat sgz sfarm spkj cpa qia cfra".split(" ")
)

_DOTTED = re.compile(r"^(?:[A-Za-z]{1,5}\.){1,5}(?:[A-Za-z]{1,5})?$")
_NUMBERING = re.compile(r"^\d{1,3}[.)]\s+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """`front` and `back` as typed: 'Drs.' and 'S.STP., M.Si.'."""

    name: str
    front: str = ""
    back: str = ""

    def __str__(self):
        head = f"{self.front} {self.name}".strip()
        return f"{head}, {self.back}" if self.back else head


def read_name(source) -> Read:
    """A PersonName from a cell that may also hold the NIP on a second line.

    A name in capitals is tidied, with a note. Raises ReadingError when empty,
    without letters, or longer than 120 characters.
    """
    text = " ".join(without_identity(plain(source)).split())
    text = _NUMBERING.sub("", text).strip(" ,;")
    if not text or text == "-":
        raise ReadingError(sentences.NAME_EMPTY)
    if len(text) > LIMIT:
        raise ReadingError(sentences.NAME_LONG, length=len(text), limit=LIMIT)
    if not any(c.isalpha() for c in text):
        raise ReadingError(sentences.NAME_DIGITS, text=text)
    head, _, tail = text.partition(",")
    front, rest = _front(head.split())
    words, trailing = _trailing(rest)
    back = _joined([" ".join(trailing), *tail.split(",")])
    if not words:
        return Read(PersonName(head.strip(), "", _joined(tail.split(","))))
    return _tidied(" ".join(words), front, back)


def join_titles(text) -> str:
    """Back titles of their own column, with one comma and blank between them."""
    return _joined(plain(text).replace("\n", ",").split(","))


def _front(words):
    place = 0
    while place < len(words) - 1 and _is_front(words[place]):
        place += 1
    return " ".join(words[:place]), words[place:]


def _is_front(word):
    bare = word.replace(".", "").casefold()
    if "." in word and bare in DOTTED_FRONT_TITLES:
        return True
    parts = [part for part in word.casefold().split(".") if part]
    return bare in FRONT_TITLES or (bool(parts) and all(part in FRONT_TITLES for part in parts))


def _trailing(words):
    """Back titles that follow the name without a comma: 'Ahmad Fauzan S.Hum.'"""
    place = len(words)
    while place > 1 and _is_back(words[place - 1]):
        place -= 1
    return words[:place], words[place:]


def _is_back(word):
    bare = word.replace(".", "").casefold()
    if "." in word and _DOTTED.match(word) and len(bare) > 1:
        return bare in BACK_TITLES or word.count(".") > 1
    return bare in BACK_TITLES and any(c.isupper() for c in word[1:])


def _joined(parts):
    return ", ".join(part for part in (" ".join(p.split()) for p in parts) if part)


def _tidied(name, front, back):
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters) and " " in name:
        tidy = " ".join(_capitalised(word) for word in name.split())
        changed = note(sentences.NAME_TIDIED, text=name, name=tidy)
        return Read(PersonName(tidy, front, back), (changed,))
    return Read(PersonName(name, front, back))


def _capitalised(word):
    """'SA'DIAH' -> 'Sa'diah', 'ABDUL-RAHMAN' -> 'Abdul-Rahman', 'M.' stays."""
    if word.endswith(".") and len(word) <= 4:
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
