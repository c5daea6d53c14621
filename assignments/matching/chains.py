"""What may follow what in one officer's chain of duties, and what it costs: the ground of every sweep.

Two relaxations keep sweeps flat and bounds valid: only neighbours in a chain are kept apart by travel,
and a country may be revisited free of charge where time allows that. Both are undone when a list is valued.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from assignments.matching import score
from assignments.matching.instance import Instance

Tasks = tuple[int, ...]
NEVER = -1e12
LEVELS = 64
RETURNS = 40


class Chains:
    """The relations of one instance. A level is `grain` hours of duty; the top one is open."""

    def __init__(self, data: Instance, levels: int = LEVELS):
        self.data = data
        params = data.problem.params
        longest = max(params.fairness_breaks_h, default=0)
        self.grain = max(1, -(-longest // levels))
        self.top = -(-longest // self.grain)
        self.steps = (data.hours // self.grain).tolist()
        self.steep = sum(params.fairness_slopes) * self.grain
        self.fee = float(params.country_cost)
        before = np.array([officer.prior_hours for officer in data.officers], np.int64)
        reached = before[:, None] + np.arange(self.top + 1) * self.grain
        self.owed = _hours_cost(reached, params) - _hours_cost(before, params)[:, None]
        near = min(params.travel_same_zone_min, params.travel_other_zone_min)
        self.same_is_near = params.travel_same_zone_min <= params.travel_other_zone_min
        self.apart = near if not self.same_is_near else params.travel_other_zone_min
        self.near, self.far = _by_time(data.end + near), _by_time(data.end + self.apart)

    @cached_property
    def reaches(self) -> np.ndarray:
        """(d, e) -> may e come next after d, as a sweep sees it."""
        if self.same_is_near:
            return self.data.follows
        return self.data.start[None, :] >= (self.data.end + self.apart)[:, None]

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

    def tolls(self, between: Tasks) -> list[float]:
        """Prices of the countries visited in an absence: nothing where one may be a return itself."""
        visits = [int(self.data.visit[b]) for b in between]
        return [
            0.0 if self.returns[b] or self.returns[b] is None or visit in visits[:place] else self.fee
            for place, (b, visit) in enumerate(zip(between, visits, strict=True))
        ]

    def levels(self, d: int, level: int) -> list[tuple[int, float]]:
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
