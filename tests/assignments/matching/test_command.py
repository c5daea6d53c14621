"""The command line: the sample, repeatability, time limit, and bad input told in words."""

import copy
import json
import os
import random
import subprocess
import sys
import time

import pytest

from assignments.matching import jsonform, solver
from assignments.matching.problem import SolveOptions
from benchmarks import instances
from tests.assignments.matching import tiny
from tests.assignments.matching.checker import Checker
from tests.assignments.matching.samples import SAMPLE, sample


def run(text, *options, seed="0"):
    """(exit code, output, error output) of the command on a JSON text."""
    done = subprocess.run(
        [sys.executable, "-m", "assignments.matching", "-", *options],
        input=text,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.returncode, done.stdout, done.stderr


def shuffled(found, seed):
    draw, mixed = random.Random(seed), copy.deepcopy(found)
    for key in ("officers", "delegations", "duties", "events", "agencies", "agency_caps", "locks"):
        draw.shuffle(mixed[key])
    for person in mixed["officers"]:
        draw.shuffle(person["availability"])
        person["languages"] = dict(draw.sample(sorted(person["languages"].items()), len(person["languages"])))
    return mixed


def test_sample_is_covered_fully_and_proven_optimal():
    code, out, _ = run(SAMPLE.read_text())
    told = json.loads(out)
    assert code == 0
    assert (told["objective"], told["bound"], told["gap"], told["status"]) == (23578, 23578, 0, "optimal")
    assert told["uncovered"] == []
    checker = Checker(sample())
    assert checker.violations(told["pairs"]) == []
    for row in told["scores"]:
        assert row["total"] == checker.pair_score(row["officer"], row["duty"])
    assert told["quality"] == checker.quality([tuple(pair) for pair in told["pairs"]])


def test_same_plan_in_any_order_under_any_hash_seed():
    plans = {run(SAMPLE.read_text(), seed="1")[1]}
    plans |= {run(json.dumps(shuffled(sample(), n)), seed=str(n))[1] for n in (2, 3)}
    assert len(plans) == 1


def test_larger_plan_is_the_same_in_any_order():
    found = instances.make(80, 40, 2, seed=5)
    hashes = set()
    for mixed in (found, shuffled(found, 1), shuffled(found, 2)):
        problem, _ = jsonform.read_problem(mixed)
        result = solver.solve(problem)
        hashes.add((result.plan_hash, result.bound))
    assert len(hashes) == 1


def test_time_limit_is_kept_and_the_best_plan_so_far_returned():
    found = instances.make(300, 150, 2, seed=3)
    problem, _ = jsonform.read_problem(found)
    began = time.monotonic()
    result = solver.solve(problem, SolveOptions(gap=0.0, time_limit=3))
    assert time.monotonic() - began < 3 * 1.1 + 1  # a second for a busy machine
    assert result.stopped_early
    assert result.bound > result.objective
    assert result.gap > 0
    checker = Checker(found)
    assert checker.violations(result.pairs) == []
    assert checker.objective(result.pairs) == result.objective


def test_cancelled_run_returns_a_valid_plan():
    found = instances.make(80, 40, 1, seed=4)
    problem, _ = jsonform.read_problem(found)
    result = solver.solve(problem, cancel=lambda: True)
    assert result.status == "cancelled"
    assert Checker(found).violations(result.pairs) == []


def test_progress_is_told_in_words():
    problem, _ = jsonform.read_problem(sample())
    told = []
    solver.solve(problem, progress=lambda done, of, words: told.append((done, of, words.say("id"))))
    assert told
    assert all(done <= of and words for done, of, words in told)


def test_uncovered_place_is_reported_with_blockers():
    found = sample()
    found["officers"] = [{**o, "briefed_events": []} for o in found["officers"]]
    code, out, _ = run(json.dumps(found))
    told = json.loads(out)
    vvip = {d["id"] for d in found["duties"] if Checker(found).homes[d["delegation"]]["tier"] == "VVIP"}
    assert code == 0
    assert {row["duty"] for row in told["uncovered"]} == vvip
    assert all(row["blockers"]["briefing"]["any"] == 38 for row in told["uncovered"])


def spoil(change):
    found = sample()
    change(found)
    return found


BAD = {
    "unknown agency": (lambda f: f["officers"][0].update(agency="OPD99"), "OPD99"),
    "unknown delegation": (lambda f: f["duties"][0].update(delegation="D99"), "D99"),
    "unknown event": (lambda f: f["delegations"][0].update(event="E99"), "E99"),
    "unknown tier": (lambda f: f["delegations"][0].update(tier="VVVIP"), "VVVIP"),
    "unknown lock": (lambda f: f["locks"].append(["LO99", "T00001"]), "LO99"),
    "duty ends before start": (lambda f: f["duties"][0].update(end=1), "T00001"),
    "event ends before start": (lambda f: f["events"][0].update(end=1), "E01"),
    "window ends before start": (lambda f: f["officers"][2].update(availability=[[9, 3]]), "LO00003"),
    "clashing locks": (lambda f: f["locks"].append(["LO00023", "T00001"]), "bertentangan"),
    "too many locks": (
        lambda f: f["locks"].extend([["LO00002", "T00001"], ["LO00015", "T00001"]]),
        "T00001",
    ),
    "lock breaks a rule": (lambda f: f["locks"].append(["LO00011", "T00001"]), "LO00011"),
    "lock twice": (lambda f: f["locks"].append(f["locks"][0]), "LO00023 T00010"),
    "no officers": (lambda f: f.update(officers=[]), "LO"),
    "duty twice": (lambda f: f["duties"].append(f["duties"][3]), "T00004"),
    "officer twice": (lambda f: f["officers"].append(f["officers"][3]), "LO00004"),
    "weight not a number": (
        lambda f: f["params"]["pair_weights"].update(rank=float("nan")),
        "pair_weights.rank",
    ),
    "weight infinite": (lambda f: f["params"].update(country_cost=float("inf")), "country_cost"),
    "weight negative": (lambda f: f["params"]["pair_weights"].update(rank=-1), "pair_weights.rank"),
    "weight a fraction": (lambda f: f["params"].update(country_cost=1.5), "country_cost"),
    "weight a word": (lambda f: f["params"].update(country_cost="40"), "country_cost"),
    "weight a truth": (lambda f: f["params"].update(country_cost=True), "country_cost"),
    "weight missing": (lambda f: f["params"]["pair_weights"].pop("rank"), "pair_weights.rank"),
    "tier without weight": (lambda f: f["params"]["uncovered_weight"].pop("VIP"), "VIP"),
    "slopes missing": (lambda f: f["params"]["fairness"].update(slopes=[1]), "fairness"),
    "key missing": (lambda f: f["duties"][0].pop("headcount"), "headcount"),
    "officers not a list": (lambda f: f.update(officers={"a": 1}), "officers"),
    "officer not an object": (lambda f: f["officers"].append(7), "officers[38]"),
    "id not text": (lambda f: f["duties"][0].update(id=7), "duties"),
    "id empty": (lambda f: f["duties"][0].update(id=""), "duties"),
    "level beyond C2": (lambda f: f["officers"][0]["languages"].update(en=7), "languages.en"),
    "six competencies": (lambda f: f["officers"][0].update(competencies=[1] * 6), "competencies"),
    "gender quota without gender": (lambda f: f["delegations"][0].update(gender_count=1), "D00001"),
    "other schema": (lambda f: f.update(schema="lo-matching/9"), "lo-matching/9"),
    "tier not text": (lambda f: f["params"]["briefing_tiers"].append(7), "briefing_tiers"),
    "unknown officer excluded": (
        lambda f: f["delegations"][0]["excluded_officers"].append("LO99"),
        "LO99",
    ),
    "hard rule softened": (lambda f: f["params"].update(soft_rules={"availability": 5}), "availability"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_problem_is_refused_by_name(name):
    change, named = BAD[name]
    problem_and_notes = None
    try:
        problem_and_notes = jsonform.parse(json.dumps(spoil(change)))
    except jsonform.FormError as flaw:
        issues = flaw.issues
    if problem_and_notes is not None:
        result = solver.solve(problem_and_notes[0])
        assert result.status == "infeasible_input"
        assert result.pairs == ()
        issues = result.issues
    assert any(named in issue.say("id") for issue in issues)
    assert all(issue.say("en") for issue in issues)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '{"officers": NaN}',
        "[" * 100_000,
        '{"a": 1, "a": 2}',
        json.dumps(spoil(BAD["no officers"][0])),
        json.dumps(spoil(BAD["weight not a number"][0])),
        json.dumps(spoil(BAD["clashing locks"][0])),
    ],
    ids=range(11),
)
def test_command_refuses_bad_input_with_one_clear_line(text):
    code, out, err = run(text)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    told = json.loads(err)
    assert told["issues"]
    assert all(issue["pesan"] for issue in told["issues"])


def test_missing_file_is_told():
    done = subprocess.run(
        [sys.executable, "-m", "assignments.matching", "no-such-file.json"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "no-such-file.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_file_that_is_no_text_is_told_in_both_languages(tmp_path):
    file = tmp_path / "problem.json"
    file.write_bytes(b"\xff\xfe{\x00}\x00")
    done = subprocess.run(
        [sys.executable, "-m", "assignments.matching", str(file)], capture_output=True, text=True
    )
    assert done.returncode == 2
    (issue,) = json.loads(done.stderr)["issues"]
    assert str(file) in issue["pesan"]
    assert str(file) in issue["message"]


def test_half_a_surrogate_in_an_id_comes_back_as_it_was():
    found = tiny.problem(3)
    name = found["officers"][0]["id"]
    code, out, _ = run(json.dumps(found).replace(name, "\\ud800"))
    assert code == 0
    assert {o for o, _ in json.loads(out)["pairs"]} <= {"\ud800", *(o["id"] for o in found["officers"])}


def test_any_whole_number_is_a_seed():
    code, out, _ = run(json.dumps(tiny.problem(3)), "--seed", "-7")
    assert code == 0
    assert json.loads(out)["status"] == "optimal"


def test_too_many_places_are_named_and_the_rest_solved():
    found = sample()
    found["duties"][0]["headcount"] = 50
    code, out, err = run(json.dumps(found))
    told = json.loads(out)
    assert code == 0
    assert "D00001 (T00001) meminta 50 LO, hanya ada 38" in err
    assert next(row for row in told["uncovered"] if row["duty"] == "T00001")["open"] > 12
    assert [issue["code"] for issue in told["issues"]] == ["duty.asks_too_many"]
    assert Checker(found).violations(told["pairs"]) == []


def test_confirmed_lock_stays_though_it_breaks_a_rule():
    found = sample()
    found["locks"].append(["LO00011", "T00001"])
    found["confirmed_locks"] = [["LO00011", "T00001"]]
    problem, _ = jsonform.read_problem(found)
    assert ("LO00011", "T00001") in solver.solve(problem).pairs


def test_more_duties_than_can_be_held_are_refused_at_once():
    found = sample()
    found["duties"] = [{**found["duties"][0], "id": f"T{n}"} for n in range(100_000)]
    code, out, err = run(json.dumps({**found, "locks": []}))
    assert (code, out) == (2, "")
    assert "100000 tugas" in json.loads(err)["issues"][0]["pesan"]


def test_problem_without_duties_is_solved():
    found = {**sample(), "duties": [], "locks": []}
    problem, _ = jsonform.read_problem(found)
    result = solver.solve(problem)
    assert (result.status, result.pairs, result.objective) == ("optimal", (), 0)


def test_softened_rule_costs_points_instead():
    found = sample()
    found["officers"] = [{**o, "briefed_events": []} for o in found["officers"]]
    found["params"]["soft_rules"] = {"briefing": 100}
    problem, _ = jsonform.read_problem(found)
    result = solver.solve(problem)
    assert result.uncovered == {}
    vvip = sum(
        Checker(found).homes[Checker(found).duties[d]["delegation"]]["tier"] == "VVIP"
        for _, d in result.pairs
    )
    assert result.objective == Checker(found).quality(result.pairs) - 100 * vvip
