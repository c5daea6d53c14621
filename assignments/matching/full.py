"""The whole problem as one integer programme over pairs, for parts that are small enough.

The same model serves the re-solve: its stages are maximised one after the other, each kept by a row.
"""

from __future__ import annotations

import numpy as np

from assignments.matching import blocks
from assignments.matching.highs import INFINITY, Builder, run_mip
from assignments.matching.instance import Instance

Pairs = frozenset[tuple[int, int]]


class FullModel:
    """Pairs (o, d) as columns, with every rule of the objective; `allowed` narrows the pairs."""

    def __init__(self, instance: Instance, allowed: np.ndarray | None = None):
        self.instance = instance
        self.build = Builder()
        open_pairs = instance.eligible if allowed is None else instance.eligible & allowed
        officers, tasks = np.nonzero(open_pairs)
        self.pairs = list(zip(officers.tolist(), tasks.tolist(), strict=True))
        locked = {(o, d) for o, kept in enumerate(instance.locked) for d in kept}
        self.x = {
            (o, d): self.build.column(float(instance.value[o, d]), float((o, d) in locked), 1, True)
            for o, d in self.pairs
        }
        self.by_officer: dict[int, list[int]] = {}
        self.by_task: dict[int, list[int]] = {d: [] for d in range(len(instance.tasks))}
        for o, d in self.pairs:
            self.by_officer.setdefault(o, []).append(d)
            self.by_task[d].append(o)
        self.open = self._places()
        self._teams()
        self._agencies()
        for o, mine in self.by_officer.items():
            blocks.add_officer(self.build, instance, o, {d: self.x[o, d] for d in mine})

    def _places(self) -> list[int]:
        opens = []
        for d, count in enumerate(self.instance.headcount.tolist()):
            left = self.build.column(-float(self.instance.open_cost[d]), 0, count)
            columns = [self.x[o, d] for o in self.by_task[d]]
            self.build.row([*columns, left], 1.0, count, count)
            opens.append(left)
        return opens

    def _teams(self) -> None:
        for d, lacking, places, price in self.instance.quotas:
            columns = self._team(d, lacking)
            if price:
                over = self.build.column(-float(price), 0, INFINITY)
                self.build.row([*columns, over], [1.0] * len(columns) + [-1.0], -INFINITY, places)
            else:
                self.build.row(columns, 1.0, -INFINITY, places)
        for d, lacking in self.instance.team_rows:
            self._team_language(d, lacking)

    def _team_language(self, d: int, lacking: tuple[np.ndarray, ...]) -> None:
        """outside >= members who lack the chosen language; one language is chosen."""
        most = float(self.instance.headcount[d])
        price = self.instance.problem.params.team_language_cost
        outside = self.build.column(-float(price), 0, most)
        chosen = [self.build.column(0, 0, 1, True) for _ in lacking]
        self.build.row(chosen, 1.0, 1, 1)
        for lack, pick in zip(lacking, chosen, strict=True):
            columns = self._team(d, lack)
            entries = [1.0] * len(columns) + [-1.0, most]
            self.build.row([*columns, outside, pick], entries, -INFINITY, most)

    def _team(self, d: int, members: np.ndarray) -> list[int]:
        """The columns of those members who may serve d."""
        wanted = set(members.tolist())
        return [self.x[o, d] for o in self.by_task[d] if o in wanted]

    def _agencies(self) -> None:
        price = self.instance.problem.params.agency_excess_cost
        for members, duties, cap in self.instance.cap_rows if price else ():
            happening = set(duties.tolist())
            columns = [
                self.x[o, d] for o in members.tolist() for d in self.by_officer.get(o, ()) if d in happening
            ]
            if len(columns) > cap:
                over = self.build.column(-float(price), 0, INFINITY)
                self.build.row([*columns, over], [1.0] * len(columns) + [-1.0], -INFINITY, cap)

    def plan(self, x: np.ndarray) -> Pairs:
        return frozenset(pair for pair, column in self.x.items() if x[column] > 0.5)

    def values(self, plan: Pairs) -> np.ndarray:
        """A plan as values of the pairs and of the open places; the price columns stay at zero."""
        x = np.zeros(len(self.build.cost))
        x[[self.x[pair] for pair in sorted(plan)]] = 1
        filled = np.bincount([d for _, d in plan], minlength=len(self.open))
        x[self.open] = self.instance.headcount - filled
        return x


def solve_full(
    instance: Instance,
    allowed: np.ndarray | None = None,
    seconds: float | None = None,
    nodes: int | None = None,
) -> tuple[Pairs | None, int | None, bool]:
    """(plan, bound on the objective, proven) of the whole model; plan None if time ran out first."""
    model = FullModel(instance, allowed)
    answer = run_mip(model.build.solver(), seconds, nodes)
    if answer.x is None:
        return None, None, False
    bound = int(np.floor(answer.bound + 1e-5)) if np.isfinite(answer.bound) else None
    return model.plan(answer.x), bound, answer.proven
