"""What a reminder says, in the reader's language. Times carry the event's zone; where the guest's
clock shows another time it stands beside it."""

from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.notices.drafts import Action, Line, Message
from assignments.notices.planner import BRIEFING, Occasion
from lo_portal import formats

WHAT = {
    "item": "%(title)s",
    "arrival": gettext_lazy("Arrival of %(title)s"),
    "departure": gettext_lazy("Departure of %(title)s"),
    "transfer": gettext_lazy("Transfer of %(title)s"),
}
LABELS = {
    "starts": gettext_lazy("Starts"),
    "meet": gettext_lazy("Meeting point"),
    "dress": gettext_lazy("Dress code or note"),
    "arrival": gettext_lazy("Lands"),
    "departure": gettext_lazy("Takes off"),
    "transfer": gettext_lazy("Leaves"),
    "delegation": gettext_lazy("Delegation"),
    "flight": gettext_lazy("Flight"),
    "vehicle": gettext_lazy("Vehicle and driver"),
}


def reminder_message(occasion: Occasion, zone: str, language: str) -> Message:
    """The message of one occasion; the same for everybody who reads this language."""
    with translation.override(language):
        what = WHAT[occasion.form] % {"title": occasion.title}
        lead = (
            _("You are expected at this briefing.") if occasion.kind == BRIEFING else _("Your duty is near.")
        )
        return Message(
            title=_("Reminder: %(what)s, %(when)s")
            % {"what": what[:120], "when": formats.full(occasion.starts_at, zone, language)},
            lead=lead,
            lines=tuple(_lines(occasion, zone, language, what)),
            action=Action(_("Open the portal"), reverse("notices:inbox")),
        )


def message_maker(zone: str):
    """`make(occasion, language)`, which composes each message once for all of its readers."""

    @cache
    def make(occasion: Occasion, language: str) -> Message:
        return reminder_message(occasion, zone, language)

    return make


def _lines(occasion, zone, language, what):
    yield Line(_("What"), what)
    yield Line(_("Be there by"), formats.full(occasion.starts_at, zone, language))
    if occasion.place:
        yield Line(_("Place"), occasion.place)
    for code, value in occasion.details:
        if isinstance(value, datetime):
            if value != occasion.starts_at:
                yield Line(str(LABELS[code]), _time(value, zone, occasion.home_zone, language))
        elif value:
            yield Line(str(LABELS[code]), value)


def _time(at, zone, home_zone, language) -> str:
    shown = formats.full(at, zone, language)
    home = formats.home_time(at, zone, home_zone, language) if home_zone else ""
    return f"{shown} ({home})" if home else shown
