"""Good duty lists for all officers at once: a dynamic programme over time with hours as state, in arrays.

One sweep under given gains yields for every officer a bound on the worth of any list, and the lists
behind it.
Two relaxations keep the sweep flat and the bound valid: only neighbours in a chain are kept apart by travel,
and a country may be revisited free of charge where time allows that. Both are undone when a list is valued.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assignments.matching import score
from assignments.matching.instance import Instance

Tasks = tuple[int, ...]
NEVER = -1e12
LEVELS = 64
STATES = 8192
RETURNS = 40


@dataclass(frozen=True)
class Sweep:
    """What one sweep found for some officers. bound: (rows,) no list of the officer is worth more."""

    rows: np.ndarray
    bound: np.ndarray
    worth: np.ndarray  # (level, row) best list that ends at this level of hours
    last: np.ndarray  # (level, row) its last task
    state: np.ndarray  # (task, level, row)


class Sweeper:
    """Sweeps one instance again and again with other gains. A level is `grain` hours; the top one is open."""

    def __init__(self, data: Instance, levels: int = LEVELS):
        self.data = data
        params = data.problem.params
        longest = max(params.fairness_breaks_h, default=0)
        self.grain = max(1, -(-longest // levels))
        self.top = -(-longest // self.grain)
        self.steps = (data.hours // self.grain).tolist()
        self.steep = sum(params.fairness_slopes) * self.grain
        before = np.array([officer.prior_hours for officer in data.officers], np.int64)
        levels = np.arange(self.top + 1)[:, None] * self.grain
        self.owed = _hours_cost(before + levels, params) - _hours_cost(before, params)
        near = min(params.travel_same_zone_min, params.travel_other_zone_min)
        self.same_is_near = params.travel_same_zone_min <= params.travel_other_zone_min
        self.apart = near if not self.same_is_near else params.travel_other_zone_min
        self.near, self.far = _by_time(data.end + near), _by_time(data.end + self.apart)

    @cached_property
    def reaches(self) -> np.ndarray:
        """(d, e) -> may e come next after d, as the sweep sees it."""
        if self.same_is_near:
            return self.data.follows
        return self.data.start[None, :] >= (self.data.end + self.apart)[:, None]

    @cached_property
    def fee(self) -> np.ndarray:
        """(d,) price of entering d's country with d."""
        return np.full(len(self.data.tasks), float(self.data.problem.params.country_cost))

    @cached_property
    def away(self) -> dict[int, np.ndarray]:
        """country -> (c,) may c come after a duty in that country? From there its hard returns are free."""
        hard = np.array([ways is None for ways in self.returns], bool)
        away, visits = {}, self.data.visit
        for visit in np.unique(visits[hard]).tolist():
            inside = visits == visit
            back = self.reaches[:, inside & hard].any(axis=1)
            away[visit] = self.reaches[inside].any(axis=0) & back & ~inside
        return away

    @cached_property
    def returns(self) -> list[list[tuple[int, Tasks]] | None]:
        """d -> (a, between): a chain a, between, d leaves d's country for one or two duties and comes back.

        None = there are too many, or longer absences: see `away`.
        """
        ways: list[list[tuple[int, Tasks]] | None] = [[] for _ in self.data.tasks]
        for visit in np.unique(self.data.visit) if self.data.problem.params.country_cost else ():
            inside = np.flatnonzero(self.data.visit == visit)
            if len(inside) > 1:
                between = self.reaches[inside].any(axis=0) & self.reaches[:, inside].any(axis=1)
                outside = np.flatnonzero(between & (self.data.visit != visit))
                for d, found in zip(inside.tolist(), self._absences(inside, outside), strict=True):
                    ways[d] = found
        return ways

    def _absences(self, inside: np.ndarray, outside: np.ndarray) -> Iterator[list[tuple[int, Tasks]] | None]:
        """For every task inside a country the ways to come back to it, None = too many or too long."""
        steps = self.reaches.astype(np.float32)
        leave, come = steps[np.ix_(inside, outside)], steps[np.ix_(outside, inside)]
        among = steps[np.ix_(outside, outside)]
        away = leave.sum(axis=0)
        one, two, longer = away @ come, away @ among @ come, away @ among @ among @ come
        for place in range(len(inside)):
            if longer[place] or one[place] + two[place] > RETURNS:
                yield None
                continue
            last = np.flatnonzero(come[:, place])
            found = [(int(inside[i]), (int(outside[b]),)) for b in last for i in np.flatnonzero(leave[:, b])]
            for c in last if two[place] else ():
                for b in np.flatnonzero(among[:, c]):
                    pair = (int(outside[b]), int(outside[c]))
                    found += [(int(inside[i]), pair) for i in np.flatnonzero(leave[:, b])]
            yield found

    def sweeps(self, gains: np.ndarray, rows: np.ndarray) -> Iterator[Sweep]:
        """Sweep the officers `rows` in blocks. gains: (officers, tasks), NEVER where not allowed."""
        block = max(32, STATES // (self.top + 1))
        for start in range(0, len(rows), block):
            yield self._sweep(gains, rows[start : start + block])

    def _sweep(self, gains: np.ndarray, rows: np.ndarray) -> Sweep:
        mine = np.ascontiguousarray(gains[rows].T)
        m, n = mine.shape
        state = np.full((m, self.top + 1, n), NEVER)
        worth, last = np.full(state.shape[1:], NEVER), np.full(state.shape[1:], -1, np.int32)
        ready = _Ready(self, state, (mine > 0).any(axis=1).tolist())
        for d in np.flatnonzero(ready.useful).tolist():
            before = ready.before(d)
            for a, between in self.returns[d] or ():
                if ready.useful[a] and all(ready.useful[b] for b in between):
                    np.maximum(before, self._absent(state[a], between, mine), out=before)
            self._step(d, before, mine[d], state[d])
            better = state[d] > worth
            np.copyto(worth, state[d], where=better)
            np.copyto(last, np.int32(d), where=better)
        worth -= self.owed[:, rows]
        return Sweep(rows, np.maximum(0.0, worth.max(axis=0)), worth, last, state)

    def tolls(self, between: Tasks) -> list[float]:
        """Prices of the countries visited in an absence: nothing where one may be a return itself."""
        visits = [int(self.data.visit[b]) for b in between]
        return [
            0.0
            if self.returns[b] or self.returns[b] is None or visit in visits[:place]
            else float(self.fee[b])
            for place, (b, visit) in enumerate(zip(between, visits, strict=True))
        ]

    def _absent(self, state: np.ndarray, between: Tasks, gains: np.ndarray) -> np.ndarray:
        for b, toll in zip(between, self.tolls(between), strict=True):
            state = self._step(b, state - toll, gains[b], np.full(state.shape, NEVER))
        return state

    def _step(self, d: int, before: np.ndarray, gain: np.ndarray, after: np.ndarray) -> np.ndarray:
        """Every state before d extended by d, into `after`; hours beyond the top level are paid at once."""
        step, top = self.steps[d], self.top
        if step < top:
            np.add(before[: top - step], gain, out=after[step:top])
        low = max(0, top - step)
        over = np.arange(low, top + 1) + step - top
        after[top] = (before[low:] - self.steep * over[:, None]).max(axis=0) + gain
        return after

    def lists(
        self, sweep: Sweep, gains: np.ndarray, least: np.ndarray, most: int
    ) -> Iterator[tuple[int, Tasks]]:
        """(officer, list) for up to `most` levels of hours whose best chain is worth more than `least`."""
        order = np.argsort(-sweep.worth, axis=0, kind="stable")[:most]
        for column, o in enumerate(sweep.rows.tolist()):
            for level in order[:, column].tolist():
                if sweep.worth[level, column] <= least[column]:
                    break
                yield (
                    o,
                    self._chain(sweep.state[:, :, column], gains[o], int(sweep.last[level, column]), level),
                )

    def _chain(self, state: np.ndarray, gain: np.ndarray, d: int, level: int) -> Tasks:
        """The tasks behind one state, found again from its value; state: (task, level) of one officer."""
        tasks: Tasks = ()
        while d >= 0:
            tasks = (d, *tasks)
            _, between, d, level = max(
                self.origins(state, gain, d, level), key=lambda way: way[0], default=(0, (), -1, 0)
            )
            tasks = (*between, *tasks)
        return tasks

    def origins(self, state: np.ndarray, gain: np.ndarray, d: int, level: int) -> Iterator[tuple]:
        """(worth before d, tasks between, task before them, its level): all that leads to d at `level`."""
        for low, paid in self._levels(d, level):
            if low == 0:
                yield -self.fee[d] - paid, (), -1, 0
            earlier = np.flatnonzero(self.reaches[:, d] & (state[:, low] > NEVER / 2))
            free = self.data.visit[earlier] == self.data.visit[d]
            if self.returns[d] is None:
                free |= self.away[int(self.data.visit[d])][earlier]
            fees = np.where(free, 0, self.fee[d])
            for i, worth in zip(earlier.tolist(), (state[earlier, low] - fees - paid).tolist(), strict=True):
                yield worth, (), i, low
            for a, between in self.returns[d] or ():
                yield from self._returning(state, gain, a, between, low, paid)

    def _returning(self, state, gain, a: int, between: Tasks, low: int, paid: float) -> Iterator[tuple]:
        worths = [(0.0, low)]
        for b, toll in reversed(list(zip(between, self.tolls(between), strict=True))):
            worths = [
                (worth + gain[b] - toll - also, lower)
                for worth, level in worths
                for lower, also in self._levels(b, level)
            ]
        for worth, lower in worths:
            if state[a, lower] > NEVER / 2:
                yield state[a, lower] + worth - paid, between, a, lower

    def _levels(self, d: int, level: int) -> list[tuple[int, float]]:
        """(level before d, overtime paid on the spot) for d ending at `level`."""
        step, top = self.steps[d], self.top
        if level < top:
            return [(level - step, 0.0)] if level >= step else []
        return [(low, self.steep * (low + step - top)) for low in range(max(0, top - step), top + 1)]


def _hours_cost(hours: np.ndarray, params) -> np.ndarray:
    return np.vectorize(lambda h: score.hours_cost(int(h), params), otypes=[float])(hours)


def _by_time(ready: np.ndarray) -> tuple[list[int], list[int]]:
    """(tasks by the minute from which another may follow, those minutes)."""
    order = np.argsort(ready, kind="stable")
    return order.tolist(), ready[order].tolist()


class _Ready:
    """Running maxima over the tasks that have ended, as seen by the next task."""

    def __init__(self, sweeper: Sweeper, state: np.ndarray, useful: list[bool]):
        self.sweeper, self.state, self.useful = sweeper, state, useful
        data = sweeper.data
        self.starts, self.visit = data.start.tolist(), data.visit.tolist()
        self.zone = [task.delegation.zone for task in data.tasks]
        self.away_from = [[v for v, can in sweeper.away.items() if can[i]] for i in range(len(data.tasks))]
        self.tops: dict[object, np.ndarray] = {}
        self.found = np.empty(state.shape[1:])
        self.passed = {"near": 0, "far": 0}

    def before(self, d: int) -> np.ndarray:
        """(level, officer) best worth of what may come before d, the country's price included."""
        if self.sweeper.same_is_near:
            self._release("near", self.sweeper.near, self.starts[d])
        self._release("far", self.sweeper.far, self.starts[d])
        found = self.found
        found.fill(NEVER)
        found[0] = 0.0
        for key in (("far",), ("near", self.zone[d])):
            if key in self.tops:
                np.maximum(found, self.tops[key], out=found)
        found -= self.sweeper.fee[d]
        keys = [("far", self.visit[d]), ("near", self.zone[d], self.visit[d])]
        if self.sweeper.returns[d] is None:
            keys += [(*key, "away") for key in keys]
        for key in keys:
            if key in self.tops:
                np.maximum(found, self.tops[key], out=found)
        return found

    def _release(self, side: str, order: tuple[list[int], list[int]], start: int) -> None:
        tasks, minutes = order
        place = self.passed[side]
        while place < len(tasks) and minutes[place] <= start:
            i = tasks[place]
            if self.useful[i]:
                zone = (self.zone[i],) if side == "near" else ()
                self._raise((side, *zone), i)
                self._raise((side, *zone, self.visit[i]), i)
                for visit in self.away_from[i]:
                    self._raise((side, *zone, visit, "away"), i)
            place += 1
        self.passed[side] = place

    def _raise(self, key: object, i: int) -> None:
        if key in self.tops:
            np.maximum(self.tops[key], self.state[i], out=self.tops[key])
        else:
            self.tops[key] = self.state[i].copy()
