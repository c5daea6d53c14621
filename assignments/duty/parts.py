"""One row, one part: how each table's row becomes a part of a duty sheet. No queries of its own."""

from assignments.duty.sheet import (
    Entry,
    EventPart,
    FlightPart,
    GuestPart,
    NeedPart,
    OfficerPart,
    VehiclePart,
)
from delegates.models import Guest, Movement, Need, Vehicle
from events.models import AgendaItem, Event
from officers.models import Officer


def event_part(event: Event) -> EventPart:
    return EventPart(
        key=str(event.pk),
        slug=event.slug,
        name=event.name,
        short_name=event.short_name,
        place=event.place,
        zone=event.timezone,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        posko_phone=phone_of(event.posko_phone),
    )


def phone_of(number) -> str:
    """E.164; what cannot be read stays as it was typed."""
    return str(number.as_e164) if number and number.is_valid() else str(number or "")


def officer_part(officer: Officer, role: str) -> OfficerPart:
    return OfficerPart(key=str(officer.pk), name=officer.printed_name, role=role)


def agenda_entry(item: AgendaItem, event: Event) -> Entry:
    venue = item.venue
    return Entry(
        key=f"agenda:{item.pk}",
        kind="briefing" if item.for_officers or hasattr(item, "briefing") else "agenda",
        title=item.title,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        be_there_by=item.meet_at,
        zone=(venue and venue.timezone) or event.timezone,
        place=venue.name if venue else "",
        address=venue.address if venue else "",
        meeting_point=venue.meeting_point if venue else "",
        map_url=venue.map_url if venue else "",
        dress_code=item.dress_code,
        note=item.note,
        contact_name=item.contact_name,
        contact_phone=phone_of(item.contact_phone),
        scheduled=item.scheduled,
    )


def guest_part(guest: Guest) -> GuestPart:
    return GuestPart(
        key=str(guest.pk),
        full_name=guest.full_name,
        honorific=guest.honorific,
        spoken_name=guest.spoken_name,
        position=guest.position,
        represents=guest.represents,
        role=guest.role,
    )


def need_part(need: Need) -> NeedPart:
    return NeedPart(need.kind, need.text, need.guest.full_name if need.guest else "")


def flight_part(move: Movement) -> FlightPart:
    return FlightPart(
        code=move.carrier_code,
        origin=move.origin,
        destination=move.destination,
        scheduled_at=move.scheduled_at,
        estimated_at=move.estimated_at,
        actual_at=move.actual_at,
        lounge=move.lounge,
    )


def vehicle_part(vehicle: Vehicle | None) -> VehiclePart | None:
    if vehicle is None:
        return None
    return VehiclePart(
        plate=vehicle.plate,
        model=vehicle.model,
        driver_name=vehicle.driver_name,
        driver_phone=phone_of(vehicle.driver_phone),
        convoy_number=vehicle.convoy_number,
    )
