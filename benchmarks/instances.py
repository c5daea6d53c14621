"""Seeded pairing problems in the form lo-matching/1: a realistic pyramid of ranks, tongues and arrivals.

Times are minutes; each event lasts five days and the events lie two weeks apart. Everything is drawn from one
random.Random(seed), so the same arguments always give the same problem.
"""

from __future__ import annotations

import random

DAY = 24 * 60
SIZES = {
    "38x24": (38, 24, 1),
    "200x100": (200, 100, 2),
    "400x200": (400, 200, 2),
    "600x300": (600, 300, 3),
    "1000x500": (1000, 500, 4),
    "2000x1000": (2000, 1000, 4),
    "2000x1000-peak": (2000, 1000, 1),
}
"""name -> officers, delegations, events; at the peak all delegations come to one event"""

ABROAD = {
    "MY": [["en", 3, 0], ["ms", 3, 25]],
    "BN": [["en", 3, 0], ["ms", 3, 25]],
    "PH": [["en", 3, 0]],
    "CN": [["en", 3, 0], ["zh", 3, 30]],
    "JP": [["en", 3, 0], ["ja", 3, 30]],
    "AE": [["en", 3, 0], ["ar", 3, 30]],
}
RANKS = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 7, 8, 9]
PARAMS = {
    "tiers": ["VVIP", "VIP", "GOV"],
    "uncovered_weight": {"VVIP": 200_000, "VIP": 60_000, "GOV": 20_000},
    "senior_rule": {"min_rank": 7, "min_experience": 5},
    "briefing_tiers": ["VVIP"],
    "travel_same_zone_min": 30,
    "travel_other_zone_min": 90,
    "ideal_rank": {"VVIP": 8, "VIP": 6, "GOV": 5},
    "pair_weights": {"language": 3, "country": 2, "skills": 3, "rank": 2},
    "fairness": {"breaks_h": [24, 35, 49], "slopes": [4, 8, 16]},
    "agency_excess_cost": 30,
    "country_cost": 40,
}


