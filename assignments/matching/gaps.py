"""Why a place is empty: which rules stand in the way, for how many officers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assignments.matching import lockcheck, remedies, rules
from assignments.matching.explain import Board
from assignments.matching.problem import Officer, Plan, Problem
from assignments.matching.results import Blocker, Phrase, SlotExplanation
from assignments.matching.rules import Task

BLOCK = 200
"""Duties looked at together: the tables stay small at any size."""


def count_blockers(board: Board, task: Task) -> tuple[Blocker, ...]:
    """For every rule the officers who fail it: `any` among others, `sole` alone; most first."""
    return next(all_blockers(board, [task]))


def all_blockers(board: Board, tasks: Sequence[Task]) -> Iterator[tuple[Blocker, ...]]:
    """The blockers of each of these duties, in their order; officers who serve there are not asked."""
    officers = [board.officers[name] for name in sorted(board.officers)]
    for first in range(0, len(tasks), BLOCK):
        some = tasks[first : first + BLOCK]
        failed = _failures(board, officers, some)
        codes, table = list(failed), np.stack(list(failed.values()))
        for column, task in enumerate(some):
            serving = {member.id for member in board.teams[task.duty.id]}
            asked = np.array([officer.id not in serving for officer in officers], bool)
            yield _blockers(codes, table[:, :, column] & asked, officers)


def _blockers(codes: list[str], failed: np.ndarray, officers: list[Officer]) -> tuple[Blocker, ...]:
    """failed: (rule, officer) -> does the officer fail it?"""
    alone = failed & (failed.sum(axis=0) == 1)
    found = [
        Blocker(code, int(mine.sum()), int(only.sum()), Phrase(f"rule.{code}"), _ids(officers, only))
        for code, mine, only in zip(codes, failed, alone, strict=True)
        if mine.any()
    ]
    return tuple(sorted(found, key=lambda blocker: (-blocker.any, blocker.rule)))


def _ids(officers: list[Officer], chosen: np.ndarray) -> tuple[str, ...]:
    return tuple(officers[o].id for o in np.flatnonzero(chosen))


def _failures(board: Board, officers: list[Officer], tasks: Sequence[Task]) -> dict[str, np.ndarray]:
    """rule -> (officer, task) -> does the officer fail it? As `explain.rule_tests` finds one by one."""
    soft = board.problem.params.soft_rules
    found = {r.code: ~r.mask(officers, tasks) for r in rules.PAIR_RULES if r.code not in soft}
    busy = _busy(board, officers, tasks)
    several = np.array([officer.concurrency > 1 for officer in officers], bool)[:, None]
    found |= {"overlap": busy & ~several, "concurrency": busy & several}
    nobody = np.zeros((len(officers), len(tasks)), bool)
    found |= {code: nobody.copy() for code in ("full", *rules.TEAM_RULES)}
    for column, task in enumerate(tasks):
        if not board.places_left(task.duty.id):
            found["full"][:, column] = True
            continue
        for rule in set(rules.TEAM_RULES) - set(soft):
            if _reserved(board, rule, task):
                able = [
                    rules.has_quality(rule, officer, task.delegation, task.params) for officer in officers
                ]
                found[rule][:, column] = ~np.array(able, bool)
    return found


def _reserved(board: Board, rule: str, task: Task) -> bool:
    """Are the places left all kept for officers with the rule's quality?"""
    reserved = rules.quota(rule, task.delegation)
    team = board.teams[task.duty.id]
    others = sum(not rules.has_quality(rule, member, task.delegation, task.params) for member in team)
    return reserved > 0 and others + 1 > max(0, task.duty.headcount - reserved)


def _busy(board: Board, officers: list[Officer], tasks: Sequence[Task]) -> np.ndarray:
    """(officer, task) -> would another duty have to go?"""
    starts = np.array([task.duty.start for task in tasks], np.int64)
    ends = np.array([task.duty.end for task in tasks], np.int64)
    zones = np.array([task.delegation.zone for task in tasks], object)
    params, busy = board.problem.params, np.zeros((len(officers), len(tasks)), bool)
    for row, officer in enumerate(officers):
        held = board.held.get(officer.id, ())
        if officer.concurrency > 1:
            busy[row] = [
                len(lockcheck.beside(task, board.others_held(officer.id, task.duty.id)))
                >= officer.concurrency
                for task in tasks
            ]
            continue
        for other in held:
            same = zones == other.delegation.zone
            travel = np.where(same, params.travel_same_zone_min, params.travel_other_zone_min)
            before, after = other.duty.end + travel <= starts, ends + travel <= other.duty.start
            busy[row] |= ~(before | after)
    return busy


def explain_gap(problem: Problem, plan: Plan, duty: str) -> SlotExplanation:
    """Blockers, what holds the busy, two or three remedies. Raises KeyError for an unknown duty."""
    board = Board(problem, plan)
    task = board.tasks[duty]
    blockers = count_blockers(board, task)
    left = board.places_left(duty)
    found = remedies.remedies(board, task, blockers) if left else ()
    return SlotExplanation(duty, left, blockers, remedies.busy_pairs(board, task), found)
