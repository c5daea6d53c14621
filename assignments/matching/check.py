"""Is the question sound? Every flaw is named; nothing is repaired or dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from assignments.matching import lockcheck, rules
from assignments.matching.issues import error, warning
from assignments.matching.parts import PARTS
from assignments.matching.problem import Params, Problem
from assignments.matching.results import InputIssue

FAR = 10**9
NUMBERS = {
    "officers": {
        "rank": (1, 9),
        "experience": (0, 10_000),
        "concurrency": (1, 100),
        "prior_hours": (0, 100_000),
    },
    "delegations": {"gender_count": (0, FAR), "senior_count": (0, FAR)},
    "duties": {
        "start": (-FAR, FAR),
        "end": (-FAR, FAR),
        "headcount": (0, 100_000),
        "workload_h": (0, 100_000),
    },
    "events": {"start": (-FAR, FAR), "end": (-FAR, FAR)},
    "agency_caps": {"cap": (0, FAR)},
    "params": {
        "senior_min_rank": (0, 1000),
        "senior_min_experience": (0, 10_000),
        "travel_same_zone_min": (0, FAR),
        "travel_other_zone_min": (0, FAR),
        "agency_excess_cost": (0, 10**7),
        "country_cost": (0, 10**7),
        "rest_min": (0, FAR),
        "rest_cost": (0, 10**7),
        "team_language_cost": (0, 10**7),
    },
}
MOST_DUTIES, MOST_PAIRS = 10_000, 20_000_000
"""Beyond these the tables of what may follow what, and of who fits where, take gigabytes."""

WEIGHT_BOUNDS = {
    "uncovered_weight": (0, FAR),
    "pair_weights": (0, 10_000),
    "ideal_rank": (0, 100),
    "soft_rules": (0, 10**7),
}
"""What a weight may be at most. The event's settings page offers a narrower range."""


def validate(problem: Problem) -> list[InputIssue]:
    """All flaws of the question, errors first; later checks run only on what earlier ones found sound."""
    issues = [*_ids(problem), *_numbers(problem), *_texts(problem), *_params(problem.params)]
    if not issues:
        issues = [
            *_references(problem),
            *_genders(problem),
            *_periods(problem),
            *_pairs(problem),
            *_counts(problem),
        ]
    if not any(issue.severity == "error" for issue in issues):
        issues += lockcheck.check_locks(problem)
    order = {"error": 0, "confirm": 1, "warning": 2}
    return sorted(issues, key=lambda issue: (order[issue.severity], issue.code, issue.subject))


def blocks(issues: Iterable[InputIssue]) -> bool:
    """Must the issues be settled before solving?"""
    return any(issue.severity in ("error", "confirm") for issue in issues)


def whole(value: object, subject: str, low: int, high: int) -> Iterator[InputIssue]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield error("number.not_whole", subject, found=repr(value))
    elif not low <= value <= high:
        yield error("number.out_of_range", subject, low=low, high=high, found=value)


def _named(kind: str, thing: object) -> str:
    if kind == "agency_caps":
        return f"{kind} {thing.agency} {thing.event}"
    return f"{kind} {getattr(thing, 'id', '')}".strip()


def _things(problem: Problem, kind: str) -> tuple:
    found = getattr(problem, kind)
    return (found,) if kind == "params" else found


def _numbers(problem: Problem) -> Iterator[InputIssue]:
    for kind, fields in NUMBERS.items():
        for thing in _things(problem, kind):
            for name, (low, high) in fields.items():
                yield from whole(getattr(thing, name), f"{_named(kind, thing)}.{name}", low, high)
    for officer in problem.officers:
        yield from _officer_numbers(officer)
    for home in problem.delegations:
        for place, value in enumerate(home.competency_weights):
            yield from whole(value, f"delegations {home.id}.competency_weights[{place}]", 0, 10**6)
        for place, need in enumerate(home.languages):
            at = f"delegations {home.id}.languages[{place}]"
            yield from whole(need.min_level, f"{at}.min_level", 1, 6)
            yield from whole(need.bonus, f"{at}.bonus", 0, 10_000)


def _officer_numbers(officer) -> Iterator[InputIssue]:
    at = f"officers {officer.id}"
    for place, value in enumerate(officer.competencies):
        yield from whole(value, f"{at}.competencies[{place}]", 0, 100)
    for code, level in officer.languages.items():
        yield from whole(level, f"{at}.languages.{code}", 0, 6)
    for code, times in officer.countries.items():
        yield from whole(times, f"{at}.countries.{code}", 0, 100_000)
    for place, window in enumerate(officer.availability):
        for name in ("start", "end"):
            yield from whole(getattr(window, name), f"{at}.availability[{place}].{name}", -FAR, FAR)
    if officer.training is not None:
        yield from whole(officer.training, f"{at}.training", 0, 100)


