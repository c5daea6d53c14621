"""The texts by which a person is found in rows that are not the person's own."""

from collections.abc import Iterable

from lo_portal import formats

ERASED = "(dihapus)"
SHORTEST = 5  # characters; shorter texts are found in everything


def of(*, names: Iterable[str] = (), phones: Iterable = (), exact: Iterable[str] = ()) -> set[str]:
    """Names of two words or more, phones in every way we write them, and texts that are unique by nature."""
    found = {name.strip() for name in names if len(name.split()) > 1}
    for phone in filter(None, map(str, phones)):
        digits = phone.lstrip("+")
        found |= {phone, digits, formats.phone(phone), "0" + digits.removeprefix("62")}
    found |= {text.strip() for text in exact if text}
    return {text for text in found if len(text) >= SHORTEST}
