"""The one door from the tables to the composer: an event's rows as `Facts`, in a fixed number of queries."""

from collections import defaultdict

from django.db.models import Prefetch
from django.utils import translation

from assignments.duty import parts
from assignments.duty.facts import DelegationFacts, DutyFacts, Facts, ItemFacts, PersonFacts
from assignments.duty.sheet import (
    Contact,
    DelegationPart,
    Entry,
    StayPart,
)
from assignments.models import Assignment, AssignmentState
from delegates.models import Delegation, Guest, GuestRole, Movement, MovementKind, Participation
from delegates.selectors import meets_at
from events.models import AgendaItem, Event, Venue, VenueKind
from officers.models import RosterEntry

# The clock of a guest's capital, where the delegation names no zone of its own.
CAPITAL_ZONES = {
    "AU": "Australia/Sydney",
    "BN": "Asia/Brunei",
    "CN": "Asia/Shanghai",
    "JP": "Asia/Tokyo",
    "KH": "Asia/Phnom_Penh",
    "KR": "Asia/Seoul",
    "LA": "Asia/Vientiane",
    "MM": "Asia/Yangon",
    "MY": "Asia/Kuala_Lumpur",
    "PH": "Asia/Manila",
    "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok",
    "TL": "Asia/Dili",
    "VN": "Asia/Ho_Chi_Minh",
}


def load_facts(event: Event) -> Facts:
    """Everything the event's duty sheets are made of. Country names are stored in Indonesian."""
    people = _people(event)
    duties = []
    for duty, officer in _duties(event):
        duties.append(duty)
        people.setdefault(
            duty.officer, PersonFacts(parts.officer_part(officer, "officer"), parts.phone_of(officer.phone))
        )
    with translation.override("id"):
        delegations = _delegations(event)
    return Facts(
        event=parts.event_part(event),
        items=tuple(_items(event)),
        delegations=delegations,
        people=people,
        duties=tuple(duties),
    )


def _people(event: Event) -> dict[str, PersonFacts]:
    rows = (
        RosterEntry.objects.filter(event=event)
        .standing()
        .select_related("officer")
        .prefetch_related("tiers")
        .order_by("officer__name")
    )
    return {
        str(row.officer_id): PersonFacts(
            parts.officer_part(row.officer, row.role),
            parts.phone_of(row.officer.phone),
            frozenset(str(tier.pk) for tier in row.tiers.all()),
        )
        for row in rows
    }


def _duties(event: Event):
    rows = Assignment.objects.of_event(event).held().select_related("officer").order_by("slot", "kind")
    for row in rows:
        accepted = row.state == AssignmentState.ACCEPTED
        yield (
            DutyFacts(str(row.officer_id), str(row.delegation_id), row.slot, row.kind, accepted),
            row.officer,
        )


def _items(event: Event):
    rows = (
        AgendaItem.objects.filter(event=event)
        .standing()
        .select_related("venue", "briefing")
        .prefetch_related("tiers")
    )
    for item in rows:
        yield ItemFacts(
            key=f"agenda:{item.pk}",
            entry=parts.agenda_entry(item, event),
            tiers=frozenset(str(tier.pk) for tier in item.tiers.all()),
            for_officers=item.for_officers,
        )


def _delegations(event: Event) -> dict[str, DelegationFacts]:
    movements = Movement.objects.standing().select_related("vehicle").prefetch_related("guests")
    guests = Guest.objects.filter(cancelled_at=None).defer("passport_number", "health_note", "security_note")
    rows = (
        Delegation.objects.filter(event=event)
        .standing()
        .select_related("tier")
        .prefetch_related(
            Prefetch("guests", guests),
            Prefetch("movements", movements),
            "needs__guest",
            "stays__hotel",
        )
    )
    airport = _airport(event)
    invited, excused = _participation(event)
    return {str(row.pk): _delegation(row, event, airport, invited[row.pk], excused[row.pk]) for row in rows}


