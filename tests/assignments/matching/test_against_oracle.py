"""Whatever the solver says is checked by code that it does not share."""

import pytest

from assignments.matching import engine, full, jsonform, solver, split
from assignments.matching.instance import compile_problem
from assignments.matching.limits import Limits
from assignments.matching.problem import SolveOptions
from assignments.matching.seeds import greedy
from tests.assignments.matching import oracle, tiny
from tests.assignments.matching.checker import Checker


def solved(found):
    problem, _ = jsonform.read_problem(found)
    return solver.solve(problem)


def by_lists(found, work=400):
    """(plan, objective bound) by the list engine alone, however small the problem."""
    problem, _ = jsonform.read_problem(found)
    instance = compile_problem(problem)
    pairs, bound = [], 0
    for part, officers, tasks in split.parts_of(instance):
        answer = engine.Engine(part, SolveOptions(work_limit=work), Limits(), greedy(part)).run()
        bound += answer.bound
        pairs += [
            (instance.officers[officers[o]].id, instance.tasks[tasks[d]].duty.id) for o, d in answer.pairs
        ]
    alone = ~instance.eligible.any(axis=0)
    return pairs, bound - int((instance.headcount * instance.open_cost)[alone].sum())


@pytest.mark.parametrize("block", range(10))
def test_thousand_random_plans_break_no_rule(block):
    for seed in range(block * 100, block * 100 + 100):
        found = tiny.problem(seed, officers=7, duties=6, extras=seed % 2 == 1)
        found = tiny.with_locks(found, Checker(found), seed)
        checker, result = Checker(found), solved(found)
        assert checker.violations(result.pairs) == [], seed
        assert checker.objective(result.pairs) == result.objective, seed
        assert (result.status, result.bound) == ("optimal", result.objective), seed


@pytest.mark.parametrize("seed", range(120))
def test_tiny_problem_reaches_the_brute_force_optimum(seed):
    found = tiny.problem(seed, officers=4, duties=4, extras=seed % 3 == 0)
    checker = Checker(found)
    found = tiny.with_locks(found, checker, seed)
    checker = Checker(found)
    best = oracle.best_objective(checker)
    assert solved(found).objective == best
    pairs, bound = by_lists(found)
    assert checker.violations(pairs) == []
    assert checker.objective(pairs) == best
    assert bound == best


@pytest.mark.parametrize("work", [0, 1, 2])
@pytest.mark.parametrize("seed", range(200, 230))
def test_bound_of_an_unfinished_run_is_never_below_the_optimum(seed, work):
    found = tiny.problem(seed, officers=4, duties=5, extras=seed % 2 == 0)
    checker = Checker(found)
    best = oracle.best_objective(checker)
    pairs, bound = by_lists(found, work)
    assert checker.violations(pairs) == []
    assert checker.objective(pairs) <= best <= bound


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_both_engines_agree(seed):
    found = tiny.problem(seed, officers=9, duties=10, extras=seed % 2 == 0)
    problem, _ = jsonform.read_problem(found)
    whole, _, proven = full.solve_full(compile_problem(problem))
    instance = compile_problem(problem)
    names = [(instance.officers[o].id, instance.tasks[d].duty.id) for o, d in whole]
    pairs, bound = by_lists(found)
    checker = Checker(found)
    assert proven
    assert checker.objective(pairs) == checker.objective(names) == bound
