"""The JSON form `lo-matching/1`: text to Problem, Result to object.

Only the shape is judged here (objects, lists, missing keys); values are judged by check.validate,
so that a problem built from the database passes the same checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from assignments.matching.issues import error, warning
from assignments.matching.problem import (
    AgencyCap,
    Delegation,
    Duty,
    Event,
    Interval,
    LanguageNeed,
    Officer,
    Params,
    Problem,
)
from assignments.matching.results import InputIssue

SCHEMA = "lo-matching/1"


class FormError(ValueError):
    """The text is not in the form; `issues` say where and why."""

    def __init__(self, issues: list[InputIssue]):
        super().__init__("; ".join(issue.say() for issue in issues))
        self.issues = issues


class Reader:
    """Takes values out of one JSON object and notes what is missing, misshapen or unknown."""

    def __init__(self, data: object, path: str, issues: list[InputIssue]):
        self.issues, self.path = issues, path
        self.data: Mapping[str, Any] = data if isinstance(data, dict) else {}
        self.seen: set[str] = set()
        if not isinstance(data, dict):
            issues.append(error("form.not_object", path))
        elif isinstance(data.get("id"), str):
            self.path = f"{path} ({data['id']})"

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def take(self, key: str, kind: Callable[[object, str, Reader], Any], default: object = ...) -> Any:
        """The value of `key` shaped by `kind`; without a default the key must be there."""
        self.seen.add(key)
        if self.data.get(key) is None and default is not ...:
            return default
        if key not in self.data:
            self.issues.append(error("form.missing", self.at(key)))
            return None
        return kind(self.data[key], self.at(key), self)

    def rest(self, known: frozenset[str] = frozenset()) -> None:
        """Name the keys that nobody took: they would be dropped in silence."""
        for key in sorted(set(self.data) - self.seen - known):
            self.issues.append(warning("form.unknown_key", self.at(key)))


def scalar(value: object, path: str, reader: Reader) -> Any:
    if isinstance(value, (list, dict)):
        reader.issues.append(error("form.not_scalar", path))
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def items(of: Callable[[object, str, Reader], Any], size: int | None = None) -> Callable[..., tuple]:
    def shape(value: object, path: str, reader: Reader) -> tuple:
        if not isinstance(value, list) or (size is not None and len(value) != size):
            reader.issues.append(error("form.not_list", path, size=size or "-"))
            return ()
        return tuple(of(item, f"{path}[{index}]", reader) for index, item in enumerate(value))

    return shape


def mapping(value: object, path: str, reader: Reader) -> dict:
    if not isinstance(value, dict):
        reader.issues.append(error("form.not_object", path))
        return {}
    return {key: scalar(item, f"{path}.{key}", reader) for key, item in value.items()}


def names(value: object, path: str, reader: Reader) -> frozenset:
    return frozenset(items(scalar)(value, path, reader))


def record(build: Callable[[Reader], Any]) -> Callable[..., Any]:
    def shape(value: object, path: str, reader: Reader) -> Any:
        inner = Reader(value, path, reader.issues)
        built = build(inner)
        if inner.data:
            inner.rest()
        return built

    return shape


def _window(value: object, path: str, reader: Reader) -> Interval:
    found = items(scalar, 2)(value, path, reader)
    return Interval(*found) if found else Interval(0, 1)


def _need(value: object, path: str, reader: Reader) -> LanguageNeed:
    if isinstance(value, list) and len(value) == 2:
        value = [*value, 0]
    found = items(scalar, 3)(value, path, reader)
    return LanguageNeed(*found) if found else LanguageNeed("", 1)


def _event(r: Reader) -> Event:
    return Event(r.take("id", scalar), r.take("start", scalar), r.take("end", scalar))


def _agency(r: Reader) -> str:
    return r.take("id", scalar)


def _cap(r: Reader) -> AgencyCap:
    return AgencyCap(r.take("agency", scalar), r.take("event", scalar), r.take("cap", scalar))


def _officer(r: Reader) -> Officer:
    return Officer(
        id=r.take("id", scalar),
        agency=r.take("agency", scalar),
        gender=r.take("gender", scalar),
        rank=r.take("rank", scalar),
        experience=r.take("experience", scalar, 0),
        languages=r.take("languages", mapping),
        countries=r.take("countries", mapping, {}),
        competencies=r.take("competencies", items(scalar, 7)),
        availability=r.take("availability", items(_window)),
        briefed_events=r.take("briefed_events", names, frozenset()),
        concurrency=r.take("concurrency", scalar, 1),
        vetoed_countries=r.take("vetoed_countries", names, frozenset()),
        prior_hours=r.take("prior_hours", scalar, 0),
        roles=r.take("roles", names, frozenset({"lo"})),
        training=r.take("training", scalar, None),
    )


def _delegation(r: Reader) -> Delegation:
    return Delegation(
        id=r.take("id", scalar),
        event=r.take("event", scalar),
        country=r.take("country", scalar),
        tier=r.take("tier", scalar),
        zone=r.take("zone", scalar),
        languages=r.take("languages", items(_need)),
        gender=r.take("gender", scalar, None),
        gender_count=r.take("gender_count", scalar, 0),
        senior_count=r.take("senior_count", scalar, 0),
        competency_weights=r.take("competency_weights", items(scalar, 7)),
        excluded_officers=r.take("excluded_officers", names, frozenset()),
    )


def _duty(r: Reader) -> Duty:
    return Duty(
        id=r.take("id", scalar),
        delegation=r.take("delegation", scalar),
        start=r.take("start", scalar),
        end=r.take("end", scalar),
        headcount=r.take("headcount", scalar),
        workload_h=r.take("workload_h", scalar),
        role=r.take("role", scalar, "lo"),
    )


def _params(r: Reader) -> Params:
    senior = r.take(
        "senior_rule", record(lambda s: (s.take("min_rank", scalar), s.take("min_experience", scalar)))
    )
    fairness = r.take(
        "fairness",
        record(lambda f: (f.take("breaks_h", items(scalar)), f.take("slopes", items(scalar)))),
    )
    senior, fairness = senior or (None, None), fairness or ((), ())
    return Params(
        tiers=r.take("tiers", items(scalar)),
        uncovered_weight=r.take("uncovered_weight", mapping),
        senior_min_rank=senior[0],
        senior_min_experience=senior[1],
        briefing_tiers=r.take("briefing_tiers", names),
        travel_same_zone_min=r.take("travel_same_zone_min", scalar),
        travel_other_zone_min=r.take("travel_other_zone_min", scalar),
        ideal_rank=r.take("ideal_rank", mapping),
        pair_weights=r.take("pair_weights", mapping),
        fairness_breaks_h=fairness[0],
        fairness_slopes=fairness[1],
        agency_excess_cost=r.take("agency_excess_cost", scalar),
        country_cost=r.take("country_cost", scalar),
        soft_rules=r.take("soft_rules", mapping, {}),
        rest_min=r.take("rest_min", scalar, 0),
        rest_cost=r.take("rest_cost", scalar, 0),
        team_language_cost=r.take("team_language_cost", scalar, 0),
    )


def _pair(value: object, path: str, reader: Reader) -> tuple:
    return items(scalar, 2)(value, path, reader) or ("", "")


def _problem(r: Reader) -> Problem:
    return Problem(
        officers=r.take("officers", items(record(_officer))),
        delegations=r.take("delegations", items(record(_delegation))),
        duties=r.take("duties", items(record(_duty))),
        events=r.take("events", items(record(_event))),
        agencies=r.take("agencies", items(record(_agency))),
        agency_caps=r.take("agency_caps", items(record(_cap)), ()),
        params=r.take("params", record(_params)),
        locks=r.take("locks", items(_pair), ()),
        confirmed_locks=frozenset(r.take("confirmed_locks", items(_pair), ())),
        baseline=r.take("baseline", items(_pair), None),
    )


def read_problem(data: object) -> tuple[Problem, list[InputIssue]]:
    """A parsed JSON value as a Problem, with warnings; raises FormError if the shape is wrong."""
    issues: list[InputIssue] = []
    reader = Reader(data, "", issues)
    schema = reader.take("schema", scalar, SCHEMA)
    if schema != SCHEMA:
        issues.append(error("form.schema", "schema", found=schema, wanted=SCHEMA))
    problem = _problem(reader)
    reader.rest(frozenset({"name", "seed"}))
    if any(issue.severity == "error" for issue in issues):
        raise FormError([issue for issue in issues if issue.severity == "error"])
    return problem, issues


def parse(text: str) -> tuple[Problem, list[InputIssue]]:
    """A JSON text as a Problem; raises FormError."""
    try:
        data = json.loads(text, object_pairs_hook=_no_twins)
    except json.JSONDecodeError as flaw:
        raise FormError([error("form.not_json", "", line=flaw.lineno, column=flaw.colno)]) from flaw
    except FormError:
        raise
    except ValueError as flaw:
        raise FormError([error("form.number_too_long", "")]) from flaw
    except RecursionError as flaw:
        raise FormError([error("form.too_deep", "")]) from flaw
    return read_problem(data)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise FormError([error("form.twin_key", twin)])
    return result
