"""Ours against the list that a person makes and against linear_sum_assignment in rounds, on seeded problems.

    python -m benchmarks.matching [--sizes 38x24 200x100] [--seed 1] [--tight] [--gap 0.001] [--json]
                                  [--methods ours in-turn person rounds] [--time-limit S]

"in-turn" plans event by event. After ours, the officer with most duties withdraws: the plan is solved again.
Every run is a process of its own, so that its peak memory is its own. Sizes are officers x delegations.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace

from benchmarks import instances

GAPS = {
    "38x24": 0.0,
    "200x100": 0.001,
    "400x200": 0.001,
    "600x300": 0.001,
    "1000x500": 0.005,
    "2000x1000": 0.005,
    "2000x1000-peak": 0.005,
}


@dataclass(frozen=True)
class Row:
    """One method on one size. first_s: until the first complete plan; gaps are fractions.

    again: of the re-solve after a withdrawal, processor seconds, duties lost and pairs dropped by choice.
    """

    size: str
    method: str
    seed: int
    pairs: int
    places: int
    open_places: dict[str, int]
    objective: int
    quality: int
    parts: dict[str, int]
    bound: int | None
    gap: float | None
    status: str
    wall_s: float
    cpu_s: float
    first_s: float
    peak_mb: int
    again: tuple[float, int, int] | None


def measure(size: str, method: str, seed: int, tight: bool, gap: float | None, limit: float | None) -> Row:
    """Run one method in this process and say what came of it."""
    from assignments.matching import jsonform, score
    from assignments.matching.instance import compile_problem

    problem, _ = jsonform.read_problem(instances.sized(size, seed, tight))
    wall, cpu = time.perf_counter(), time.process_time()
    data = compile_problem(problem)
    plan, bound, status, first = METHODS[method](problem, data, gap, limit)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    stages = score.evaluate(data, plan)
    return Row(
        size=size,
        method=method,
        seed=seed,
        pairs=int(data.eligible.sum()),
        places=int(data.headcount.sum()),
        open_places=dict(stages.open_by_tier),
        objective=stages.objective,
        quality=stages.quality,
        parts={name: getattr(stages, name) for name in ("pairs", "fairness", "agency", "country")},
        bound=bound,
        gap=None if bound is None else (bound - stages.objective) / max(1, abs(stages.quality)),
        status=status,
        wall_s=round(wall, 2),
        cpu_s=round(cpu, 2),
        first_s=round(first or wall, 2),
        peak_mb=peak,
        again=withdrawal(problem, data, plan) if method == "ours" else None,
    )


def withdrawal(problem, data, plan) -> tuple[float, int, int]:
    """The officer with most duties, none of them locked, falls ill: processor seconds, duties lost, drops."""
    from assignments.matching import replan

    locked = {officer for officer, _ in problem.locks}
    busy = Counter(data.officers[o].id for o, _ in plan)
    gone, lost = max((row for row in busy.items() if row[0] not in locked), key=lambda row: (row[1], row[0]))
    baseline = tuple(sorted((data.officers[o].id, data.tasks[d].duty.id) for o, d in plan))
    delegations = tuple(
        replace(home, excluded_officers=home.excluded_officers - {gone}) for home in problem.delegations
    )
    officers = tuple(officer for officer in problem.officers if officer.id != gone)
    changed = replace(problem, officers=officers, delegations=delegations, baseline=baseline)
    cpu = time.process_time()
    result = replan.resolve(changed)
    return round(time.process_time() - cpu, 2), lost, sum(c.kind == "dropped" for c in result.changes)


def ours(problem, data, gap, limit, by_event=False):
    """The solver of the portal; its first plan is the greedy one."""
    from assignments.matching import seeds, solver
    from assignments.matching.problem import SolveOptions

    began = time.perf_counter()
    seeds.greedy(data)
    first = time.perf_counter() - began
    result = solver.solve(problem, SolveOptions(gap=gap, time_limit=limit, by_event=by_event))
    pairs = [(data.officer_at[o], data.task_at[d]) for o, d in result.pairs]
    return pairs, result.bound, result.status, first


def person(problem, data, gap, limit):
    """Place by place, highest tier first, the best officer who is still free."""
    from assignments.matching import seeds

    return seeds.greedy(data), None, "-", None


def rounds(problem, data, gap, limit):
    """scipy's linear_sum_assignment: one place per officer and round, until a round places nobody."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    from assignments.matching.seeds import Filler

    plan = Filler(data, data.value.astype(float))
    while plan.left.sum():
        places = np.repeat(np.arange(len(data.tasks)), np.maximum(0, plan.left))
        worth = np.stack([plan.worth(d) for d in range(len(data.tasks))], axis=1)[:, places]
        gain = np.where(np.isfinite(worth), worth + data.open_cost[places], -1e9)
        placed = 0
        for o, column in zip(*linear_sum_assignment(gain, maximize=True), strict=True):
            d = int(places[column])
            if np.isfinite(plan.worth(d)[o]):
                plan.place(int(o), d)
                placed += 1
        if not placed:
            break
    return [(o, d) for o, held in enumerate(plan.held) for d in held], None, "-", None


