"""Closing the gap: enumerate every list that could be in a better plan, and choose among them for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assignments.matching.choose import Chooser
from assignments.matching.lists import Lists
from assignments.matching.sweep import sweeps

if TYPE_CHECKING:
    from assignments.matching.engine import Engine

MOST_LISTS = {True: 60_000, False: 10_000}  # of small parts and of others
EXPAND = 20_000


def wide_pairs(engine: Engine, gains: np.ndarray) -> dict[int, list[int]]:
    """Coordinators' pairs that could be in a better plan: dropping one never costs more than its gain."""
    reach = -engine.gap()
    return {o: np.flatnonzero(gains[o] >= reach).tolist() for o in engine.pricer.several.tolist()}


def close(engine: Engine) -> None:
    """Enumerate and choose; on success the bound meets the best plan (or the chooser's own bound)."""
    gains = engine.rows.gains(engine.center)
    offered = enumerate_lists(engine, gains)
    if offered is None:
        return
    chooser = Chooser(engine.rows, offered, wide_pairs(engine, gains))
    nodes = engine.options.work_limit * 25
    slack = 0 if engine.small else engine.wanted() * 0.8
    choice = chooser.run(engine.best, engine.limits.left(), nodes, slack)
    if choice.pairs is not None:
        engine.offer(choice.pairs)
    if np.isfinite(choice.bound):
        engine.bound = min(engine.bound, max(float(engine.value), choice.bound))


def enumerate_lists(engine: Engine, gains: np.ndarray) -> list[tuple[int, tuple[int, ...]]] | None:
    """All lists within the gap of their officer's best; None if they are too many.

    A plan better than the best one loses less than the gap against the bound in all, so no officer's list
    can lose more than that against the officer's own bound.
    """
    pricer, offered = engine.pricer, []
    reach = engine.gap() - 1 + 1e-3
    for sweep in sweeps(pricer.chains, gains, pricer.single, -reach):
        for column, o in enumerate(sweep.rows.tolist()):
            least = engine.each[o] + pricer.must[o] - reach
            ways = Lists(pricer.chains, sweep, column).best_first(least)
            for count, (_, tasks) in enumerate(ways):
                if count > EXPAND or len(offered) > MOST_LISTS[engine.small] or engine.limits.over():
                    return None
                if pricer.possible(o, tasks) and engine.rows.worth(o, tasks, gains[o]) >= least:
                    offered.append((o, tasks))
    held = engine.best_lists()
    return [*offered, *held]
