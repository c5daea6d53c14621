"""The re-solve of one part: open places by tier first, then voluntary drops, then quality.

Each stage is an integer programme of its own, and what it reached is kept by a row in the next:
one weighted sum of all of them would be too coarse for the solver's arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import highspy
import numpy as np

from assignments.matching import seeds
from assignments.matching.full import FullModel, Pairs
from assignments.matching.highs import INFINITY, run_mip
from assignments.matching.instance import Instance
from assignments.matching.limits import Limits

FULL = 15_000
RINGS = 4


@dataclass(frozen=True, slots=True)
class Staged:
    """proven: no plan leaves fewer places open by tier, drops less, or is better with the same."""

    pairs: Pairs
    proven: bool


def replan(part: Instance, kept: Pairs, limits: Limits, nodes: int) -> Staged:
    """The part's new plan. kept: the published pairs that are still possible one by one."""
    if compatible(part, kept):
        filled = fill_only(part, kept, limits, nodes)
        if filled.proven and not surplus(part, filled.pairs):
            return filled
    else:
        filled = Staged(rescue(part, kept), False)
    for allowed, whole in widening(part, kept, filled.pairs):
        found = by_stages(part, kept, allowed, filled.pairs, limits, nodes)
        filled = Staged(found.pairs, found.proven and (whole or not surplus(part, found.pairs)))
        if limits.over() or (found.proven and not surplus(part, found.pairs)):
            break
    return filled


def compatible(part: Instance, pairs: Pairs) -> bool:
    """Can all of these stand together?"""
    return rescue(part, pairs) == pairs | {(o, d) for o, kept in enumerate(part.locked) for d in kept}


def rescue(part: Instance, pairs: Pairs) -> Pairs:
    """As many of the pairs as fit one after the other, locks and high tiers first."""
    plan = seeds.Filler(part, part.value.astype(float))
    for o, d in sorted(pairs, key=lambda pair: (part.tier[pair[1]], pair)):
        if plan.left[d] > 0 and np.isfinite(plan.worth(d)[o]):
            plan.place(o, d)
    return frozenset((o, d) for o, held in enumerate(plan.held) for d in held)


def surplus(part: Instance, pairs: Pairs) -> int:
    """Places left open that somebody at least could fill, were nothing else at stake."""
    filled = np.bincount([d for _, d in pairs], minlength=len(part.tasks))
    able = np.minimum(part.headcount, part.eligible.sum(axis=0))
    return int(np.maximum(0, able - filled).sum())


def fill_only(part: Instance, kept: Pairs, limits: Limits, nodes: int) -> Staged:
    """Nothing is dropped: only the open places are filled, from everybody."""
    fixed = kept | {(o, d) for o, mine in enumerate(part.locked) for d in mine}
    filled = np.bincount([d for _, d in fixed], minlength=len(part.tasks))
    allowed = np.zeros_like(part.eligible)
    allowed[:, filled < part.headcount] = True
    pinned: list[list[int]] = [[] for _ in part.officers]
    for o, d in sorted(fixed):
        allowed[o, d] = True
        pinned[o].append(d)
    pinned_part = replace(part, locked=tuple(tuple(mine) for mine in pinned))
    return by_stages(pinned_part, frozenset(), allowed, fixed, limits, nodes)


def widening(part: Instance, kept: Pairs, plan: Pairs) -> Iterable[tuple[np.ndarray, bool]]:
    """(allowed pairs, everything?) in rings growing around the open places, as far as is bearable."""
    if int(part.eligible.sum()) <= FULL:
        yield np.ones_like(part.eligible), True
        return
    filled = np.bincount([d for _, d in plan], minlength=len(part.tasks))
    tasks = filled < part.headcount
    base = np.zeros_like(part.eligible)
    for o, d in plan | kept:
        base[o, d] = True
    for _ in range(RINGS):
        people = part.eligible[:, tasks].any(axis=1)
        tasks = tasks | base[people].any(axis=0)
        allowed = base.copy()
        allowed[np.ix_(people, tasks)] = True
        if int((allowed & part.eligible).sum()) > 4 * FULL:
            return
        yield allowed, False


@dataclass(frozen=True, slots=True)
class Stage:
    """Something to make small: the sum of the columns times sign; it cannot fall below `least`."""

    columns: list[int]
    sign: int
    least: int

    def reached(self, x: np.ndarray) -> int:
        return self.sign * round(float(x[self.columns].sum()))


def by_stages(
    part: Instance, kept: Pairs, allowed: np.ndarray, start: Pairs, limits: Limits, nodes: int
) -> Staged:
    """Stage after stage over the allowed pairs, each from the plan of the one before."""
    model = FullModel(part, allowed)
    solver, proven = model.build.solver(), True
    x = model.values(start)
    for stage in _stages(part, model, kept):
        if stage.reached(x) > stage.least:
            cost = np.zeros(len(model.build.cost))
            cost[stage.columns] = -stage.sign
            x, settled = _run(solver, model, cost, x, limits, nodes)
            proven &= settled
        columns = np.array(stage.columns, np.int32)
        entries = np.full(len(columns), float(stage.sign))
        solver.addRow(-INFINITY, stage.reached(x) + 0.25, len(columns), columns, entries)
        if limits.over():
            return Staged(model.plan(x), False)
    x, settled = _run(solver, model, np.array(model.build.cost), x, limits, nodes)
    return Staged(model.plan(x), proven and settled)


def _stages(part: Instance, model: FullModel, kept: Pairs) -> list[Stage]:
    found = [
        Stage([model.open[d] for d in np.flatnonzero(part.tier == tier)], 1, 0)
        for tier in sorted(set(part.tier.tolist()))
    ]
    return [*found, Stage([model.x[pair] for pair in sorted(kept)], -1, -len(kept))]


def _run(
    solver: highspy.Highs, model: FullModel, cost: np.ndarray, x: np.ndarray, limits: Limits, nodes: int
) -> tuple[np.ndarray, bool]:
    """(values after maximising cost from x, proven); x again if nothing better was found."""
    columns = np.arange(len(cost), dtype=np.int32)
    solver.changeColsCost(len(cost), columns, cost)
    start = {column: float(x[column]) for column in model.x.values()}
    answer = run_mip(solver, limits.left(), nodes, start)
    return (x if answer.x is None else answer.x), answer.proven
