"""The one door between the rows and the pure core: an event's rows as a `Problem`, pairs as rows' keys.

Times are minutes since 1970; ids are the primary keys as text. One duty per delegation: its service
window with `lo_required` places. Travel is the event's `travel_minutes`, as in the database constraint.
"""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from assignments.matching.problem import (
    Delegation,
    Duty,
    Event,
    Interval,
    LanguageNeed,
    Officer,
    Params,
    Problem,
)
from assignments.models import Assignment, AssignmentState
from delegates import selectors as delegates
from delegates.models import Delegation as DelegationRow
from officers.models import Attendance, Cefr, Competency, RosterEntry
from officers.ranks import SENIORITY

LEVELS = {level: place for place, level in enumerate(Cefr.values, 1)}
GENDERS = {"L": "M", "P": "F"}
POINTS_PER_RATING = 20  # ratings are 1..5, the core counts 0..100
PREFERRED_LANGUAGE_BONUS = 25
ZONE = "event"

# Defaults by a tier's rank; the event's solver settings may say otherwise within RULES bounds.
UNCOVERED_WEIGHTS = {1: 200_000, 2: 60_000, 3: 20_000}
IDEAL_RANKS = {1: 8, 2: 6, 3: 5}

# What staff may set per event: key -> (lowest, highest). Anything else in `solver_settings` is ignored.
BOUNDS = {
    "agency_excess_cost": (0, 1_000),
    "country_cost": (0, 1_000),
    "rest_min": (0, 24 * 60),
    "rest_cost": (0, 1_000),
    "team_language_cost": (0, 1_000),
    "senior_min_rank": (1, 9),
    "senior_min_experience": (0, 50),
}


def load_problem(event) -> Problem:
    """Today's rows of `event` as a problem, with the held pairs as baseline and the locked ones as locks.

    A constant number of queries, whatever the event's size.
    """
    windows = delegates.service_windows(event)
    delegations = list(
        DelegationRow.objects.standing()
        .filter(event=event)
        .select_related("tier")
        .prefetch_related("languages")
    )
    held = list(Assignment.objects.of_event(event).held().primary())
    pairs = tuple(sorted((str(row.officer_id), str(row.delegation_id)) for row in held))
    officers = _officers(event, windows)
    return Problem(
        officers=officers,
        delegations=tuple(_delegation(row, event) for row in delegations),
        duties=tuple(_duty(row, windows[row.pk]) for row in delegations),
        events=(_event(event, windows),),
        agencies=tuple(sorted({officer.agency for officer in officers})),
        params=load_params(event, [row.tier for row in delegations]),
        locks=tuple(sorted((str(row.officer_id), str(row.delegation_id)) for row in held if row.locked)),
        confirmed_locks=frozenset(
            (str(row.officer_id), str(row.delegation_id)) for row in held if row.locked
        ),
        baseline=pairs or None,
    )


def load_params(event, tiers) -> Params:
    """The event's settings: tiers in order, weights by rank, and what staff chose within `BOUNDS`."""
    tiers = sorted({tier.code: tier for tier in tiers}.values(), key=lambda tier: tier.rank)
    chosen = {
        name: max(low, min(high, int(event.solver_settings[name])))
        for name, (low, high) in BOUNDS.items()
        if isinstance(event.solver_settings.get(name), int | float)
    }
    return Params(
        tiers=tuple(tier.code for tier in tiers),
        uncovered_weight={tier.code: UNCOVERED_WEIGHTS.get(tier.rank, 10_000) for tier in tiers},
        ideal_rank={tier.code: IDEAL_RANKS.get(tier.rank, 4) for tier in tiers},
        briefing_tiers=frozenset(tier.code for tier in tiers if tier.requires_briefing),
        travel_same_zone_min=event.travel_minutes,
        travel_other_zone_min=event.travel_minutes,
        **chosen,
    )


