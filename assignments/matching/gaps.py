"""Why a place is empty: which rules stand in the way, for how many officers."""

from __future__ import annotations

from collections import Counter, defaultdict

from assignments.matching import explain, remedies
from assignments.matching.explain import Board
from assignments.matching.problem import Plan, Problem
from assignments.matching.results import Blocker, Phrase, SlotExplanation
from assignments.matching.rules import Task


def count_blockers(board: Board, task: Task) -> tuple[Blocker, ...]:
    """For every rule the officers who fail it: `any` among others, `sole` alone; most first."""
    everyone, alone = Counter(), defaultdict(list)
    serving = {member.id for member in board.teams[task.duty.id]}
    for officer in sorted(board.officers.values(), key=lambda officer: officer.id):
        if officer.id in serving:
            continue
        failed = explain.failing(board, officer, task)
        everyone.update(failed)
        if len(failed) == 1:
            alone[failed[0]].append(officer.id)
    order = sorted(everyone, key=lambda rule: (-everyone[rule], rule))
    return tuple(
        Blocker(rule, everyone[rule], len(alone[rule]), Phrase(f"rule.{rule}"), tuple(alone[rule]))
        for rule in order
    )


def explain_gap(problem: Problem, plan: Plan, duty: str) -> SlotExplanation:
    """Blockers, what holds the busy, two or three remedies. Raises KeyError for an unknown duty."""
    board = Board(problem, plan)
    task = board.tasks[duty]
    blockers = count_blockers(board, task)
    left = board.places_left(duty)
    found = remedies.remedies(board, task, blockers) if left else ()
    return SlotExplanation(duty, left, blockers, remedies.busy_pairs(board, task), found)
