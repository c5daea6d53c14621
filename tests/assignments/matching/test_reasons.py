"""Every pair answers why this one and not that one, and the answers agree with the rules and the score."""

import copy
from collections import Counter

import pytest

from assignments import matching
from assignments.matching import delta, explain, gaps, jsonform
from assignments.matching.explain import Board
from tests.assignments.matching import tiny
from tests.assignments.matching.checker import Checker
from tests.assignments.matching.samples import sample


def solved(found):
    problem, _ = jsonform.read_problem(found)
    return problem, matching.solve(problem)


@pytest.mark.parametrize("seed", range(60))
def test_pair_reasons_agree_with_the_checker(seed):
    found = tiny.problem(seed, officers=5, duties=5)
    checker = Checker(found)
    problem, _ = jsonform.read_problem(found)
    for officer in checker.officers:
        for duty in checker.duties:
            reasons = matching.explain_pair(problem, officer, duty)
            failed = {test.rule for test in reasons.tests if not test.passed}
            assert failed == checker.pair_violations(officer, duty) | checker.team_violations(duty, [officer])
            assert reasons.eligible == (not failed)
            assert reasons.total == checker.pair_score(officer, duty)
            parts = {name: getattr(reasons, name) for name in ("language", "country", "skills", "rank")}
            assert parts == checker.parts(officer, duty)


@pytest.mark.parametrize("seed", range(60))
def test_candidate_gain_is_the_change_of_the_objective(seed):
    found = tiny.problem(seed, officers=5, duties=6, extras=seed % 2 == 0)
    checker = Checker(found)
    problem, result = solved(found)
    for duty in checker.duties:
        for candidate in matching.recommend(problem, result.pairs, duty, n=3):
            after = [pair for pair in result.pairs if pair not in candidate.breaks]
            after.append((candidate.officer, duty))
            overfull = len([d for _, d in after if d == duty]) > checker.duties[duty]["headcount"]
            if not overfull:
                assert checker.violations(after) == []
                assert candidate.net == checker.objective(after) - result.objective


def test_six_factors_sum_to_the_score_of_a_hundred():
    problem, result = solved(sample())
    for officer, duty in result.pairs:
        reasons = matching.explain_pair(problem, officer, duty, result.pairs)
        assert [line.maximum for line in reasons.factors] == [35, 20, 15, 15, 10, 5]
        assert all(0 <= line.points <= line.maximum for line in reasons.factors)
        assert reasons.score == sum(line.points for line in reasons.factors)
        assert all(line.phrase.say("id") and line.phrase.say("en") for line in reasons.factors)


def short_of_people():
    """The sample with one more VVIP place than anyone free could take."""
    found = sample()
    for task in found["duties"]:
        if task["delegation"] == "D00022":
            task["headcount"] += 4
    return found


def test_empty_place_names_its_blockers_and_remedies():
    problem, result = solved(short_of_people())
    assert result.uncovered
    for duty, count in result.uncovered.items():
        told = matching.explain_gap(problem, result.pairs, duty)
        assert told.open == count
        assert told.blockers
        assert 1 <= len(told.remedies) <= 3
        assert told.remedies[-1].kind == "ask_agency"
        assert told.remedies[-1].agencies
        assert all(remedy.phrase.say("id") for remedy in told.remedies)


def test_optimal_plan_has_no_candidate_that_gains():
    problem, result = solved(short_of_people())
    candidates = [c for duty in result.uncovered for c in matching.recommend(problem, result.pairs, duty)]
    assert candidates
    assert all(candidate.net <= 0 for candidate in candidates)


def test_blocker_counts_are_those_of_the_rules():
    problem, result = solved(short_of_people())
    board = Board(problem, result.pairs)
    for duty in result.uncovered:
        told = matching.explain_gap(problem, result.pairs, duty)
        team = {officer for officer, d in result.pairs if d == duty}
        fails = [
            explain.failing(board, officer, board.tasks[duty])
            for officer in problem.officers
            if officer.id not in team
        ]
        for blocker in told.blockers:
            assert blocker.any == sum(blocker.rule in failed for failed in fails)
            assert blocker.sole == sum((blocker.rule,) == failed for failed in fails)
            assert blocker.sole == len(blocker.sole_officers)


