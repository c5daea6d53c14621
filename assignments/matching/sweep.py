"""The best duty lists of many officers at once: a dynamic programme over time with hours as state.

Only pairs that gain more than `above` are looked at, and under fair prices they are few: the programme
goes task by task, and at every task only over the officers for whom it is worth something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assignments.matching.chains import NEVER, Chains, Tasks

PAIRS = 100_000


@dataclass(frozen=True)
class Sweep:
    """What one sweep found. bound: (row,) no list of the officer is worth more under these gains."""

    rows: np.ndarray
    bound: np.ndarray
    worth: np.ndarray  # (row, level) best list that ends at this level of hours
    first: np.ndarray  # (row + 1,) where the officer's pairs begin in the next three
    tasks: np.ndarray  # (pair,) in time order
    gain: np.ndarray  # (pair,)
    state: np.ndarray  # (pair, level) best chain that ends with this task at this level

    def pairs(self, column: int) -> slice:
        return slice(int(self.first[column]), int(self.first[column + 1]))


def sweeps(chains: Chains, gains: np.ndarray, rows: np.ndarray, above: float = 0.0) -> Iterator[Sweep]:
    """Sweep the officers `rows` in blocks. gains: (officer, task), NEVER where not allowed.

    A task that gains nothing never makes a list better, so `above` 0 keeps the bound; lists that lose
    up to some amount are all seen if `above` is less than minus that amount.
    """
    wanted = useful(chains, gains, rows, above)
    block = np.cumsum(wanted.sum(axis=1)) // PAIRS
    for number in np.unique(block).tolist():
        inside = block == number
        yield _sweep(chains, gains, rows[inside], wanted[inside])


def useful(chains: Chains, gains: np.ndarray, rows: np.ndarray, above: float) -> np.ndarray:
    """(row, task) -> could it be in a list that loses no more than -above?

    Not if it loses more by itself, and not if all the officer's duties in its country lose more
    together, the price of the country paid: the list without them would be better by that.
    """
    row, task = np.nonzero(gains[rows] > above)
    gain, visit = gains[rows[row], task], chains.data.visit[task]
    key = row * (int(visit.max(initial=-1)) + 1) + visit
    country = np.bincount(key, np.maximum(gain, 0))
    wanted = np.zeros((len(rows), gains.shape[1]), bool)
    wanted[row, task] = country[key] > chains.fee + above
    return wanted


def _sweep(chains: Chains, gains: np.ndarray, rows: np.ndarray, wanted: np.ndarray) -> Sweep:
    tasks, columns = np.nonzero(wanted.T)
    gain = gains[rows[columns], tasks]
    running = _Running(chains, tasks, columns, gain, len(rows))
    for d in np.unique(tasks).tolist():
        running.step(d)
    order = np.argsort(columns, kind="stable")
    first = np.searchsorted(columns[order], np.arange(len(rows) + 1))
    state = running.state[order]
    worth = np.full((len(rows), chains.top + 1), NEVER)
    busy = np.flatnonzero(np.diff(first))
    if len(busy):
        worth[busy] = np.maximum.reduceat(state, first[busy], axis=0)
    worth -= chains.owed[rows]
    return Sweep(rows, np.maximum(0.0, worth.max(axis=1)), worth, first, tasks[order], gain[order], state)


def extend(chains: Chains, d: int, before: np.ndarray, gain: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Every state before d extended by d, into `after`; hours beyond the top level are paid at once."""
    step, top = chains.steps[d], chains.top
    low = max(0, top - step)
    after[:, : min(step, top)] = NEVER
    if step < top:
        np.add(before[:, : top - step], gain[:, None], out=after[:, step:top])
    over = chains.steep * (np.arange(low, top + 1) + step - top)
    np.add((before[:, low:] - over).max(axis=1), gain, out=after[:, top])
    return after


