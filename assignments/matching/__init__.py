"""Who serves whom: a pure function from a problem to a plan with reasons. No ORM, no settings.

    validate(problem) -> list[InputIssue]
    solve(problem, options=None, progress=None, cancel=None) -> Result
    resolve(problem, options=None, progress=None, cancel=None) -> Result   # problem.baseline is set
    score_plan(problem, plan) -> Stages
    recommend(problem, plan, duty, n=5) -> list[Candidate]
    explain_pair(problem, officer, duty, plan=()) -> PairScore
    explain_gap(problem, plan, duty) -> SlotExplanation

`officer` and `duty` are ids; `progress(done, of, words: Phrase)` is called between steps and
`cancel() -> bool` is asked there; a cancelled run returns the best plan so far.
Read the modules in this order: problem, results, rules, check, jsonform; instance, parts, score;
seeds, chains, sweep, lists, bundles, master, pricing, calm, choose, dive, remainder, pieces, prove,
groups, engine; full, split, turns, solver; stages, replan; explain, factors, delta, candidates,
remedies, gaps.
"""

from assignments.matching.candidates import recommend
from assignments.matching.check import validate
from assignments.matching.explain import explain_pair
from assignments.matching.gaps import explain_gap
from assignments.matching.problem import (
    COMPETENCIES,
    AgencyCap,
    Delegation,
    Duty,
    Event,
    Interval,
    LanguageNeed,
    Officer,
    Pair,
    Params,
    Plan,
    Problem,
    SolveOptions,
)
from assignments.matching.replan import resolve
from assignments.matching.results import (
    Blocker,
    Candidate,
    Change,
    Factor,
    InputIssue,
    PairScore,
    Phrase,
    Remedy,
    Result,
    RuleTest,
    SlotExplanation,
    Stages,
)
from assignments.matching.solver import score_plan, solve

__all__ = [
    "COMPETENCIES",
    "AgencyCap",
    "Blocker",
    "Candidate",
    "Change",
    "Delegation",
    "Duty",
    "Event",
    "Factor",
    "InputIssue",
    "Interval",
    "LanguageNeed",
    "Officer",
    "Pair",
    "PairScore",
    "Params",
    "Phrase",
    "Plan",
    "Problem",
    "Remedy",
    "Result",
    "RuleTest",
    "SlotExplanation",
    "SolveOptions",
    "Stages",
    "explain_gap",
    "explain_pair",
    "recommend",
    "resolve",
    "score_plan",
    "solve",
    "validate",
]
