"""Brute force for tiny problems: every valid plan is tried, by the independent checker's reading."""

from itertools import combinations


def plans(checker):
    """All valid plans: one feasible duty list per officer, then team rules and locks."""
    choices = []
    for officer in sorted(checker.officers):
        locked = {d for o, d in checker.problem["locks"] if o == officer}
        able = [d for d in sorted(checker.duties) if not checker.pair_violations(officer, d)]
        lists = [
            mine
            for size in range(len(able) + 1)
            for mine in combinations(able, size)
            if locked <= set(mine) and not checker.time_violations(officer, mine)
        ]
        choices.append([[(officer, d) for d in mine] for mine in lists])
    yield from _combined(checker, choices, [])


def _combined(checker, choices, chosen):
    if not choices:
        yield chosen
        return
    for mine in choices[0]:
        plan = [*chosen, *mine]
        teams = {d: [o for o, other in plan if other == d] for _, d in mine}
        if not any(checker.team_violations(d, team) for d, team in teams.items()):
            yield from _combined(checker, choices[1:], plan)


def best_objective(checker):
    return max(checker.objective(plan) for plan in plans(checker))


def best_replan(checker):
    """(open places by tier in order, voluntary drops, -quality), the least of all plans."""
    tiers = checker.params["tiers"]
    return min(
        (
            *(checker.open_by_tier(plan)[tier] for tier in tiers),
            len(checker.drops(plan)),
            -checker.quality(plan),
        )
        for plan in plans(checker)
    )
