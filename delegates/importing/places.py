"""The hotel that a rooming list names once: in a row of its own, in its title or as the sheet's name."""

import re

_HOTEL = re.compile(
    r"\b(?:hotel|wisma|resort|guest ?house|mess)\b.*|\b[\w' ]+ (?:hotel|resort)\b", re.IGNORECASE
)
# What a title says behind the name: '(20 kamar)', ': 12 kamar', 'tanggal 23-26 November'.
_BEHIND = re.compile(
    r"\s*(?:[(:;–]|\s-\s|\b(?:tanggal|tgl|periode|\d+ (?:kamar|rooms?))\b).*$", re.IGNORECASE
)
_NO_NAME = frozenset(("hotel", "hotels", "hotel dan kamar", "hotel list", "hotel kamar"))


def hotel_of(table, number):
    """'Hotel Enggang' by the section above row `number`, the titles or the sheet's name, else ''."""
    names = (_hotel_in(text) for text in (*table.said_above(number), table.sheet))
    return next(filter(None, names), "")


def _hotel_in(text):
    found = _HOTEL.search(text)
    name = (
        _BEHIND.sub("", re.sub(r"^hotel\s*:\s*(?=hotel)", "", found[0], flags=re.IGNORECASE)).strip()
        if found
        else ""
    )
    if name.casefold() in _NO_NAME:
        return ""
    return name.title() if name.isupper() else name
