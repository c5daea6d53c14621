"""Better by groups: a few officers give up all that they hold and choose anew together, pair by pair.

Where lists are long the right ones are seldom all among those known; pairs need no lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assignments.matching import score
from assignments.matching.full import FullModel
from assignments.matching.highs import run_mip

if TYPE_CHECKING:
    from assignments.matching.engine import Engine

OFFICERS = 8
NODES = 60
TURNS = 3


def improve(engine: Engine) -> None:
    """Around every officer in turn, those who lose most first, until a round brings nothing."""
    for _ in range(TURNS):
        before = engine.value
        for o in _most_loss(engine):
            if engine.limits.over() or engine.gap() <= engine.wanted():
                return
            regroup(engine, around(engine, o))
        if engine.value == before:
            return


def _most_loss(engine: Engine) -> list[int]:
    gains, held = engine.rows.gains(engine.center), score.duty_lists(engine.best)
    must = engine.pricer.must
    loss = [
        engine.each[o] + must[o] - engine.rows.worth(o, tuple(held.get(o, ())), gains[o])
        for o in range(len(engine.data.officers))
    ]
    return [o for o in np.argsort(-np.array(loss), kind="stable").tolist() if loss[o] > 0]


def around(engine: Engine, o: int) -> np.ndarray:
    """The officer and those who hold most of what the officer would rather do."""
    data = engine.data
    wants = np.where(data.eligible[o], data.value[o], 0)
    share = np.zeros(len(data.officers))
    for other, d in engine.best:
        share[other] += max(0, wants[d] - data.value[other, d] + 1) if data.eligible[o, d] else 0
    share[o] = np.inf
    return np.argsort(-share, kind="stable")[:OFFICERS]


def regroup(engine: Engine, people: np.ndarray) -> None:
    data, best = engine.data, engine.best
    allowed = np.zeros_like(data.eligible)
    filled = np.zeros(len(data.tasks), np.int64)
    for o, d in best:
        allowed[o, d], filled[d] = True, filled[d] + 1
    tasks = allowed[people].any(axis=0) | (filled < data.headcount)
    allowed[np.ix_(people, np.flatnonzero(tasks))] = True
    model = FullModel(data, allowed)
    values = model.values(best)
    start = {column: float(values[column]) for column in model.x.values()}
    answer = run_mip(model.build.solver(), engine.limits.left(), NODES, start)
    if answer.x is not None:
        engine.offer(model.plan(answer.x))