def make(officers: int, delegations: int, events: int, seed: int, tight: bool = False) -> dict:
    """One problem. tight: fewer officers speak and were briefed, more are on leave."""
    draw = random.Random(f"{officers} {delegations} {events} {seed} {tight}")
    happenings = [
        {"id": f"E{n + 1:02d}", "start": (5 + 14 * n) * DAY, "end": (10 + 14 * n) * DAY}
        for n in range(events)
    ]
    agencies = [f"OPD{n + 1:02d}" for n in range(max(4, officers // 12))]
    people = [_officer(draw, n, agencies, happenings, tight) for n in range(officers)]
    homes = [_delegation(draw, n, happenings, people) for n in range(delegations)]
    duties = _duties(draw, homes, happenings)
    return {
        "schema": "lo-matching/1",
        "name": f"lo-{officers}x{delegations}-{'tight' if tight else 'normal'}-{seed}",
        "seed": seed,
        "params": PARAMS,
        "events": happenings,
        "agencies": [{"id": name} for name in agencies],
        "agency_caps": _caps(people, homes, duties, happenings),
        "officers": people,
        "delegations": homes,
        "duties": duties,
        "locks": _locks(draw, people, homes, duties),
        "baseline": None,
    }


def sized(name: str, seed: int, tight: bool = False) -> dict:
    """One of SIZES by name."""
    return make(*SIZES[name], seed, tight)


def _officer(draw: random.Random, n: int, agencies: list[str], events: list[dict], tight: bool) -> dict:
    rank = draw.choice(RANKS)
    tongues = {"id": 6, "ms": draw.choice([2, 2, 3, 3, 4, 4, 5, 5, 6])}
    if draw.random() < (0.75 if tight else 0.9):
        tongues["en"] = draw.choice([1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6])
    for code in ("zh", "ja", "ar"):
        if draw.random() < 0.07:
            tongues[code] = draw.randint(2, 6)
    served = {code: draw.randint(1, 3) for code in ABROAD if draw.random() < 0.05 * rank}
    veteran = rank >= 7 and draw.random() < 0.25
    place = min(len(agencies) - 1, int(draw.expovariate(2.5 / len(agencies))))
    return {
        "id": f"LO{n + 1:05d}",
        "agency": agencies[place],
        "gender": draw.choice("FM"),
        "rank": rank,
        "experience": sum(served.values()),
        "languages": tongues,
        "countries": served,
        "competencies": [min(100, max(20, round(draw.gauss(52 + 3 * rank, 14)))) for _ in range(7)],
        "availability": _windows(draw, events, tight),
        "briefed_events": [e["id"] for e in events if draw.random() < (0.5 if tight else 0.7)],
        "concurrency": 3 if len(events) > 1 and veteran else 1,
        "vetoed_countries": [code for code in ABROAD if draw.random() < 0.03],
    }


def _windows(draw: random.Random, events: list[dict], tight: bool) -> list[list[int]]:
    windows = []
    for event in events:
        start, end, fate = event["start"] - DAY, event["end"] + DAY, draw.random()
        if fate < (0.2 if tight else 0.1):
            continue
        if fate < (0.55 if tight else 0.35):
            away = draw.randrange(event["start"], event["end"] - DAY, 60)
            windows += [[start, away], [away + draw.randrange(8, 36) * 60, end]]
        else:
            windows.append([start, end])
    return windows


def _delegation(draw: random.Random, n: int, events: list[dict], people: list[dict]) -> dict:
    tier = draw.choices(["VVIP", "VIP", "GOV"], [10, 35, 55])[0]
    domestic = draw.random() < (0.25 if tier == "VVIP" else 0.4)
    country = f"ID-{draw.randint(11, 45)}" if domestic else draw.choices(list(ABROAD), [4, 2, 5, 2, 2, 2])[0]
    tongues = [["id", 5, 0]] if domestic else ABROAD[country]
    lift = 1 if tier == "VVIP" and not domestic else 0
    gender = draw.choice("FM") if draw.random() < 0.12 else None
    return {
        "id": f"D{n + 1:05d}",
        "event": draw.choice(events)["id"],
        "country": country,
        "tier": tier,
        "zone": f"Z{draw.randint(1, 3)}",
        "languages": [[code, level + lift, bonus] for code, level, bonus in tongues],
        "gender": gender,
        "gender_count": 1 if gender else 0,
        "senior_count": 1 if tier == "VVIP" else 0,
        "competency_weights": [draw.randint(1, 5) for _ in range(7)],
        "excluded_officers": [person["id"] for person in draw.sample(people, draw.choice([0, 0, 0, 1, 2]))],
    }


def _duties(draw: random.Random, homes: list[dict], events: list[dict]) -> list[dict]:
    begins = {event["id"]: event["start"] for event in events}
    rows: list[dict] = []

    def add(home: dict, start: int, minutes: int, headcount: int) -> None:
        hours = max(4, round(minutes / 60 * 0.42))
        place = {
            "id": f"T{len(rows) + 1:05d}",
            "delegation": home["id"],
            "start": start,
            "end": start + minutes,
        }
        rows.append({**place, "headcount": headcount, "workload_h": hours})

    for home in homes:
        arrival = begins[home["event"]] + draw.choice([6, 8, 10, 12, 14, 30, 32, 34, 36, 38, 54, 56, 60]) * 60
        minutes = min(draw.randrange(20, 64) * 60, begins[home["event"]] + 5 * DAY - 120 - arrival)
        most = {"VVIP": [3], "VIP": [1, 2, 2, 3], "GOV": [1, 1, 1, 2]}[home["tier"]]
        places, fate = draw.choice(most), draw.random()
        if fate < 0.18:
            first = minutes // 2 // 60 * 60
            add(home, arrival, first, places)
            add(home, arrival + first + 120, minutes - first, places)
            continue
        add(home, arrival, minutes, places)
        if fate < 0.28:
            add(home, arrival + 360, draw.randrange(6, 14) * 60, 1)
    return rows


def _caps(people: list[dict], homes: list[dict], duties: list[dict], events: list[dict]) -> list[dict]:
    """Each agency may carry four fifths of its share of an event's places."""
    event_of = {home["id"]: home["event"] for home in homes}
    members = sorted({person["agency"] for person in people})
    rows = []
    for event in events:
        places = sum(d["headcount"] for d in duties if event_of[d["delegation"]] == event["id"])
        for agency in members:
            share = sum(person["agency"] == agency for person in people) / len(people)
            rows.append({"agency": agency, "event": event["id"], "cap": max(1, round(0.8 * share * places))})
    return rows


def _locks(draw: random.Random, people: list[dict], homes: list[dict], duties: list[dict]) -> list[list[str]]:
    """One officer on two duties of a hundred: somebody who may do it and is locked nowhere else."""
    home_of = {home["id"]: home for home in homes}
    used: set[str] = set()
    rows = []
    for duty in draw.sample(duties, max(1, len(duties) // 50)):
        home = home_of[duty["delegation"]]
        fitting = [p for p in people if p["id"] not in used and _may(p, home, duty)]
        if fitting and not home["senior_count"] and not home["gender"]:
            person = draw.choice(fitting)
            used.add(person["id"])
            rows.append([person["id"], duty["id"]])
    return rows


def _may(person: dict, home: dict, duty: dict) -> bool:
    return (
        any(person["languages"].get(code, 0) >= level for code, level, _ in home["languages"])
        and any(s <= duty["start"] and duty["end"] <= e for s, e in person["availability"])
        and person["id"] not in home["excluded_officers"]
        and home["country"] not in person["vetoed_countries"]
        and (home["tier"] != "VVIP" or home["event"] in person["briefed_events"])
    )
