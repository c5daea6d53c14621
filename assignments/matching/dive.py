"""From shares to a plan: fix the lists that the linear programme takes almost whole, solve again, go on.

What is left at the end is small enough for the integer programme. A step that costs the better part of a
place is taken back, and is the last.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assignments.matching.chains import Tasks
from assignments.matching.master import Master, Rows

WHOLE, HALF = 0.9, 0.5
STEP = 0.1
FEW = 120
FALL = 0.1


def dive(
    rows: Rows, offered: list[tuple[int, Tasks]], left: Callable[[], float | None]
) -> list[tuple[int, Tasks]] | None:
    """Of the lists offered those that may still be chosen: one for most officers; None if time ran out."""
    master = Master(rows)
    master.add(offered)
    owner = np.array([o for o, _ in master.lists])
    room, fixed = rooms(rows), np.full(len(rows.data.officers), -1)
    fresh: list[int] = []
    reached, where = -np.inf, "corner"
    while True:
        solved = master.solve(left(), where)
        if solved is None:
            return None
        if solved[0] < reached - FALL * rows.data.open_cost.min():
            fixed[owner[fresh]] = -1
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
    kept = (fixed[owner] < 0) | (fixed[owner] == np.arange(len(owner)))
    return [master.lists[i] for i in np.flatnonzero(kept)]


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
