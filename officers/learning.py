"""Lesson hours (JP) of an officer, year by year, against what the law says. Pure.

A PNS has a right to at least 20 JP a year (PP 11/2017 article 203), a PPPK may use at most 24 JP in a
contract year (PP 49/2018 article 39). One JP is 45 minutes.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lo_portal import ui
from officers.models import IdentityKind, Officer

LEAST_PNS = 20
MOST_PPPK = 24


@dataclass(frozen=True)
class LearningYear:
    """Lesson hours of one calendar year. `target` is 0 where the law names none; `is_limit`: at most."""

    year: int
    hours: int
    target: int = 0
    is_limit: bool = False

    @property
    def left(self) -> int:
        return max(self.target - self.hours, 0)

    @property
    def segments(self) -> list[ui.Segment]:
        """What is done, and what is left until the target."""
        return [ui.Segment("ok", self.hours), ui.Segment("rest", self.left)]

    @property
    def sentence(self) -> str:
        facts = {"hours": self.hours, "target": self.target, "year": self.year, "left": self.left}
        if not self.target:
            return _("%(hours)d JP in %(year)d.") % facts
        if self.is_limit:
            return _("%(hours)d of at most %(target)d JP in %(year)d.") % facts
        if self.left:
            return _("%(hours)d of %(target)d JP in %(year)d, %(left)d to go.") % facts
        return _("%(hours)d JP in %(year)d; the yearly %(target)d JP are reached.") % facts


def learning_years(officer: Officer, today: date) -> list[LearningYear]:
    """This year first, then every earlier year with lesson hours. Reads `officer.trainings`."""
    hours = Counter({today.year: 0})
    for training in officer.trainings.all():
        if training.held_on:
            hours[training.held_on.year] += training.lesson_hours
    target, is_limit = {
        IdentityKind.PNS: (LEAST_PNS, False),
        IdentityKind.PPPK: (MOST_PPPK, True),
    }.get(officer.identity_kind, (0, False))
    return [LearningYear(year, hours[year], target, is_limit) for year in sorted(hours, reverse=True)]
