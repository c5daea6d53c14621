"""One officer's own rules as rows over 0/1 columns: time, hours, countries, rest.

The whole model uses them for everybody; the list engine for coordinators, whose duties may overlap.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assignments.matching.highs import INFINITY, Builder
from assignments.matching.instance import Instance


def add_officer(build: Builder, data: Instance, o: int, x: Mapping[int, int]) -> None:
    """Rows and price columns for officer o; x: task -> its column, in task order."""
    _times(build, data, o, x)
    _hours(build, data, o, x)
    _visits(build, data, x)


def _times(build: Builder, data: Instance, o: int, x: Mapping[int, int]) -> None:
    """At one instant at most `concurrency` duties; one at a time also keeps travel and counts short rest."""
    limit, params = int(data.concurrency[o]), data.problem.params
    travel = min(params.travel_same_zone_min, params.travel_other_zone_min) if limit == 1 else 0
    tasks = np.array(list(x), np.int64)
    starts, ends = data.start[tasks], data.end[tasks] + travel
    moments = np.unique(starts)
    present = (starts <= moments[:, None]) & (moments[:, None] < ends)
    present = present[present.sum(axis=1) > limit]
    within = present.astype(np.float32) @ present.T == present.sum(axis=1)[:, None]
    for moment, together in enumerate(present):
        same = within[moment] & within[:, moment]
        if not (within[moment] & ~same).any() and not same[:moment].any():
            build.row([x[d] for d in tasks[together].tolist()], 1.0, -INFINITY, limit)
    if limit == 1:
        _travel(build, data, x, travel)
        _rest(build, data, x)


def _travel(build: Builder, data: Instance, x: Mapping[int, int], counted: int) -> None:
    mine = list(x)
    for place, d in enumerate(mine):
        for e in mine[place + 1 :]:
            if data.start[e] >= data.end[d] + counted and not data.follows[d, e]:
                build.row([x[d], x[e]], 1.0, -INFINITY, 1)


def _rest(build: Builder, data: Instance, x: Mapping[int, int]) -> None:
    """A price column rises where e follows d too soon and nothing lies between them."""
    params, mine = data.problem.params, list(x)
    if not params.rest_min or not params.rest_cost:
        return
    for place, d in enumerate(mine):
        for far, e in enumerate(mine[place + 1 :], place + 1):
            if data.follows[d, e] and data.start[e] - data.end[d] < params.rest_min:
                short = build.column(-float(params.rest_cost), 0, 1)
                between = [x[b] for b in mine[place + 1 : far]]
                entries = [1.0, 1.0, -1.0] + [-1.0] * len(between)
                build.row([x[d], x[e], short, *between], entries, -INFINITY, 1)


def _hours(build: Builder, data: Instance, o: int, x: Mapping[int, int]) -> None:
    params, before = data.problem.params, data.officers[o].prior_hours
    hours = [float(data.hours[d]) for d in x]
    for limit, slope in zip(params.fairness_breaks_h, params.fairness_slopes, strict=True):
        if slope and before + sum(hours) > limit:
            above = build.column(-float(slope), 0, INFINITY)
            build.row([*x.values(), above], [*hours, -1.0], -INFINITY, max(0, limit - before))


def _visits(build: Builder, data: Instance, x: Mapping[int, int]) -> None:
    price = data.problem.params.country_cost
    groups: dict[int, list[int]] = {}
    for d in x:
        groups.setdefault(int(data.visit[d]), []).append(d)
    for duties in groups.values() if price else ():
        visit = build.column(-float(price), 0, 1)
        for d in duties:
            build.row([visit, x[d]], [1.0, -1.0], 0, INFINITY)