def _ids(problem: Problem) -> Iterator[InputIssue]:
    groups = {
        kind: [t.id for t in getattr(problem, kind)]
        for kind in ("officers", "delegations", "duties", "events")
    }
    groups["agencies"] = list(problem.agencies)
    for kind, found in groups.items():
        good = [name for name in found if isinstance(name, str) and name]
        for name in found:
            if not (isinstance(name, str) and name):
                yield error("id.not_text", kind, found=repr(name))
        yield from (error("id.twin", name, kind=kind) for name, n in Counter(good).items() if n > 1)
    caps = Counter((repr(cap.agency), repr(cap.event)) for cap in problem.agency_caps)
    yield from (error("id.twin", " ".join(key), kind="agency_caps") for key, n in caps.items() if n > 1)


TEXTS = {
    "officers": ("agency", "gender"),
    "delegations": ("event", "country", "tier", "zone"),
    "duties": ("delegation", "role"),
    "agency_caps": ("agency", "event"),
}


def _texts(problem: Problem) -> Iterator[InputIssue]:
    """Fields that hold a code must be text: anything else could not be compared or sorted."""
    for kind, fields in TEXTS.items():
        for thing in getattr(problem, kind):
            for name in fields:
                value = getattr(thing, name)
                if not isinstance(value, str):
                    yield error("id.not_text", f"{_named(kind, thing)}.{name}", found=repr(value))
    groups = [
        (f"officers {o.id}", (*o.briefed_events, *o.vetoed_countries, *o.roles)) for o in problem.officers
    ]
    for home in problem.delegations:
        codes = [need.code for need in home.languages]
        groups.append((f"delegations {home.id}", (*home.excluded_officers, *codes)))
    groups += [
        (f"params.{name}", tuple(getattr(problem.params, name))) for name in ("tiers", "briefing_tiers")
    ]
    groups += [
        (kind, value)
        for kind in ("locks", "confirmed_locks", "baseline")
        for value in getattr(problem, kind) or ()
    ]
    for at, values in groups:
        for value in values:
            if not isinstance(value, str) or not value:
                yield error("id.not_text", at, found=repr(value))


def _params(params: Params) -> Iterator[InputIssue]:
    for name, (low, high) in WEIGHT_BOUNDS.items():
        for key, value in getattr(params, name).items():
            yield from whole(value, f"params.{name}.{key}", low, high)
    for name in ("fairness_breaks_h", "fairness_slopes"):
        for place, value in enumerate(getattr(params, name)):
            yield from whole(value, f"params.{name}[{place}]", 0, 10**6)
    if len(params.fairness_breaks_h) != len(params.fairness_slopes):
        yield error("params.lengths", "params.fairness")
    tiers = [tier for tier in params.tiers if isinstance(tier, str)]
    if len(set(tiers)) != len(params.tiers):
        yield error("id.twin", str(params.tiers), kind="params.tiers")
    for tier in tiers:
        for name in ("uncovered_weight", "ideal_rank"):
            if tier not in getattr(params, name):
                yield error("params.tier_incomplete", f"params.{name}", tier=tier)
    for part in PARTS:
        if part not in params.pair_weights:
            yield error("params.weight_missing", f"params.pair_weights.{part}")
    for part in sorted(set(params.pair_weights) - set(PARTS)):
        yield error("text.not_known", "params.pair_weights", allowed=PARTS, found=part)
    for rule in sorted(set(params.soft_rules) - rules.SETTABLE):
        yield error("params.not_settable", rule, allowed=sorted(rules.SETTABLE))


