"""Why this officer on that duty, or why not: every rule with its finding, in words.

A Board is a problem with a plan on it, by id; the manual form and the replacement list ask it too.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from assignments.matching import factors, lockcheck, parts, rules, score
from assignments.matching.problem import Officer, Plan, Problem
from assignments.matching.results import PairScore, Phrase, RuleTest
from assignments.matching.rules import Task


class Board:
    """The problem's people and duties by id, and who serves where. Raises KeyError for an unknown id."""

    def __init__(self, problem: Problem, plan: Plan = ()):
        self.problem, self.plan = problem, tuple(sorted(set(plan)))
        self.officers = {officer.id: officer for officer in problem.officers}
        self.tasks = lockcheck.tasks_by_id(problem)
        self.held: dict[str, list[Task]] = defaultdict(list)
        self.teams: dict[str, list[Officer]] = defaultdict(list)
        for officer, duty in self.plan:
            self.held[officer].append(self.tasks[duty])
            self.teams[duty].append(self.officers[officer])

    @cached_property
    def caps(self) -> dict[tuple[str, str], int]:
        return {(cap.agency, cap.event): cap.cap for cap in self.problem.agency_caps}

    def places_left(self, duty: str) -> int:
        return max(0, self.tasks[duty].duty.headcount - len(self.teams[duty]))

    def others_held(self, officer: str, duty: str) -> list[Task]:
        return [task for task in self.held[officer] if task.duty.id != duty]

    def clashing(self, officer: Officer, task: Task) -> list[Task]:
        """The duties that the officer would have to give up for this one."""
        held = self.others_held(officer.id, task.duty.id)
        if officer.concurrency == 1:
            return [other for other in held if rules.gap_min(other, task) < 0]
        crowd = lockcheck.beside(task, held)
        return crowd[: max(0, len(crowd) + 1 - officer.concurrency)]

    def agency_used(self, agency: str, event: str) -> int:
        return sum(
            self.officers[o].agency == agency and self.tasks[d].delegation.event == event
            for o, d in self.plan
        )


def rule_tests(board: Board, officer: Officer, task: Task) -> tuple[RuleTest, ...]:
    """Every hard rule for one pair on this board; a softened rule is tested too and marked passed."""
    team = _team_tests(board, officer, task)
    return (*pair_tests(officer, task), _time_test(board, officer, task), *team)


def pair_tests(officer: Officer, task: Task) -> tuple[RuleTest, ...]:
    """The rules that look at the officer and the duty alone."""
    return tuple(_pair_test(rule, officer, task) for rule in rules.PAIR_RULES)


def failing(board: Board, officer: Officer, task: Task) -> tuple[str, ...]:
    """Codes of the rules that keep the officer from this duty."""
    return tuple(test.rule for test in rule_tests(board, officer, task) if not test.passed)


def _pair_test(rule: rules.PairRule, officer: Officer, task: Task) -> RuleTest:
    holds = rule.holds(officer, rule.asks(task))
    phrase = Phrase(f"{'pass' if holds else 'fail'}.{rule.code}", rule.values(officer, task))
    return RuleTest(rule.code, holds or rule.code in task.params.soft_rules, phrase)


def _time_test(board: Board, officer: Officer, task: Task) -> RuleTest:
    clashing = board.clashing(officer, task)
    code = "overlap" if officer.concurrency == 1 else "concurrency"
    if not clashing:
        return RuleTest(code, True, Phrase("pass.overlap"))
    values = {"duty": [other.duty.id for other in clashing], "limit": officer.concurrency}
    return RuleTest(code, False, Phrase(f"fail.{code}", values))


def _team_tests(board: Board, officer: Officer, task: Task) -> list[RuleTest]:
    """Only what stands in the way of one more: a full team, a place reserved for others."""
    team = [member for member in board.teams[task.duty.id] if member.id != officer.id]
    home, headcount = task.delegation, task.duty.headcount
    if len(team) >= headcount:
        return [RuleTest("full", False, Phrase("fail.full", {"headcount": headcount}))]
    found = []
    for rule in rules.TEAM_RULES:
        reserved = rules.quota(rule, home)
        if not reserved or rule in task.params.soft_rules:
            continue
        others = sum(not rules.has_quality(rule, member, home, task.params) for member in team)
        mine = rules.has_quality(rule, officer, home, task.params)
        if not mine and others + 1 > max(0, headcount - reserved):
            found.append(RuleTest(rule, False, Phrase(f"fail.{rule}", {"gender": home.gender})))
    return found


def explain_pair(problem: Problem, officer: str, duty: str, plan: Plan = ()) -> PairScore:
    """The pair's rules, parts, marginal terms and six factors. Raises KeyError for unknown ids."""
    return explain_on(Board(problem, plan), officer, duty)


def explain_on(board: Board, officer: str, duty: str) -> PairScore:
    person, task = board.officers[officer], board.tasks[duty]
    tests = rule_tests(board, person, task)
    found = parts.pair_parts(person, task)
    lines = factors.six_factors(board, person, task, found)
    return PairScore(
        officer=officer,
        duty=duty,
        eligible=all(test.passed for test in tests),
        tests=tests,
        total=parts.pair_total(found, board.problem.params),
        marginal=marginal_terms(board, person, task),
        factors=lines,
        score=sum(line.points for line in lines),
        **found,
    )


def marginal_terms(board: Board, officer: Officer, task: Task) -> dict[str, int]:
    """What the pair costs beyond its own score: hours, agency and country, each zero or negative."""
    params, home = board.problem.params, task.delegation
    others = board.others_held(officer.id, task.duty.id)
    before = officer.prior_hours + sum(other.duty.workload_h for other in others)
    hours = score.hours_cost(before + task.duty.workload_h, params) - score.hours_cost(before, params)
    visited = {(other.delegation.country, other.delegation.event) for other in others}
    new_visit = (home.country, home.event) not in visited
    used = board.agency_used(officer.agency, home.event)
    used -= any(member.id == officer.id for member in board.teams[task.duty.id])
    over = used >= board.caps.get((officer.agency, home.event), used + 1)
    return {
        "hours": -hours,
        "agency": -params.agency_excess_cost * over,
        "country": -params.country_cost * new_visit,
    }
