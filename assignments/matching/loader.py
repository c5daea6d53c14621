"""The one door between the rows and the pure core: an event's rows as a `Problem`, pairs as rows' keys.

Times are minutes since 1970; ids are the primary keys as text. One duty per delegation: its service
window with `lo_required` places. Travel is the event's `travel_minutes`, as in the database constraint.
"""

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from assignments import selectors, tuning
from assignments.matching.problem import (
    AgencyCap,
    Delegation,
    Duty,
    Event,
    Interval,
    LanguageNeed,
    Officer,
    Params,
    Plan,
    Problem,
)
from assignments.models import Assignment, AssignmentState
from delegates import selectors as delegates
from delegates.models import Delegation as DelegationRow
from officers.models import Attendance, Cefr, Competency, RosterRole
from officers.ranks import SENIORITY

LEVELS = {level: place for place, level in enumerate(Cefr.values, 1)}
GENDERS = {"L": "M", "P": "F"}
POINTS_PER_RATING = 20  # ratings are 1..5, the core counts 0..100
PREFERRED_LANGUAGE_BONUS = 25
ZONE = "event"

# An officer of an Indonesian agency speaks Indonesian; lists of languages name only the foreign ones.
# Without this every delegation from Indonesia itself would find nobody.
MOTHER_TONGUE = {"id": LEVELS[Cefr.C2]}

# What a delegation that names no language asks for: everybody fits.
ANY_LANGUAGE = (LanguageNeed(code="id", min_level=LEVELS[Cefr.A1]),)

# Open places are priced so that no quality outweighs a tier's place; by the tier's rank.
PAIR_PARTS = ("language", "country", "skills", "rank")
PLAIN_PARAMS = (
    "country_cost", "agency_excess_cost", "rest_min", "rest_cost", "team_language_cost",
    "senior_min_rank", "senior_min_experience",
)  # fmt: skip
UNCOVERED_WEIGHTS = {1: 200_000, 2: 60_000, 3: 20_000}
LOWEST_IDEAL_RANK = 4
COORDINATION_HOURS_A_DAY = 12


def load_problem(event) -> Problem:
    """Today's rows of `event` as a problem, with the held pairs as baseline and the locked ones as locks.

    A constant number of queries, whatever the event's size.
    """
    standing = DelegationRow.objects.standing().filter(event=event)
    delegations = list(standing.select_related("tier").prefetch_related("languages"))
    windows = delegates.service_windows(event)
    held = list(Assignment.objects.of_event(event).held().primary())
    officers = _officers(event, windows)
    declined = _declined(event) & {officer.id for officer in officers}
    agencies = tuple(sorted({officer.agency for officer in officers}))
    locks = _standing(_pairs(row for row in held if row.locked), officers, delegations)
    return Problem(
        officers=officers,
        delegations=tuple(_delegation(row, event, declined) for row in delegations),
        duties=tuple(_duty(row, windows[row.pk]) for row in delegations),
        events=(_event(event, windows),),
        agencies=agencies,
        agency_caps=_caps(event, agencies),
        params=load_params(event, [row.tier for row in delegations]),
        locks=locks,
        confirmed_locks=frozenset(locks),
        baseline=_pairs(held) or None,
    )


def _standing(pairs: Plan, officers, delegations) -> Plan:
    """The pairs of those who are still there: a lock binds neither who withdrew nor a cancelled visit."""
    people, homes = {officer.id for officer in officers}, {str(row.pk) for row in delegations}
    return tuple(pair for pair in pairs if pair[0] in people and pair[1] in homes)


def known_pairs(problem: Problem) -> Plan:
    """The baseline's pairs whose officer and duty still exist."""
    officers = {officer.id for officer in problem.officers}
    duties = {duty.id for duty in problem.duties}
    return tuple(pair for pair in problem.baseline or () if pair[0] in officers and pair[1] in duties)


def load_params(event, tiers) -> Params:
    """The event's settings: tiers in order, weights by rank, and what staff chose within bounds."""
    tiers = sorted({tier.code: tier for tier in tiers}.values(), key=lambda tier: tier.rank)
    chosen = tuning.values(event)
    return Params(
        tiers=tuple(tier.code for tier in tiers),
        uncovered_weight={tier.code: UNCOVERED_WEIGHTS.get(tier.rank, 10_000) for tier in tiers},
        ideal_rank={tier.code: chosen.get(f"ideal_rank_{tier.rank}", LOWEST_IDEAL_RANK) for tier in tiers},
        briefing_tiers=frozenset(tier.code for tier in tiers if tier.requires_briefing),
        travel_same_zone_min=event.travel_minutes,
        travel_other_zone_min=event.travel_minutes,
        pair_weights={part: chosen[f"weight_{part}"] for part in PAIR_PARTS},
        fairness_breaks_h=tuple(sorted(chosen[f"hours_{place}"] for place in (1, 2, 3))),
        fairness_slopes=tuple(chosen[f"slope_{place}"] for place in (1, 2, 3)),
        soft_rules=tuning.soft_rules(event),
        **{name: chosen[name] for name in PLAIN_PARAMS},
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


def _delegation(row: DelegationRow, event, declined: frozenset[str]) -> Delegation:
    needs = list(row.languages.all())
    seniors = tuning.values(event)["senior_places"] if row.tier.rank == 1 else 0
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
        )
        or ANY_LANGUAGE,
        gender=GENDERS.get(row.lo_sex),
        gender_count=1 if row.lo_sex and row.lo_required else 0,
        excluded_officers=declined,
        senior_count=min(seniors, row.lo_required),
    )


def _pairs(rows) -> Plan:
    return tuple(sorted((str(row.officer_id), str(row.delegation_id)) for row in rows))


def _caps(event, agencies) -> tuple[AgencyCap, ...]:
    caps = tuning.agency_caps(event, agencies)
    return tuple(AgencyCap(agency, str(event.pk), cap) for agency, cap in sorted(caps.items()))


def _declined(event) -> frozenset[str]:
    """Who said no to a duty of this event and holds none by now; a person may still place them knowingly."""
    rows = Assignment.objects.of_event(event)
    said_no = rows.filter(state=AssignmentState.DECLINED).exclude(officer__in=rows.held().values("officer"))
    return frozenset(str(key) for key in said_no.values_list("officer_id", flat=True))


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
        selectors.pairable_roster(event)
        .select_related("officer")
        .prefetch_related("officer__languages", "officer__ratings", "officer__leaves")
    )
    span = _event(event, windows)
    attended = set(Attendance.objects.of_event(event).values_list("officer_id", flat=True))
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
        languages=MOTHER_TONGUE | {one.language: LEVELS[one.level] for one in officer.languages.all()},
        countries=countries[officer.pk],
        competencies=tuple(ratings.get(name, 0) * POINTS_PER_RATING for name in Competency.values),
        availability=_availability(officer, event, span),
        briefed_events=frozenset({str(event.pk)} if briefed else ()),
        training=100 if briefed else 0,
        prior_hours=_coordination_hours(event) if entry.role == RosterRole.COORDINATOR else 0,
    )


def _coordination_hours(event) -> int:
    """A coordinator works all days of the event already: chosen for a slot only where nobody else is left."""
    return COORDINATION_HOURS_A_DAY * ((event.ends_on - event.starts_on).days + 1)


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
