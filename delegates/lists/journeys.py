"""Journeys as lists: rooms per hotel, vehicles, manifests per flight."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import get_language, gettext_lazy

from delegates.lists.people import restricted_to_staff
from delegates.models import Guest, Movement, MovementKind, Need, NeedKind, Stay, Vehicle
from lo_portal import formats
from lo_portal.exports.listing import Ask, Column, Listing, register

PERMISSION = "delegates.export_delegations"


def _stays(ask: Ask):
    """Standing stays, hotel by hotel; `hotel=<name>` for one of them."""
    stays = (
        Stay.objects.visible_to(ask.reader)
        .filter(delegation__event=ask.event, delegation__cancelled_at=None)
        .exclude(guest__cancelled_at__isnull=False)
        .select_related("hotel", "guest", "delegation__tier", "delegation__event")
        .prefetch_related(
            Prefetch("delegation__needs", Need.objects.filter(kind=NeedKind.DIET), to_attr="diets")
        )
        .order_by("hotel__name", "delegation__tier__rank", "delegation__code", "check_in_on", "pk")
    )
    hotel = ask.query.get("hotel", "")
    return stays.filter(hotel__name=hotel) if hotel else stays


def _diet(stay: Stay) -> str:
    return ", ".join(need.text for need in stay.delegation.diets if need.guest_id in (None, stay.guest_id))


def _nights(stay: Stay) -> int | None:
    if stay.check_in_on and stay.check_out_on:
        return (stay.check_out_on - stay.check_in_on).days
    return None


ROOMING = register(
    Listing(
        key="rooming",
        title=gettext_lazy("Rooming list"),
        permission=PERMISSION,
        url_name="delegates:rooming-export",
        source=_stays,
        subject=lambda stay: stay,
        group=lambda stay: stay.hotel.name,
        part="hotel",
        parts=lambda ask: (
            _stays(ask).order_by("hotel__name").values_list("hotel__name", flat=True).distinct()
        ),
        columns=(
            Column("hotel", gettext_lazy("Hotel"), lambda one: one.hotel.name, headed=True),
            Column("tier", gettext_lazy("Tier"), lambda one: one.delegation.tier.code),
            Column("delegation", gettext_lazy("Delegation"), lambda one: str(one.delegation)),
            Column("guest", gettext_lazy("Guest"), lambda one: str(one.guest or "")),
            Column("room_type", gettext_lazy("Room type"), lambda one: one.room_type),
            Column("room", gettext_lazy("Room"), lambda one: one.room, **restricted_to_staff(Stay, "room")),
            Column("check_in_on", gettext_lazy("Check-in"), lambda one: one.check_in_on),
            Column("check_out_on", gettext_lazy("Check-out"), lambda one: one.check_out_on),
            Column("nights", gettext_lazy("Nights"), _nights),
            Column("diet", gettext_lazy("Diet"), _diet),
        ),
    )
)


def _vehicles(ask: Ask):
    drives = (
        Movement.objects.visible_to(ask.reader)
        .standing()
        .with_instant()
        .select_related("delegation")
        .order_by("instant")
    )
    return (
        Vehicle.objects.filter(event=ask.event)
        .select_related("event")
        .prefetch_related(Prefetch("movements", drives, to_attr="drives"))
        .order_by("plate")
    )


def _drives(car: Vehicle) -> str:
    zone, lang = car.event.zone, get_language() or "id"
    return "; ".join(
        f"{one.delegation.code} {formats.compact(one.instant, zone, lang)}" for one in car.drives
    )


VEHICLES = register(
    Listing(
        key="vehicles",
        title=gettext_lazy("Vehicles"),
        permission=PERMISSION,
        url_name="delegates:vehicle-export",
        source=_vehicles,
        columns=(
            Column("convoy", gettext_lazy("Convoy"), lambda one: one.convoy_number),
            Column("plate", gettext_lazy("Plate"), lambda one: one.plate),
            Column("model", gettext_lazy("Vehicle"), lambda one: one.model),
            Column("seats", gettext_lazy("Seats"), lambda one: one.seats),
            Column("driver", gettext_lazy("Driver"), lambda one: one.driver_name),
            Column("driver_phone", gettext_lazy("Phone"), lambda one: formats.phone(str(one.driver_phone))),
            Column("drives", gettext_lazy("Drives"), _drives),
        ),
    )
)


@dataclass(frozen=True)
class Passenger:
    """One guest on one flight; `guest` is None where the delegation has no names yet."""

    flight: Movement
    guest: Guest | None


def _flights(ask: Ask):
    """Arrivals and departures in time order; `flight=AK 6112` for one of them."""
    standing = Guest.objects.filter(cancelled_at=None).order_by("order")
    flights = (
        Movement.objects.standing()
        .visible_to(ask.reader)
        .filter(delegation__event=ask.event)
        .exclude(kind=MovementKind.TRANSFER)
        .with_instant()
        .select_related("delegation__tier", "delegation__event", "vehicle")
        .prefetch_related(
            Prefetch("guests", standing, to_attr="named"),
            Prefetch("delegation__guests", standing, to_attr="party"),
        )
        .order_by("instant", "carrier_code", "delegation__tier__rank", "delegation__code", "pk")
    )
    code = ask.query.get("flight", "")
    return flights.filter(carrier_code=code) if code else flights


def _passengers(found, ask: Ask):
    for flight in found:
        for guest in flight.named or flight.delegation.party or [None]:
            yield Passenger(flight, guest)


def _flight_head(one: Passenger) -> str:
    flight, lang = one.flight, get_language() or "id"
    when = formats.full(flight.instant, flight.delegation.event.zone, lang)
    return f"{flight.get_kind_display()} {flight.carrier_code} · {when}"


MANIFEST = register(
    Listing(
        key="manifest",
        title=gettext_lazy("Manifest per flight"),
        permission=PERMISSION,
        url_name="delegates:manifest-export",
        source=_flights,
        lines=_passengers,
        group=_flight_head,
        part="flight",
        parts=lambda ask: dict.fromkeys(_flights(ask).values_list("carrier_code", flat=True)),
        columns=(
            Column("kind", gettext_lazy("Movement"), lambda one: one.flight.get_kind_display(), headed=True),
            Column("flight", gettext_lazy("Flight"), lambda one: one.flight.carrier_code, headed=True),
            Column("at", gettext_lazy("Time"), lambda one: one.flight.instant, headed=True),
            Column("origin", gettext_lazy("From"), lambda one: one.flight.origin),
            Column("destination", gettext_lazy("To"), lambda one: one.flight.destination),
            Column("tier", gettext_lazy("Tier"), lambda one: one.flight.delegation.tier.code),
            Column("delegation", gettext_lazy("Delegation"), lambda one: str(one.flight.delegation)),
            Column("guest", gettext_lazy("Guest"), lambda one: str(one.guest or "")),
            Column("role", gettext_lazy("Role"), lambda one: one.guest and one.guest.get_role_display()),
            Column("lounge", gettext_lazy("Lounge"), lambda one: one.flight.lounge),
            Column("pickup_point", gettext_lazy("Pick-up point"), lambda one: one.flight.pickup_point),
            Column("vehicle", gettext_lazy("Vehicle"), lambda one: str(one.flight.vehicle or "")),
        ),
    )
)
