"""First plans: fill the places one by one with the best officer for each, with or without noise.

This is what a careful person does in a spreadsheet; the noisy repeats give the list engine its first columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from assignments.matching.instance import Instance

NOISE = 120


class Filler:
    """A plan being filled: who is busy when, what each further duty would cost each officer."""

    def __init__(self, data: Instance, rising: np.ndarray):
        self.data, self.rising = data, rising
        params = data.problem.params
        self.free = data.eligible.copy()
        self.hours = np.array([officer.prior_hours for officer in data.officers], np.int64)
        self.visited = np.zeros((len(data.officers), int(data.visit.max(initial=-1)) + 1), bool)
        self.left = data.headcount.copy()
        self.held: list[list[int]] = [[] for _ in data.officers]
        self.limits = np.array(params.fairness_breaks_h, np.int64)[:, None]
        self.slopes = np.array(params.fairness_slopes, np.int64)[:, None]
        self.agency_left, self.agency_of = _agency_rooms(data)
        self.quotas: dict[int, list[list]] = {}
        for d, lacking, places, price in data.quotas:
            if not price:
                self.quotas.setdefault(d, []).append(
                    [np.isin(np.arange(len(data.officers)), lacking), places]
                )
        for o, kept in enumerate(data.locked):
            for d in kept:
                self.place(o, d)

    def cost(self, hours: np.ndarray) -> np.ndarray:
        return (self.slopes * np.maximum(0, hours[None, :] - self.limits)).sum(axis=0)

    def worth(self, d: int) -> np.ndarray:
        """What each officer would add by taking d, -inf where it may not be."""
        data, params = self.data, self.data.problem.params
        gain = self.rising[:, d] - params.country_cost * ~self.visited[:, data.visit[d]]
        gain = gain - self.cost(self.hours + data.hours[d]) + self.cost(self.hours)
        room = self.agency_left[self.agency_of[:, data.event[d]]]
        gain = gain - params.agency_excess_cost * (room <= 0)
        allowed = self.free[:, d].copy()
        for lacks, places in self.quotas.get(d, ()):
            if places <= 0:
                allowed &= ~lacks
        return np.where(allowed, gain, -np.inf)

    def place(self, o: int, d: int) -> None:
        data = self.data
        self.held[o].append(d)
        self.hours[o] += data.hours[d]
        self.visited[o, data.visit[d]] = True
        self.left[d] -= 1
        self.free[o, d] = False
        self.free[o] &= ~data.clash[d] if data.concurrency[o] == 1 else ~crowded(data, o, self.held[o])
        self.agency_left[self.agency_of[o, data.event[d]]] -= 1
        for row in self.quotas.get(d, ()):
            row[1] -= bool(row[0][o])

    def fill(self, order: np.ndarray) -> frozenset[tuple[int, int]]:
        for d in order.tolist():
            for _ in range(int(self.left[d])):
                gain = self.worth(d)
                o = int(gain.argmax())
                if gain[o] <= -float(self.data.open_cost[d]) or not np.isfinite(gain[o]):
                    break
                self.place(o, d)
        return frozenset((o, d) for o, held in enumerate(self.held) for d in held)


def _agency_rooms(data: Instance) -> tuple[np.ndarray, np.ndarray]:
    """(room left per capped agency and event, (officer, event) -> its place there); the last is unlimited."""
    rooms = [cap for _, _, cap in data.cap_rows] + [10**9]
    place = np.full((len(data.officers), int(data.event.max(initial=-1)) + 1), len(rooms) - 1, np.int64)
    for row, (members, duties, _) in enumerate(data.cap_rows):
        place[members, data.event[duties[0]]] = row
    return np.array(rooms, np.int64), place


def crowded(data: Instance, o: int, held: list[int]) -> np.ndarray:
    """Tasks that an officer of concurrency k cannot add to `held` without holding k + 1 at one instant."""
    starts, ends, limit = data.start[held], data.end[held], int(data.concurrency[o])
    points = np.unique(np.concatenate([starts, data.start]))
    cover = ((starts[:, None] <= points) & (points < ends[:, None])).sum(axis=0)
    full = np.concatenate([[0], np.cumsum(cover >= limit)])
    first, last = np.searchsorted(points, data.start), np.searchsorted(points, data.end)
    return full[last] > full[first]


def order_of_places(data: Instance) -> np.ndarray:
    """Highest tier first, then where the fewest officers fit per place."""
    choice = data.eligible.sum(axis=0) / np.maximum(1, data.headcount)
    return np.lexsort((np.arange(len(data.tasks)), choice, data.tier))


def greedy(data: Instance) -> frozenset[tuple[int, int]]:
    """The careful person's plan."""
    return Filler(data, data.value.astype(float)).fill(order_of_places(data))


def filler(data: Instance, pairs: Iterable[tuple[int, int]]) -> Filler:
    """As many of the pairs as fit one after the other, locks first."""
    plan = Filler(data, data.value.astype(float))
    for o, d in pairs:
        if plan.left[d] > 0 and np.isfinite(plan.worth(d)[o]):
            plan.place(o, d)
    return plan


def completed(data: Instance, pairs: Iterable[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """As many of the pairs as fit one after the other, and the places left filled as a person would."""
    return filler(data, sorted(pairs)).fill(order_of_places(data))


def noisy_plans(
    data: Instance, count: int, seed: int, stop: Callable[[], bool]
) -> Iterator[frozenset[tuple[int, int]]]:
    """`count` plans with noise on scores and order, fewer if told to stop; a seed repeats its plans."""
    draw = np.random.default_rng(seed % 2**64)
    base = order_of_places(data)
    for _ in range(count):
        if stop():
            return
        shaken = data.value + draw.uniform(-NOISE, NOISE, data.value.shape)
        late = draw.random(len(base)) * len(base) / 4
        order = base[np.lexsort((np.arange(len(base)) + late, data.tier[base]))]
        yield Filler(data, shaken).fill(order)
