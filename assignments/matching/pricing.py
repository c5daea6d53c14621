"""One round of pricing: under given prices, each officer's best lists and a bound on all plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assignments.matching.bundles import best_bundle
from assignments.matching.chains import Chains, Tasks
from assignments.matching.lists import Lists, best_chains, fits
from assignments.matching.master import MUST, Rows
from assignments.matching.sweep import Sweep, sweeps

Look = Callable[[Sweep, np.ndarray], list[tuple[int, Tasks]]]
PATIENCE = 60
LEVELS = 3


@dataclass(frozen=True, slots=True)
class Round:
    """bound: no plan is better; each: the bound on every officer's list, locks not counted; found: lists."""

    bound: float
    each: np.ndarray
    found: list[tuple[int, Tasks]]


class Pricer:
    """Prices one instance again and again; a round that is told to stop comes to nothing."""

    def __init__(self, rows: Rows, stop: Callable[[], bool]):
        self.rows, self.data, self.stop = rows, rows.data, stop
        self.chains = Chains(self.data)
        self.single = np.flatnonzero(self.data.concurrency == 1)
        self.several = np.flatnonzero(self.data.concurrency > 1)
        self.must = MUST * np.array([len(kept) for kept in self.data.locked], float)

    def quick(self, prices: np.ndarray) -> Round | None:
        """Sweep everybody; coordinators by linear relaxation."""
        chains = self.chains

        def few_best(sweep: Sweep, gains: np.ndarray) -> list[tuple[int, Tasks]]:
            best = np.argsort(-sweep.worth, axis=1, kind="stable")[:, :LEVELS]
            worth = np.take_along_axis(sweep.worth, best, axis=1)
            columns, places = np.nonzero(worth > self.must[sweep.rows][:, None])
            tasks = best_chains(chains, sweep, columns, best[columns, places])
            return list(zip(sweep.rows[columns].tolist(), tasks, strict=True))

        return self._round(prices, few_best, None)

    def exact(self, prices: np.ndarray, own: np.ndarray) -> Round | None:
        """Sweep finely, and look closer at officers whose bound is above `own`, the price of their row."""

        def closer(sweep: Sweep, gains: np.ndarray) -> list[tuple[int, Tasks]]:
            return self._closer(sweep, gains, own)

        return self._round(prices, closer, own)

    def estimate(self, prices: np.ndarray, step: int) -> float:
        """What the bound may be, from every `step`-th officer who serves one duty at a time."""
        asked = self.single[::step]
        each = sum(float(sweep.bound.sum()) for sweep in sweeps(self.chains, self.rows.gains(prices), asked))
        share = len(self.single) / max(1, len(asked))
        return self.rows.fixed_part(prices) + share * (each - float(self.must[asked].sum()))

    def _round(self, prices: np.ndarray, look: Look, own: np.ndarray | None) -> Round | None:
        gains = self.rows.gains(prices)
        each = np.zeros(len(self.data.officers))
        found: list[tuple[int, Tasks]] = []
        for sweep in sweeps(self.chains, gains, self.single):
            found += look(sweep, gains)
            each[sweep.rows] = sweep.bound
            if self.stop():
                return None
        for o in self.several.tolist():
            each[o], tasks = self._bundle(o, gains[o], None if own is None else own[o] + self.must[o])
            found.append((o, tasks))
            if self.stop():
                return None
        each -= self.must
        return Round(self.rows.fixed_part(prices) + float(each.sum()), each, found)

    def _bundle(self, o: int, gain: np.ndarray, least: float | None) -> tuple[float, Tasks]:
        """A coordinator's bound and list; in whole numbers only if asked, and if that could matter."""
        bound, tasks = best_bundle(self.chains, o, gain, exact=False)
        if least is not None and not tasks and bound > least:
            return best_bundle(self.chains, o, gain, exact=True)
        return bound, tasks

    def possible(self, o: int, tasks: Tasks) -> bool:
        """Sweeps see only neighbours in a chain; a coordinator's programme sees all of them."""
        return self.data.concurrency[o] > 1 or fits(self.data, o, tasks)

    def _closer(self, sweep: Sweep, gains: np.ndarray, own: np.ndarray) -> list[tuple[int, Tasks]]:
        """Tightens sweep.bound in place where a list's true worth is less than the sweep believed."""
        found = []
        for column, o in enumerate(sweep.rows.tolist()):
            if self.stop():
                break
            least = own[o] + self.must[o]
            if sweep.bound[column] <= least:
                continue
            best, ways = least, Lists(self.chains, sweep, column).best_first(least)
            for step, (bound, tasks) in enumerate(ways):
                if bound <= best or step >= PATIENCE:
                    best = max(best, bound)
                    break
                if self.possible(o, tasks):
                    best = max(best, self.rows.worth(o, tasks, gains[o]))
                    found.append((o, tasks))
            sweep.bound[column] = min(sweep.bound[column], max(best, 0.0))
        return found