def minutes(instant: datetime) -> int:
    """An instant as whole minutes since 1970, rounded down."""
    return int(instant.timestamp() // 60)


def _event(event, windows) -> Event:
    starts = [minutes(window[0]) for window in windows.values()]
    ends = [minutes(window[1]) for window in windows.values()]
    first = datetime.combine(event.starts_on, time.min, event.zone)
    last = datetime.combine(event.ends_on, time.max, event.zone)
    return Event(id=str(event.pk), start=min([minutes(first), *starts]), end=max([minutes(last), *ends]))


def _delegation(row: DelegationRow, event) -> Delegation:
    needs = list(row.languages.all())
    return Delegation(
        id=str(row.pk),
        event=str(event.pk),
        country=str(row.country) or row.code,
        tier=row.tier.code,
        zone=ZONE,
        languages=tuple(
            LanguageNeed(
                code=need.language,
                min_level=LEVELS[need.min_level],
                bonus=PREFERRED_LANGUAGE_BONUS if place == 0 and len(needs) > 1 else 0,
            )
            for place, need in enumerate(needs)
        ),
        gender=GENDERS.get(row.lo_sex),
        gender_count=1 if row.lo_sex and row.lo_required else 0,
    )


def _duty(row: DelegationRow, window) -> Duty:
    start, end = minutes(window[0]), minutes(window[1])
    days = max(1, -(-(end - start) // (24 * 60)))
    return Duty(
        id=str(row.pk),
        delegation=str(row.pk),
        start=start,
        end=end,
        headcount=row.lo_required,
        workload_h=min(-(-(end - start) // 60), 12 * days),
    )


def _officers(event, windows) -> tuple[Officer, ...]:
    entries = (
        RosterEntry.objects.serving()
        .filter(event=event)
        .select_related("officer")
        .prefetch_related("officer__languages", "officer__ratings", "officer__leaves")
    )
    span = _event(event, windows)
    attended = set(
        Attendance.objects.filter(briefing__item__event=event).values_list("officer_id", flat=True)
    )
    served, countries = _history(event)
    return tuple(
        _officer(entry, event, span, entry.briefed or entry.officer_id in attended, served, countries)
        for entry in entries
    )


def _officer(entry, event, span, briefed, served, countries) -> Officer:
    officer = entry.officer
    ratings = {rating.competency: rating.rating or 0 for rating in officer.ratings.all()}
    return Officer(
        id=str(officer.pk),
        agency=str(officer.agency_id),
        gender=GENDERS.get(officer.sex, "M"),
        rank=max(1, -(-SENIORITY.get(officer.golongan, 1) * 9 // 17)),
        experience=officer.prior_events + served[officer.pk],
        languages={one.language: LEVELS[one.level] for one in officer.languages.all()},
        countries=countries[officer.pk],
        competencies=tuple(ratings.get(name, 0) * POINTS_PER_RATING for name in Competency.values),
        availability=_availability(officer, event, span),
        briefed_events=frozenset({str(event.pk)} if briefed else ()),
        training=100 if briefed else 0,
    )


def _availability(officer, event, span: Event) -> tuple[Interval, ...]:
    """The event's span without the officer's leave days."""
    free, start = [], span.start
    for leave in sorted(officer.leaves.all(), key=lambda leave: leave.starts_on):
        away_from = minutes(datetime.combine(leave.starts_on, time.min, event.zone))
        back_at = minutes(datetime.combine(leave.ends_on + timedelta(days=1), time.min, event.zone))
        if back_at <= start or away_from >= span.end:
            continue
        if away_from > start:
            free.append(Interval(start, away_from))
        start = max(start, back_at)
    if start < span.end:
        free.append(Interval(start, span.end))
    return tuple(free)


def _history(event) -> tuple[Counter, dict]:
    """How many other events each officer served, and how often each country, from accepted assignments."""
    rows = (
        Assignment.objects.filter(state=AssignmentState.ACCEPTED)
        .exclude(delegation__event=event)
        .values_list("officer_id", "delegation__event_id", "delegation__country")
        .distinct()
    )
    events, countries = defaultdict(set), defaultdict(Counter)
    for officer_id, event_id, country in rows:
        events[officer_id].add(event_id)
        if country:
            countries[officer_id][str(country)] += 1
    return Counter({officer_id: len(ids) for officer_id, ids in events.items()}), countries
