"""The rules, each once: a code, a sentence in two languages and, where it has one, its source.

The solver, the manual form and the replacement list all ask here. A pair rule compares what a duty `asks`
with what the officer has; time rules look at two duties of one officer, team rules at one duty's officers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assignments.matching import ruletexts  # noqa: F401  (registers the sentences of the rules)
from assignments.matching.problem import Delegation, Duty, Officer, Params

CEFR = ("", "A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True, slots=True)
class Task:
    """A duty with its delegation and the event's settings: all that a pair rule may look at."""

    duty: Duty
    delegation: Delegation
    params: Params


class PairRule:
    """One eligibility rule. `settable`: staff may turn it from forbidding into costing points."""

    code = ""
    source: str | None = None
    settable = False

    def asks(self, task: Task) -> object:
        """The part of the task that this rule depends on; hashable."""
        raise LookupError(self.code)

    def holds(self, officer: Officer, asked: object) -> bool:
        raise LookupError(self.code)

    def mask(self, officers: Iterable[Officer], tasks: Iterable[Task]) -> np.ndarray:
        """(officers, tasks) -> bool. Evaluates each distinct `asks` once per officer."""
        officers = list(officers)
        asked = [self.asks(task) for task in tasks]
        columns = {
            key: np.fromiter((self.holds(officer, key) for officer in officers), bool, len(officers))
            for key in set(asked)
        }
        result = np.ones((len(officers), len(asked)), bool)
        for index, key in enumerate(asked):
            result[:, index] = columns[key]
        return result

    def values(self, officer: Officer, task: Task) -> dict[str, object]:
        """What the phrases pass.<code> and fail.<code> are filled with."""
        return {"officer": officer.id}


class Availability(PairRule):
    code = "availability"
    source = "PP 11/2017 jo. PP 17/2020 (cuti PNS)"

    def asks(self, task):
        return (task.duty.start, task.duty.end)

    def holds(self, officer, asked):
        start, end = asked
        return any(window.start <= start and end <= window.end for window in officer.availability)

    def mask(self, officers, tasks):
        tasks = list(tasks)
        starts = np.array([task.duty.start for task in tasks], np.int64)
        ends = np.array([task.duty.end for task in tasks], np.int64)
        rows = [
            np.any([(w.start <= starts) & (ends <= w.end) for w in officer.availability], axis=0)
            if officer.availability
            else np.zeros(len(tasks), bool)
            for officer in officers
        ]
        return np.array(rows, bool).reshape(len(rows), len(tasks))


class Language(PairRule):
    code = "language"
    settable = True

    def asks(self, task):
        return task.delegation.languages

    def holds(self, officer, asked):
        return any(officer.languages.get(need.code, 0) >= need.min_level for need in asked)

    def values(self, officer, task):
        needs = task.delegation.languages
        return {
            "officer": officer.id,
            "asked": [f"{need.code} {CEFR[need.min_level]}" for need in needs] or "-",
            "found": [
                f"{need.code} {CEFR[officer.languages[need.code]]}"
                for need in needs
                if officer.languages.get(need.code)
            ]
            or "-",
        }


class Briefing(PairRule):
    code = "briefing"
    settable = True

    def asks(self, task):
        asked = task.delegation.tier in task.params.briefing_tiers
        return task.delegation.event if asked else None

    def holds(self, officer, asked):
        return asked is None or asked in officer.briefed_events

    def values(self, officer, task):
        return {"officer": officer.id, "tier": task.delegation.tier}


class Exclusion(PairRule):
    code = "exclusion"

    def asks(self, task):
        return task.delegation.excluded_officers

    def holds(self, officer, asked):
        return officer.id not in asked

    def mask(self, officers, tasks):
        row = {officer.id: index for index, officer in enumerate(officers)}
        tasks = list(tasks)
        result = np.ones((len(row), len(tasks)), bool)
        for column, task in enumerate(tasks):
            result[[row[o] for o in self.asks(task) if o in row], column] = False
        return result


class Veto(PairRule):
    code = "veto"
    source = "UU 30/2014 pasal 42-45 (konflik kepentingan)"
    settable = True

    def asks(self, task):
        return task.delegation.country

    def holds(self, officer, asked):
        return asked not in officer.vetoed_countries

    def values(self, officer, task):
        return {"officer": officer.id, "country": task.delegation.country}


class Role(PairRule):
    code = "role"

    def asks(self, task):
        return task.duty.role

    def holds(self, officer, asked):
        return asked in officer.roles

    def values(self, officer, task):
        return {"officer": officer.id, "role": task.duty.role}


PAIR_RULES: tuple[PairRule, ...] = (
    Availability(),
    Language(),
    Briefing(),
    Exclusion(),
    Veto(),
    Role(),
)

TIME_RULES = ("overlap", "concurrency")
TEAM_RULES = ("senior", "gender")
SOFT_RULES = ("hours", "agency", "country", "rest", "team_language")
SETTABLE = frozenset(rule.code for rule in PAIR_RULES if rule.settable) | frozenset(TEAM_RULES)

SOURCES = {rule.code: rule.source for rule in PAIR_RULES if rule.source} | {
    "senior": "UU 9/2010 (penghormatan sesuai kedudukan tamu)",
    "hours": "Perpres 21/2023 (jam kerja instansi pemerintah dan pegawai ASN)",
    "rest": "Perpres 21/2023 (jam kerja instansi pemerintah dan pegawai ASN)",
}


def travel_min(first: Delegation, second: Delegation, params: Params) -> int:
    """Minutes between two places, by zone."""
    same = first.zone == second.zone
    return params.travel_same_zone_min if same else params.travel_other_zone_min


def gap_min(first: Task, second: Task) -> int:
    """Minutes left between two duties after travel; negative = they clash for one person."""
    if first.duty.start > second.duty.start:
        first, second = second, first
    travel = travel_min(first.delegation, second.delegation, first.params)
    return second.duty.start - first.duty.end - travel


def is_senior(officer: Officer, params: Params) -> bool:
    by_rank = officer.rank >= params.senior_min_rank
    return by_rank or officer.experience >= params.senior_min_experience


def has_quality(rule: str, officer: Officer, delegation: Delegation, params: Params) -> bool:
    """Does the officer count towards the delegation's senior or gender quota?"""
    if rule == "senior":
        return is_senior(officer, params)
    return officer.gender == delegation.gender


def quota(rule: str, delegation: Delegation) -> int:
    """Places of each duty that are reserved for the rule's quality."""
    if rule == "senior":
        return delegation.senior_count
    return delegation.gender_count if delegation.gender else 0
