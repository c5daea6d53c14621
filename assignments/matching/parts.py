"""The four parts of a pair's score, integers 0..100: language, country, skills, rank."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from assignments.matching.problem import LanguageNeed, Officer, Params
from assignments.matching.rules import Task

PARTS = ("language", "country", "skills", "rank")


def language_part(officer: Officer, needs: Sequence[LanguageNeed]) -> int:
    """Best accepted language: 25 at the level asked, 25 for each level above, plus the bonus; 0..100."""
    points = [
        min(100, 25 + 25 * (officer.languages[need.code] - need.min_level) + need.bonus)
        for need in needs
        if officer.languages.get(need.code, 0) >= need.min_level
    ]
    return max(points, default=0)


def country_part(officer: Officer, country: str) -> int:
    return 33 * min(3, officer.countries.get(country, 0))


def skills_part(officer: Officer, weights: Sequence[int]) -> int:
    """Weighted mean of the seven competencies, rounded down; 0 if nothing is weighted."""
    whole = sum(weights)
    return sum(w * c for w, c in zip(weights, officer.competencies, strict=True)) // whole if whole else 0


def rank_part(officer: Officer, ideal: int) -> int:
    return max(0, 100 - 20 * abs(officer.rank - ideal))


def pair_parts(officer: Officer, task: Task) -> dict[str, int]:
    """The four parts of one pair, each 0..100."""
    home = task.delegation
    return {
        "language": language_part(officer, home.languages),
        "country": country_part(officer, home.country),
        "skills": skills_part(officer, home.competency_weights),
        "rank": rank_part(officer, task.params.ideal_rank[home.tier]),
    }


def pair_total(parts: dict[str, int], params: Params) -> int:
    return sum(params.pair_weights[name] * parts[name] for name in PARTS)


def part_arrays(officers: Sequence[Officer], tasks: Sequence[Task], params: Params) -> dict[str, np.ndarray]:
    """The same four parts for all pairs at once, (officers, tasks)."""
    homes = [task.delegation for task in tasks]
    return {
        "language": _table(officers, [home.languages for home in homes], language_part),
        "country": _table(officers, [home.country for home in homes], country_part),
        "skills": _skills(officers, [home.competency_weights for home in homes]),
        "rank": _table(officers, [params.ideal_rank[home.tier] for home in homes], rank_part),
    }


def _table(officers: Sequence[Officer], keys: Sequence[Hashable], part: Callable) -> np.ndarray:
    """part(officer, key) for every officer and key, computed once for each distinct key."""
    columns = {key: np.array([part(officer, key) for officer in officers], np.int64) for key in set(keys)}
    table = np.zeros((len(officers), len(keys)), np.int64)
    for index, key in enumerate(keys):
        table[:, index] = columns[key]
    return table


def _skills(officers: Sequence[Officer], weights: Sequence[Sequence[int]]) -> np.ndarray:
    if not (officers and weights):
        return np.zeros((len(officers), len(weights)), np.int64)
    ratings = np.array([officer.competencies for officer in officers], np.int64)
    columns = np.array(weights, np.int64).T
    whole = columns.sum(axis=0)
    return np.where(whole > 0, ratings @ columns // np.maximum(whole, 1), 0)
