"""The ways of large parts, taken on purpose by small ones."""

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
