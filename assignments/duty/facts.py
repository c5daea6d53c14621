"""What the composer works on: an event's rows as frozen dataclasses, each made once. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from assignments.duty.sheet import Contact, DelegationPart, Entry, EventPart, OfficerPart


@dataclass(frozen=True)
class ItemFacts:
    """An agenda item that stands. `tiers` empty means all guests; `for_officers` concerns the roster."""

    key: str
    entry: Entry
    tiers: frozenset[str] = frozenset()
    for_officers: bool = False


@dataclass(frozen=True)
class DelegationFacts:
    """A delegation that stands, with what its officers share.

    `arrives_at` and `leaves_at` bound its presence where its movements are known. `invited` and
    `excused` are keys of agenda items that override the tier.
    """

    part: DelegationPart
    tier: str
    movements: tuple[Entry, ...] = ()
    contacts: tuple[Contact, ...] = ()
    arrives_at: datetime | None = None
    leaves_at: datetime | None = None
    invited: frozenset[str] = frozenset()
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PersonFacts:
    """An officer on the roster. `tiers` empty means all; it narrows whom a coordinator answers for."""

    part: OfficerPart
    phone: str
    tiers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DutyFacts:
    """A held assignment, primary or backup. `accepted`: the officer said yes."""

    officer: str
    delegation: str
    slot: int
    kind: str = "primary"
    accepted: bool = True


@dataclass(frozen=True)
class Facts:
    """One event, loaded in a fixed number of queries; all keys are strings."""

    event: EventPart
    items: tuple[ItemFacts, ...] = ()
    delegations: dict[str, DelegationFacts] = field(default_factory=dict)
    people: dict[str, PersonFacts] = field(default_factory=dict)
    duties: tuple[DutyFacts, ...] = ()
