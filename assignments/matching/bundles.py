"""A coordinator's best list, whose duties may overlap: a small integer programme."""

from __future__ import annotations

import numpy as np

from assignments.matching import blocks
from assignments.matching.chains import Chains, Tasks
from assignments.matching.highs import Builder, run_mip
from assignments.matching.sweep import useful

EPSILON = 1e-6


def best_bundle(chains: Chains, o: int, gain: np.ndarray, exact: bool) -> tuple[float, Tasks]:
    """(bound, tasks) of a coordinator's best list.

    Not exact: its linear relaxation, and no tasks where that comes out in fractions.
    """
    build = Builder()
    wanted = np.flatnonzero(useful(chains, gain[None], np.zeros(1, int), EPSILON)[0]).tolist()
    x = {d: build.column(float(gain[d]), 0, 1, exact) for d in wanted}
    if not x:
        return 0.0, ()
    blocks.add_officer(build, chains.data, o, x)
    solver = build.solver()
    solver.setOptionValue("mip_abs_gap", EPSILON)
    answer = run_mip(solver, nodes=500)
    if answer.x is None:
        return float(gain[list(x)].sum()), ()
    shares = answer.x[list(x.values())]
    whole = bool(np.all(np.abs(shares - shares.round()) < EPSILON))
    return answer.bound, tuple(np.array(list(x))[shares > 0.5].tolist()) if whole else ()
