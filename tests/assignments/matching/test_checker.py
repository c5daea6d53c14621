"""The checker itself is tested: break each rule in a valid plan, and it must be caught."""

import copy

import pytest

from assignments.matching import jsonform, solver
from tests.assignments.matching.checker import Checker
from tests.assignments.matching.samples import sample


@pytest.fixture(scope="module")
def valid():
    found = sample()
    problem, _ = jsonform.read_problem(found)
    return found, [list(pair) for pair in solver.solve(problem).pairs]


def officer(found, name):
    return next(o for o in found["officers"] if o["id"] == name)


def duty(found, name):
    return next(d for d in found["duties"] if d["id"] == name)


def home(found, name):
    return next(d for d in found["delegations"] if d["id"] == duty(found, name)["delegation"])


def first_pair(found, pairs, tier):
    return next(pair for pair in pairs if home(found, pair[1])["tier"] == tier)


def test_valid_plan_breaks_nothing(valid):
    found, pairs = valid
    assert Checker(found).violations(pairs) == []


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("availability", lambda f, o, d: o.update(availability=[[0, duty(f, d)["end"] - 1]])),
        ("language", lambda f, o, d: o.update(languages={})),
        ("briefing", lambda f, o, d: o.update(briefed_events=[])),
        ("exclusion", lambda f, o, d: home(f, d)["excluded_officers"].append(o["id"])),
        ("veto", lambda f, o, d: o["vetoed_countries"].append(home(f, d)["country"])),
        ("overstaffed", lambda f, o, d: duty(f, d).update(headcount=duty(f, d)["headcount"] - 1)),
        ("role", lambda f, o, d: duty(f, d).update(role="coordinator")),
        ("lock_missing", lambda f, o, d: f["locks"].append(["LO00001", "T00001"])),
        ("gender", lambda f, o, d: home(f, d).update(gender="X", gender_count=3)),
    ],
)
def test_broken_rule_is_caught(valid, rule, spoil):
    found, pairs = copy.deepcopy(valid[0]), valid[1]
    person, task = first_pair(found, pairs, "VVIP")
    spoil(found, officer(found, person), task)
    assert rule in Checker(found).violations(pairs)


def test_overlap_is_caught_at_one_minute_of_travel(valid):
    found, pairs = copy.deepcopy(valid[0]), valid[1]
    twice = next(o for o, _ in pairs if [p for p, _ in pairs].count(o) > 1)
    first, second = sorted((duty(found, d) for o, d in pairs if o == twice), key=lambda d: d["start"])[:2]
    zones = {home(found, d["id"])["zone"] for d in (first, second)}
    first["end"] = second["start"] - (30 if len(zones) == 1 else 90)
    assert Checker(found).time_violations(twice, [first["id"], second["id"]]) == set()
    first["end"] += 1
    assert Checker(found).time_violations(twice, [first["id"], second["id"]]) == {"overlap"}


def test_too_many_at_once_is_caught(valid):
    found = copy.deepcopy(valid[0])
    together = [d["id"] for d in found["duties"] if d["start"] <= 9600 < d["end"]][:4]
    officer(found, "LO00001")["concurrency"] = 3
    checker = Checker(found)
    assert checker.time_violations("LO00001", together[:3]) == set()
    assert checker.time_violations("LO00001", together) == {"concurrency"}


def test_junior_in_a_senior_place_is_caught(valid):
    found, pairs = copy.deepcopy(valid[0]), valid[1]
    for person in found["officers"]:
        person.update(rank=1, experience=0)
    assert "senior" in Checker(found).violations(pairs)


def test_pair_listed_twice_is_caught(valid):
    found, pairs = valid
    assert "twice" in Checker(found).violations([*pairs, pairs[0]])
