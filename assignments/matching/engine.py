"""One independent part: small ones as a whole, larger ones by duty lists."""

from __future__ import annotations

from dataclasses import dataclass

from assignments.matching import full
from assignments.matching.instance import Instance
from assignments.matching.limits import Limits
from assignments.matching.problem import SolveOptions


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan of one part by its own indices; no plan of the part has an objective above `bound`."""

    pairs: frozenset[tuple[int, int]]
    bound: int
    rounds: int = 0


def solve_part(part: Instance, options: SolveOptions, limits: Limits) -> Answer:
    plan, bound, _ = full.solve_full(part, seconds=limits.left())
    return Answer(plan, bound)