def _references(problem: Problem) -> Iterator[InputIssue]:
    known = {
        "officers": {o.id for o in problem.officers},
        "delegations": {d.id for d in problem.delegations},
        "events": {e.id for e in problem.events},
        "agencies": set(problem.agencies),
        "tiers": set(problem.params.tiers),
    }
    wanted = [(f"officers {o.id}", "agencies", o.agency) for o in problem.officers]
    for officer in problem.officers:
        wanted += [(f"officers {officer.id}", "events", e) for e in sorted(officer.briefed_events)]
    for home in problem.delegations:
        at = f"delegations {home.id}"
        wanted += [(at, "events", home.event), (at, "tiers", home.tier)]
        unknown = sorted(home.excluded_officers - known["officers"])
        if problem.baseline is None:
            wanted += [(at, "officers", o) for o in unknown]
        else:  # who is excluded may have left since the plan was published
            yield from (warning("exclusion.gone", home.id, found=o) for o in unknown)
    wanted += [(f"duties {d.id}", "delegations", d.delegation) for d in problem.duties]
    for cap in problem.agency_caps:
        wanted += [("agency_caps", "agencies", cap.agency), ("agency_caps", "events", cap.event)]
    wanted += [("params.briefing_tiers", "tiers", t) for t in sorted(problem.params.briefing_tiers)]
    for at, kind, name in wanted:
        if name not in known[kind]:
            yield error("id.unknown", at, kind=kind, found=name)


def _genders(problem: Problem) -> Iterator[InputIssue]:
    for officer in problem.officers:
        if officer.gender not in ("F", "M"):
            yield error(
                "text.not_known", f"officers {officer.id}.gender", allowed="F, M", found=officer.gender
            )
    for home in problem.delegations:
        if home.gender not in (None, "F", "M"):
            yield error("text.not_known", f"delegations {home.id}.gender", allowed="F, M", found=home.gender)


def _periods(problem: Problem) -> Iterator[InputIssue]:
    periods = [(f"officers {o.id}.availability", w) for o in problem.officers for w in o.availability]
    periods += [(f"events {event.id}", event) for event in problem.events]
    periods += [(f"duties {duty.id}", duty) for duty in problem.duties]
    for at, period in periods:
        if period.end <= period.start:
            yield error("period.backwards", at, start=period.start, end=period.end)
    home = {delegation.id: delegation.event for delegation in problem.delegations}
    hours = {event.id: event for event in problem.events}
    for duty in problem.duties:
        event = hours.get(home.get(duty.delegation, ""))
        if event and (duty.start < event.start or duty.end > event.end):
            yield warning("period.outside_event", f"duties {duty.id}", event=event.id)


def _pairs(problem: Problem) -> Iterator[InputIssue]:
    officers, duties = {o.id for o in problem.officers}, {d.id for d in problem.duties}
    for kind in ("locks", "baseline"):
        pairs = getattr(problem, kind) or ()
        for pair, times in Counter(pairs).items():
            if times > 1:
                yield error("pair.twin", " ".join(pair), kind=kind)
    for officer, duty in (*problem.locks, *sorted(problem.confirmed_locks)):
        if officer not in officers:
            yield error("id.unknown", f"locks {officer} {duty}", kind="officers", found=officer)
        if duty not in duties:
            yield error("id.unknown", f"locks {officer} {duty}", kind="duties", found=duty)
    for pair in sorted(problem.confirmed_locks - set(problem.locks)):
        yield warning("lock.not_a_lock", " ".join(pair))
    for officer, duty in problem.baseline or ():
        gone = [name for name, known in ((officer, officers), (duty, duties)) if name not in known]
        if gone:
            yield warning("baseline.gone", f"{officer} {duty}", found=gone)


def _counts(problem: Problem) -> Iterator[InputIssue]:
    if not problem.officers:
        yield error("officers.none", "officers")
    if not problem.duties:
        yield warning("duties.none", "duties")
    if len(problem.duties) > MOST_DUTIES or len(problem.officers) * len(problem.duties) > MOST_PAIRS:
        sizes = {"officers": len(problem.officers), "duties": len(problem.duties)}
        yield error("size.too_large", "duties", **sizes, most=MOST_DUTIES, pairs=MOST_PAIRS)
    home = {delegation.id: delegation for delegation in problem.delegations}
    for duty in problem.duties:
        if duty.headcount > len(problem.officers) > 0:
            at = f"{duty.delegation} ({duty.id})"
            yield warning("duty.asks_too_many", at, asked=duty.headcount, found=len(problem.officers))
        for rule in rules.TEAM_RULES:
            place = home.get(duty.delegation)
            reserved = rules.quota(rule, place) if place else 0
            if reserved > duty.headcount:
                values = {"reserved": reserved, "rule": rule, "duty": duty.id, "headcount": duty.headcount}
                yield warning("quota.too_large", duty.delegation, **values)
    for delegation in problem.delegations:
        if delegation.gender_count and not delegation.gender:
            yield error("quota.no_gender", delegation.id, reserved=delegation.gender_count)
        if delegation.competency_weights and not any(delegation.competency_weights):
            yield warning("weights.all_zero", delegation.id)
