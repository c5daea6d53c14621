"""What each kind of list shows, and nothing else: a fixed set of columns, never a restricted field.

Nothing of passports, health, security notes, rooms, phones of guests (authorization matrix).
"""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from delegates.models import Guest, GuestRole, Movement, MovementKind, Need, NeedKind, Stay
from delegates.sharing.models import ShareKind, ShareList
from lo_portal import formats


@dataclass(frozen=True)
class Sheet:
    """A table: headings, and rows of texts."""

    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row as (heading, text): a phone shows a row as a card."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


def sheet_of(share: ShareList) -> Sheet:
    return {
        ShareKind.POLICE: _police,
        ShareKind.HOTEL: _hotel,
        ShareKind.AIRPORT: _airport,
    }[share.kind](share)


def _police(share: ShareList) -> Sheet:
    headings = (
        _("Time"), _("Movement"), _("Tier"), _("Delegation"), _("Head"), _("Persons"), _("From"), _("To"),
        _("Vehicle"), _("Convoy"), _("Driver"),
    )  # fmt: skip
    return Sheet(headings, [_escort(share, one) for one in _movements(share)])


def _escort(share: ShareList, one: Movement) -> tuple[str, ...]:
    car = one.vehicle
    return (
        _instant(share, one), one.get_kind_display(), one.delegation.tier.code, one.delegation.name,
        _head(one), str(one.delegation.party_size), one.origin, one.destination,
        f"{car.plate} {car.model}".strip() if car else "", car.convoy_number if car else "",
        car.driver_name if car else "",
    )  # fmt: skip


def _airport(share: ShareList) -> Sheet:
    headings = (
        _("Time"), _("Movement"), _("Flight"), _("Tier"), _("Delegation"), _("Head"), _("Persons"), _("From"),
        _("To"), _("Lounge"), _("Pick-up point"),
    )  # fmt: skip
    flights = _movements(share).exclude(kind=MovementKind.TRANSFER)
    return Sheet(headings, [_flight(share, one) for one in flights])


def _flight(share: ShareList, one: Movement) -> tuple[str, ...]:
    return (
        _instant(share, one), one.get_kind_display(), one.carrier_code, one.delegation.tier.code,
        one.delegation.name, _head(one), str(one.delegation.party_size), one.origin, one.destination,
        one.lounge, one.pickup_point,
    )  # fmt: skip


def _hotel(share: ShareList) -> Sheet:
    headings = (
        _("Delegation"), _("Tier"), _("Guest"), _("Check-in"), _("Check-out"), _("Room type"), _("Diet"),
    )  # fmt: skip
    diets = Need.objects.filter(kind=NeedKind.DIET)
    stays = (
        Stay.objects.filter(hotel=share.hotel, delegation__event=share.event, delegation__cancelled_at=None)
        .select_related("delegation__tier", "guest")
        .prefetch_related(Prefetch("delegation__needs", diets, "diets"))
        .defer("room")
        .order_by("delegation__tier__rank", "delegation__code", "check_in_on")
    )
    return Sheet(headings, [_night(stay) for stay in stays])


def _night(stay: Stay) -> tuple[str, ...]:
    lang = get_language()
    diets = [need.text for need in stay.delegation.diets if need.guest_id in (None, stay.guest_id)]
    return (
        stay.delegation.name,
        stay.delegation.tier.code,
        str(stay.guest or ""),
        formats.day(stay.check_in_on, lang) if stay.check_in_on else "",
        formats.day(stay.check_out_on, lang) if stay.check_out_on else "",
        stay.room_type,
        ", ".join(diets),
    )


def _movements(share: ShareList):
    heads = Guest.objects.filter(role=GuestRole.HEAD, cancelled_at=None).only(
        "delegation", "honorific", "full_name"
    )
    return (
        Movement.objects.standing()
        .filter(delegation__event=share.event, delegation__cancelled_at=None)
        .with_instant()
        .select_related("delegation__tier", "vehicle")
        .prefetch_related(Prefetch("delegation__guests", heads, "heads"))
        .order_by("instant")
    )


def _head(one: Movement) -> str:
    return str(one.delegation.heads[0]) if one.delegation.heads else ""


def _instant(share: ShareList, one: Movement) -> str:
    return formats.full(one.instant, share.event.zone, get_language())
