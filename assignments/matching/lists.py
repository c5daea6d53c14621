"""One officer's duty lists, exactly: best first, or a coordinator's best bundle."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import numpy as np

from assignments.matching import blocks
from assignments.matching.chains import NEVER, Sweep, Sweeper, Tasks
from assignments.matching.highs import Builder, run_mip
from assignments.matching.instance import Instance

EPSILON = 1e-6


def best_first(
    sweeper: Sweeper, sweep: Sweep, column: int, gain: np.ndarray, least: float
) -> Iterator[tuple[float, Tasks]]:
    """(bound, list) for one officer of a sweep, bounds falling and all above `least`.

    The bound is what the sweep thinks the list is worth: never less than its true worth under these gains.
    """
    state = sweep.state[:, :, column]
    ends = state - sweeper.owed[:, sweep.rows[column]]
    heap: list[tuple[float, Tasks, int, int, float]] = []
    for d, level in np.argwhere((ends > least) & (state > NEVER / 2)).tolist():
        heap.append((-float(ends[d, level]), (d,), d, level, float(ends[d, level] - state[d, level])))
    heapq.heapify(heap)
    while heap:
        cost, tasks, d, level, rest = heapq.heappop(heap)
        if d < 0:
            yield -cost, tasks
            continue
        for worth, between, i, low in sweeper.origins(state, gain, d, level):
            step = float(worth + gain[d] + rest)
            if step > least:
                longer = (*((i,) if i >= 0 else ()), *between, *tasks)
                left = step - float(state[i, low]) if i >= 0 else 0.0
                heapq.heappush(heap, (-step, longer, i, low, left))


def best_bundle(data: Instance, o: int, gain: np.ndarray, exact: bool) -> tuple[float, Tasks]:
    """(bound, tasks) of a coordinator's best list, whose duties may overlap: a small integer programme.

    Not exact: its linear relaxation, and no tasks where that comes out in fractions.
    """
    build = Builder()
    x = {int(d): build.column(float(gain[d]), 0, 1, exact) for d in np.flatnonzero(gain > EPSILON)}
    if not x:
        return 0.0, ()
    blocks.add_officer(build, data, o, x)
    solver = build.solver()
    solver.setOptionValue("mip_abs_gap", EPSILON)
    answer = run_mip(solver, nodes=500)
    if answer.x is None:
        return float(gain[list(x)].sum()), ()
    shares = answer.x[list(x.values())]
    whole = bool(np.all(np.abs(shares - shares.round()) < EPSILON))
    return answer.bound, tuple(np.array(list(x))[shares > 0.5].tolist()) if whole else ()


def fits(data: Instance, o: int, tasks: Tasks) -> bool:
    """May one officer of concurrency 1 serve all of these, taken in time order?"""
    return all(data.follows[d, e] for place, d in enumerate(tasks) for e in tasks[place + 1 :])
