"""What the tables of guests hold, when it goes, and how a guest is erased."""

from datetime import datetime

from django.db.models import DateField, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegates.models import Delegation, Guest, Movement, Need, Stay, Vehicle
from events.models import Event
from lo_portal.privacy import history, needles
from lo_portal.privacy.registry import Kind, Retention, declare, erase, person, purge

RESTRICTED_DAYS, IDENTITY_DAYS = 30, 365
NAMELESS = {
    "honorific": "",
    "full_name": needles.ERASED,
    "spoken_name": "",
    "position": "",
    "represents": "",
    "phone": "",
}
WITHOUT_RESTRICTED = {"passport_number": "", "health_note": "", "security_note": ""}

declare(
    "delegates.delegation",
    Retention.GUEST,
    personal=["contact_name", "contact_phone", "contact_email", "partner_note"],
    plain=["code", "name", "country", "home_timezone", "cancel_reason"],
)
declare("delegates.languageneed", plain=["language", "min_level"])
declare(
    "delegates.guest",
    Retention.GUEST,
    personal=["honorific", "full_name", "spoken_name", "position", "nationality", "represents", "phone"],
    restricted=["passport_number", "health_note", "security_note"],
)
declare("delegates.need", Retention.GUEST, personal=["text"])
declare(
    "delegates.vehicle",
    Retention.GUEST,
    personal=["driver_name", "driver_phone"],
    plain=["plate", "model", "convoy_number"],
)
declare(
    "delegates.movement",
    Retention.GUEST,
    personal=["note"],
    plain=["carrier_code", "origin", "destination", "lounge", "pickup_point"],
)
declare("delegates.stay", Retention.GUEST, restricted=["room"], plain=["room_type"])
declare("delegates.participation")
declare("delegates.gift", Retention.GUEST, personal=["description", "handed_by", "note"])


def over(at: datetime, days: int | str):
    """Events whose last day lies `days` back: a number, or the name of the event's own setting."""
    span = F(days) if isinstance(days, str) else days
    last = ExpressionWrapper(F("ends_on") + span, output_field=DateField())
    return Event.objects.annotate(purge_on=last).filter(purge_on__lt=at.date())


def _restricted(at) -> list:
    ended = over(at, RESTRICTED_DAYS)
    guests = Guest.objects.filter(delegation__event__in=ended).exclude(**WITHOUT_RESTRICTED)
    return [guests, Stay.objects.filter(delegation__event__in=ended).exclude(room="")]


def _forget_restricted(at) -> int:
    guests, stays = _restricted(at)
    return history.blank(guests, **WITHOUT_RESTRICTED) + history.blank(stays, room="")


def _operational(at) -> list:
    ended = over(at, "guest_data_days")
    of_event = {"delegation__event__in": ended}
    return [
        (Need.objects.filter(**of_event), None),
        (Stay.objects.filter(**of_event), None),
        (Movement.objects.filter(**of_event).exclude(note=""), {"note": ""}),
        (
            Guest.objects.filter(**of_event).exclude(phone="", spoken_name=""),
            {"phone": "", "spoken_name": ""},
        ),
        (
            Vehicle.objects.filter(event__in=ended).exclude(driver_name="", driver_phone=""),
            {"driver_name": "", "driver_phone": ""},
        ),
        (
            Delegation.objects.filter(event__in=ended).exclude(
                contact_name="", contact_phone="", contact_email=""
            ),
            {"contact_name": "", "contact_phone": "", "contact_email": ""},
        ),
    ]


def _forget_operational(at) -> int:
    return sum(
        history.remove(rows) if values is None else history.blank(rows, **values)
        for rows, values in _operational(at)
    )


def _identities(at):
    return Guest.objects.filter(delegation__event__in=over(at, IDENTITY_DAYS)).exclude(
        full_name=needles.ERASED
    )


purge(
    code="guest-restricted",
    label=_("Passport, health, security notes and rooms of guests"),
    after=_("30 days after the event"),
    due=lambda at: sum(rows.count() for rows in _restricted(at)),
    run=_forget_restricted,
)
purge(
    code="guest-operational",
    label=_("Needs, stays, phones and contacts of guests and drivers"),
    after=_("the event's own number of days (30 unless changed)"),
    due=lambda at: sum(rows.count() for rows, _values in _operational(at)),
    run=_forget_operational,
)
purge(
    code="guest-identity",
    label=_("Names and positions of guests"),
    after=_("365 days after the event"),
    due=lambda at: _identities(at).count(),
    run=lambda at: history.blank(_identities(at), **NAMELESS, **WITHOUT_RESTRICTED),
)
person(
    Kind(
        code="guest",
        label=_("Guest"),
        model=Guest,
        search=lambda words: Guest.objects.filter(
            Q(full_name__icontains=words) | Q(spoken_name__icontains=words)
        ),
        needles=lambda guest: needles.of(
            names={guest.full_name, str(guest)},
            phones={guest.phone},
            exact={guest.passport_number},
        ),
        rows=lambda guest: [guest],
        url=lambda guest: reverse("delegates:delegation-detail", args=[guest.delegation_id]),
    )
)


@erase("guest")
def erase_guest(guest: Guest, at) -> None:
    """The row stays nameless, so that seats, cars and counts still add up."""
    history.remove(guest.needs.all())
    history.remove(guest.stays.all())
    history.blank(Guest.objects.filter(pk=guest.pk), **NAMELESS, **WITHOUT_RESTRICTED)