def in_turn(problem, data, gap, limit):
    """The same solver, event by event."""
    return ours(problem, data, gap, limit, by_event=True)


METHODS = {"ours": ours, "in-turn": in_turn, "person": person, "rounds": rounds}


def run_all(asked: argparse.Namespace) -> list[Row]:
    """Every method on every size, each in a fresh process."""
    rows = []
    for size in asked.sizes:
        for method in asked.methods:
            gap = GAPS[size] if asked.gap is None else asked.gap
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                run = pool.submit(measure, size, method, asked.seed, asked.tight, gap, asked.time_limit)
                rows.append(run.result())
    return rows


def growth(rows: list[Row]) -> list[str]:
    """Exponents of time and memory against the number of officers, from size to size."""
    mine = [row for row in rows if row.method == "ours"]
    told = []
    for small, large in zip(mine, mine[1:], strict=False):
        wider = math.log(instances.SIZES[large.size][0] / instances.SIZES[small.size][0])
        times = math.log(max(0.01, large.cpu_s) / max(0.01, small.cpu_s)) / wider
        memory = math.log(large.peak_mb / small.peak_mb) / wider
        told.append(f"{small.size} -> {large.size}: time n^{times:.2f}, memory n^{memory:.2f}")
    return told


def table(rows: list[Row]) -> str:
    head = (
        f"{'size':14} {'method':7} {'places':>6} {'pairs':>8} {'open V/V/G':>11} {'objective':>10} "
        f"{'quality':>9} "
        f"{'bound':>9} {'gap %':>7} {'wall s':>7} {'cpu s':>7} {'first s':>7} {'MB':>5} status"
    )
    lines = [head]
    for row in rows:
        left = "/".join(str(count) for count in row.open_places.values())
        gap = "" if row.gap is None else f"{100 * row.gap:.3f}"
        lines.append(
            f"{row.size:14} {row.method:7} {row.places:6} {row.pairs:8} {left:>11} {row.objective:10} "
            f"{row.quality:9} {row.bound or '':>9} {gap:>7} {row.wall_s:7.2f} {row.cpu_s:7.2f} "
            f"{row.first_s:7.2f} {row.peak_mb:5} {row.status}"
        )
        lines.append(" " * 18 + ", ".join(f"{name} {value}" for name, value in row.parts.items()))
        if row.again:
            seconds, lost, dropped = row.again
            lines.append(" " * 18 + f"one withdrawal: {lost} duties lost, {dropped} dropped, cpu {seconds} s")
    return "\n".join([*lines, *growth(rows)])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=instances.SIZES, default=["38x24", "200x100"])
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tight", action="store_true")
    parser.add_argument("--gap", type=float, help="one gap for all sizes")
    parser.add_argument("--time-limit", type=float, help="seconds for ours, for all sizes")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = run_all(asked)
    print(json.dumps([asdict(row) for row in rows], indent=1) if asked.json else table(rows))


if __name__ == "__main__":
    main()
