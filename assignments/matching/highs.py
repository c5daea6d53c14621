"""A thin hand on HiGHS: build a maximisation row by row, solve it, read plain numbers back.

One thread always: HiGHS fixes its thread count per process at first use, and one thread repeats itself.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """Columns and rows of a maximisation, gathered before they are handed over at once."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)

    def column(self, cost: float = 0, lower: float = 0, upper: float = 1, whole: bool = False) -> int:
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, columns: Sequence[int], entries: Sequence[float] | float, lower: float, upper: float) -> int:
        """lower <= sum of entries times columns <= upper."""
        self.index.extend(columns)
        self.entry.extend([entries] * len(columns) if np.isscalar(entries) else entries)
        self.starts.append(len(self.index))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.row_lower) - 1

    def solver(self) -> highspy.Highs:
        """A solver that holds the model; its options are ours."""
        solver = quiet_solver()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.col_cost_ = np.array(self.cost, float)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower, float), np.array(self.upper, float)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower, float), np.array(self.row_upper, float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts, np.int32)
        lp.a_matrix_.index_ = np.array(self.index, np.int32)
        lp.a_matrix_.value_ = np.array(self.entry, float)
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
    start: np.ndarray | None = None,
) -> Answer:
    """Solve the held model as an integer programme, from `start` if given."""
    solver.setOptionValue("time_limit", INFINITY if seconds is None else max(0.01, seconds))
    solver.setOptionValue("mip_max_nodes", 2**31 - 1 if nodes is None else nodes)
    if start is not None:
        hint = highspy.HighsSolution()
        hint.col_value = list(start)
        solver.setSolution(hint)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    x = np.array(solver.getSolution().col_value) if found else None
    proven = status == highspy.HighsModelStatus.kOptimal
    bound = info.mip_dual_bound if any_integer(solver) else info.objective_function_value
    return Answer(x, info.objective_function_value, bound, proven, infeasible, int(info.mip_node_count))


def any_integer(solver: highspy.Highs) -> bool:
    return any(kind == highspy.HighsVarType.kInteger for kind in solver.getLp().integrality_)
