"""Softer rules as warnings: what a person may override by typing a reason. Pure, over a matching Board.

The eligibility rules are the matching core's; written once, asked by the solver, this form and the
replacement list. Time and places are never overridden: those stay errors.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from assignments.matching.explain import Board, rule_tests
from assignments.matching.results import Phrase
from assignments.matching.rules import Task

# Rules that no reason overrides: nobody is in two places, on leave, or in a place that is taken.
UNBENDING = {"overlap", "concurrency", "availability", "full"}
SHORT_REST_MINUTES = 8 * 60  # PP 21/2020 leaves eight hours; between two duties of one officer
DRAINED_SHARE = 0.6


@dataclass(frozen=True)
class PairVerdict:
    """What stands in the way of one pair: `errors` forbid, `warnings` ask for a reason."""

    errors: tuple[tuple[str, Phrase | str], ...]
    warnings: tuple[tuple[str, Phrase | str], ...]

    @property
    def is_free(self) -> bool:
        return not self.errors


def judge_pair(board: Board, officer: str, duty: str, sentences: dict[str, str]) -> PairVerdict:
    """Errors and warnings of placing `officer` on `duty`; `sentences` word the product's own warnings."""
    person, task = board.officers[officer], board.tasks[duty]
    failed = [test for test in rule_tests(board, person, task) if not test.passed]
    errors = tuple((test.rule, test.phrase) for test in failed if test.rule in UNBENDING)
    warnings = [(test.rule, test.phrase) for test in failed if test.rule not in UNBENDING]
    warnings += [
        (code, sentences[code]) for code, holds in OWN_WARNINGS.items() if holds(board, person, task)
    ]
    return PairVerdict(errors=errors, warnings=tuple(warnings))


def short_rest(board: Board, person, task: Task) -> bool:
    """Less than eight hours between this duty and another of the same officer."""
    return any(
        0 <= gap < SHORT_REST_MINUTES
        for other in board.others_held(person.id, task.duty.id)
        for gap in (task.duty.start - other.duty.end, other.duty.start - task.duty.end)
    )


def first_time_top_tier(board: Board, person, task: Task) -> bool:
    """A first-time officer for the highest tier."""
    return person.experience == 0 and task.delegation.tier == task.params.tiers[0]


def agency_drained(board: Board, person, task: Task) -> bool:
    """The agency would give more than its limit or, without one, more than its share of what the event needs.

    The share is three fifths, or the event's need of its whole roster where that is more.
    """
    colleagues = [one.id for one in board.officers.values() if one.agency == person.agency]
    held = 1 + sum(1 for one in colleagues if board.held.get(one) and one != person.id)
    cap = board.caps.get((person.agency, task.delegation.event))
    if cap is not None:
        return held > cap
    need = sum(other.duty.headcount for other in board.tasks.values()) / len(board.officers)
    return len(colleagues) >= 3 and held > math.ceil(min(1, max(DRAINED_SHARE, need)) * len(colleagues))


def no_shared_language(board: Board, person, task: Task) -> bool:
    """The team would have no language of the delegation in common."""
    team = [member for member in board.teams[task.duty.id] if member.id != person.id]
    if not team or not task.delegation.languages:
        return False
    return not any(
        all(member.languages.get(need.code, 0) >= need.min_level for member in [*team, person])
        for need in task.delegation.languages
    )


OWN_WARNINGS: dict[str, Callable] = {
    "short_rest": short_rest,
    "first_time_top_tier": first_time_top_tier,
    "agency_drained": agency_drained,
    "no_shared_language": no_shared_language,
}
