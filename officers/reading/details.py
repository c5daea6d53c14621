"""The small things on a person's row: sex, e-mail, role."""

import re

from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError
from officers.reading import sentences

SEXES = {
    "L": ("l", "lk", "laki", "laki laki", "pria", "m", "male", "bapak", "bpk", "tn", "1"),
    "P": ("p", "pr", "perempuan", "wanita", "f", "w", "female", "ibu", "ny", "nn", "2"),
}
_SEX_OF = {word: sex for sex, words in SEXES.items() for word in words}
_EMAIL = re.compile(r"^[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]{2,}$")

COORDINATOR, OFFICER, RESERVE = "coordinator", "officer", "reserve"
ROLES = {
    COORDINATOR: ("koordinator", "koord", "coordinator", "ketua"),
    RESERVE: ("cadangan", "reserve", "backup"),
    OFFICER: ("lo", "liaison officer", "petugas", "anggota", "officer", "utama"),
}


def read_sex(source) -> Read:
    """'L', 'P' or '' for an empty cell."""
    text = one_line(source)
    key = " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())
    if not key:
        return Read("")
    if key not in _SEX_OF:
        raise ReadingError(sentences.SEX_UNKNOWN, text=text)
    return Read(_SEX_OF[key])


def read_email(source) -> Read:
    """An address in small letters, or ''. The first one where several stand."""
    text = one_line(source).removeprefix("mailto:")
    if text in ("", "-"):
        return Read("")
    first = re.split(r"[;,/]|\s+", text)[0].casefold()
    if not _EMAIL.match(first) or len(first) > 254:
        raise ReadingError(sentences.EMAIL_WRONG, text=text)
    return Read(first)


def find_role(source) -> str:
    """The role a remark names ('Koordinator', 'LO cadangan'), or ''."""
    words = " ".join(re.findall(r"[a-z]+", one_line(source).casefold()))
    for role, names in ROLES.items():
        if any(re.search(rf"\b{name}\b", words) for name in names):
            return role
    return ""
