"""The re-solve of one part: open places by tier first, then voluntary drops, then quality.

Each stage is an integer programme of its own, and what it reached is kept by a row in the next:
one weighted sum of all of them would be too coarse for the solver's arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import highspy
import numpy as np

from assignments.matching import engine, score, seeds
from assignments.matching.full import FullModel, Pairs
from assignments.matching.highs import INFINITY, run_mip
from assignments.matching.instance import Instance
from assignments.matching.limits import Limits
from assignments.matching.problem import SolveOptions

FULL = 15_000
HOLES = 5_000
RINGS = (2_000, 6_000, 15_000)


@dataclass(frozen=True, slots=True)
class Staged:
    """proven: no plan leaves fewer places open by tier, drops less, or is better with the same.

    bound: no plan that drops as few is better; None = not known.
    """

    pairs: Pairs
    proven: bool
    bound: float | None = None


def replan(part: Instance, kept: Pairs, options: SolveOptions, limits: Limits, nodes: int) -> Staged:
    """The part's new plan. kept: the published pairs that are still possible one by one."""
    stays = kept if compatible(part, kept) else most_kept(part, kept, limits, nodes)
    filled = fill_only(part, stays, options, limits, nodes)
    size, done = int(part.eligible.sum()), not surplus(part, filled.pairs)
    if done and stays == kept and (filled.proven or size > HOLES):
        return filled
    plan = filled.pairs
    if size > HOLES and not done:
        plan = widened(part, kept, plan, limits, nodes)
        done = not surplus(part, plan)
    if size > (HOLES if done else FULL) or limits.over():  # done: nobody leaves less open, but may be better
        return Staged(plan, False)
    return by_stages(part, kept, np.ones_like(part.eligible), plan, limits, nodes)


def compatible(part: Instance, pairs: Pairs) -> bool:
    """Can all of these stand together?"""
    return rescue(part, pairs) == pairs | _locks(part)


def _locks(part: Instance) -> Pairs:
    return frozenset((o, d) for o, kept in enumerate(part.locked) for d in kept)


def rescue(part: Instance, pairs: Pairs) -> Pairs:
    """As many of the pairs as fit one after the other, locks and high tiers first."""
    plan = seeds.filler(part, sorted(pairs, key=lambda pair: (part.tier[pair[1]], pair)))
    return frozenset((o, d) for o, held in enumerate(plan.held) for d in held)


def most_kept(part: Instance, kept: Pairs, limits: Limits, nodes: int) -> Pairs:
    """As many of the published pairs as can stand together, the best ones of those."""
    locks = _locks(part)
    found = by_stages(part, kept, _only(part, kept | locks), rescue(part, kept), limits, nodes, tiers=False)
    return found.pairs - (locks - kept)


def surplus(part: Instance, pairs: Pairs) -> int:
    """Places left open that somebody at least could fill, were nothing else at stake."""
    filled = np.bincount([d for _, d in pairs], minlength=len(part.tasks))
    able = np.minimum(part.headcount, part.eligible.sum(axis=0))
    return int(np.maximum(0, able - filled).sum())


def fill_only(part: Instance, stays: Pairs, options: SolveOptions, limits: Limits, nodes: int) -> Staged:
    """Of these nothing is dropped: only the open places are filled, from everybody.

    Many holes are filled by the engine for large parts, where places are weighed and not staged.
    """
    fixed = stays | _locks(part)
    filled = np.bincount([d for _, d in fixed], minlength=len(part.tasks))
    allowed = _only(part, fixed)
    allowed[:, filled < part.headcount] = True
    pinned: list[list[int]] = [[] for _ in part.officers]
    for o, d in sorted(fixed):
        pinned[o].append(d)
    left = replace(part, eligible=part.eligible & allowed, locked=tuple(map(tuple, pinned)))
    if int(left.eligible.sum()) - len(fixed) <= HOLES:
        return by_stages(left, frozenset(), allowed, fixed, limits, nodes)
    answer = engine.solve_part(left, options, limits)
    return Staged(answer.pairs, answer.bound <= score.evaluate(left, answer.pairs).objective, answer.bound)