def _airport(event: Event) -> Venue | None:
    """The event's airport, where it has exactly one: the place of a movement that names none."""
    airports = list(Venue.objects.filter(event=event, kind=VenueKind.AIRPORT)[:2])
    return airports[0] if len(airports) == 1 else None


def _participation(event: Event):
    invited, excused = defaultdict(set), defaultdict(set)
    rows = Participation.objects.filter(item__event=event).values_list("delegation_id", "item_id", "excused")
    for delegation, item, away in rows:
        (excused if away else invited)[delegation].add(f"agenda:{item}")
    return invited, excused


def _delegation(row: Delegation, event: Event, airport, invited: set, excused: set) -> DelegationFacts:
    movements = list(row.movements.all())
    part = _delegation_part(row)
    arrivals = [move.at for move in movements if move.kind == MovementKind.ARRIVAL]
    departures = [move.at for move in movements if move.kind == MovementKind.DEPARTURE]
    return DelegationFacts(
        part=part,
        tier=str(row.tier_id),
        movements=tuple(_movement_entry(move, row, part, event, airport) for move in movements),
        contacts=tuple(_contacts(row, movements)),
        arrives_at=min(arrivals, default=None),
        leaves_at=max(departures, default=None),
        invited=frozenset(invited),
        excused=frozenset(excused),
    )


def _delegation_part(row: Delegation) -> DelegationPart:
    guests = sorted(row.guests.all(), key=lambda guest: (guest.role != GuestRole.HEAD, guest.order))
    return DelegationPart(
        key=str(row.pk),
        code=row.code,
        name=row.name,
        tier=row.tier.code,
        tier_rank=row.tier.rank,
        tier_name=row.tier.name,
        country=row.country.alpha3 if row.country else "",
        country_name=str(row.country.name) if row.country else "",
        party_size=row.party_size,
        home_zone=row.home_timezone or CAPITAL_ZONES.get(str(row.country.code), ""),
        guests=tuple(parts.guest_part(guest) for guest in guests),
        needs=tuple(parts.need_part(need) for need in row.needs.all()),
        stays=tuple(
            StayPart(stay.hotel.name, stay.hotel.address, stay.check_in_on, stay.check_out_on)
            for stay in row.stays.all()
        ),
    )


def _movement_entry(move: Movement, row: Delegation, part: DelegationPart, event: Event, airport) -> Entry:
    named = [guest.full_name for guest in move.guests.all()]
    head = part.head.addressed if part.head else part.name
    place, point = _whereabouts(move, airport)
    due_at = meets_at(move, row.tier)
    return Entry(
        key=f"movement:{move.pk}",
        kind=move.kind,
        starts_at=move.at,
        zone=(airport and airport.timezone) or event.timezone,
        guest=", ".join(named) or head,
        be_there_by=due_at if due_at < move.at else None,
        place=place,
        address=airport.address if airport and place == airport.name else "",
        map_url=airport.map_url if airport else "",
        meeting_point=point,
        note=move.note,
        flight=parts.flight_part(move),
        vehicle=parts.vehicle_part(move.vehicle),
    )


def _whereabouts(move: Movement, airport: Venue | None) -> tuple[str, str]:
    """Where the officer meets the party: (place, meeting point)."""
    here = move.destination if move.kind == MovementKind.ARRIVAL else move.origin
    at_airport = move.kind != MovementKind.TRANSFER and airport is not None
    place = here or (airport.name if at_airport else "")
    point = move.pickup_point or move.lounge or (airport.meeting_point if at_airport else "")
    return place, point


def _contacts(row: Delegation, movements: list[Movement]):
    """The delegation's drivers, each once, and the guest's own contact officer."""
    drivers = {}
    for move in movements:
        vehicle = move.vehicle
        if vehicle is not None and vehicle.driver_phone:
            drivers[vehicle.pk] = Contact(
                "driver", vehicle.driver_name, parts.phone_of(vehicle.driver_phone), vehicle.plate
            )
    yield from drivers.values()
    if row.contact_phone:
        yield Contact("guest", row.contact_name, parts.phone_of(row.contact_phone), row.code)
