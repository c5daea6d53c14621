"""What is left when some officers are settled is worth exactly what the whole is worth with them."""

import random

import numpy as np
import pytest

from assignments.matching import full, jsonform, score
from assignments.matching.instance import compile_problem
from assignments.matching.remainder import remainder
from benchmarks import instances
from tests.assignments.matching import tiny
from tests.assignments.matching.checker import Checker


def settled_and_solved(found, seed):
    """(checker, the best plan, the plan of some of its officers with the remainder solved anew)."""
    data = compile_problem(jsonform.read_problem(found)[0])
    best, _, proven = full.solve_full(data, seconds=None)
    assert proven
    people = list(range(len(data.officers)))
    free = np.array(sorted(random.Random(seed).sample(people, 1 + seed % len(people))))
    settled = [(o, d) for o, d in best if o not in free]
    small, tasks = remainder(data, settled, free)
    rest, _, _ = full.solve_full(small, seconds=None)
    plan = frozenset([*settled, *((int(free[o]), int(tasks[d])) for o, d in rest)])
    return data, best, plan


@pytest.mark.parametrize("seed", range(3000, 3060))
def test_the_best_plan_is_found_again_whoever_is_settled(seed):
    found = tiny.problem(seed, officers=5, duties=5, extras=seed % 2 == 0)
    found = tiny.with_locks(found, Checker(found), seed)
    data, best, plan = settled_and_solved(found, seed)
    checker = Checker(found)
    pairs = [[data.officers[o].id, data.tasks[d].duty.id] for o, d in plan]
    assert checker.violations(pairs) == []
    if data.problem.params.team_language_cost:
        return  # the language of a team is chosen anew
    assert score.evaluate(data, plan).objective == score.evaluate(data, best).objective


def test_more_people_than_places_leave_no_remainder():
    data = compile_problem(jsonform.read_problem(instances.make(10, 4, 1, seed=1))[0])
    d, free = 0, np.array([0])
    places = int(data.headcount[d])
    house = [(o, d) for o in range(1, places + 1)]
    assert remainder(data, house, free) is not None
    assert remainder(data, [*house, (places + 1, d)], free) is None
