"""A thin hand on HiGHS: build a maximisation row by row, solve it, read plain numbers back.

One thread always: HiGHS fixes its thread count per process at first use, and one thread repeats itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

INFINITY = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Answer:
    """x is None if no solution was found. bound: no solution is better; proven: x reaches it."""

    x: np.ndarray | None
    objective: float
    bound: float
    proven: bool
    infeasible: bool
    nodes: int = 0


@dataclass
class Builder:
    """Columns and rows of a maximisation, gathered in any order and handed over at once."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    in_row: list[int] = field(default_factory=list)
    in_column: list[int] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)

    def column(self, cost: float = 0, lower: float = 0, upper: float = 1, whole: bool = False) -> int:
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(
        self, columns: Sequence[int], entries: Sequence[float] | float, lower: float, upper: float
    ) -> int:
        """lower <= sum of entries times columns <= upper."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        row = len(self.row_lower) - 1
        self.put([row] * len(columns), columns, entries)
        return row

    def put(self, rows: Sequence[int], columns: Sequence[int], entries: Sequence[float] | float) -> None:
        """Entries of the matrix, one by one; no place is given twice."""
        self.in_row.extend(rows)
        self.in_column.extend(columns)
        self.entry.extend([entries] * len(rows) if np.isscalar(entries) else entries)

    def solver(self) -> highspy.Highs:
        """A solver that holds the model; its options are ours."""
        solver = quiet_solver()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.col_cost_ = np.array(self.cost, float)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower, float), np.array(self.upper, float)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower, float), np.array(self.row_upper, float)
        order = np.lexsort((self.in_column, self.in_row)) if self.entry else np.zeros(0, int)
        counts = np.bincount(np.array(self.in_row, int), minlength=len(self.row_lower))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array(self.in_column, np.int32)[order]
        lp.a_matrix_.value_ = np.array(self.entry, float)[order]
        lp.sense_ = highspy.ObjSense.kMaximize
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in self.whole]
        solver.passModel(lp)
        return solver


def quiet_solver() -> highspy.Highs:
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.99),  # every objective here is a whole number
        ("mip_feasibility_tolerance", 1e-7),
    ):
        solver.setOptionValue(name, value)
    return solver


def run_mip(
    solver: highspy.Highs,
    seconds: float | None = None,
    nodes: int | None = None,
    start: Mapping[int, float] | None = None,
) -> Answer:
    """Solve the held model as an integer programme, from `start` if given."""
    solver.setOptionValue("time_limit", INFINITY if seconds is None else max(0.01, seconds))
    solver.setOptionValue("mip_max_nodes", 2**31 - 1 if nodes is None else nodes)
    if start:
        columns = np.array(list(start), np.int32)
        solver.setSolution(len(columns), columns, np.array(list(start.values()), float))
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    x = np.array(solver.getSolution().col_value) if found else None
    proven = status == highspy.HighsModelStatus.kOptimal
    whole = highspy.HighsVarType.kInteger in solver.getLp().integrality_
    bound = info.mip_dual_bound if whole else info.objective_function_value
    return Answer(x, info.objective_function_value, bound, proven, infeasible, int(info.mip_node_count))
