"""One officer's duty lists behind a sweep: the best chain of each level of hours, or all, best first."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np

from assignments.matching.chains import NEVER, Chains, Tasks
from assignments.matching.instance import Instance
from assignments.matching.sweep import Sweep

EPSILON = 1e-6


def best_chains(chains: Chains, sweep: Sweep, columns: np.ndarray, levels: np.ndarray) -> list[Tasks]:
    """The best chain of each officer (by place in sweep.rows) that ends at the level; it must have one."""
    ends = [
        begin + int(sweep.state[begin:end, level].argmax())
        for begin, end, level in zip(
            sweep.first[columns].tolist(), sweep.first[columns + 1].tolist(), levels.tolist(), strict=True
        )
    ]
    found: list[Tasks] = [()] * len(columns)
    index, pair, level = np.arange(len(columns)), np.array(ends, np.int64), levels
    while len(index):
        for i, d in zip(index.tolist(), sweep.tasks[pair].tolist(), strict=True):
            found[i] = (d, *found[i])
        before, low, odd = _step_back(chains, sweep, sweep.first[columns[index]], pair, level)
        for i, p, at in zip(index[odd].tolist(), pair[odd].tolist(), level[odd].tolist(), strict=True):
            mine = Lists(chains, sweep, int(columns[i]))
            found[i] = (*mine.chain(p - int(sweep.first[columns[i]]), at), *found[i][1:])
        go = (before >= 0) & ~odd
        index, pair, level = index[go], before[go], low[go]
    return found


def _step_back(
    chains: Chains, sweep: Sweep, first: np.ndarray, pair: np.ndarray, level: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(pair before each state or -1, its level, whether it can only be a return to a country)."""
    d, visit, top = sweep.tasks[pair], chains.data.visit, chains.top
    step = np.array(chains.steps)[d]
    least = np.where(level < top, level - step, np.maximum(0, top - step))
    ways = np.where(level < top, 1, top + 1 - least)
    one, low = _spread(ways)
    low += least[one]
    paid = chains.steep * np.maximum(0, low + step[one] - top)
    wanted = sweep.state[pair, level] - sweep.gain[pair] - EPSILON
    alone = np.zeros(len(pair), bool)
    alone[one[(low == 0) & (-chains.fee - paid >= wanted[one])]] = True
    count = np.where(alone[one] | (low < 0), 0, (pair - first)[one])
    way, earlier = _spread(count)
    earlier += first[one[way]]
    owner, task = one[way], sweep.tasks[earlier]
    fee = np.where(visit[task] == visit[d[owner]], 0.0, chains.fee)
    able = chains.reaches[task, d[owner]]
    hit = np.flatnonzero(able & (sweep.state[earlier, low[way]] - fee - paid[way] >= wanted[owner]))[::-1]
    before, lower = np.full(len(pair), -1), np.zeros(len(pair), np.int64)
    before[owner[hit]], lower[owner[hit]] = earlier[hit], low[way[hit]]
    return before, lower, ~alone & (before < 0)


def _spread(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(index of each, number within its index) for `counts` things of every index."""
    index = np.repeat(np.arange(len(counts)), counts)
    begins = np.cumsum(counts) - counts
    return index, np.arange(len(index)) - begins[index]


class Lists:
    """The part of a sweep that belongs to one officer. Tasks are counted by their place in `tasks`."""

    def __init__(self, chains: Chains, sweep: Sweep, column: int):
        mine = sweep.pairs(column)
        self.chains = chains
        self.tasks, self.gain, self.state = sweep.tasks[mine], sweep.gain[mine], sweep.state[mine]
        self.owed = chains.owed[sweep.rows[column]]
        self.place = {d: place for place, d in enumerate(self.tasks.tolist())}

    def chain(self, place: int, level: int) -> Tasks:
        """The tasks behind one state, found again from its value."""
        tasks: Tasks = ()
        while place >= 0:
            tasks = (int(self.tasks[place]), *tasks)
            _, between, place, level = max(
                self._origins(place, level), key=lambda way: way[0], default=(0, (), -1, 0)
            )
            tasks = (*between, *tasks)
        return tasks

    def best_first(self, least: float) -> Iterator[tuple[float, Tasks]]:
        """(bound, list), bounds falling and all above `least`.

        The bound is what the sweep thinks the list is worth: never less than its true worth.
        """
        ends = self.state - self.owed
        heap: list[tuple[float, Tasks, int, int, float]] = []
        for place, level in np.argwhere((ends > least) & (self.state > NEVER / 2)).tolist():
            rest = float(ends[place, level] - self.state[place, level])
            heap.append((-float(ends[place, level]), (int(self.tasks[place]),), place, level, rest))
        heapq.heapify(heap)
        while heap:
            cost, tasks, place, level, rest = heapq.heappop(heap)
            if place < 0:
                yield -cost, tasks
                continue
            for worth, between, i, low in self._origins(place, level):
                step = float(worth + self.gain[place] + rest)
                if step > least:
                    longer = (*((int(self.tasks[i]),) if i >= 0 else ()), *between, *tasks)
                    left = step - float(self.state[i, low]) if i >= 0 else 0.0
                    heapq.heappush(heap, (-step, longer, i, low, left))

    def _origins(self, place: int, level: int) -> Iterator[tuple]:
        """(worth before, tasks between, place before them, its level): all that leads to this state."""
        chains, d = self.chains, int(self.tasks[place])
        visit = chains.data.visit
        earlier = np.flatnonzero(chains.reaches[self.tasks[:place], d])
        known = self.tasks[earlier]
        free = visit[known] == visit[d]
        if chains.returns[d] is None and (visit[self.tasks[:place]] == visit[d]).any():
            free |= chains.away[int(visit[d])][known]
        fees = np.where(free, 0, chains.fee)
        for low, paid in chains.levels(d, level):
            if low == 0:
                yield -chains.fee - paid, (), -1, 0
            states = self.state[earlier, low]
            for i in np.flatnonzero(states > NEVER / 2).tolist():
                yield states[i] - fees[i] - paid, (), int(earlier[i]), low
            for a, between in chains.returns[d] or ():
                if a in self.place and all(b in self.place for b in between):
                    yield from self._returning(self.place[a], between, low, paid)

    def _returning(self, a: int, between: Tasks, low: int, paid: float) -> Iterator[tuple]:
        worths = [(0.0, low)]
        for b, toll in reversed(list(zip(between, self.chains.tolls(between), strict=True))):
            worths = [
                (worth + self.gain[self.place[b]] - toll - also, lower)
                for worth, level in worths
                for lower, also in self.chains.levels(b, level)
            ]
        for worth, lower in worths:
            if self.state[a, lower] > NEVER / 2:
                yield self.state[a, lower] + worth - paid, between, a, lower


def fits(data: Instance, o: int, tasks: Tasks) -> bool:
    """May one officer of concurrency 1 serve all of these, taken in time order?"""
    return all(data.follows[d, e] for place, d in enumerate(tasks) for e in tasks[place + 1 :])
