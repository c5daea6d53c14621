"""What staff may set per event for the pairing: weights, limits, and which rules forbid or only cost.

`Event.solver_settings` keeps the chosen values by key; everything here has bounds and a default, so an
empty setting is a complete one. The sentences of the rules are the matching core's own.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.matching import rules
from events.models import Event
from lo_portal import rows
from lo_portal.audit import trail

SOFT = "soft_"
SOFT_POINTS = (1, 2_000)
AGENCY_CAPS = "agency_caps"


@dataclass(frozen=True)
class Knob:
    """One number: where it stands, what it says to staff, its bounds, and the value if nobody chose."""

    key: str
    group: str
    label: object
    help: object
    low: int
    high: int
    default: int
    source: str = ""


# Heading of each group, and how many of its numbers stand in each row of the form.
GROUPS = {
    "score": (_("Score of a pair"), (4, 3)),
    "load": (_("Load and fairness"), (3, 3, 4)),
    "rest": (_("Rest and teams"), (3,)),
    "senior": (_("Senior officers"), (3,)),
}

_RANKS = _("1 (lowest golongan) to 9 (highest).")
_POINTS = _("Points per unit; the score of a pair has at most 1,000.")

KNOBS = (
    Knob(
        "weight_language", "score", _("Language"),
        _("How much the best accepted language counts."), 0, 10, 3,
    ),
    Knob(
        "weight_country", "score", _("Country"),
        _("How much earlier service for the same country counts."), 0, 10, 2,
    ),
    Knob("weight_skills", "score", _("Competencies"), _("How much the seven competencies count."), 0, 10, 3),
    Knob("weight_rank", "score", _("Rank"), _("How much a rank close to the tier's ideal counts."), 0, 10, 2),
    Knob("ideal_rank_1", "score", _("Ideal rank, highest tier"), _RANKS, 1, 9, 8),
    Knob("ideal_rank_2", "score", _("Ideal rank, second tier"), _RANKS, 1, 9, 6),
    Knob("ideal_rank_3", "score", _("Ideal rank, third tier"), _RANKS, 1, 9, 5),
    Knob(
        "hours_1", "load", _("First limit of duty hours"), _("Hours above it start to cost."),
        1, 300, 24, rules.SOURCES["hours"],
    ),
    Knob("hours_2", "load", _("Second limit of duty hours"), _("Not below the first."), 1, 300, 35),
    Knob("hours_3", "load", _("Third limit of duty hours"), _("Not below the second."), 1, 300, 49),
    Knob("slope_1", "load", _("Points per hour above the first limit"), _POINTS, 0, 200, 4),
    Knob("slope_2", "load", _("More points per hour above the second"), _POINTS, 0, 200, 8),
    Knob("slope_3", "load", _("More points per hour above the third"), _POINTS, 0, 200, 16),
    Knob(
        "coordinators_serve", "load", _("Coordinators step in"),
        _("1 = where nobody else is left, a coordinator may be paired; that work counts. 0 = never."),
        0, 1, 1,
    ),
    Knob("country_cost", "load", _("Each further country of one officer"), _POINTS, 0, 1_000, 40),
    Knob(
        "agency_cap", "load", _("Duties of one agency, at most"),
        _("0 = no limit. More are not forbidden, they cost."), 0, 500, 0,
    ),
    Knob("agency_excess_cost", "load", _("Each duty above the agency's limit"), _POINTS, 0, 1_000, 30),
    Knob(
        "rest_min", "rest", _("Rest between two duties, minutes"),
        _("0 = not looked at. Eight hours are 480."),
        0, 24 * 60, 480, rules.SOURCES["rest"],
    ),
    Knob("rest_cost", "rest", _("Each rest that is too short"), _POINTS, 0, 1_000, 60),
    Knob("team_language_cost", "rest", _("Each member outside the team's language"), _POINTS, 0, 1_000, 50),
    Knob(
        "senior_places", "senior", _("Senior places per delegation of the highest tier"),
        _("They stay open rather than being given to a junior officer."), 0, 3, 0, rules.SOURCES["senior"],
    ),
    Knob("senior_min_rank", "senior", _("Senior from this rank on"), _RANKS, 1, 9, 7),
    Knob(
        "senior_min_experience", "senior", _("or from this many events on"),
        _("Either suffices."), 0, 50, 5,
    ),
)  # fmt: skip

BY_KEY = {knob.key: knob for knob in KNOBS}

# Rules whose data this product has and which staff may turn from forbidding into costing points.
SETTABLE = tuple(rule for rule in ("language", "briefing", "senior", "gender") if rule in rules.SETTABLE)
HARD = ("availability", "overlap", "full")


def values(event: Event) -> dict[str, int]:
    """Every knob's value for `event`: what staff chose, cut to its bounds, else the default."""
    return {knob.key: _cut(event.solver_settings.get(knob.key), knob) for knob in KNOBS}


def soft_rules(event: Event) -> dict[str, int]:
    """rule -> points per breach, for the rules that staff softened."""
    low, high = SOFT_POINTS
    chosen = {rule: event.solver_settings.get(SOFT + rule) for rule in SETTABLE}
    return {rule: max(low, min(high, int(points))) for rule, points in chosen.items() if _is_number(points)}


def agency_caps(event: Event, agencies) -> dict[str, int]:
    """agency id -> most duties, for the agencies that have a limit: their own, else the common one."""
    own, common = event.solver_settings.get(AGENCY_CAPS, {}), values(event)["agency_cap"]
    caps = {agency: own[agency] if _is_number(own.get(agency)) else common for agency in agencies}
    return {agency: cap for agency, cap in caps.items() if cap > 0}


@transaction.atomic
def tune_pairing(*, event: Event, settings: dict, by, at: datetime, seen: int | None = None) -> Event:
    """Keep the event's weights and rules; `settings` as `Event.solver_settings` holds them.

    Raises `Conflict` when `seen` is no longer the event's version. The trail tells each old and new value.
    """
    before = event.solver_settings
    event, diff = rows.change_row(event, {"solver_settings": settings}, seen=seen)
    if diff:
        told = {
            key: [before.get(key), settings.get(key)]
            for key in sorted({*before, *settings})
            if before.get(key) != settings.get(key)
        }
        trail.record("pairing.tuned", on=event, by=by, at=at, detail=told)
    return event


def _cut(value, knob: Knob) -> int:
    return max(knob.low, min(knob.high, int(value))) if _is_number(value) else knob.default


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
