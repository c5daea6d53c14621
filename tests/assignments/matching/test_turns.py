"""Event by event: nothing is broken, nothing is counted twice, and little is lost."""

import pytest

from assignments.matching import jsonform, solver
from assignments.matching.problem import SolveOptions
from benchmarks import instances
from tests.assignments.matching import oracle, tiny
from tests.assignments.matching.checker import Checker


def in_turn(found):
    problem, _ = jsonform.read_problem(found)
    return solver.solve(problem, SolveOptions(by_event=True))


@pytest.mark.parametrize("seed", range(60))
def test_plan_made_event_by_event_breaks_no_rule(seed):
    found = tiny.problem(seed, officers=4, duties=4, extras=seed % 2 == 0)
    found = tiny.with_locks(found, Checker(found), seed)
    checker, result = Checker(found), in_turn(found)
    assert checker.violations(result.pairs) == []
    assert checker.objective(result.pairs) == result.objective
    best = oracle.best_objective(checker)
    assert result.objective <= best
    if len({home["event"] for home in found["delegations"]}) == 1:
        assert (result.objective, result.bound, result.status) == (best, best, "optimal")


def test_events_that_overlap_never_book_an_officer_twice():
    found = instances.make(40, 24, 2, seed=1)
    late, early = (event["start"] for event in reversed(found["events"]))
    found["events"] = [{**event, "start": early, "end": early + 5 * 1440} for event in found["events"]]
    second = {home["id"] for home in found["delegations"] if home["event"] == "E02"}
    for duty in found["duties"]:
        if duty["delegation"] in second:
            duty["start"], duty["end"] = duty["start"] - late + early, duty["end"] - late + early
    found["locks"] = []
    assert Checker(found).violations(in_turn(found).pairs) == []


def test_event_by_event_loses_little_against_all_together():
    found = instances.make(80, 40, 2, seed=5)
    problem, _ = jsonform.read_problem(found)
    together = solver.solve(problem)
    apart = in_turn(found)
    assert Checker(found).violations(apart.pairs) == []
    assert together.bound - apart.objective < 0.05 * together.stages.quality
