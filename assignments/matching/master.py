"""The linear master programme: which duty lists together, and what each place is worth (its dual price).

Rows: places of every duty, reserved places, agency caps, one language per team, one list per officer.
Any prices give a valid bound on the objective: `fixed_part` plus each officer's best list under them.
"""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np

from assignments.matching import score
from assignments.matching.chains import NEVER, Tasks
from assignments.matching.highs import INFINITY, Builder
from assignments.matching.instance import Instance

SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown)
WHERE = {"middle": ("ipm", "off"), "corner": ("ipm", "on"), "next": ("simplex", "off")}
MUST = 1e7
"""Added to the gain of a locked task: a list without it is never worth having."""


class Rows:
    """The shared rows of an instance and what a pair (o, d) puts into them."""

    def __init__(self, data: Instance):
        self.data = data
        n, m = len(data.officers), len(data.tasks)
        self.quotas = [(d, _flags(n, lacking), places, price) for d, lacking, places, price in data.quotas]
        self.teams = [(d, [_flags(n, lack) for lack in lacking]) for d, lacking in data.team_rows]
        self.first_cap = m + len(self.quotas)
        self.first_team = self.first_cap + len(data.cap_rows)
        self.count = self.first_team + sum(len(lacking) for _, lacking in self.teams)
        self.cap_of = np.full((n, int(data.event.max(initial=-1)) + 1), -1, np.int64)
        for row, (members, duties, _) in enumerate(data.cap_rows):
            self.cap_of[members, data.event[duties[0]]] = self.first_cap + row
        self.at_task: dict[int, list[tuple[int, np.ndarray]]] = {}
        for row, (d, flags, _, _) in enumerate(self.quotas, m):
            self.at_task.setdefault(d, []).append((row, flags))
        row = self.first_team
        for d, lacking in self.teams:
            for flags in lacking:
                self.at_task.setdefault(d, []).append((row, flags))
                row += 1

    def entries(self, o: int, tasks: Tasks) -> tuple[list[int], list[float]]:
        """Row indices and coefficients of one list; the officer's own row comes last."""
        counted: dict[int, float] = {}
        for d in tasks:
            counted[d] = 1.0
            cap = int(self.cap_of[o, self.data.event[d]])
            if cap >= 0:
                counted[cap] = counted.get(cap, 0.0) + 1.0
            for row, flags in self.at_task.get(d, ()):
                if flags[o]:
                    counted[row] = 1.0
        counted[self.count + o] = 1.0
        return list(counted), list(counted.values())

    def gains(self, prices: np.ndarray) -> np.ndarray:
        """(o, d) -> pair value less the prices of the rows it uses; NEVER where not eligible."""
        data, m = self.data, len(self.data.tasks)
        gain = data.value - prices[:m]
        for d, rows in self.at_task.items():
            for row, flags in rows:
                if prices[row]:
                    gain[flags, d] -= prices[row]
        for row, (members, duties, _) in enumerate(data.cap_rows, self.first_cap):
            if prices[row]:
                gain[np.ix_(members, duties)] -= prices[row]
        gain[~data.eligible] = NEVER
        for o, kept in enumerate(data.locked):
            gain[o, list(kept)] += MUST
        return gain

    def worth(self, o: int, tasks: Tasks, gain: np.ndarray) -> float:
        """What a list is truly worth under the gains of its officer."""
        chosen = list(tasks)
        paid = int(self.data.value[o, chosen].sum()) - score.list_value(self.data, o, tasks)
        return float(gain[chosen].sum()) - paid

    def clipped(self, prices: np.ndarray) -> np.ndarray:
        """The nearest prices that the bound allows: no subsidy, none above the price of the breach."""
        data, m = self.data, len(self.data.tasks)
        prices = prices.copy()
        prices[:m] = np.maximum(prices[:m], -data.open_cost.astype(float))
        prices[m:] = np.maximum(prices[m:], 0)
        for row, (_, _, _, price) in enumerate(self.quotas, m):
            if price:
                prices[row] = min(prices[row], price)
        caps = slice(self.first_cap, self.first_team)
        prices[caps] = np.minimum(prices[caps], data.problem.params.agency_excess_cost)
        return prices

    def fixed_part(self, prices: np.ndarray) -> float:
        """The bound's share of the rows themselves, for clipped prices."""
        data, m = self.data, len(self.data.tasks)
        total = float(prices[:m] @ data.headcount)
        total += sum(prices[row] * places for row, (_, _, places, _) in enumerate(self.quotas, m))
        total += sum(prices[row] * cap for row, (_, _, cap) in enumerate(data.cap_rows, self.first_cap))
        row, price = self.first_team, data.problem.params.team_language_cost
        for d, lacking in self.teams:
            mine, most = prices[row : row + len(lacking)], float(data.headcount[d])
            total += most * (mine.sum() - mine.min() + max(0.0, mine.sum() - price))
            row += len(lacking)
        return total


