"""A whole instance: all events together, part by part, or event by event.

Event by event is quicker and a little worse: an early event does not know what a late one needs. Its bound
is the sum of the events' bounds, each given the plans before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from assignments.matching import engine, seeds, split
from assignments.matching.engine import Answer
from assignments.matching.instance import Instance
from assignments.matching.limits import Limits
from assignments.matching.problem import SolveOptions


def together(instance: Instance, options: SolveOptions, limits: Limits) -> Answer:
    """Every part for itself."""
    pairs, bound, rounds = set(), -hopeless(instance), 0
    for part, officers, tasks, turn in parts_in_turn(instance, limits):
        answer = engine.solve_part(part, options, turn)
        pairs |= {(int(officers[o]), int(tasks[d])) for o, d in answer.pairs}
        bound, rounds = bound + answer.bound, rounds + answer.rounds
    return Answer(frozenset(pairs), bound, rounds)


def parts_in_turn(
    instance: Instance, limits: Limits
) -> Iterator[tuple[Instance, np.ndarray, np.ndarray, Limits]]:
    """(part, its officers, its tasks, its share of the time by its size)."""
    parts = split.parts_of(instance)
    sizes = [int(part.eligible.sum()) for part, _, _ in parts]
    for number, found in enumerate(parts):
        turn = limits.turn(sizes[number] / sum(sizes[number:]))
        yield *found, turn
        limits.end(turn)


def in_turn(instance: Instance, options: SolveOptions, limits: Limits) -> Answer:
    """Events by their first duty, hours carried over; locks of later events are kept free from the start."""
    held = [set(kept) for kept in instance.locked]
    pairs, bound, rounds = set(), 0, 0
    events = list(dict.fromkeys(instance.event.tolist()))
    for number, event in enumerate(events):
        tasks = np.flatnonzero(instance.event == event)
        turn = limits.turn(1 / (len(events) - number))
        answer = together(_left_over(instance, tasks, held), options, turn)
        bound, rounds = bound + answer.bound, rounds + answer.rounds
        for o, place in answer.pairs:
            d = int(tasks[place])
            held[o].add(d)
            pairs.add((o, d))
        limits.end(turn)
    return Answer(frozenset(pairs), bound, rounds)


def _left_over(instance: Instance, tasks: np.ndarray, held: list[set[int]]) -> Instance:
    """One event as it stands: the hours and times that officers hold elsewhere are gone."""
    inside = set(tasks.tolist())
    officers, eligible = list(instance.officers), instance.eligible.copy()
    for o, mine in enumerate(held):
        elsewhere = sorted(mine - inside)
        if elsewhere:
            hours = officers[o].prior_hours + int(instance.hours[elsewhere].sum())
            officers[o] = replace(officers[o], prior_hours=hours)
            alone = instance.concurrency[o] == 1
            full = instance.clash[elsewhere].any(axis=0) if alone else seeds.crowded(instance, o, elsewhere)
            eligible[o] &= ~full
            eligible[o, list(instance.locked[o])] = True
    left = replace(instance, officers=tuple(officers), eligible=eligible)
    return split.narrow(left, np.arange(len(officers)), tasks)


def hopeless(instance: Instance) -> int:
    """Price of the places that nobody may fill; their duties are in no part."""
    alone = ~instance.eligible.any(axis=0)
    return int((instance.headcount * instance.open_cost)[alone].sum())
