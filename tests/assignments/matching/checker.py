"""An independent reading of the form lo-matching/1: is a plan valid, and what is it worth?

Written from the specification alone; it imports nothing of the solver and is slow and plain on purpose.
"""

from collections import Counter
from itertools import combinations

FLOOR = {"prior_hours": 0, "roles": ["lo"]}


class Checker:
    """One problem as a parsed JSON object."""

    def __init__(self, problem):
        self.problem = problem
        self.params = problem["params"]
        self.officers = {o["id"]: {**FLOOR, **o} for o in problem["officers"]}
        self.homes = {d["id"]: d for d in problem["delegations"]}
        self.duties = {d["id"]: {"role": "lo", **d} for d in problem["duties"]}

    # ---- validity

    def violations(self, pairs):
        """Rule codes that the plan breaks, each once, sorted."""
        pairs = [tuple(pair) for pair in pairs]
        broken = {"twice"} if len(set(pairs)) != len(pairs) else set()
        for officer, duty in pairs:
            broken |= self.pair_violations(officer, duty)
        for officer in self.officers:
            broken |= self.time_violations(officer, [d for o, d in pairs if o == officer])
        for duty in self.duties:
            broken |= self.team_violations(duty, [o for o, d in pairs if d == duty])
        if any(tuple(lock) not in pairs for lock in self.problem["locks"]):
            broken.add("lock_missing")
        return sorted(broken)

    def pair_violations(self, officer, duty):
        person, task = self.officers[officer], self.duties[duty]
        home, broken = self.homes[task["delegation"]], set()
        if not any(s <= task["start"] and task["end"] <= e for s, e in person["availability"]):
            broken.add("availability")
        levels = [person["languages"].get(code, 0) >= level for code, level, _ in home["languages"]]
        if not any(levels):
            broken.add("language")
        if home["tier"] in self.params["briefing_tiers"] and home["event"] not in person["briefed_events"]:
            broken.add("briefing")
        if officer in home["excluded_officers"]:
            broken.add("exclusion")
        if home["country"] in person["vetoed_countries"]:
            broken.add("veto")
        if task["role"] not in person["roles"]:
            broken.add("role")
        return broken

    def time_violations(self, officer, duties):
        limit = self.officers[officer]["concurrency"]
        if limit == 1:
            clash = any(self.gap(a, b) < 0 for a, b in combinations(duties, 2))
            return {"overlap"} if clash else set()
        for minute in {self.duties[d]["start"] for d in duties}:
            held = [d for d in duties if self.duties[d]["start"] <= minute < self.duties[d]["end"]]
            if len(held) > limit:
                return {"concurrency"}
        return set()

    def gap(self, one, other):
        first, second = sorted((self.duties[one], self.duties[other]), key=lambda d: (d["start"], d["end"]))
        zones = {self.homes[d["delegation"]]["zone"] for d in (first, second)}
        travel = self.params["travel_same_zone_min" if len(zones) == 1 else "travel_other_zone_min"]
        return second["start"] - (first["end"] + travel)

    def team_violations(self, duty, team):
        headcount, home = self.duties[duty]["headcount"], self.homes[self.duties[duty]["delegation"]]
        broken = {"overstaffed"} if len(team) > headcount else set()
        juniors = sum(not self.senior(officer) for officer in team)
        if home["senior_count"] and juniors > max(0, headcount - home["senior_count"]):
            broken.add("senior")
        others = sum(self.officers[officer]["gender"] != home["gender"] for officer in team)
        if home["gender"] and home["gender_count"] and others > max(0, headcount - home["gender_count"]):
            broken.add("gender")
        return broken

    def senior(self, officer):
        person, rule = self.officers[officer], self.params["senior_rule"]
        return person["rank"] >= rule["min_rank"] or person["experience"] >= rule["min_experience"]

    # ---- score

    def parts(self, officer, duty):
        person, task = self.officers[officer], self.duties[duty]
        home, weights = self.homes[task["delegation"]], self.homes[task["delegation"]]["competency_weights"]
        language = 0
        for code, level, bonus in home["languages"]:
            spoken = person["languages"].get(code, 0)
            if spoken >= level:
                language = max(language, min(100, 25 + 25 * (spoken - level) + bonus))
        skills = sum(a * b for a, b in zip(weights, person["competencies"], strict=False)) // sum(weights)
        return {
            "language": language,
            "country": 33 * min(3, person["countries"].get(home["country"], 0)),
            "skills": skills,
            "rank": max(0, 100 - 20 * abs(person["rank"] - self.params["ideal_rank"][home["tier"]])),
        }

    def pair_score(self, officer, duty):
        found = self.parts(officer, duty)
        return sum(self.params["pair_weights"][name] * value for name, value in found.items())

    def hours_cost(self, hours):
        fair = self.params["fairness"]
        return sum(
            slope * max(0, hours - limit)
            for limit, slope in zip(fair["breaks_h"], fair["slopes"], strict=False)
        )

    def quality(self, pairs):
        total = sum(self.pair_score(o, d) for o, d in pairs)
        visits, agencies = set(), Counter()
        for officer, duty in pairs:
            home = self.homes[self.duties[duty]["delegation"]]
            visits.add((officer, home["country"], home["event"]))
            agencies[self.officers[officer]["agency"], home["event"]] += 1
        total -= self.params["country_cost"] * len(visits)
        for cap in self.problem["agency_caps"]:
            over = agencies[cap["agency"], cap["event"]] - cap["cap"]
            total -= self.params["agency_excess_cost"] * max(0, over)
        for officer, person in self.officers.items():
            mine = [d for o, d in pairs if o == officer]
            before = person["prior_hours"]
            hours = before + sum(self.duties[d]["workload_h"] for d in mine)
            total -= self.hours_cost(hours) - self.hours_cost(before) + self.rest_cost(officer, mine)
        return total - self.team_cost(pairs)

    def rest_cost(self, officer, duties):
        wanted = self.params.get("rest_min", 0)
        if self.officers[officer]["concurrency"] > 1:
            return 0
        line = sorted((self.duties[d] for d in duties), key=lambda d: d["start"])
        short = sum(b["start"] - a["end"] < wanted for a, b in zip(line, line[1:], strict=False))
        return short * self.params.get("rest_cost", 0)

    def team_cost(self, pairs):
        total = 0
        for duty, task in self.duties.items():
            needs = self.homes[task["delegation"]]["languages"]
            team = [self.officers[o]["languages"] for o, d in pairs if d == duty]
            outside = [sum(spoken.get(code, 0) < level for spoken in team) for code, level, _ in needs]
            total += min(outside, default=0) if task["headcount"] > 1 and len(needs) > 1 else 0
        return total * self.params.get("team_language_cost", 0)

    def open_by_tier(self, pairs):
        filled, left = Counter(d for _, d in pairs), Counter()
        for duty, task in self.duties.items():
            left[self.homes[task["delegation"]]["tier"]] += task["headcount"] - filled[duty]
        return left

    def objective(self, pairs):
        left = self.open_by_tier(pairs)
        return self.quality(pairs) - sum(self.params["uncovered_weight"][t] * n for t, n in left.items())

    # ---- re-solve

    def drops(self, pairs):
        """Published pairs that are still possible one by one, and are not in the plan."""
        dropped = []
        for officer, duty in self.problem["baseline"]:
            known = officer in self.officers and duty in self.duties
            if (
                known
                and not self.pair_violations(officer, duty)
                and [officer, duty] not in [list(p) for p in pairs]
            ):
                dropped.append((officer, duty))
        return dropped
