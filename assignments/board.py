"""One page of the pairing board: slots left, candidates for the chosen slot in the middle.

Everything is computed from one `load_problem`; a page costs the same number of queries at any size.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from assignments import remedies, selectors, wording
from assignments.candidates import Candidate, judge_officer
from assignments.matching import loader
from assignments.matching.explain import Board
from assignments.matching.rules import CEFR
from assignments.models import AssignmentState
from lo_portal import formats
from officers.models import RosterEntry

SWAPS = 5
NAMED = 3


@dataclass(frozen=True)
class Blocked:
    """How many officers one rule keeps from the slot, with up to three names."""

    rule: str
    count: int
    sentence: str
    names: tuple[str, ...]


class BoardPage:
    """The board of an event with one slot chosen (or none).

    A `reader` is shown the slots of the delegations that they answer for; officers are judged by everything
    that is held, and of other delegations no more than the code is said.
    """

    def __init__(self, event, chosen: str = "", show: str = "", reader=None):
        self.event = event
        self.show = show
        self.every_slot = selectors.event_slots(event)
        self.slots = selectors.slots_seen(self.every_slot, reader) if reader else self.every_slot
        self.by_code = {slot.code: slot for slot in self.slots}
        self.chosen = self.by_code.get(chosen) or self._first_wanted()

    @cached_property
    def language(self) -> str:
        return get_language() or "id"

    @cached_property
    def coverage(self):
        return selectors.coverage(self.slots)

    @cached_property
    def groups(self) -> list[tuple[str, str, list]]:
        """The left column: (key, label, slots), the open ones first, VVIP before VIP within each."""
        groups = [
            (key, str(label), [slot for slot in self.slots if test(slot)]) for key, label, test in GROUPS
        ]
        if self.show != "all" and self.to_do:
            groups = [group for group in groups if group[0] != "accepted"]
        return [(key, f"{label} {len(slots)}", slots) for key, label, slots in groups if slots]

    @property
    def to_do(self) -> int:
        """Slots that still need somebody to act."""
        return sum(1 for slot in self.slots if slot.state != AssignmentState.ACCEPTED)

    @property
    def window_words(self) -> str:
        """When the chosen delegation needs its officers, in the event's zone."""
        duty = self.task.duty
        ends = (datetime.fromtimestamp(at * 60, UTC) for at in (duty.start, duty.end))
        return " – ".join(formats.compact(at, self.event.zone, self.language) for at in ends)

    @property
    def language_words(self) -> str:
        """The accepted languages with their level, any one of which suffices; "" where none is asked."""
        needs = self.task.delegation.languages
        if needs == loader.ANY_LANGUAGE:
            return ""
        asked = (f"{need.code} {CEFR[need.min_level]}" for need in needs)
        return wording.either([self.names.get(one, one) for one in asked])

    @cached_property
    def problem(self):
        return loader.load_problem(self.event)

    @cached_property
    def matching(self) -> Board:
        """The rows as the core sees them, with everything that is held now."""
        return Board(self.problem, loader.known_pairs(self.problem))

    @cached_property
    def without_holder(self) -> Board:
        """The board as if the chosen slot were open: whoever holds it does not stand in the way."""
        holder = str(self.chosen.primary.officer_id) if self.chosen.primary else None
        plan = tuple(pair for pair in self.matching.plan if pair != (holder, self.duty))
        return Board(self.problem, plan) if plan != self.matching.plan else self.matching

    @property
    def duty(self) -> str:
        """The chosen slot's duty in the core: its delegation's key."""
        return str(self.chosen.delegation.pk)

    @property
    def task(self):
        return self.matching.tasks[self.duty]

    @cached_property
    def roster(self) -> dict[str, RosterEntry]:
        rows = selectors.pairable_roster(self.event).select_related("officer__agency")
        return {str(row.officer_id): row for row in rows}

    @cached_property
    def names(self) -> dict[str, str]:
        """Readable names of the ids in the core's sentences."""
        people = {key: row.officer.printed_name for key, row in self.roster.items()}
        agencies = {str(row.officer.agency_id): row.officer.agency.name for row in self.roster.values()}
        guests = {str(slot.delegation.pk): slot.delegation.code for slot in self.every_slot}
        return wording.language_names() | self._origins | agencies | people | guests

    @cached_property
    def _origins(self) -> dict[str, str]:
        """What the core calls a country: its code, or the delegation's own where it has none."""
        found = [slot.delegation for slot in self.slots]
        return {str(one.country) or one.code: str(one.country.name or one.name) for one in found}

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Officers who are free for the chosen slot: fewest warnings first, then the best score."""
        free = [one for one in self._judged if one.verdict.is_free]
        return sorted(free, key=lambda one: (len(one.warnings), -one.score, one.officer.name))

    @cached_property
    def swaps(self) -> list[Candidate]:
        """Officers whose only obstacle is another duty at that time; best score first, at most five."""
        busy = [one for one in self._judged if {code for code, _p in one.verdict.errors} == {"overlap"}]
        return sorted(busy, key=lambda one: (len(one.warnings), -one.score))[:SWAPS]

    @cached_property
    def blocked(self) -> list[Blocked]:
        """Why the others cannot, by rule: how many, and who when it is few."""
        names: dict[str, list[str]] = {}
        for one in self._judged:
            for code, _phrase in one.verdict.errors:
                names.setdefault(code, []).append(one.officer.name)
        most_first = sorted(names.items(), key=lambda pair: -len(pair[1]))
        return [
            Blocked(code, len(people), str(BLOCK_LABELS[code]), tuple(people) if len(people) <= NAMED else ())
            for code, people in most_first
        ]

    @property
    def blocked_count(self) -> int:
        return sum(1 for one in self._judged if not one.verdict.is_free)

    @cached_property
    def block(self) -> "remedies.Block | None":
        """For an open slot that nobody fits without a warning: what blocks it and what would free it."""
        if self.chosen is None or not self.chosen.is_open or any(not one.warnings for one in self.candidates):
            return None
        return remedies.explain_open_slot(self)

    def candidate(self, officer_id: str) -> Candidate | None:
        """One officer for the chosen slot, judged by the same rules as all."""
        return next((one for one in self._judged if str(one.officer.pk) == str(officer_id)), None)

    def say(self, phrase) -> str:
        """A sentence of the core in the reader's language, or a plain text as it is."""
        return wording.say(phrase, self.language, self.names)

    @cached_property
    def _judged(self) -> list[Candidate]:
        if self.chosen is None:
            return []
        holder = str(self.chosen.primary.officer_id) if self.chosen.primary else None
        board, duty = self.without_holder, self.duty
        there = {holder, *(member.id for member in board.teams[duty])}
        return [judge_officer(self, board, key, duty) for key in self.roster if key not in there]

    def _first_wanted(self):
        """The first open slot; with none open the first unanswered, then the first of all."""
        order = (
            lambda slot: slot.is_open,
            lambda slot: slot.state == AssignmentState.OFFERED,
            lambda slot: True,
        )
        return next((slot for test in order for slot in self.slots if test(slot)), None)


GROUPS = (
    ("open", pgettext_lazy("slot", "Open"), lambda slot: slot.is_open),
    ("waiting", gettext_lazy("Waiting for the answer"), lambda slot: slot.state == AssignmentState.OFFERED),
    ("proposed", gettext_lazy("Proposed"), lambda slot: slot.state == AssignmentState.PROPOSED),
    ("accepted", gettext_lazy("Accepted"), lambda slot: slot.state == AssignmentState.ACCEPTED),
)

BLOCK_LABELS = {
    "overlap": gettext_lazy("on duty at the same time"),
    "concurrency": gettext_lazy("already holds as many duties as allowed"),
    "availability": gettext_lazy("on leave on one of the days"),
    "full": gettext_lazy("no place left"),
}