@pytest.mark.parametrize("seed", range(60))
def test_blockers_are_what_the_checker_finds_on_the_board(seed):
    """Also for coordinators, whose evening is not taken by two duties of the morning."""
    found = tiny.problem(seed, officers=6, duties=8)
    checker = Checker(found)
    problem, result = solved(found)
    board = Board(problem, result.pairs)
    tasks = [board.tasks[duty] for duty in checker.duties if board.places_left(duty)]
    for task, blockers in zip(tasks, gaps.all_blockers(board, tasks), strict=True):
        duty, counted = task.duty.id, Counter()
        team = [o for o, d in result.pairs if d == duty]
        for officer in set(checker.officers) - set(team):
            held = [d for o, d in result.pairs if o == officer]
            failed = checker.pair_violations(officer, duty)
            failed |= checker.time_violations(officer, [*held, duty])
            counted.update(failed | checker.team_violations(duty, [*team, officer]))
        assert {blocker.rule: blocker.any for blocker in blockers} == counted


@pytest.mark.parametrize("seed", range(60))
def test_swap_remedy_is_valid_and_worth_what_it_says(seed):
    found = tiny.problem(seed, officers=6, duties=7)
    checker = Checker(found)
    problem, result = solved(found)
    plan = result.pairs[::2]
    now = checker.objective(plan)
    for duty in checker.duties:
        for remedy in matching.explain_gap(problem, plan, duty).remedies:
            if remedy.kind == "swap":
                after = [pair for pair in plan if pair not in remedy.drop] + list(remedy.add)
                assert checker.violations(after) == []
                assert remedy.net == checker.objective(after) - now


def carried_out(found, duty, remedy):
    """The problem after somebody did what the remedy says."""
    task = next(task for task in found["duties"] if task["id"] == duty)
    home = next(home for home in found["delegations"] if home["id"] == task["delegation"])
    people = [person for person in found["officers"] if person["id"] in remedy.officers]
    match remedy.kind:
        case "brief":
            for person in people:
                person["briefed_events"] = [*person["briefed_events"], home["event"]]
        case "lift_veto":
            for person in people:
                person["vetoed_countries"] = []
        case "move_leave":
            for person in people:
                person["availability"] = [*person["availability"], [task["start"], task["end"]]]
        case "lower_language":
            code = remedy.phrase.values["code"]
            home["languages"] = [[c, n - (c == code), bonus] for c, n, bonus in home["languages"]]
        case "relax_senior":
            home["senior_count"] = 0
        case "relax_gender":
            home["gender_count"] = 0
    return Checker(found)


def test_remedy_carried_out_has_the_effect_it_was_told_with():
    kinds = set()
    for seed in range(120):
        found = tiny.problem(seed, officers=6, duties=7)
        problem, result = solved(found)
        plan = list(result.pairs[::2])
        for duty in Checker(found).duties:
            for remedy in matching.explain_gap(problem, plan, duty).remedies[:-1]:
                after = carried_out(copy.deepcopy(found), duty, remedy)
                done = [pair for pair in plan if pair not in remedy.drop] + list(remedy.add)
                assert after.violations(done) == []
                assert remedy.net == after.objective(done) - after.objective(plan)
                assert len(done) == len(plan) + remedy.filled
                kinds.add(remedy.kind)
    assert kinds >= {"swap", "brief", "lower_language", "lift_veto", "move_leave", "relax_gender"}


@pytest.mark.parametrize("seed", range(60))
def test_change_of_any_few_pairs_is_exact(seed):
    found = tiny.problem(seed, officers=5, duties=6, extras=True)
    checker = Checker(found)
    problem, result = solved(found)
    board = Board(problem, result.pairs)
    for pair in result.pairs:
        rest = [other for other in result.pairs if other != pair]
        assert delta.change_of(board, [pair], []) == checker.objective(rest) - result.objective


def test_score_of_any_plan_by_stage():
    problem, result = solved(sample())
    stages = matching.score_plan(problem, result.pairs[:10])
    checker = Checker(sample())
    assert stages.objective == checker.objective(result.pairs[:10])
    assert dict(stages.open_by_tier) == dict(checker.open_by_tier(result.pairs[:10]))
