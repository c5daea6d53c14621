"""After a change the plan moves as little as the brute force says is possible."""

import random

import pytest

from assignments.matching import jsonform, replan, solver, stages
from tests.assignments.matching import oracle, tiny
from tests.assignments.matching.checker import Checker
from tests.assignments.matching.samples import sample


def published(found):
    problem, _ = jsonform.read_problem(found)
    return [list(pair) for pair in solver.solve(problem).pairs]


def changed(found, seed):
    """A published tiny problem after something happened to it."""
    draw = random.Random(seed)
    after = {**found, "baseline": published(found)}
    kind = draw.choice(["withdraw", "move", "tier", "new"])
    if kind == "withdraw" and len(after["officers"]) > 1:
        gone = draw.choice(after["officers"])["id"]
        after["officers"] = [o for o in after["officers"] if o["id"] != gone]
        after["delegations"] = [
            {**d, "excluded_officers": [o for o in d["excluded_officers"] if o != gone]}
            for d in after["delegations"]
        ]
    elif kind == "move":
        late = draw.choice([-240, 120, 300])
        after["duties"] = [
            {**d, "start": d["start"] + late, "end": d["end"] + late} if n == 0 else d
            for n, d in enumerate(after["duties"])
        ]
    elif kind == "tier":
        after["delegations"] = [{**d, "tier": draw.choice(["VVIP", "GOV"])} for d in after["delegations"]]
    else:
        extra = {**after["duties"][0], "id": "TX", "headcount": 2}
        after["duties"] = [*after["duties"], extra]
    return after


def standing(checker, pairs):
    """Open places by tier, voluntary drops, -quality: less is better."""
    left = checker.open_by_tier(pairs)
    tiers = (left[tier] for tier in checker.params["tiers"])
    return (*tiers, len(checker.drops(pairs)), -checker.quality(pairs))


@pytest.mark.parametrize("seed", range(80))
def test_replan_of_a_tiny_change_is_the_least_change(seed):
    found = changed(tiny.problem(seed, officers=4, duties=4, extras=seed % 4 == 0), seed)
    checker = Checker(found)
    problem, _ = jsonform.read_problem(found)
    result = replan.resolve(problem)
    assert checker.violations(result.pairs) == []
    assert standing(checker, result.pairs) == oracle.best_replan(checker)
    assert result.status == "optimal"
    assert result.objective == checker.objective(result.pairs)
    assert sum(c.kind == "dropped" for c in result.changes) == len(checker.drops(result.pairs))


@pytest.mark.parametrize("seed", range(100, 220))
def test_ways_of_large_parts_claim_no_more_than_is_true(seed, monkeypatch):
    """Small parts take them on purpose: what they call proven is the least change, and their bound holds."""
    for name in ("FULL", "HOLES"):
        monkeypatch.setattr(stages, name, 0)
    found = changed(tiny.problem(seed, officers=4, duties=4, extras=seed % 4 == 0), seed)
    found["baseline"] = found["baseline"][:: seed % 3 + 1]
    checker = Checker(found)
    problem, _ = jsonform.read_problem(found)
    result = replan.resolve(problem)
    drops = len(checker.drops(result.pairs))
    near = [plan for plan in oracle.plans(checker) if len(checker.drops(plan)) <= drops]
    assert checker.violations(result.pairs) == []
    if result.status == "optimal":
        assert standing(checker, result.pairs) == oracle.best_replan(checker)
    else:
        assert max(map(checker.objective, near)) <= result.bound


@pytest.mark.parametrize("gone", ["LO00003", "LO00004", "LO00023"])
def test_one_withdrawal_from_the_sample_drops_nobody_else_without_need(gone):
    before = {**sample(), "locks": []}
    after = {**before, "baseline": published(before)}
    after["officers"] = [o for o in after["officers"] if o["id"] != gone]
    after["delegations"] = [
        {**d, "excluded_officers": [o for o in d["excluded_officers"] if o != gone]}
        for d in after["delegations"]
    ]
    problem, _ = jsonform.read_problem(after)
    result = replan.resolve(problem)
    assert Checker(after).violations(result.pairs) == []
    assert result.status == "optimal"
    assert {c.officer for c in result.changes if c.kind == "forced"} <= {gone}
    assert result.stages.open_by_tier["VVIP"] == 0
    assert len(Checker(after).drops(result.pairs)) <= 2


def test_an_exclusion_may_name_who_left_since():
    before = sample()
    after = {**before, "baseline": published(before)}
    gone = next(home["excluded_officers"][0] for home in after["delegations"] if home["excluded_officers"])
    after["officers"] = [o for o in after["officers"] if o["id"] != gone]
    after["locks"] = [lock for lock in after["locks"] if lock[0] != gone]
    problem, _ = jsonform.read_problem(after)
    result = replan.resolve(problem)
    assert result.status == "optimal"
    assert "exclusion.gone" in {issue.code for issue in result.issues}


def test_an_unchanged_problem_keeps_every_pair():
    found = {**sample(), "baseline": published(sample())}
    problem, _ = jsonform.read_problem(found)
    result = replan.resolve(problem)
    assert {change.kind for change in result.changes} == {"kept"}
    assert result.objective == 23578
