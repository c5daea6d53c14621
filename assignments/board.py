"""One page of the pairing board: slots left, candidates for the chosen slot in the middle.

Everything is computed from one `load_problem`; a page costs the same number of queries at any size.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from assignments import selectors
from assignments.matching import loader
from assignments.matching.explain import Board, explain_on
from assignments.matching.results import Factor, PairScore
from assignments.matching.rules import CEFR
from assignments.models import AssignmentState
from assignments.services import Warned
from assignments.warnings import PairVerdict, judge_pair
from lo_portal import formats, ui
from officers.models import Officer, RosterEntry

FACTOR_LABELS = {
    "language": _lazy("Language"),
    "competence": _lazy("Competence"),
    "training": _lazy("Training"),
    "load": _lazy("Load"),
    "history": _lazy("History"),
    "agency": _lazy("Agency mix"),
}


@dataclass(frozen=True)
class Candidate:
    """One officer for one slot: score with reasons, what forbids, what warns, whom it would uncover."""

    officer: Officer
    entry: RosterEntry
    pair: PairScore
    factors: tuple[ui.Factor, ...]
    verdict: PairVerdict
    errors: tuple[str, ...]
    warnings: tuple[Warned, ...]
    taken_from: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        return self.pair.score


@dataclass(frozen=True)
class Blocked:
    """How many officers one rule keeps from the slot, with up to three names."""

    rule: str
    count: int
    sentence: str
    names: tuple[str, ...]


class BoardPage:
    """The board of an event with one slot chosen (or none)."""

    def __init__(self, event, chosen: str = "", show: str = ""):
        self.event = event
        self.show = show
        self.slots = selectors.event_slots(event)
        self.by_code = {slot.code: slot for slot in self.slots}
        self.chosen = self.by_code.get(chosen) or self._first_wanted()

    @cached_property
    def coverage(self):
        return selectors.coverage(self.slots)

    @cached_property
    def groups(self) -> list[tuple[str, str, list]]:
        """The left column: (key, label, slots), the open ones first, VVIP before VIP within each."""
        wanted = (
            ("open", _("Open %d"), lambda slot: slot.is_open),
            ("waiting", _("Waiting for the answer %d"), lambda slot: slot.state == "offered"),
            ("proposed", _("Proposed %d"), lambda slot: slot.state == "proposed"),
            ("accepted", _("Accepted %d"), lambda slot: slot.state == "accepted"),
        )
        if self.show != "all" and self.to_do:
            wanted = wanted[:3]
        groups = [(key, label, [slot for slot in self.slots if test(slot)]) for key, label, test in wanted]
        return [(key, label % len(slots), slots) for key, label, slots in groups if slots]

    @property
    def to_do(self) -> int:
        """Slots that still need somebody to act."""
        return sum(1 for slot in self.slots if slot.state != AssignmentState.ACCEPTED)

    @property
    def blocked_count(self) -> int:
        return sum(1 for one in self._judged if not one.verdict.is_free)

    @property
    def window_words(self) -> str:
        """When the chosen delegation needs its officers, in the event's zone."""
        task = self.matching.tasks[str(self.chosen.delegation.pk)]
        lang, zone = get_language(), self.event.zone
        ends = (datetime.fromtimestamp(at * 60, UTC) for at in (task.duty.start, task.duty.end))
        return " – ".join(formats.compact(at, zone, lang) for at in ends)

    @property
    def language_words(self) -> str:
        """The accepted languages with their level; any one of them suffices."""
        needs = self.matching.tasks[str(self.chosen.delegation.pk)].delegation.languages
        return _(" or ").join(f"{need.code} {CEFR[need.min_level]}" for need in needs)

    @cached_property
    def problem(self):
        return loader.load_problem(self.event)

    @cached_property
    def matching(self) -> Board:
        """The rows as the core sees them, with everything that is held now."""
        known = {duty.id for duty in self.problem.duties}
        people = {officer.id for officer in self.problem.officers}
        held = [(o, d) for o, d in self.problem.baseline or () if d in known and o in people]
        return Board(self.problem, tuple(held))

    @cached_property
    def roster(self) -> dict[str, RosterEntry]:
        rows = RosterEntry.objects.serving().filter(event=self.event).select_related("officer__agency")
        return {str(row.officer_id): row for row in rows}

    @cached_property
    def names(self) -> dict[str, str]:
        """Readable names of the ids in the core's sentences."""
        people = {key: str(row.officer) for key, row in self.roster.items()}
        return people | {str(slot.delegation.pk): slot.delegation.code for slot in self.slots}

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Officers who are free for the chosen slot: fewest warnings first, then the best score."""
        free = [one for one in self._judged if one.verdict.is_free]
        return sorted(free, key=lambda one: (len(one.warnings), -one.score, one.officer.name))

    @cached_property
    def swaps(self) -> list[Candidate]:
        """Officers whose only obstacle is another duty at that time; best score first, at most five."""
        busy = [one for one in self._judged if {code for code, _p in one.verdict.errors} == {"overlap"}]
        return sorted(busy, key=lambda one: (len(one.warnings), -one.score))[:5]

    @cached_property
    def blocked(self) -> list[Blocked]:
        """Why the others cannot, by rule: how many, and who when it is few."""
        names: dict[str, list[str]] = {}
        for one in self._judged:
            for code, _phrase in one.verdict.errors:
                names.setdefault(code, []).append(one.officer.name)
        most_first = sorted(names.items(), key=lambda pair: -len(pair[1]))
        return [
            Blocked(code, len(people), str(BLOCK_LABELS[code]), tuple(people) if len(people) <= 3 else ())
            for code, people in most_first
        ]

    def candidate(self, officer_id: str) -> Candidate | None:
        """One officer for the chosen slot, judged by the same rules as all."""
        return next((one for one in self._judged if str(one.officer.pk) == str(officer_id)), None)

    @cached_property
    def _judged(self) -> list[Candidate]:
        if self.chosen is None:
            return []
        duty = str(self.chosen.delegation.pk)
        holder = str(self.chosen.primary.officer_id) if self.chosen.primary else None
        board = self._without(holder, duty)
        return [self._judge(board, key, entry, duty) for key, entry in self.roster.items() if key != holder]

    def _without(self, holder: str | None, duty: str) -> Board:
        """The board as if the chosen slot were open: whoever holds it does not stand in the way."""
        plan = tuple(pair for pair in self.matching.plan if pair != (holder, duty))
        return Board(self.problem, plan) if plan != self.matching.plan else self.matching

    def _judge(self, board: Board, key: str, entry: RosterEntry, duty: str) -> Candidate:
        pair = explain_on(board, key, duty)
        verdict = judge_pair(board, key, duty, own_sentences())
        return Candidate(
            officer=entry.officer,
            entry=entry,
            pair=pair,
            factors=tuple(self._factor(line) for line in pair.factors),
            verdict=verdict,
            errors=tuple(self._say(phrase) for _code, phrase in verdict.errors),
            warnings=tuple(Warned(code, self._say(phrase)) for code, phrase in verdict.warnings),
            taken_from=tuple(
                self.names.get(task.duty.id, "")
                for task in board.clashing(board.officers[key], board.tasks[duty])
            ),
        )

    def _factor(self, line: Factor) -> ui.Factor:
        return ui.Factor(
            label=str(FACTOR_LABELS[line.key]),
            points=line.points,
            maximum=line.maximum,
            reason=self._say(line.phrase),
        )

    def _say(self, phrase) -> str:
        return phrase.say(get_language() or "id", self.names) if hasattr(phrase, "say") else str(phrase)

    def _first_wanted(self):
        """The first open slot; with none open the first unanswered, then the first of all."""
        order = (
            lambda slot: slot.is_open,
            lambda slot: slot.state == AssignmentState.OFFERED,
            lambda slot: True,
        )
        return next((slot for test in order for slot in self.slots if test(slot)), None)


def own_sentences() -> dict[str, str]:
    return {
        "short_rest": _("Less than eight hours of rest between two duties."),
        "first_time_top_tier": _("Serves for the first time, and for the highest tier."),
        "agency_drained": _("Most officers of this agency are already on duty."),
        "no_shared_language": _("The team has no language of the delegation in common."),
    }


BLOCK_LABELS = {
    "overlap": _lazy("on duty at the same time"),
    "concurrency": _lazy("already holds as many duties as allowed"),
    "availability": _lazy("on leave on one of the days"),
    "full": _lazy("no place left"),
}
