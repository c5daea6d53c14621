"""What reading one cell gives, and the readers that every room shares."""

import re
import unicodedata
from dataclasses import dataclass

from lo_portal.sheets.sentences import Note, ReadingError, Sentence
from lo_portal.sheets.tables import Cell

FORMULA_EMPTY = Sentence(
    "formula_empty",
    "Sel berisi rumus tanpa hasil. Salin sel, tempel sebagai nilai.",
    "The cell holds a formula without a result. Copy the cell and paste it as a value.",
)
CELL_ERROR = Sentence(
    "cell_error",
    "Sel berisi galat {text}. Isi dengan nilai yang benar.",
    "The cell holds the error {text}. Fill in the right value.",
)
NOT_WHOLE = Sentence(
    "not_whole",
    "“{text}” bukan bilangan bulat {low}–{high}.",
    "“{text}” is no whole number from {low} to {high}.",
)
NOT_YES_NO = Sentence(
    "not_yes_no",
    "“{text}” bukan Ya atau Tidak. Isi Ya atau Tidak.",
    "“{text}” is neither yes nor no. Fill in Ya or Tidak.",
)
TEXT_LONG = Sentence(
    "text_long",
    "Isi sel {length} huruf; paling banyak {limit}.",
    "The cell has {length} characters; the limit is {limit}.",
)

YES = frozenset("ya y yes sudah true benar 1 v x ✓ ✔ √ ada pernah hadir".split(" "))  # noqa: SIM905
NO = frozenset("tidak t no n belum false salah 0 - tdk".split(" "))  # noqa: SIM905

_COUNT = re.compile(
    r"^(?:±|~|\+/-|kurang lebih|sekitar|about)?\s*(\d{1,5})\s*(?:\([a-z ]+\))?\s*"
    r"(?:orang|org|pax|persons?|people|peserta|delegates?|tamu|penumpang|kursi|seats?)?\.?$"
)
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Read:
    """A value read, with notes about what was tidied or guessed."""

    value: object
    notes: tuple[Note, ...] = ()


def plain(source) -> str:
    """The text of a cell (or of any value) as typed, invisible signs removed.

    Keeps line breaks, apostrophes and case. Raises ReadingError for a cell
    with an error value or a formula that has no stored result.
    """
    if isinstance(source, Cell):
        if source.kind == "error":
            raise ReadingError(CELL_ERROR, text=source.text)
        if source.formula and source.value is None:
            raise ReadingError(FORMULA_EMPTY)
        source = source.text
    return clean("" if source is None else str(source))


def clean(text):
    """Without zero-width and control signs, blanks of every kind made single."""
    kept = (c for c in text if c == "\n" or c == "\t" or unicodedata.category(c) not in ("Cf", "Cc"))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(source):
    return " ".join(plain(source).split("\n"))


def read_text(source, limit=500) -> Read:
    """The text on one line. Raises ReadingError when longer than `limit`."""
    text = one_line(source)
    if len(text) > limit:
        raise ReadingError(TEXT_LONG, length=len(text), limit=limit)
    return Read(text)


def read_whole(source, low=0, high=10_000) -> Read:
    """A whole number from `low` to `high`, or None for an empty cell."""
    text = one_line(source)
    if text in ("", "-"):
        return Read(None)
    digits = text.removesuffix(".0")
    if not re.fullmatch(r"-?\d{1,9}", digits) or not low <= int(digits) <= high:
        raise ReadingError(NOT_WHOLE, text=text, low=low, high=high)
    return Read(int(digits))


def read_count(source, low=1, high=10_000) -> Read:
    """A number of people as lists write it: 14, '14 orang', '± 14', '14 (empat belas) pax'."""
    found = _COUNT.match(one_line(source).casefold())
    return read_whole(found[1] if found else source, low, high)


def read_yes_no(source) -> Read:
    """True, False, or None for an empty cell."""
    text = one_line(source).casefold().rstrip(".")
    if not text:
        return Read(None)
    if text in YES or text.split()[0] in YES:
        return Read(True)
    if text in NO or text.split()[0] in NO:
        return Read(False)
    raise ReadingError(NOT_YES_NO, text=text)
