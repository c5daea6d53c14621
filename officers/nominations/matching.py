"""Who of the register a nominee may be: the same service number, or somebody alike for a person to judge."""

import difflib
from dataclasses import dataclass, field

from lo_portal.sheets.columns import normal
from officers.imports import BIRTH_DIGITS, CLOSE_NAME
from officers.models import Officer
from officers.nominations.models import Nominee

MOST_ALIKE = 5


@dataclass(frozen=True)
class Match:
    """`same` has the nominee's service number; `alike` have nearly the name, nearest first."""

    same: Officer | None = None
    alike: tuple[Officer, ...] = field(default=())


def matches_of(nominees: list[Nominee]) -> dict:
    """nominee's key -> Match, in one query over the register."""
    if not nominees:
        return {}
    officers = list(Officer.objects.persons().select_related("agency").defer("photo"))
    by_number = {officer.nip: officer for officer in officers if officer.nip}
    names = [(normal(officer.name), officer) for officer in officers]
    return {nominee.pk: _match(nominee, by_number, names) for nominee in nominees}


def _match(nominee: Nominee, by_number: dict, names: list) -> Match:
    number = nominee.values.get("nip", "")
    if number in by_number:
        return Match(same=by_number[number])
    wanted, words = normal(nominee.name), set(normal(nominee.name).split())
    ranked = []
    for place, (name, officer) in enumerate(names):
        if words.isdisjoint(name.split()) or not _plausible(number, officer.nip):
            continue
        nearness = difflib.SequenceMatcher(None, wanted, name).ratio()
        if nearness >= CLOSE_NAME:
            ranked.append((-nearness, place, officer))
    return Match(alike=tuple(officer for _near, _place, officer in sorted(ranked)[:MOST_ALIKE]))


def _plausible(mine: str, theirs: str) -> bool:
    """Two numbers with different birth dates are two people."""
    return not (mine and theirs) or mine[:BIRTH_DIGITS] == theirs[:BIRTH_DIGITS]
