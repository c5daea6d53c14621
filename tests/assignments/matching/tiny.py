"""Tiny random problems that crowd every rule into a few officers and duties."""

import random

PARAMS = {
    "tiers": ["VVIP", "VIP", "GOV"],
    "uncovered_weight": {"VVIP": 200_000, "VIP": 60_000, "GOV": 20_000},
    "senior_rule": {"min_rank": 7, "min_experience": 5},
    "briefing_tiers": ["VVIP"],
    "travel_same_zone_min": 30,
    "travel_other_zone_min": 90,
    "ideal_rank": {"VVIP": 8, "VIP": 6, "GOV": 5},
    "pair_weights": {"language": 3, "country": 2, "skills": 3, "rank": 2},
    "fairness": {"breaks_h": [6, 10, 14], "slopes": [4, 8, 16]},
    "agency_excess_cost": 30,
    "country_cost": 40,
}
TONGUES = [[["id", 5, 0]], [["en", 3, 0], ["ms", 3, 25]], [["en", 2, 10]]]


def problem(seed, officers=4, duties=5, extras=False):
    """One problem. extras: the keys beyond the floor of the form as well."""
    draw = random.Random(seed)
    events = [{"id": f"E{n}", "start": n * 6000, "end": n * 6000 + 3000} for n in range(draw.randint(1, 2))]
    people = [_officer(draw, n, events, extras) for n in range(draw.randint(1, officers))]
    homes = [_delegation(draw, n, events, people) for n in range(draw.randint(1, duties))]
    tasks = [_duty(draw, n, draw.choice(homes), events, extras) for n in range(draw.randint(1, duties))]
    params = dict(PARAMS)
    if extras:
        params |= {
            "rest_min": 600,
            "rest_cost": draw.choice([0, 70]),
            "team_language_cost": draw.choice([0, 90]),
        }
        params["pair_weights"] = {
            "language": draw.randint(0, 9),
            "country": 1,
            "skills": draw.randint(0, 9),
            "rank": 2,
        }
    return {
        "schema": "lo-matching/1",
        "params": params,
        "events": events,
        "agencies": [{"id": "A"}, {"id": "B"}],
        "agency_caps": [
            {"agency": a, "event": "E0", "cap": draw.randint(0, 2)} for a in "AB" if draw.random() < 0.7
        ],
        "officers": people,
        "delegations": homes,
        "duties": tasks,
        "locks": [],
        "baseline": None,
    }


def _officer(draw, n, events, extras):
    last = events[-1]["end"]
    windows = [[0, last]] if draw.random() < 0.6 else [[0, 1500], [1800, last]]
    person = {
        "id": f"LO{n}",
        "agency": draw.choice("AB"),
        "gender": draw.choice("FM"),
        "rank": draw.randint(1, 9),
        "experience": draw.choice([0, 2, 6]),
        "languages": {"id": draw.randint(4, 6), "en": draw.randint(0, 6), "ms": draw.randint(0, 6)},
        "countries": {c: draw.randint(0, 4) for c in ("MY", "PH") if draw.random() < 0.5},
        "competencies": [draw.randint(0, 100) for _ in range(7)],
        "availability": windows,
        "briefed_events": [e["id"] for e in events if draw.random() < 0.7],
        "concurrency": draw.choice([1, 1, 1, 2, 3]),
        "vetoed_countries": ["PH"] if draw.random() < 0.15 else [],
    }
    if extras:
        person |= {
            "prior_hours": draw.choice([0, 0, 5, 20]),
            "roles": draw.choice([["lo"], ["lo", "coordinator"]]),
        }
    return person


def _delegation(draw, n, events, people):
    gender = draw.choice([None, None, None, "F", "M"])
    return {
        "id": f"D{n}",
        "event": draw.choice(events)["id"],
        "country": draw.choice(["MY", "PH", "BN"]),
        "tier": draw.choice(["VVIP", "VIP", "GOV"]),
        "zone": draw.choice(["Z1", "Z2"]),
        "languages": draw.choice(TONGUES),
        "gender": gender,
        "gender_count": 1 if gender else 0,
        "senior_count": draw.choice([0, 0, 0, 1]),
        "competency_weights": [draw.randint(0, 5) for _ in range(6)] + [1],
        "excluded_officers": [person["id"] for person in people if draw.random() < 0.1],
    }


def _duty(draw, n, home, events, extras):
    begins = next(event["start"] for event in events if event["id"] == home["event"])
    start, minutes = begins + draw.randrange(0, 2400, 30), draw.choice([60, 180, 300, 600])
    task = {
        "id": f"T{n}",
        "delegation": home["id"],
        "start": start,
        "end": start + minutes,
        "headcount": draw.choice([1, 1, 2, 3]),
        "workload_h": max(1, minutes // 60),
    }
    if extras and draw.random() < 0.2:
        task["role"] = "coordinator"
    return task


def with_locks(found, checker, seed):
    """The same problem with one or two locks that some valid plan keeps; the problem itself if none fits."""
    draw = random.Random(seed)
    pairs = [[o, d] for o in checker.officers for d in checker.duties if not checker.pair_violations(o, d)]
    locks = []
    for pair in draw.sample(pairs, min(2, len(pairs))):
        trial = [*locks, pair]
        if set(checker.violations(trial)) <= {"lock_missing"}:
            locks = trial
    return {**found, "locks": locks}
