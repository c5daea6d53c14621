"""From an event's facts to one duty sheet per officer. Pure; the work grows with the rows, not their product.

An agenda item reaches an officer through the tier of their delegation (no tiers: all guests), or
by invitation, and not when the delegation is excused or is not in town yet or any more. Items for
officers reach everybody on the roster. A backup is told the delegation, not its guests or its day.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from assignments.duty import attending
from assignments.duty.facts import DelegationFacts, DutyFacts, Facts, ItemFacts
from assignments.duty.sheet import Contact, DelegationPart, Entry, HomeClock, OfficerPart, Sheet


def compose_sheets(facts: Facts, others: Iterable[OfficerPart] = ()) -> dict[str, Sheet]:
    """The sheet of everybody on the roster or on duty, by officer key.

    `others` are officers who once had a sheet and are on the roster no more: theirs comes out empty.
    """
    shared = _Shared(facts)
    duties = defaultdict(list)
    for duty in facts.duties:
        duties[duty.officer].append(duty)
    sheets = {key: shared.sheet_of(person.part, duties[key]) for key, person in facts.people.items()}
    for officer in others:
        sheets.setdefault(officer.key, Sheet(event=facts.event, officer=officer))
    return sheets


class _Shared:
    """What several officers have in common, worked out once per delegation."""

    def __init__(self, facts: Facts):
        self.facts = facts
        self.for_all = [item.entry for item in facts.items if item.for_officers]
        self.for_guests = [item for item in facts.items if not item.for_officers]
        self.days: dict[str, list[Entry]] = {}
        self.teams = defaultdict(list)
        for duty in facts.duties:
            if duty.kind == "primary":
                self.teams[duty.delegation].append(duty)
        self.coordinators = [
            person for person in facts.people.values() if person.part.role == "coordinator" and person.phone
        ]

    def sheet_of(self, officer: OfficerPart, duties: list[DutyFacts]) -> Sheet:
        duties = [duty for duty in duties if duty.delegation in self.facts.delegations]
        duties.sort(key=lambda duty: (duty.kind != "primary", self._rank(duty), duty.slot))
        serving = [duty for duty in duties if duty.kind == "primary"]
        return Sheet(
            event=self.facts.event,
            officer=officer,
            delegations=tuple(self._part(duty) for duty in duties),
            timeline=_in_order(self.for_all, *(self._day(duty.delegation) for duty in serving)),
            contacts=tuple(self._contacts(officer, serving)),
        )

    def _rank(self, duty: DutyFacts):
        part = self.facts.delegations[duty.delegation].part
        return part.tier_rank, part.code

    def _part(self, duty: DutyFacts) -> DelegationPart:
        part = replace(self.facts.delegations[duty.delegation].part, slot=duty.slot, kind=duty.kind)
        if duty.kind == "primary":
            return part
        return replace(part, guests=(), needs=(), stays=())

    def _day(self, key: str) -> list[Entry]:
        if key not in self.days:
            delegation = self.facts.delegations[key]
            attended = [item.entry for item in self.for_guests if _attends(delegation, item)]
            self.days[key] = [
                _for_delegation(entry, delegation.part) for entry in (*attended, *delegation.movements)
            ]
        return self.days[key]

    def _contacts(self, officer: OfficerPart, serving: list[DutyFacts]) -> list[Contact]:
        """Coordinators, then drivers and the guest's side, then the team, then the command post."""
        delegations = [self.facts.delegations[duty.delegation] for duty in serving]
        tiers = {delegation.tier for delegation in delegations}
        found = [
            Contact("coordinator", person.part.name, person.phone)
            for person in self.coordinators
            if person.part.key != officer.key and (not person.tiers or not tiers or person.tiers & tiers)
        ]
        for delegation in delegations:
            found += delegation.contacts
        for duty in serving:
            found += self._colleagues(officer, duty)
        if self.facts.event.posko_phone:
            found.append(Contact("posko", "", self.facts.event.posko_phone))
        return list(dict.fromkeys(found))

    def _colleagues(self, officer: OfficerPart, duty: DutyFacts) -> list[Contact]:
        code = self.facts.delegations[duty.delegation].part.code
        team = sorted(self.teams[duty.delegation], key=lambda other: other.slot)
        people = [(other, self.facts.people.get(other.officer)) for other in team]
        return [
            Contact("colleague", person.part.name, person.phone, f"{code}/{other.slot}")
            for other, person in people
            if person is not None and other.officer != officer.key
        ]


def _attends(delegation: DelegationFacts, item: ItemFacts) -> bool:
    return attending.attends(
        starts_at=item.entry.starts_at,
        ends_at=item.entry.over_at,
        listed=not item.tiers or delegation.tier in item.tiers,
        invited=item.key in delegation.invited,
        excused=item.key in delegation.excused,
        presence=(delegation.arrives_at, delegation.leaves_at),
    )


def _for_delegation(entry: Entry, part: DelegationPart) -> Entry:
    """The entry with the delegation it concerns and its guest's clock at home, where that differs."""
    home = ()
    if part.home_zone and _differs(entry, part.home_zone):
        home = (HomeClock(_city(part.home_zone), part.home_zone),)
    return replace(entry, delegations=(part.code,), home=home)


def _city(zone: str) -> str:
    """The place that a zone is named after: "Kuala Lumpur"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _differs(entry: Entry, zone: str) -> bool:
    here, there = (entry.starts_at.astimezone(ZoneInfo(name)).utcoffset() for name in (entry.zone, zone))
    return here != there


def _in_order(*days: list[Entry]) -> tuple[Entry, ...]:
    """All entries in order of time; one that concerns two of the officer's delegations appears once."""
    merged: dict[str, Entry] = {}
    for entry in (entry for day in days for entry in day):
        seen = merged.get(entry.key)
        merged[entry.key] = entry if seen is None else _both(seen, entry)
    return tuple(sorted(merged.values(), key=lambda entry: (entry.starts_at, entry.key)))


def _both(one: Entry, other: Entry) -> Entry:
    return replace(
        one,
        delegations=tuple(dict.fromkeys((*one.delegations, *other.delegations))),
        home=tuple(dict.fromkeys((*one.home, *other.home))),
    )
