"""From shares to a plan: fix the lists that the linear programme takes almost whole, solve again, go on.

What is left at the end is a smaller part, solved anew. Of a step that costs much the less certain half is
taken back, and again if need be; such a step is the last.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assignments.matching.chains import Tasks
from assignments.matching.master import Master, Rows

WHOLE, HALF = 0.9, 0.2
STEP = 0.1
FEW = 120
FALL = 0.08


def dive(
    rows: Rows, offered: list[tuple[int, Tasks]], left: Callable[[], float | None]
) -> list[tuple[int, Tasks]] | None:
    """The lists that are settled, at most one for each officer; None if time ran out."""
    master = Master(rows)
    master.add(offered)
    owner = np.array([o for o, _ in master.lists])
    room, fixed = rooms(rows), np.full(len(rows.data.officers), -1)
    fresh: list[int] = []
    reached, where, costly = -np.inf, "corner", False
    while True:
        solved = master.solve(left(), where)
        if solved is None:
            return None
        if solved[0] < reached - FALL * rows.data.open_cost.min():
            fresh, costly = _half_back(rows, master, room, fixed, fresh), True
            if fresh:
                continue
        if costly:
            break
        reached, where = solved[0], "next"
        shares = master.shares()
        asking = [i for i in np.argsort(-shares, kind="stable") if shares[i] > 1e-6 and fixed[owner[i]] < 0]
        split = {owner[i] for i in asking if shares[i] < WHOLE}
        least = max(1, int(STEP * len(split)))
        floor = np.where(np.arange(len(asking)) < least, HALF, WHOLE)
        taken = [i for i, most in zip(asking, floor, strict=True) if shares[i] >= most]
        fresh = [i for i in taken if _fix(rows, master.lists[i], room, fixed, i)]
        if len(split) <= FEW or not fresh:
            break
        master.fix(fresh)
    return [master.lists[i] for i in fixed[fixed >= 0].tolist()]


def _half_back(
    rows: Rows, master: Master, room: np.ndarray, fixed: np.ndarray, fresh: list[int]
) -> list[int]:
    """Take back the less certain half of a step that cost much; returns what is still fixed of it."""
    kept, back = fresh[: len(fresh) // 2], fresh[len(fresh) // 2 :]
    for i in back:
        o, tasks = master.lists[i]
        used, entries = (np.array(found[:-1]) for found in rows.entries(o, tasks))
        room[used] += entries
        fixed[o] = -1
    master.free(back)
    return kept


def rooms(rows: Rows) -> np.ndarray:
    """What the rows that may not be broken still hold; the others hold anything."""
    room = np.full(rows.count, np.inf)
    room[: len(rows.data.tasks)] = rows.data.headcount
    for row, (_, _, places, price) in enumerate(rows.quotas, len(rows.data.tasks)):
        if not price:
            room[row] = places
    return room


def _fix(rows: Rows, chosen: tuple[int, Tasks], room: np.ndarray, fixed: np.ndarray, index: int) -> bool:
    """Give the officer this list if the places are still free."""
    o, tasks = chosen
    used, entries = (np.array(found[:-1]) for found in rows.entries(o, tasks))
    if fixed[o] >= 0 or (room[used] < entries).any():
        return False
    room[used] -= entries
    fixed[o] = index
    return True