def _flags(n: int, members: np.ndarray) -> np.ndarray:
    flags = np.zeros(n, bool)
    flags[members] = True
    return flags


def shared_rows(build: Builder, rows: Rows) -> None:
    """Price columns and the rows that lists will be added to: shared rows first, then one per officer."""
    data, params = rows.data, rows.data.problem.params
    for d, count in enumerate(data.headcount.tolist()):
        left = build.column(-float(data.open_cost[d]), 0, count)
        build.row([left], 1.0, count, count)
    for _, _, places, price in rows.quotas:
        over = [build.column(-float(price), 0, INFINITY)] if price else []
        build.row(over, -1.0, -INFINITY, places)
    for _, _, cap in data.cap_rows:
        over = build.column(-float(params.agency_excess_cost), 0, INFINITY)
        build.row([over], -1.0, -INFINITY, cap)
    chosen = []
    for d, lacking in rows.teams:
        most = float(data.headcount[d])
        outside = build.column(-float(params.team_language_cost), 0, most)
        picks = [build.column(0, 0, 1, True) for _ in lacking]
        chosen.append(picks)
        for pick in picks:
            build.row([outside, pick], [-1.0, most], -INFINITY, most)
    for kept in data.locked:
        build.row([], 1.0, 1.0 if kept else -INFINITY, 1.0)
    for picks in chosen:
        build.row(picks, 1.0, 1, 1)


class Master:
    """The growing linear programme. Lists are only ever added.

    It is handed over as a minimisation: stopped in the middle of the optimal face, HiGHS gets the signs of
    a maximisation's prices wrong.
    """

    def __init__(self, rows: Rows):
        self.rows, self.data = rows, rows.data
        self.lists: list[tuple[int, Tasks]] = []
        self.known: set[tuple[int, Tasks]] = set()
        build = Builder()
        shared_rows(build, rows)
        build.whole = [False] * len(build.whole)
        build.cost = [-cost for cost in build.cost]
        self.first_list = len(build.cost)
        self.solver = build.solver()
        self.solver.changeObjectiveSense(highspy.ObjSense.kMinimize)

    def add(self, lists: Iterable[tuple[int, Tasks]]) -> int:
        """Take in lists that are new; how many they were."""
        fresh = [row for row in dict.fromkeys(lists) if row[1] and row not in self.known]
        starts, index, entry = [], [], []
        for o, tasks in fresh:
            rows, entries = self.rows.entries(o, tasks)
            starts.append(len(index))
            index += rows
            entry += entries
        if fresh:
            k = len(fresh)
            self.solver.addCols(
                k,
                -np.array([score.list_value(self.data, o, tasks) for o, tasks in fresh], float),
                np.zeros(k),
                np.full(k, INFINITY),
                len(index),
                np.array(starts, np.int32),
                np.array(index, np.int32),
                np.array(entry, float),
            )
        self.lists += fresh
        self.known.update(fresh)
        return len(fresh)

    def solve(
        self, seconds: float | None, where: str = "middle"
    ) -> tuple[float, np.ndarray, np.ndarray] | None:
        """(objective, prices of the shared rows, price of each officer's row); None if time ran out.

        where: in the "middle" of the optimal face prices are fairest; a "corner" has the fewest broken
        shares, and the "next" one is near the last.
        """
        for name, value in zip(("solver", "run_crossover"), WHERE[where], strict=True):
            self.solver.setOptionValue(name, value)
        left = INFINITY if seconds is None else max(0.01, seconds)
        self.solver.setOptionValue("time_limit", left + self.solver.getRunTime())
        self.solver.run()
        answer = self.solver.getSolution()
        if self.solver.getModelStatus() not in SOLVED or not answer.dual_valid:
            return None
        duals = -np.array(answer.row_dual)
        n = len(self.data.officers)
        own = duals[self.rows.count : self.rows.count + n]
        return -self.solver.getInfo().objective_function_value, duals[: self.rows.count], own

    def fix(self, lists: list[int]) -> None:
        """From now on these lists (by number) are taken whole."""
        columns = self.first_list + np.array(lists, np.int32)
        ones = np.ones(len(lists))
        self.solver.changeColsBounds(len(lists), columns, ones, ones)

    def free(self, lists: list[int]) -> None:
        """These lists may be taken in shares again."""
        columns = self.first_list + np.array(lists, np.int32)
        self.solver.changeColsBounds(len(lists), columns, np.zeros(len(lists)), np.full(len(lists), INFINITY))

    def shares(self) -> np.ndarray:
        """How much of each list the last solution takes."""
        return np.array(self.solver.getSolution().col_value)[self.first_list :]
