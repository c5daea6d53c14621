"""What a change of a few pairs does to the objective, exactly, without valuing the whole plan again."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from assignments.matching import parts, rules, score
from assignments.matching.explain import Board
from assignments.matching.problem import Officer, Pair
from assignments.matching.rules import Task


def change_of(board: Board, drop: Collection[Pair], add: Collection[Pair]) -> int:
    """Objective with `drop` taken out of and `add` put into the board's plan, less the objective now."""
    before = set(board.plan)
    after = (before - set(drop)) | set(add)
    touched = before ^ after
    people = sorted({officer for officer, _ in touched})
    total = sum(_officer_worth(board, o, after) - _officer_worth(board, o, before) for o in people)
    duties = sorted({duty for _, duty in touched})
    total += sum(_duty_worth(board, d, after) - _duty_worth(board, d, before) for d in duties)
    return total - _excess(board, touched, after) + _excess(board, touched, before)


def _tasks(board: Board, officer: str, plan: Iterable[Pair]) -> list[Task]:
    held = [board.tasks[duty] for o, duty in plan if o == officer]
    return sorted(held, key=lambda task: (task.duty.start, task.duty.end, task.duty.id))


def _officer_worth(board: Board, officer: str, plan: Iterable[Pair]) -> int:
    """Pairs, hours, countries and rest of one officer."""
    person, params = board.officers[officer], board.problem.params
    tasks = _tasks(board, officer, plan)
    hours = person.prior_hours + sum(task.duty.workload_h for task in tasks)
    visits = {(task.delegation.country, task.delegation.event) for task in tasks}
    worth = sum(pair_worth(person, task) for task in tasks)
    worth -= score.hours_cost(hours, params) + params.country_cost * len(visits)
    if person.concurrency == 1 and params.rest_min:
        pairs = zip(tasks, tasks[1:], strict=False)
        worth -= params.rest_cost * sum(b.duty.start - a.duty.end < params.rest_min for a, b in pairs)
    return worth


def pair_worth(officer: Officer, task: Task) -> int:
    """A pair's score less the price of the softened rules that it breaks."""
    prices = task.params.soft_rules
    broken = [
        prices[rule.code]
        for rule in rules.PAIR_RULES
        if rule.code in prices and not rule.holds(officer, rule.asks(task))
    ]
    return parts.pair_total(parts.pair_parts(officer, task), task.params) - sum(broken)


def _duty_worth(board: Board, duty: str, plan: Iterable[Pair]) -> int:
    """Open places, softened quotas and the team's language of one duty; zero or negative."""
    task, params = board.tasks[duty], board.problem.params
    home, count = task.delegation, task.duty.headcount
    team = [board.officers[o] for o, d in plan if d == duty]
    worth = -params.uncovered_weight[home.tier] * max(0, count - len(team))
    for rule in set(rules.TEAM_RULES) & set(params.soft_rules):
        others = sum(not rules.has_quality(rule, member, home, params) for member in team)
        reserved = rules.quota(rule, home)
        worth -= params.soft_rules[rule] * max(0, others - max(0, count - reserved)) if reserved else 0
    if params.team_language_cost and count > 1 and len(home.languages) > 1:
        outside = [
            sum(member.languages.get(need.code, 0) < need.min_level for member in team)
            for need in home.languages
        ]
        worth -= params.team_language_cost * min(outside)
    return worth


def _excess(board: Board, touched: Iterable[Pair], plan: Iterable[Pair]) -> int:
    """Price of the pairs above the caps of the agencies concerned."""
    keys = {_agency_event(board, pair) for pair in touched} & set(board.caps)
    used = [_agency_event(board, pair) for pair in plan] if keys else []
    over = sum(max(0, used.count(key) - board.caps[key]) for key in keys)
    return board.problem.params.agency_excess_cost * over


def _agency_event(board: Board, pair: Pair) -> tuple[str, str]:
    return board.officers[pair[0]].agency, board.tasks[pair[1]].delegation.event
