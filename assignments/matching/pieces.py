"""Better by pieces: some officers give up their lists and choose anew together, the others keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assignments.matching import score
from assignments.matching.chains import Tasks
from assignments.matching.choose import Chooser
from assignments.matching.lists import Lists
from assignments.matching.sweep import sweeps

if TYPE_CHECKING:
    from assignments.matching.engine import Engine

OFFICERS = 80
LISTS = 15
NODES = 200


def improve(engine: Engine, pool: dict[int, list[Tasks]], most: int) -> None:
    """Up to `most` pieces, each around the officers whose lists lose most against their bound.

    When everybody had a turn all begin anew, unless that round brought nothing.
    """
    gains = engine.rows.gains(engine.center)
    tired, before = np.zeros(len(engine.data.officers), bool), engine.value
    for _ in range(most):
        if engine.limits.over() or engine.gap() <= engine.wanted() * 0.7:
            return
        held = {o: tuple(tasks) for o, tasks in score.duty_lists(engine.best).items()}
        people = around(engine, gains, held, pool, tired)
        if not people and engine.value > before:
            tired[:], before = False, engine.value
            people = around(engine, gains, held, pool, tired)
        if not people:
            return
        tired[people] = True
        offered = [(o, held[o]) for o in held]
        for o, tasks in near_lists(engine, gains, people, pool):
            offered.append((o, tasks))
        chooser = Chooser(engine.rows, offered, {})
        choice = chooser.run(engine.best, engine.limits.left(), NODES, 0, narrow=True)
        if choice.pairs is not None:
            engine.offer(choice.pairs)


def around(engine: Engine, gains, held, pool, tired) -> list[int]:
    """The officers of one piece: one who loses much, who holds what that one wants, and so on."""
    loss = np.array(
        [
            engine.each[o] + engine.pricer.must[o] - engine.rows.worth(o, held.get(o, ()), gains[o])
            for o in range(len(engine.data.officers))
        ]
    )
    loss[tired] = 0
    holders: dict[int, list[int]] = {}
    for o, tasks in held.items():
        for d in tasks:
            holders.setdefault(d, []).append(o)
    people: dict[int, None] = {}
    for o in np.argsort(-loss, kind="stable").tolist():
        if len(people) >= OFFICERS or loss[o] <= 0:
            break
        people.setdefault(o)
        for tasks in pool.get(o, ())[:4]:
            for d in tasks:
                for other in holders.get(d, ()):
                    if len(people) < OFFICERS:
                        people.setdefault(other)
    return list(people)


def near_lists(engine: Engine, gains, people: list[int], pool) -> list[tuple[int, Tasks]]:
    """The known lists of these officers and the next best ones under the best prices."""
    pricer, found = engine.pricer, []
    alone = np.array(sorted(o for o in people if engine.data.concurrency[o] == 1), np.int64)
    for o in people:
        found += [(o, tasks) for tasks in pool.get(o, ())]
    reach = engine.wanted() / 4
    for sweep in sweeps(pricer.chains, gains, alone, -reach) if len(alone) else ():
        for column, o in enumerate(sweep.rows.tolist()):
            least = engine.each[o] + pricer.must[o] - reach
            for count, (_, tasks) in enumerate(Lists(pricer.chains, sweep, column).best_first(least)):
                if count >= LISTS:
                    break
                if pricer.possible(o, tasks):
                    found.append((o, tasks))
    return found
