"""A person's name with the titles before and after it kept apart.

Titles are never re-cased: 'Dr.' (doctorate) and 'dr.' (physician) are two
things. There is no family name; single-word names are names.
"""

import re
from dataclasses import dataclass, replace

from lo_portal.sheets.reading import Read, plain
from lo_portal.sheets.sentences import ReadingError, note
from officers.ranks import BRACKETED_CORPS, CORPS, SERVICE_RANKS
from officers.reading import sentences
from officers.reading.identity import without_identity

LIMIT = 120

# Compared without dots and case; the text itself is kept as typed.
FRONT_TITLES = frozenset(
    "prof dr drg drh ir drs dra h hj kh pdt ps pr rm ust ustadz ustadzah apt ns tgk".split(" ")  # noqa: SIM905
)
# Titles only when written with the dot: the bare letter is an initial.
DOTTED_FRONT_TITLES = frozenset(("r", "ra", "rr", "st", "sp"))
BACK_TITLES = frozenset(
    "ap amd skom sos ssos sh mh se mm ma st mt si msi ssi sip map mkn spd mpd sstp stp sps spt shut spi "  # noqa: SIM905
    "sag mag skm mkes skep ners spar sikom mikom shum sab mab ak mak ssn msn phd md mba mpa mpp llm msc "
    "bsc ba sap sak sstat mstat sgz sfarm spkj cpa qia cfra sik msos mhum sth smn".split(" ")
)
# Short for first names; a dot after them glues nothing that matters.
NAME_SHORTS = frozenset("moh muh mohd muhd muhammad abd abdul ach achm ahm sy syf syr gst gusti".split(" "))  # noqa: SIM905

_DOTTED = re.compile(r"^(?:[A-Za-z]{1,5}\.){1,5}(?:[A-Za-z]{1,5})?$")
_NUMBERING = re.compile(r"^\d{1,3}[.)]\s+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """`front`, `back` and `rank` as typed: 'Drs.', 'S.STP., M.Si.' and 'Letda Inf'."""

    name: str
    front: str = ""
    back: str = ""
    rank: str = ""

    def __str__(self):
        head = " ".join(part for part in (self.rank, self.front, self.name) if part)
        return f"{head}, {self.back}" if self.back else head


def read_name(source) -> Read:
    """A PersonName from a cell that may also hold the NIP on a second line.

    Titles glued to the name and ranks before it are taken apart, and a name in
    capitals is tidied, each with a note. Raises ReadingError when empty,
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
    if " " not in head and head.endswith(".") and _is_front(head):
        raise ReadingError(sentences.NAME_EMPTY)
    typed = head.split()
    words = [piece for word in typed for piece in _unglued(word)]
    front, rank, rest = _front(words)
    words, trailing = _trailing(rest)
    name, back = " ".join(words), _joined([" ".join(trailing), *tail.split(",")])
    notes = []
    if rank or len(front.split()) + len(words) + len(trailing) > len(typed):
        notes.append(note(sentences.NAME_SPLIT, text=text, name=name))
    notes += [note(sentences.NAME_GLUED, text=word) for word in words if _is_doubtful(word)]
    return _tidied(PersonName(name, front, back, rank), notes)


def join_titles(text) -> str:
    """Back titles of their own column, with one comma and blank between them."""
    return _joined(plain(text).replace("\n", ",").split(","))


def _unglued(word):
    """'Dra.Hj.Siti' -> 'Dra.Hj.', 'Siti'; 'Letda.Inf.Budi' -> three; 'Aminah.S.Sos' -> 'Aminah', 'S.Sos'."""
    pieces, titles, rest = [], "", word
    while rest:
        cut = _title_end(rest)
        ranked = 0 if cut else _rank_end(rest, pieces)
        if not cut and not ranked:
            break
        titles, rest = titles + rest[:cut], rest[cut:]
        if titles and (ranked or not rest):
            pieces.append(titles)
            titles = ""
        if ranked:
            pieces.append(rest[:ranked])
            rest = rest[ranked:]
    pieces += [titles] if titles else []
    return pieces + (_without_back(rest) if rest else [])


def _title_end(word):
    """How far 'Dra.' or 'R.A.' reaches into `word`; 0 where it begins with no title."""
    dots = [place for place, sign in enumerate(word) if sign == "."][:2]
    ends = [place + 1 for place in dots if _is_title(word[: place + 1])]
    return max(ends, default=0)


def _is_title(text):
    return text.replace(".", "").casefold() in FRONT_TITLES | DOTTED_FRONT_TITLES


def _rank_end(word, before):
    """How far a rank with a dot reaches, or after a rank its corps."""
    part = word[: word.find(".") + 1]
    known = SERVICE_RANKS | CORPS if before and _bare(before[0]) in SERVICE_RANKS else SERVICE_RANKS
    return len(part) if _bare(part) in known else 0


def _without_back(word):
    head, dot, tail = word.partition(".")
    if dot and len(head) > 2 and head.isalpha() and "." in tail and _is_back(tail):
        return [head, tail]
    return [word]


def _is_doubtful(word):
    """Something of several letters, a dot, and more glued to it, that is no known title."""
    head, _, tail = word.partition(".")
    return len(head) > 1 and head.isalpha() and tail[:1].isalpha() and head.casefold() not in NAME_SHORTS


def _front(words):
    """(titles, rank, the rest): both may stand before the name, in any order."""
    titles, rank, place = [], [], 0
    while place < len(words) - 1:
        word = words[place]
        if _bare(word) in SERVICE_RANKS or (rank and rank[-1] is words[place - 1] and _is_corps(word)):
            rank.append(word)
        elif _is_front(word):
            titles.append(word)
        else:
            break
        place += 1
    return " ".join(titles), " ".join(rank), words[place:]


def _is_corps(word):
    bare = _bare(word)
    return bare in CORPS or (bare in BRACKETED_CORPS and word.startswith("("))


def _bare(word):
    return word.strip("().").replace(".", "").casefold()


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


def _tidied(person, notes):
    letters = [c for c in person.name if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters) and " " in person.name:
        tidy = " ".join(_capitalised(word) for word in person.name.split())
        notes = [*notes, note(sentences.NAME_TIDIED, text=person.name, name=tidy)]
        person = replace(person, name=tidy)
    return Read(person, tuple(notes))


def _capitalised(word):
    """'SA'DIAH' -> 'Sa'diah', 'ABDUL-RAHMAN' -> 'Abdul-Rahman', 'M.' stays."""
    if word.endswith(".") and len(word) <= 4:
        return word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
