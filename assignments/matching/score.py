"""The objective of a whole plan with its parts, in integers.

quality = pairs - hours - agency - country - extras; objective = quality - price of the open places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from assignments.matching.instance import Instance
from assignments.matching.problem import Params
from assignments.matching.results import Stages


def hours_cost(hours: int, params: Params) -> int:
    """Convex price of one officer's duty hours, carried-over hours included."""
    return sum(
        slope * max(0, hours - limit)
        for limit, slope in zip(params.fairness_breaks_h, params.fairness_slopes, strict=True)
    )


def short_rests(instance: Instance, o: int, tasks: Sequence[int]) -> int:
    """How many times a duty follows the one before it too soon; tasks in time order."""
    wanted = instance.problem.params.rest_min
    if not wanted or instance.concurrency[o] > 1:
        return 0
    pairs = zip(tasks, tasks[1:], strict=False)
    return sum(instance.start[e] - instance.end[d] < wanted for d, e in pairs)


def list_terms(instance: Instance, o: int, tasks: Sequence[int]) -> dict[str, int]:
    """What one officer's whole duty list adds to quality, by term; tasks in time order.

    Hours are priced above what the carried-over hours cost by themselves.
    """
    params, before = instance.problem.params, instance.officers[o].prior_hours
    tasks = list(tasks)
    after = before + int(instance.hours[tasks].sum())
    visits = len(set(instance.visit[tasks].tolist()))
    return {
        "pairs": int(instance.value[o, tasks].sum()),
        "fairness": hours_cost(after, params) - hours_cost(before, params),
        "country": params.country_cost * visits,
        "rest": params.rest_cost * int(short_rests(instance, o, tasks)),
    }


def list_value(instance: Instance, o: int, tasks: Sequence[int]) -> int:
    terms = list_terms(instance, o, tasks)
    return terms["pairs"] - terms["fairness"] - terms["country"] - terms["rest"]


def duty_lists(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """officer -> tasks in time order (task indices are in time order)."""
    lists: dict[int, list[int]] = defaultdict(list)
    for o, d in sorted(pairs):
        lists[o].append(d)
    return lists


def evaluate(instance: Instance, pairs: Iterable[tuple[int, int]], dropped: int = 0) -> Stages:
    """The objective of a plan given as (officer index, task index), by stage."""
    pairs = sorted(pairs)
    params = instance.problem.params
    sums: Counter[str] = Counter()
    for o, tasks in duty_lists(pairs).items():
        sums.update(list_terms(instance, o, tasks))
    agency = params.agency_excess_cost * agency_excess(instance, pairs)
    extras = sums["rest"] + team_cost(instance, pairs) + quota_cost(instance, pairs)
    quality = sums["pairs"] - sums["fairness"] - sums["country"] - agency - extras
    filled = np.bincount([d for _, d in pairs], minlength=len(instance.tasks))
    left = np.maximum(0, instance.headcount - filled)
    price = int((left * instance.open_cost).sum()) if len(left) else 0
    return Stages(
        open_by_tier=_by_tier(instance, left),
        quality=quality,
        pairs=sums["pairs"],
        fairness=sums["fairness"],
        agency=agency,
        country=sums["country"],
        extras=extras,
        objective=quality - price,
        dropped=dropped,
    )


def _by_tier(instance: Instance, left: np.ndarray) -> dict[str, int]:
    tiers = instance.problem.params.tiers
    return {tier: int(left[instance.tier == place].sum()) for place, tier in enumerate(tiers)}


def agency_excess(instance: Instance, pairs: Iterable[tuple[int, int]]) -> int:
    """Pairs above the caps, summed over agencies and events."""
    if not instance.caps:
        return 0
    used = Counter((instance.officers[o].agency, instance.tasks[d].delegation.event) for o, d in pairs)
    return sum(max(0, used[key] - cap) for key, cap in instance.caps.items())


def team_cost(instance: Instance, pairs: Iterable[tuple[int, int]]) -> int:
    """Points for team members outside their team's best common language."""
    price = instance.problem.params.team_language_cost
    if not price:
        return 0
    teams = defaultdict(set)
    for o, d in pairs:
        teams[d].add(o)
    return price * sum(
        min(len(teams[d].intersection(lack.tolist())) for lack in lacking)
        for d, lacking in instance.team_rows
    )


def quota_cost(instance: Instance, pairs: Iterable[tuple[int, int]]) -> int:
    """Points for reserved places held by others, where the quota was softened."""
    teams = defaultdict(set)
    for o, d in pairs:
        teams[d].add(o)
    return sum(
        price * max(0, len(teams[d].intersection(lacking.tolist())) - places)
        for d, lacking, places, price in instance.quotas
    )