class _Running:
    """Running maxima over the tasks that have ended, as seen by the next task.

    A row of maxima belongs to an officer, or to an officer's country if the officer may serve there twice.
    """

    def __init__(self, chains: Chains, tasks: np.ndarray, columns: np.ndarray, gain: np.ndarray, n: int):
        data = chains.data
        self.chains, self.columns, self.gain, self.n = chains, columns, gain, n
        self.state = np.empty((len(tasks), chains.top + 1))
        self.begins = np.searchsorted(tasks, np.arange(len(data.tasks) + 1)).tolist()
        self.starts, self.visit = data.start.tolist(), data.visit.tolist()
        self.zone = [task.delegation.zone for task in data.tasks]
        self.row, self.again, self.rows = self._countries(data.visit[tasks])
        self.away = [[v for v, can in chains.away.items() if can[d]] for d in range(len(data.tasks))]
        self.twice = int(self.row.max(initial=-1)) + 1
        self.tops: dict[tuple, np.ndarray] = {}
        self.passed = {"near": 0, "far": 0}

    def _countries(self, visits: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(country, officer) -> row or -1; pair -> was the officer there before? pair -> its row or -1."""
        key = visits * self.n + self.columns
        _, first, place, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
        number = np.where(count > 1, np.cumsum(count > 1) - 1, -1)
        row = np.full((int(visits.max(initial=-1)) + 1, self.n), -1, np.int64)
        row[visits, self.columns] = number[place]
        return row, first[place] != np.arange(len(key)), number[place]

    def step(self, d: int) -> None:
        """Fill the states of the pairs with d."""
        if self.chains.same_is_near:
            self._release("near", self.chains.near, d)
        self._release("far", self.chains.far, d)
        here = slice(self.begins[d], self.begins[d + 1])
        before = np.full((here.stop - here.start, self.state.shape[1]), NEVER)
        before[:, 0] = 0.0
        self._lift(before, "any", d, slice(None), self.columns[here])
        before -= self.chains.fee
        known = np.flatnonzero(self.again[here])
        if len(known):
            rows = self.rows[here][known]
            self._lift(before, "same", d, known, rows)
            if self.chains.returns[d] is None:
                self._lift(before, "away", d, known, rows)
            for a, between in self.chains.returns[d] or ():
                self._back_from(before, d, a, between)
        extend(self.chains, d, before, self.gain[here], self.state[here])

    def _lift(
        self, before: np.ndarray, kind: str, d: int, places: slice | np.ndarray, rows: np.ndarray
    ) -> None:
        for key in ((kind, "far"), (kind, "near", self.zone[d])):
            if key in self.tops:
                before[places] = np.maximum(before[places], self.tops[key][rows])

    def _back_from(self, before: np.ndarray, d: int, a: int, between: Tasks) -> None:
        """Raise `before` by the chains that come back to d's country: a, then `between` elsewhere."""
        able = self._columns(d)
        for other in (a, *between):
            able = np.intersect1d(able, self._columns(other), assume_unique=True)
        if len(able):
            state = self.state[self._at(a, able)]
            for b, toll in zip(between, self.chains.tolls(between), strict=True):
                gain = self.gain[self._at(b, able)]
                state = extend(self.chains, b, state - toll, gain, np.empty_like(state))
            places = self._at(d, able) - self.begins[d]
            before[places] = np.maximum(before[places], state)

    def _columns(self, d: int) -> np.ndarray:
        return self.columns[self.begins[d] : self.begins[d + 1]]

    def _at(self, d: int, able: np.ndarray) -> np.ndarray:
        """The pairs of these officers (all at d) with d."""
        return self.begins[d] + np.searchsorted(self._columns(d), able)

    def _release(self, side: str, order: tuple[list[int], list[int]], now: int) -> None:
        """Let the tasks that have ended by the start of `now` count."""
        tasks, minutes = order
        place = self.passed[side]
        while place < len(tasks) and minutes[place] <= self.starts[now]:
            i = tasks[place]
            if self.begins[i] < self.begins[i + 1]:
                key = (side, self.zone[i]) if side == "near" else (side,)
                here = slice(self.begins[i], self.begins[i + 1])
                self._raise(("any", *key), self.n, self.columns[here], here)
                self._raise(("same", *key), None, self.rows[here], here)
                for visit in self.away[i]:
                    if visit < len(self.row):
                        self._raise(("away", *key), None, self.row[visit][self.columns[here]], here)
            place += 1
        self.passed[side] = place

    def _raise(self, key: tuple, size: int | None, rows: np.ndarray, here: slice) -> None:
        state = self.state[here]
        if size is None:
            size, known = self.twice, rows >= 0
            if not known.any():
                return
            rows, state = rows[known], state[known]
        if key not in self.tops:
            self.tops[key] = np.full((size, self.state.shape[1]), NEVER)
        top = self.tops[key]
        top[rows] = np.maximum(top[rows], state)
