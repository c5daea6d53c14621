"""Where a guest is, as the officer reports it: the steps of each kind of duty. Pure; no rows, no clock.

A tap names one step of one leg (a movement or an agenda item). Steps may be left out, for a phone in a
pocket misses some; they are never taken twice, and a wrong one is taken back, not overwritten.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """The step that was reached. The first says where the officer is, the others where the guest is."""

    ON_SITE = "on_site", _("In position")
    LANDED = "landed", pgettext_lazy("phase", "Landed")
    LOUNGE = "lounge", _("Guest is with me")
    ON_ROAD = "on_road", _("On the road")
    AT_HOTEL = "at_hotel", _("At the hotel")
    AT_VENUE = "at_venue", _("At the venue")
    DEPARTED = "departed", pgettext_lazy("phase", "Departed")


# The big button says what the officer does, in the first person.
VERBS = {
    Phase.ON_SITE: _("I am in position"),
    Phase.LANDED: _("The guest has landed"),
    Phase.LOUNGE: _("The guest is with me now"),
    Phase.ON_ROAD: _("We are on the road"),
    Phase.AT_HOTEL: _("Arrived at the hotel"),
    Phase.AT_VENUE: _("Arrived at the venue"),
    Phase.DEPARTED: _("The guest has departed"),
}
ICONS = {
    Phase.ON_SITE: "geo-alt-fill",
    Phase.LANDED: "airplane",
    Phase.LOUNGE: "person-check-fill",
    Phase.ON_ROAD: "car-front-fill",
    Phase.AT_HOTEL: "building",
    Phase.AT_VENUE: "people",
    Phase.DEPARTED: "airplane",
}

# The steps of a duty in their order, by the kind of its entry in the duty sheet.
STEPS: dict[str, tuple[Phase, ...]] = {
    "arrival": (Phase.ON_SITE, Phase.LANDED, Phase.LOUNGE, Phase.ON_ROAD, Phase.AT_HOTEL),
    "agenda": (Phase.ON_SITE, Phase.ON_ROAD, Phase.AT_VENUE, Phase.AT_HOTEL),
    "transfer": (Phase.ON_SITE, Phase.ON_ROAD, Phase.AT_VENUE),
    "departure": (Phase.ON_SITE, Phase.ON_ROAD, Phase.LOUNGE, Phase.DEPARTED),
    "briefing": (),
}


def steps_of(kind: str) -> tuple[Phase, ...]:
    return STEPS.get(kind, ())


def next_step(kind: str, reached) -> Phase | None:
    """The first step after the furthest one reached; None when the duty is done or has no steps."""
    steps = steps_of(kind)
    furthest = max((steps.index(phase) for phase in reached if phase in steps), default=-1)
    return steps[furthest + 1] if furthest + 1 < len(steps) else None
