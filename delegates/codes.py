"""The code of a delegation that was given none: its country's letters and the next free number."""

import re
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from functools import lru_cache
from itertools import count

from django_countries import countries

from delegates.countries import read_country
from delegates.reading import core
from lo_portal.sheets.sentences import ReadingError

# Protocol writes the host as RI; whoever comes from no country is a delegation (D) all the same.
LETTERS = {"ID": "RI"}
OTHERWISE = "D"

_NUMBERED = re.compile(r"([A-Z]+)-\d+")


def free_code(*, country: str, name: str, taken: Collection[str]) -> str:
    """'MY-02': the first number behind the country's letters that `taken` (in capitals) does not hold."""
    origin = country or country_named(name)
    letters = LETTERS.get(origin, origin) or _custom(taken)
    numbered = (f"{letters}-{number:02d}" for number in count(1))
    return next(code for code in numbered if code not in taken)


def _custom(taken: Collection[str]) -> str:
    """What the event writes before those of no country: 'INT' where there is an INT-01."""
    found = [match[1] for match in map(_NUMBERED.fullmatch, taken) if match]
    own = Counter(
        letters for letters in found if letters not in LETTERS.values() and letters not in countries
    )
    return min(own, key=lambda letters: (-own[letters], letters), default=OTHERWISE)


@lru_cache(maxsize=1024)
def country_named(text: str) -> str:
    """ISO 3166 alpha-2 where `text` is a country's name or says 'Delegasi' before it, else ''."""
    for name in (text, core(text)):
        with suppress(ReadingError):
            return read_country(name).value
    return ""


def codes_of(event) -> set[str]:
    """The codes of `event`'s delegations, in capitals."""
    return {code.upper() for code in event.delegations.values_list("code", flat=True)}
