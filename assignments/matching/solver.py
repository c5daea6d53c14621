"""From a problem to a plan: check, split, solve every part, put together with bound and gap."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.metadata import version

from assignments.matching import check, score, turns
from assignments.matching.instance import Instance, compile_problem
from assignments.matching.limits import Limits, Progress
from assignments.matching.problem import Plan, Problem, SolveOptions
from assignments.matching.results import InputIssue, Result, Stages

ENGINE_VERSION = f"lists-1 highs-{version('highspy')}"


def solve(
    problem: Problem,
    options: SolveOptions | None = None,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Result:
    """The best plan found for `problem`, whatever plan was published before.

    Open places are weighed by tier, then quality. Never raises for a bad problem: the result then has
    status "infeasible_input" and the issues.
    """
    options = options or SolveOptions()
    limits = Limits(options.time_limit, cancel, progress)
    issues = tuple(check.validate(problem))
    if check.blocks(issues):
        return refused(issues)
    instance = compile_problem(problem)
    answer = (turns.in_turn if options.by_event else turns.together)(instance, options, limits)
    return report(instance, answer.pairs, answer.bound, issues, limits, answer.rounds)


def score_plan(problem: Problem, plan: Plan) -> Stages:
    """The objective of any plan, by stage. Raises KeyError for a pair that the problem does not know."""
    instance = compile_problem(problem)
    return score.evaluate(instance, [(instance.officer_at[o], instance.task_at[d]) for o, d in plan])


def refused(issues: tuple[InputIssue, ...]) -> Result:
    return Result("infeasible_input", (), {}, None, None, None, plan_hash(()), issues)


def report(
    instance: Instance,
    pairs: Iterable[tuple[int, int]],
    bound: int,
    issues: tuple[InputIssue, ...],
    limits: Limits,
    rounds: int,
    **more: object,
) -> Result:
    """A plan by index as a Result by id. `more`: dropped (count) and changes of a re-solve."""
    pairs = sorted(pairs)
    stages = score.evaluate(instance, pairs, more.pop("dropped", 0))
    plan = tuple(sorted((instance.officers[o].id, instance.tasks[d].duty.id) for o, d in pairs))
    proven = bound <= stages.objective
    cancelled = limits.hit and limits.cancel is not None and limits.cancel()
    return Result(
        status="optimal" if proven else "cancelled" if cancelled else "feasible",
        pairs=plan,
        uncovered=uncovered(instance, pairs),
        stages=stages,
        bound=bound,
        gap=0.0 if proven else relative_gap(bound, stages.objective, stages.quality),
        plan_hash=plan_hash(plan),
        issues=issues,
        stopped_early=limits.cut and not proven,
        rounds=rounds,
        engine_version=ENGINE_VERSION,
        **more,
    )


def uncovered(instance: Instance, pairs: Iterable[tuple[int, int]]) -> dict[str, int]:
    """Duty id -> open places, for the duties that have any."""
    filled = Counter(d for _, d in pairs)
    left = {task.duty.id: task.duty.headcount - filled[d] for d, task in enumerate(instance.tasks)}
    return {duty: count for duty, count in sorted(left.items()) if count > 0}


def relative_gap(bound: int, objective: int, quality: int) -> float:
    """(bound - objective) / quality, as the design states it."""
    return (bound - objective) / max(1, abs(quality))


def plan_hash(plan: Plan) -> str:
    """The same plan always has the same mark, in any order."""
    text = json.dumps(sorted(plan), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