def _only(part: Instance, pairs: Iterable[tuple[int, int]]) -> np.ndarray:
    """(officer, task) -> is it one of these pairs?"""
    allowed = np.zeros_like(part.eligible)
    for pair in pairs:
        allowed[pair] = True
    return allowed


def widened(part: Instance, kept: Pairs, plan: Pairs, limits: Limits, nodes: int) -> Pairs:
    """A better plan by moving people in rings that grow around the open places, as far as is bearable."""
    filled = np.bincount([d for _, d in plan], minlength=len(part.tasks))
    tasks = filled < np.minimum(part.headcount, part.eligible.sum(axis=0))
    for most in RINGS:
        base = _only(part, plan | kept | _locks(part))
        people, tasks = ring(part, plan, base, tasks, most)
        allowed = base.copy()
        allowed[np.ix_(people, tasks)] = True
        plan = by_stages(part, kept, allowed, plan, limits, nodes).pairs
        if limits.over() or not surplus(part, plan):
            break
        tasks = tasks | base[people].any(axis=0)
    return plan


def ring(
    part: Instance, plan: Pairs, base: np.ndarray, tasks: np.ndarray, most: int
) -> tuple[np.ndarray, np.ndarray]:
    """(officers, tasks), some `most` pairs: who could take a task, what these hold, who stands in."""
    able, holds = part.eligible[:, tasks].sum(axis=1), base.sum(axis=1)
    near = np.lexsort((holds, -able))[: int(most**0.5) // 2]
    near = near[able[near] > 0]
    tasks = tasks | base[near].any(axis=0)
    free = seeds.filler(part, plan).free[:, tasks].sum(axis=1)
    free[near] = 0
    stand_ins = np.argsort(-free, kind="stable")[: max(0, most // int(tasks.sum()) - len(near))]
    return np.union1d(near, stand_ins[free[stand_ins] > 0]), tasks


def near_bound(part: Instance, kept: Pairs, drops: int) -> float:
    """No plan that drops at most so many of the published pairs is better.

    The published lists as they are, the best officer for every open place; a drop gives back no more than
    all that the officer's list costs, and lets in the best officer for the place. What a list, an agency
    or a team costs only grows with every pair.
    """
    held = kept | _locks(part)
    total, gains = 0.0, []
    best = np.where(part.eligible, part.value, 0).max(axis=0, initial=0)
    for o, tasks in score.duty_lists(held).items():
        worth = score.list_value(part, o, tasks)
        cost, total = int(part.value[o, tasks].sum()) - worth, total + worth
        gains += [int(best[d]) - int(part.value[o, d]) + cost for d in tasks if (o, d) in kept]
    total += sum(gain for gain in sorted(gains, reverse=True)[:drops] if gain > 0)
    excess = score.agency_excess(part, held) - drops
    total -= part.problem.params.agency_excess_cost * max(0, excess)
    filled = np.bincount([d for _, d in held], minlength=len(part.tasks))
    return total + engine.trivial_bound(part, np.maximum(0, part.headcount - filled))


@dataclass(frozen=True, slots=True)
class Stage:
    """Something to make small: the sum of the columns times sign; it cannot fall below `least`."""

    columns: list[int]
    sign: int
    least: int

    def reached(self, x: np.ndarray) -> int:
        return self.sign * round(float(x[self.columns].sum()))


def by_stages(
    part: Instance,
    kept: Pairs,
    allowed: np.ndarray,
    start: Pairs,
    limits: Limits,
    nodes: int,
    tiers: bool = True,
) -> Staged:
    """Stage after stage over the allowed pairs, each from the plan of the one before.

    tiers: open places come before the published pairs.
    """
    model = FullModel(part, allowed)
    solver, proven = model.build.solver(), True
    x = model.values(start)
    for stage in _stages(part, model, kept)[0 if tiers else -1 :]:
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
