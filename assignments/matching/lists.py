"""One officer's duty lists, exactly: all that are worth more than a threshold, or the best few.

A depth-first search over time. The bound that prunes it is the tangent bound of `chains`, taken backwards:
no continuation from a task can add more than the best chain that starts there.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from assignments.matching import blocks, score
from assignments.matching.chains import Sweeper
from assignments.matching.highs import Builder, run_mip
from assignments.matching.instance import Instance

Tasks = tuple[int, ...]
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Found:
    """lists with their reduced value, best first; complete: nothing above the threshold is missing."""

    lists: list[tuple[float, Tasks]]
    complete: bool
    bound: float


class Search:
    """The search tree of one officer of concurrency 1 under given gains."""

    def __init__(self, sweeper: Sweeper, o: int, gains: np.ndarray):
        self.data, self.o = sweeper.data, o
        data, params = self.data, self.data.problem.params
        self.tasks = np.flatnonzero(gains[o] > EPSILON)
        self.gain = gains[o, self.tasks].tolist()
        self.hours = data.hours[self.tasks].tolist()
        self.visit = data.visit[self.tasks].tolist()
        self.follows = data.follows[np.ix_(self.tasks, self.tasks)]
        self.after = [np.flatnonzero(row).tolist() for row in self.follows]
        self.fee = params.country_cost
        self.slope = [int(slope) for slope in sweeper.lines.slope]
        self.rest = sweeper.lines.intercept[:, o].tolist()
        self.short = self._short_rest(params)
        self.prior = data.officers[o].prior_hours
        self.prior_cost = score.hours_cost(self.prior, params)
        self.reach = self._backward(sweeper.free_return[self.tasks])
        chained = params.travel_same_zone_min > params.travel_other_zone_min
        self.all_pairs = self.follows if chained else None

    def _short_rest(self, params) -> np.ndarray | None:
        if not (params.rest_min and params.rest_cost):
            return None
        data, tasks = self.data, self.tasks
        pause = data.start[tasks][None, :] - data.end[tasks][:, None]
        return np.where(pause < params.rest_min, params.rest_cost, 0)

    def _backward(self, free_return: np.ndarray) -> np.ndarray:
        """(tangent, task) -> most that a chain beginning with the task can be worth, its own fee paid."""
        p = len(self.tasks)
        fee = np.where(free_return, 0, self.fee).astype(float)
        hours, visit = np.array(self.hours, float), np.array(self.visit)
        reach = np.array(self.gain) - np.array(self.slope)[:, None] * hours - fee
        for j in range(p - 1, -1, -1):
            next_ = self.after[j]
            if next_:
                refund = np.where(visit[next_] == visit[j], fee[next_], 0)
                reach[:, j] += np.maximum(0, (reach[:, next_] + refund).max(axis=1))
        self.paid = fee.tolist()
        return reach

    def run(self, threshold: float, keep: int | None, nodes: int) -> Found:
        """Lists worth more than `threshold`; with `keep`, only the best so many (which prunes more)."""
        state = _State(threshold, keep, nodes)
        roots = list(range(len(self.tasks)))
        self._extend(state, (), 0.0, 0, frozenset(), roots)
        lists = sorted(((v, t) for v, t in state.heap), key=lambda row: (-row[0], row[1]))
        best = lists[0][0] if lists else threshold
        return Found(lists, state.nodes > 0, max(best, threshold))

    def _extend(self, state: _State, chain: Tasks, value: float, hours: int, seen: frozenset, nexts: list) -> None:
        bounds = self._bounds(value, hours, seen, nexts)
        for place in np.argsort(-bounds, kind="stable").tolist():
            if bounds[place] <= state.threshold:
                return
            state.nodes -= 1
            if state.nodes <= 0:
                return
            self._visit(state, chain, value, hours, seen, nexts[place])

    def _visit(self, state: _State, chain: Tasks, value: float, hours: int, seen: frozenset, j: int) -> None:
        if self.all_pairs is not None and not all(self.all_pairs[i, j] for i in chain):
            return
        value += self.gain[j] - (0 if self.visit[j] in seen else self.fee)
        if chain and self.short is not None:
            value -= float(self.short[chain[-1], j])
        hours, chain = hours + self.hours[j], (*chain, j)
        worth = value - score.hours_cost(self.prior + hours, self.data.problem.params) + self.prior_cost
        if worth > state.threshold:
            state.add(worth, tuple(int(self.tasks[i]) for i in chain))
        if self.after[j]:
            self._extend(state, chain, value, hours, seen | {self.visit[j]}, self.after[j])

    def _bounds(self, value: float, hours: int, seen: frozenset, nexts: list) -> np.ndarray:
        """Most that the chain can come to if it goes on with each of `nexts`."""
        fixed = np.array([r - s * hours for r, s in zip(self.rest, self.slope, strict=True)])
        bounds = (self.reach[:, nexts] + fixed[:, None]).min(axis=0) + value
        if seen:
            bounds += [self.paid[j] if self.visit[j] in seen else 0.0 for j in nexts]
        return bounds


class _State:
    """What the search has found: a heap that keeps the best lists and lifts the threshold with them."""

    def __init__(self, threshold: float, keep: int | None, nodes: int):
        self.threshold, self.keep, self.nodes = threshold, keep, nodes
        self.heap: list[tuple[float, Tasks]] = []

    def add(self, worth: float, tasks: Tasks) -> None:
        heapq.heappush(self.heap, (worth, tasks))
        if self.keep is not None and len(self.heap) > self.keep:
            heapq.heappop(self.heap)
        if self.keep is not None and len(self.heap) == self.keep:
            self.threshold = max(self.threshold, self.heap[0][0])


def best_bundle(data: Instance, o: int, gains: np.ndarray) -> tuple[float, float, Tasks]:
    """(value, bound, tasks) of a coordinator's best list: duties may overlap, so a small integer programme."""
    build = Builder()
    useful = np.flatnonzero(gains[o] > EPSILON)
    x = {int(d): build.column(float(gains[o, d]), 0, 1, True) for d in useful}
    blocks.add_officer(build, data, o, x)
    if not x:
        return 0.0, 0.0, ()
    solver = build.solver()
    solver.setOptionValue("mip_abs_gap", 1e-6)
    answer = run_mip(solver, nodes=200)
    tasks = tuple(d for d, column in x.items() if answer.x[column] > 0.5) if answer.x is not None else ()
    return answer.objective, answer.bound, tasks


def fits(data: Instance, o: int, tasks: Tasks) -> bool:
    """May one officer of concurrency 1 serve all of these, taken in time order?"""
    return all(
        data.follows[d, e] for place, d in enumerate(tasks) for e in tasks[place + 1 :]
    )


