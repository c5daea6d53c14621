"""What is asked: the officers, the delegations, their duties and the rules, as frozen dataclasses.

Times are integer minutes from an arbitrary origin; a period is half-open, [start, end).
Ids are non-empty strings. The order of any tuple here has no meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
"""One officer on one duty: (officer id, duty id)."""

Plan = tuple[Pair, ...]
"""Who serves where; every pair once, sorted."""

COMPETENCIES = (
    "komunikasi",
    "diplomasi",
    "manajemen konflik",
    "negosiasi",
    "manajemen waktu",
    "fleksibilitas",
    "pemahaman bisnis",
)


@dataclass(frozen=True, slots=True)
class Interval:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AgencyCap:
    """More than `cap` pairs of one agency in one event cost points; they are not forbidden."""

    agency: str
    event: str
    cap: int


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who can serve.

    languages: code -> level 1..6 (A1..C2); countries: code -> times served before;
    competencies: seven ratings 0..100 in the order of COMPETENCIES; rank 1..9; experience in events;
    concurrency: duties held at one instant (1; a coordinator may hold 3);
    prior_hours: duty hours carried over from earlier events; training: 0..100, None if unknown.
    """

    id: str
    agency: str
    gender: str
    rank: int
    experience: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    competencies: tuple[int, ...] = (0,) * 7
    availability: tuple[Interval, ...] = ()
    briefed_events: frozenset[str] = frozenset()
    concurrency: int = 1
    vetoed_countries: frozenset[str] = frozenset()
    prior_hours: int = 0
    roles: frozenset[str] = frozenset({"lo"})
    training: int | None = None


@dataclass(frozen=True, slots=True)
class LanguageNeed:
    """One accepted language; any one of a delegation's needs suffices. bonus: extra points 0..100."""

    code: str
    min_level: int
    bonus: int = 0


@dataclass(frozen=True, slots=True)
class Delegation:
    id: str
    event: str
    country: str
    tier: str
    zone: str
    languages: tuple[LanguageNeed, ...] = ()
    gender: str | None = None
    gender_count: int = 0
    senior_count: int = 0
    competency_weights: tuple[int, ...] = (1,) * 7
    excluded_officers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """`headcount` places of one delegation in one period; workload_h: hours counted for each officer."""

    id: str
    delegation: str
    start: int
    end: int
    headcount: int
    workload_h: int
    role: str = "lo"


@dataclass(frozen=True, slots=True)
class Params:
    """The event's settings. Points are integers; `tiers` is the order of priority, first served first.

    soft_rules: rule code -> points per breach, for the rules that rules.SETTABLE lets staff soften;
    rest_min: minutes of rest wanted between two duties of one officer (0 = not asked), rest_cost per breach;
    team_language_cost: points for every team member outside the team's best common accepted language.
    """

    tiers: tuple[str, ...] = ("VVIP", "VIP", "GOV")
    uncovered_weight: Mapping[str, int] = field(
        default_factory=lambda: {"VVIP": 200_000, "VIP": 60_000, "GOV": 20_000}
    )
    senior_min_rank: int = 7
    senior_min_experience: int = 5
    briefing_tiers: frozenset[str] = frozenset({"VVIP"})
    travel_same_zone_min: int = 30
    travel_other_zone_min: int = 90
    ideal_rank: Mapping[str, int] = field(default_factory=lambda: {"VVIP": 8, "VIP": 6, "GOV": 5})
    pair_weights: Mapping[str, int] = field(
        default_factory=lambda: {"language": 3, "country": 2, "skills": 3, "rank": 2}
    )
    fairness_breaks_h: tuple[int, ...] = (24, 35, 49)
    fairness_slopes: tuple[int, ...] = (4, 8, 16)
    agency_excess_cost: int = 30
    country_cost: int = 40
    soft_rules: Mapping[str, int] = field(default_factory=dict)
    rest_min: int = 0
    rest_cost: int = 0
    team_language_cost: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One question to the solver.

    locks always stay in the plan; a lock that breaks an eligibility rule is an InputIssue
    until staff have listed it in `confirmed_locks`. `baseline` is the published plan, None before the first.
    """

    officers: tuple[Officer, ...]
    delegations: tuple[Delegation, ...]
    duties: tuple[Duty, ...]
    events: tuple[Event, ...]
    agencies: tuple[str, ...]
    agency_caps: tuple[AgencyCap, ...] = ()
    params: Params = field(default_factory=Params)
    locks: tuple[Pair, ...] = ()
    confirmed_locks: frozenset[Pair] = frozenset()
    baseline: Plan | None = None


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """How hard to try.

    gap: relative gap at which the costly search stops (small problems are proven anyway);
    seed: of the randomised first plans; work_limit: pricing rounds and, in thousands, tree nodes;
    time_limit: wall seconds, None = unlimited. Only time_limit and a cancel make a plan irreproducible,
    and then the result says `stopped_early`;
    by_event: plan the events one after the other, hours carried over, instead of all together; bound and
    gap then speak of each event given the ones before.
    """

    gap: float = 0.001
    seed: int = 0
    work_limit: int = 400
    time_limit: float | None = None
    by_event: bool = False
