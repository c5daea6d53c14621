"""What a suggestion stores: differences slot by slot, what stays short, and how good the plan is.

Sentences of the core are stored as code and values and worded when they are read, in the reader's language.
"""

from dataclasses import dataclass

from assignments import wording
from assignments.matching.results import Phrase


@dataclass(frozen=True)
class Line:
    """One slot whose holder would change. Ids are text; an empty id is an open slot."""

    code: str
    delegation_id: str
    delegation: str
    tier: str
    number: int
    old_id: str
    old: str
    old_score: int | None
    new_id: str
    new: str
    new_score: int | None
    note: dict | None = None


@dataclass(frozen=True)
class Gap:
    """A delegation that stays short. blockers: {rule, any, sole, phrase}; remedies: {kind, filled, ...}."""

    code: str
    delegation: str
    slot: str
    open: int
    blockers: tuple[dict, ...]
    remedies: tuple[dict, ...]


@dataclass(frozen=True)
class Outcome:
    """All that the right column of the board shows. gap: (bound - objective) / quality."""

    status: str
    seconds: float
    gap: float | None
    filled_before: int
    filled_after: int
    total: int
    average_before: float
    average_after: float
    moved: int
    locked: int
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    issues: tuple[dict, ...] = ()


def pack(phrase: Phrase) -> dict:
    """A phrase as JSON keeps it; phrases among its values too."""
    values = {key: _packed(value) for key, value in phrase.values.items()}
    return {"code": phrase.code, "values": values}


def say(packed: dict, language: str, names: dict[str, str]) -> str:
    """A packed phrase in words."""
    return wording.say(_unpacked(packed), language, names)


def _packed(value):
    if isinstance(value, Phrase):
        return pack(value)
    if isinstance(value, (list, tuple)):
        return [_packed(one) for one in value]
    return value


def _unpacked(value):
    if isinstance(value, dict):
        return Phrase(value["code"], {key: _unpacked(one) for key, one in value["values"].items()})
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    return value
