"""Choosing among lists: an integer programme, one column per list; coordinators may join pair by pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assignments.matching import blocks, score
from assignments.matching.chains import Tasks
from assignments.matching.highs import INFINITY, Builder, run_mip
from assignments.matching.master import Rows, shared_rows

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """pairs: the best combination, None if none was found; bound: of any combination of what was offered."""

    pairs: Pairs | None
    bound: float
    nodes: int


class Chooser:
    """The integer programme over the offered lists; officers in `wide` may take any of its pairs instead."""

    def __init__(self, rows: Rows, offered: Iterable[tuple[int, Tasks]], wide: dict[int, list[int]]):
        self.rows, self.data = rows, rows.data
        self.build = Builder()
        shared_rows(self.build, rows)
        self.lists: dict[int, tuple[int, Tasks]] = {}
        self.pairs: dict[int, tuple[int, int]] = {}
        for o, tasks in sorted(set(offered)):
            if tasks and o not in wide:
                column = self.build.column(float(score.list_value(self.data, o, tasks)), 0, 1, True)
                self._enter(column, *rows.entries(o, tasks))
                self.lists[column] = (o, tasks)
        for o, tasks in sorted(wide.items()):
            self._add_wide(o, tasks)

    def _enter(self, column: int, rows: list[int], entries: list[float]) -> None:
        self.build.put(rows, [column] * len(rows), entries)

    def _add_wide(self, o: int, tasks: list[int]) -> None:
        """An officer whose duties may overlap: pair by pair, with own rows in place of the one list."""
        x = {}
        for d in tasks:
            locked = float(d in self.data.locked[o])
            x[d] = self.build.column(float(self.data.value[o, d]), locked, 1, True)
            rows, entries = self.rows.entries(o, (d,))
            self._enter(x[d], rows[:-1], entries[:-1])
            self.pairs[x[d]] = (o, d)
        self.build.row_lower[self.rows.count + o] = -INFINITY
        blocks.add_officer(self.build, self.data, o, x)

    def run(
        self, start: Pairs, seconds: float | None, nodes: int | None, slack: float, narrow: bool = False
    ) -> Choice:
        """Maximise, from the plan `start`; stop when the gap is below `slack` points.

        narrow: most officers are offered a single list, so that it pays to simplify first.
        """
        solver = self.build.solver()
        solver.setOptionValue("mip_abs_gap", max(0.99, slack))
        solver.setOptionValue("presolve", "on" if narrow else "off")  # it takes half the time of wide ones
        answer = run_mip(solver, seconds, nodes, self._columns_of(start))
        if answer.x is None:
            return Choice(None, answer.bound, answer.nodes)
        chosen = {
            (o, d) for column, (o, tasks) in self.lists.items() if answer.x[column] > 0.5 for d in tasks
        }
        chosen |= {pair for column, pair in self.pairs.items() if answer.x[column] > 0.5}
        return Choice(frozenset(chosen), answer.bound, answer.nodes)

    def _columns_of(self, plan: Pairs) -> dict[int, float]:
        """The plan as values of the whole-number columns; HiGHS completes the rest."""
        held = score.duty_lists(plan)
        values = {column: float(tuple(held.get(o, ())) == tasks) for column, (o, tasks) in self.lists.items()}
        return values | {column: float(pair in plan) for column, pair in self.pairs.items()}
