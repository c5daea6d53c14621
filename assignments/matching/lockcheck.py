"""Locks against the rules: contradictions are errors, a broken eligibility rule needs a confirmation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from assignments.matching import rules
from assignments.matching.issues import confirm, error
from assignments.matching.problem import Officer, Problem
from assignments.matching.results import InputIssue, Phrase
from assignments.matching.rules import Task


def check_locks(problem: Problem) -> list[InputIssue]:
    """Flaws of the locks of a problem whose ids are known to be good."""
    officers = {officer.id: officer for officer in problem.officers}
    tasks = tasks_by_id(problem)
    held: dict[str, list[Task]] = defaultdict(list)
    teams: dict[str, list[Officer]] = defaultdict(list)
    for officer, duty in sorted(problem.locks):
        held[officer].append(tasks[duty])
        teams[duty].append(officers[officer])
    issues = [issue for name, kept in held.items() for issue in _clashes(officers[name], kept)]
    issues += [issue for duty, team in teams.items() for issue in _team(tasks[duty], team, problem)]
    unconfirmed = sorted(set(problem.locks) - problem.confirmed_locks)
    for officer, duty in unconfirmed:
        issues += _broken_rules(officers[officer], tasks[duty])
    return issues


def tasks_by_id(problem: Problem) -> dict[str, Task]:
    home = {delegation.id: delegation for delegation in problem.delegations}
    return {duty.id: Task(duty, home[duty.delegation], problem.params) for duty in problem.duties}


def peak(tasks: list[Task]) -> list[Task]:
    """The largest set of tasks that are held at one instant."""
    together = [
        [other for other in tasks if other.duty.start <= task.duty.start < other.duty.end] for task in tasks
    ]
    return max(together, key=len, default=[])


def beside(task: Task, held: list[Task]) -> list[Task]:
    """The largest set of held tasks at one instant of this one."""
    duty = task.duty
    moments = {duty.start} | {t.duty.start for t in held if duty.start < t.duty.start < duty.end}
    together = [[t for t in held if t.duty.start <= at < t.duty.end] for at in sorted(moments)]
    return max(together, key=len)


def _clashes(officer: Officer, tasks: list[Task]) -> Iterator[InputIssue]:
    if officer.concurrency == 1:
        clashing = [pair for pair in combinations(tasks, 2) if rules.gap_min(*pair) < 0]
    else:
        most = peak(tasks)
        clashing = [(most[0], most[-1])] if len(most) > officer.concurrency else []
    for first, second in clashing:
        values = {"officer": officer.id, "first": first.duty.id, "second": second.duty.id}
        yield error("lock.clash", officer.id, **values)


def _team(task: Task, team: list[Officer], problem: Problem) -> Iterator[InputIssue]:
    duty, home = task.duty, task.delegation
    if len(team) > duty.headcount:
        yield error("lock.too_many", duty.id, locked=len(team), headcount=duty.headcount)
    confirmed = all((officer.id, duty.id) in problem.confirmed_locks for officer in team)
    for rule in rules.TEAM_RULES:
        if rule in problem.params.soft_rules or confirmed or not rules.quota(rule, home):
            continue
        others = sum(not rules.has_quality(rule, officer, home, problem.params) for officer in team)
        if others > max(0, duty.headcount - rules.quota(rule, home)):
            yield confirm("lock.breaks_quota", duty.id, rule=rule)


def _broken_rules(officer: Officer, task: Task) -> Iterator[InputIssue]:
    for rule in rules.PAIR_RULES:
        if rule.code in task.params.soft_rules or rule.holds(officer, rule.asks(task)):
            continue
        reason = Phrase(f"fail.{rule.code}", rule.values(officer, task))
        subject = f"{officer.id} {task.duty.id}"
        yield confirm("lock.breaks_rule", subject, officer=officer.id, duty=task.duty.id, reason=reason)
