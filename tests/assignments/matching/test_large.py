"""The ways of large parts, taken on purpose by small ones."""

import random

import pytest

from assignments.matching import engine, jsonform, score, seeds, solver
from assignments.matching.instance import compile_problem
from assignments.matching.problem import SolveOptions
from benchmarks import instances
from tests.assignments.matching import oracle, tiny
from tests.assignments.matching.checker import Checker


@pytest.fixture(autouse=True)
def large(monkeypatch):
    for name in ("TINY", "PROVEN_BELOW", "DIVE_ABOVE"):
        monkeypatch.setattr(engine, name, 0)


@pytest.mark.parametrize("seed", range(2000, 2060))
def test_dived_plan_keeps_every_rule_and_its_bound(seed):
    found = tiny.problem(seed, officers=4, duties=5, extras=seed % 2 == 0)
    found = tiny.with_locks(found, Checker(found), seed)
    checker = Checker(found)
    problem, _ = jsonform.read_problem(found)
    result = solver.solve(problem, SolveOptions(gap=0.02))
    assert checker.violations(result.pairs) == []
    assert checker.objective(result.pairs) == result.objective
    assert result.objective <= oracle.best_objective(checker) <= result.bound


def shifts(officers, delegations, seed):
    """Many short duties: an officer serves four and more of them."""
    draw, found = random.Random(seed), instances.make(officers, delegations, 1, seed)
    begins = found["events"][0]["start"]
    found["duties"] = []
    for home in found["delegations"]:
        for number in range(draw.randint(4, 7)):
            start = begins + draw.randrange(5) * 1440 + draw.randrange(420, 1020, 30)
            place = {"id": f"{home['id']}.{number}", "delegation": home["id"], "headcount": 1}
            hours = draw.choice([2, 3, 4])
            found["duties"].append({**place, "start": start, "end": start + 60 * hours, "workload_h": hours})
    return {**found, "locks": []}


def test_long_lists_of_short_duties_end_near_the_bound(monkeypatch):
    monkeypatch.undo()
    found = shifts(20, 12, seed=5)
    problem, _ = jsonform.read_problem(found)
    result = solver.solve(problem)
    checker = Checker(found)
    assert checker.violations(result.pairs) == []
    assert checker.objective(result.pairs) == result.objective
    assert result.gap <= 0.012


def standing(stages):
    """Open places by tier, highest first, then what quality lacks: less is better."""
    return (*stages.open_by_tier.values(), -stages.quality)


@pytest.mark.parametrize("tight", [False, True])
def test_dive_and_pieces_end_near_the_bound_and_no_worse_than_greedy(tight):
    found = instances.make(80, 40, 2, seed=7, tight=tight)
    problem, _ = jsonform.read_problem(found)
    result = solver.solve(problem, SolveOptions(gap=0.002))
    checker = Checker(found)
    assert checker.violations(result.pairs) == []
    assert checker.objective(result.pairs) == result.objective
    assert result.gap <= 0.002
    data = compile_problem(problem)
    assert standing(result.stages) <= standing(score.evaluate(data, seeds.greedy(data)))
    assert solver.solve(problem, SolveOptions(gap=0.002)).plan_hash == result.plan_hash
