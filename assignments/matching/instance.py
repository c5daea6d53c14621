"""A problem compiled to arrays: sorted by id or time, so that input order cannot matter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assignments.matching import parts, rules
from assignments.matching.problem import Officer, Problem
from assignments.matching.rules import Task


@dataclass(frozen=True)
class Instance:
    """Index space of one problem: officers by id; tasks by start, end, id. o and d are indices below."""

    problem: Problem
    officers: tuple[Officer, ...]
    tasks: tuple[Task, ...]
    eligible: np.ndarray  # (o, d) bool, locks included
    value: np.ndarray  # (o, d) int64, pair score less the price of softened rules
    locked: tuple[tuple[int, ...], ...]  # o -> tasks that stay

    @cached_property
    def officer_at(self) -> dict[str, int]:
        return {officer.id: index for index, officer in enumerate(self.officers)}

    @cached_property
    def task_at(self) -> dict[str, int]:
        return {task.duty.id: index for index, task in enumerate(self.tasks)}

    @cached_property
    def start(self) -> np.ndarray:
        return np.array([task.duty.start for task in self.tasks], np.int64)

    @cached_property
    def end(self) -> np.ndarray:
        return np.array([task.duty.end for task in self.tasks], np.int64)

    @cached_property
    def headcount(self) -> np.ndarray:
        return np.array([task.duty.headcount for task in self.tasks], np.int64)

    @cached_property
    def hours(self) -> np.ndarray:
        return np.array([task.duty.workload_h for task in self.tasks], np.int64)

    @cached_property
    def open_cost(self) -> np.ndarray:
        weight = self.problem.params.uncovered_weight
        return np.array([weight[task.delegation.tier] for task in self.tasks], np.int64)

    @cached_property
    def tier(self) -> np.ndarray:
        """d -> position of its tier in the order of priority."""
        place = {tier: index for index, tier in enumerate(self.problem.params.tiers)}
        return np.array([place[task.delegation.tier] for task in self.tasks], np.int64)

    @cached_property
    def visit(self) -> np.ndarray:
        """d -> number of its (country, event)."""
        return _numbered((t.delegation.country, t.delegation.event) for t in self.tasks)

    @cached_property
    def event(self) -> np.ndarray:
        """d -> number of its event."""
        return _numbered(task.delegation.event for task in self.tasks)

    @cached_property
    def concurrency(self) -> np.ndarray:
        return np.array([officer.concurrency for officer in self.officers], np.int64)

    @cached_property
    def follows(self) -> np.ndarray:
        """(d, e) -> may one officer serve d and, after travel, e?"""
        params = self.problem.params
        zone = _numbered(task.delegation.zone for task in self.tasks)
        near, far = (
            self.start >= (self.end + travel)[:, None]
            for travel in (params.travel_same_zone_min, params.travel_other_zone_min)
        )
        return np.where(zone == zone[:, None], near, far)

    @cached_property
    def clash(self) -> np.ndarray:
        """(d, e) -> one officer cannot serve both, in either order; d clashes with itself."""
        return ~(self.follows | self.follows.T)

    @cached_property
    def caps(self) -> dict[tuple[str, str], int]:
        return {(cap.agency, cap.event): cap.cap for cap in self.problem.agency_caps}

    @cached_property
    def cap_rows(self) -> tuple[tuple[np.ndarray, np.ndarray, int], ...]:
        """(officer indices, task indices, cap) for every capped agency and event."""
        agency = np.array([officer.agency for officer in self.officers], object)
        event = np.array([task.delegation.event for task in self.tasks], object)
        rows = []
        for (name, happening), cap in sorted(self.caps.items()):
            members, duties = np.flatnonzero(agency == name), np.flatnonzero(event == happening)
            if len(members) and len(duties):
                rows.append((members, duties, cap))
        return tuple(rows)

    @cached_property
    def quotas(self) -> tuple[tuple[int, np.ndarray, int, int], ...]:
        """(task, officers without the quality, places open to them, price of a breach; 0 = forbidden)."""
        return tuple(row for d in range(len(self.tasks)) for row in self._quotas_of(d))

    def _quotas_of(self, d: int) -> list[tuple[int, np.ndarray, int, int]]:
        task, params = self.tasks[d], self.problem.params
        found = []
        for rule in rules.TEAM_RULES:
            reserved = rules.quota(rule, task.delegation)
            if reserved <= 0:
                continue
            lacking = np.array(
                [
                    o
                    for o, officer in enumerate(self.officers)
                    if not rules.has_quality(rule, officer, task.delegation, params)
                ],
                np.int64,
            )
            held = sum(d in self.locked[o] for o in lacking)
            places = max(0, task.duty.headcount - reserved, held)
            found.append((d, lacking, places, params.soft_rules.get(rule, 0)))
        return found

    @cached_property
    def team_rows(self) -> tuple[tuple[int, tuple[np.ndarray, ...]], ...]:
        """(task, for each accepted language the officers who lack it) where a team can be of two tongues."""
        if not self.problem.params.team_language_cost:
            return ()
        rows = []
        for d, task in enumerate(self.tasks):
            needs = task.delegation.languages
            if task.duty.headcount > 1 and len(needs) > 1:
                lacking = tuple(
                    np.flatnonzero([o.languages.get(n.code, 0) < n.min_level for o in self.officers])
                    for n in needs
                )
                rows.append((d, lacking))
        return tuple(rows)


def compile_problem(problem: Problem) -> Instance:
    """Arrays for a problem that `check.validate` found no error in."""
    officers = tuple(sorted(problem.officers, key=lambda officer: officer.id))
    home = {delegation.id: delegation for delegation in problem.delegations}
    duties = sorted(problem.duties, key=lambda duty: (duty.start, duty.end, duty.id))
    tasks = tuple(Task(duty, home[duty.delegation], problem.params) for duty in duties)
    eligible = np.ones((len(officers), len(tasks)), bool)
    value = _pair_values(officers, tasks, problem)
    for rule in rules.PAIR_RULES:
        price = problem.params.soft_rules.get(rule.code)
        mask = rule.mask(officers, tasks)
        if price is None:
            eligible &= mask
        else:
            value -= np.where(mask, 0, price)
    locked = _locked(problem, officers, tasks)
    for o, kept in enumerate(locked):
        eligible[o, list(kept)] = True
    return Instance(problem, officers, tasks, eligible, value, locked)


def _locked(problem, officers, tasks) -> tuple[tuple[int, ...], ...]:
    officer_at = {officer.id: index for index, officer in enumerate(officers)}
    task_at = {task.duty.id: index for index, task in enumerate(tasks)}
    kept: list[list[int]] = [[] for _ in officers]
    for officer, duty in problem.locks:
        kept[officer_at[officer]].append(task_at[duty])
    return tuple(tuple(sorted(row)) for row in kept)


def _pair_values(officers, tasks, problem) -> np.ndarray:
    arrays = parts.part_arrays(officers, tasks, problem.params)
    total = np.zeros((len(officers), len(tasks)), np.int64)
    for name, weight in problem.params.pair_weights.items():
        total += weight * arrays[name]
    return total


def _numbered(keys) -> np.ndarray:
    seen: dict[object, int] = {}
    return np.array([seen.setdefault(key, len(seen)) for key in keys], np.int64)
