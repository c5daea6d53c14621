"""Why this officer and not that one: one pair with every rule, every factor and its alternatives."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assignments import matching
from assignments.board import BoardPage
from assignments.candidates import Candidate, judge_officer
from assignments.matching import rules
from assignments.matching.explain import Board
from assignments.matching.results import Phrase

ALTERNATIVES = 6
NO_DATA = {"role", "veto"}  # rules of the core for which this product keeps no rows: they always hold
RULE_OF = {"short_rest": "rest"}  # the product's own warnings that rest on a rule with a source


@dataclass(frozen=True)
class RuleLine:
    """One rule with its finding for this pair, and where the rule comes from."""

    passed: bool
    rule: str
    finding: str
    source: str


@dataclass(frozen=True)
class Alternative:
    """Another officer for the same place. `difference`: the plan's points against this pair's."""

    officer_id: str
    name: str
    agency: str
    score: int
    difference: int
    pluses: tuple[str, ...]
    minuses: tuple[str, ...]


class PairPage:
    """One officer on one slot, held or not. Raises `LookupError` when either is not on the reader's board."""

    def __init__(self, event, code: str, officer_id: str, reader=None):
        self.page = BoardPage(event, chosen=code, reader=reader)
        if code not in self.page.by_code or officer_id not in self.page.roster:
            raise LookupError(code)
        self.officer_id, self.slot = officer_id, self.page.chosen
        self.board = self._board_without()
        self.candidate: Candidate = judge_officer(self.page, self.board, officer_id, self.page.duty)
        self.ranked = matching.recommend(
            self.board.problem, self.board.plan, self.page.duty, n=len(self.page.roster)
        )

    @property
    def is_held(self) -> bool:
        return bool(self.slot.primary) and str(self.slot.primary.officer_id) == self.officer_id

    @property
    def rules(self) -> list[RuleLine]:
        """Every hard rule with what it found, the broken ones first; then the warnings of this product."""
        say = self.page.say
        found = [
            RuleLine(
                test.passed,
                say(Phrase(f"rule.{test.rule}")),
                say(test.phrase),
                rules.SOURCES.get(test.rule, ""),
            )
            for test in self.candidate.pair.tests
            if test.rule not in NO_DATA or not test.passed
        ]
        own = {test.rule for test in self.candidate.pair.tests}
        found += [
            RuleLine(False, _("Warning"), warning.sentence, rules.SOURCES.get(RULE_OF.get(warning.code), ""))
            for warning in self.candidate.warnings
            if warning.code not in own
        ]  # fmt: skip
        return sorted(found, key=lambda line: line.passed)

    @property
    def rank(self) -> int | None:
        """The pair's place among everybody who could take the slot; None where a rule forbids it."""
        names = [one.officer for one in self.ranked]
        return names.index(self.officer_id) + 1 if self.officer_id in names else None

    @property
    def uncovers(self) -> tuple[str, ...]:
        return self.candidate.taken_from

    @property
    def alternatives(self) -> list[Alternative]:
        """The best others by what the whole plan would gain, with their pluses and minuses."""
        mine = next((one.net for one in self.ranked if one.officer == self.officer_id), 0)
        others = [one for one in self.ranked if one.officer != self.officer_id][:ALTERNATIVES]
        return [self._alternative(one, mine) for one in others]

    def _alternative(self, one, mine: int) -> Alternative:
        entry, say = self.page.roster[one.officer], self.page.say
        return Alternative(
            officer_id=one.officer,
            name=entry.officer.printed_name,
            agency=entry.officer.agency.name,
            score=one.pair.score,
            difference=one.net - mine,
            pluses=tuple(say(phrase) for phrase in one.pluses),
            minuses=tuple(say(phrase) for phrase in one.minuses),
        )

    def _board_without(self):
        """The board with the slot open and this officer not on it."""
        plan = tuple(
            pair for pair in self.page.without_holder.plan if pair != (self.officer_id, self.page.duty)
        )
        return Board(self.page.problem, plan)
