"""What is left of an instance when some officers' lists are settled: a smaller one of the same kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from assignments.matching import rules
from assignments.matching.instance import Instance
from assignments.matching.problem import AgencyCap
from assignments.matching.rules import Task
from assignments.matching.split import narrow


def remainder(
    part: Instance, settled: Iterable[tuple[int, int]], free: np.ndarray
) -> tuple[Instance, np.ndarray] | None:
    """(the instance of the officers `free` and the places still open, its tasks as indices into `part`).

    Reserved places and agency caps shrink by what the settled pairs use of them; the language that a team
    shares is chosen anew. None where a lock of a free officer finds no place.
    """
    held: dict[int, list[int]] = {}
    for o, d in settled:
        held.setdefault(d, []).append(o)
    left = part.headcount - np.array([len(held.get(d, ())) for d in range(len(part.tasks))], np.int64)
    locked = Counter(d for o in free.tolist() for d in part.locked[o])
    if (left < 0).any() or any(left[d] < count for d, count in locked.items()):
        return None
    tasks = np.flatnonzero(left > 0)
    small = narrow(part, free, tasks)
    shrunk = tuple(_shrunk(part, d, int(left[d]), held.get(d, ())) for d in tasks.tolist())
    return replace(small, tasks=shrunk, problem=replace(part.problem, agency_caps=_caps(part, held))), tasks


def _shrunk(part: Instance, d: int, left: int, held: Iterable[int]) -> Task:
    """The task with the places left, of which as many stay reserved as are not served yet."""
    task, params = part.tasks[d], part.problem.params
    home, officers = task.delegation, [part.officers[o] for o in held]
    missing = {
        rule: max(
            0,
            rules.quota(rule, home)
            - sum(rules.has_quality(rule, officer, home, params) for officer in officers),
        )
        for rule in rules.TEAM_RULES
    }
    return replace(
        task,
        duty=replace(task.duty, headcount=left),
        delegation=replace(home, senior_count=missing["senior"], gender_count=missing["gender"]),
    )


def _caps(part: Instance, held: dict[int, list[int]]) -> tuple[AgencyCap, ...]:
    used = Counter(
        (part.officers[o].agency, part.tasks[d].delegation.event)
        for d, people in held.items()
        for o in people
    )
    caps = part.problem.agency_caps
    return tuple(replace(cap, cap=max(0, cap.cap - used[cap.agency, cap.event])) for cap in caps)
