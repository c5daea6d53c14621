"""Independent parts of an instance: no officer and no agency cap is shared between two of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assignments.matching.instance import Instance


def parts_of(instance: Instance) -> list[tuple[Instance, np.ndarray, np.ndarray]]:
    """(part, its officers, its tasks) as indices into the whole; tasks that nobody can do are in no part."""
    label_of_officer, label_of_task = _labels(instance)
    found = []
    for label in sorted(set(label_of_task.tolist()) & set(label_of_officer.tolist())):
        officers = np.flatnonzero(label_of_officer == label)
        tasks = np.flatnonzero(label_of_task == label)
        found.append((narrow(instance, officers, tasks), officers, tasks))
    return found


def narrow(instance: Instance, officers: np.ndarray, tasks: np.ndarray) -> Instance:
    """The same instance seen through some of its officers and tasks (index arrays, ascending)."""
    place = {int(d): index for index, d in enumerate(tasks)}
    return replace(
        instance,
        officers=tuple(instance.officers[o] for o in officers),
        tasks=tuple(instance.tasks[d] for d in tasks),
        eligible=instance.eligible[np.ix_(officers, tasks)],
        value=instance.value[np.ix_(officers, tasks)],
        locked=tuple(tuple(place[d] for d in instance.locked[o] if d in place) for o in officers),
    )


def _labels(instance: Instance) -> tuple[np.ndarray, np.ndarray]:
    """The part of every officer and task: the smallest officer index in it; -1 and -2 = in none."""
    links = [(np.flatnonzero(row), [o]) for o, row in enumerate(instance.eligible)]
    for members, duties, cap in instance.cap_rows:
        block = instance.eligible[np.ix_(members, duties)]
        if block.sum() > cap:
            links.append((duties[block.any(axis=0)], members[block.any(axis=1)].tolist()))
    owner = np.full(len(instance.tasks), -1, np.int64)
    root = list(range(len(links)))

    def find(link: int) -> int:
        while root[link] != link:
            root[link] = root[root[link]]
            link = root[link]
        return link

    for link, (duties, _) in enumerate(links):
        for other in set(owner[duties].tolist()) - {-1}:
            first, second = sorted((find(link), find(other)))
            root[second] = first
        owner[duties] = link
    tasks = np.array([find(link) if link >= 0 else -1 for link in owner.tolist()], np.int64)
    busy = instance.eligible.any(axis=1)
    officers = np.array([find(o) if busy[o] else -2 for o in range(len(busy))], np.int64)
    return officers, tasks
