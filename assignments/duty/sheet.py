"""A duty sheet as data: all that one officer must know of one event. Pure; no Django, no clock.

Instants are aware and in UTC; `zone` is the IANA name of the clock at the place. Phones are E.164.
No restricted field (health, passport, room, security) has a place here: what is not in the sheet
cannot leak through the phone's memory, the calendar, the brief or a message.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

SCHEMA = 1


@dataclass(frozen=True)
class EventPart:
    """The occasion, and the phone of its command post."""

    key: str
    slug: str
    name: str
    short_name: str
    place: str
    zone: str
    starts_on: date
    ends_on: date
    posko_phone: str = ""


@dataclass(frozen=True)
class OfficerPart:
    """Whose sheet it is. `role` is that of the roster: officer, reserve or coordinator."""

    key: str
    name: str
    role: str = "officer"


@dataclass(frozen=True)
class GuestPart:
    """One guest as the officer greets them. `role` is a `GuestRole` value; the head comes first."""

    key: str
    full_name: str
    honorific: str = ""
    spoken_name: str = ""
    position: str = ""
    represents: str = ""
    role: str = "member"

    @property
    def addressed(self) -> str:
        """How the officer says the name: "Madam Secretary Tolentino"."""
        return " ".join(part for part in (self.honorific, self.spoken_name or self.full_name) if part)


@dataclass(frozen=True)
class NeedPart:
    """A need that the officer may see. `guest` is a name, empty for the whole party."""

    kind: str
    text: str
    guest: str = ""


@dataclass(frozen=True)
class StayPart:
    """A hotel without its room numbers."""

    hotel: str
    address: str = ""
    check_in_on: date | None = None
    check_out_on: date | None = None


@dataclass(frozen=True)
class DelegationPart:
    """A delegation that the officer serves. For a backup guests, needs and stays stay empty."""

    key: str
    code: str
    name: str
    tier: str
    tier_rank: int
    tier_name: str
    slot: int = 0
    kind: str = "primary"
    country: str = ""
    country_name: str = ""
    party_size: int = 1
    home_zone: str = ""
    guests: tuple[GuestPart, ...] = ()
    needs: tuple[NeedPart, ...] = ()
    stays: tuple[StayPart, ...] = ()

    @property
    def head(self) -> GuestPart | None:
        return next((guest for guest in self.guests if guest.role == "head"), None) or next(
            iter(self.guests), None
        )


@dataclass(frozen=True)
class VehiclePart:
    plate: str
    model: str = ""
    driver_name: str = ""
    driver_phone: str = ""
    convoy_number: str = ""


@dataclass(frozen=True)
class FlightPart:
    """A leg's carrier and its three clocks; the newest known one counts."""

    code: str
    origin: str = ""
    destination: str = ""
    scheduled_at: datetime | None = None
    estimated_at: datetime | None = None
    actual_at: datetime | None = None
    lounge: str = ""

    @property
    def at(self) -> datetime | None:
        return self.actual_at or self.estimated_at or self.scheduled_at


@dataclass(frozen=True)
class HomeClock:
    """A guest's clock at home that differs from the one at the place."""

    place: str
    zone: str


@dataclass(frozen=True)
class Entry:
    """One line of the timeline.

    `key` is "agenda:<id>" or "movement:<id>" and stays the same when the row moves. `kind` is
    arrival, departure, transfer, agenda or briefing. `title` is the row's own words, empty for a
    movement. `ends_at` is None for an instant. `guest` is the head of the party for a movement.
    """

    key: str
    kind: str
    starts_at: datetime
    zone: str
    title: str = ""
    guest: str = ""
    ends_at: datetime | None = None
    be_there_by: datetime | None = None
    place: str = ""
    address: str = ""
    meeting_point: str = ""
    map_url: str = ""
    dress_code: str = ""
    note: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    delegations: tuple[str, ...] = ()
    scheduled: bool = True
    flight: FlightPart | None = None
    vehicle: VehiclePart | None = None
    home: tuple[HomeClock, ...] = ()

    @property
    def due_at(self) -> datetime:
        """When the officer must stand there."""
        return self.be_there_by or self.starts_at

    @property
    def over_at(self) -> datetime:
        return self.ends_at or self.starts_at


@dataclass(frozen=True)
class Contact:
    """Somebody to call. `role` is coordinator, driver, guest, colleague, posko; `detail` says which one."""

    role: str
    name: str
    phone: str
    detail: str = ""


@dataclass(frozen=True)
class Sheet:
    """The whole of it. The timeline is in order of time, contacts in order of whom to call first."""

    event: EventPart
    officer: OfficerPart
    delegations: tuple[DelegationPart, ...] = ()
    timeline: tuple[Entry, ...] = ()
    contacts: tuple[Contact, ...] = ()
    schema: int = SCHEMA

    @property
    def is_blank(self) -> bool:
        return not self.delegations and not self.timeline


def to_json(value, seen: dict | None = None):
    """A sheet, or any part, as JSON types. Same value, same JSON; instants end in "Z".

    `seen` remembers parts by identity across calls: what a thousand sheets share is written once.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(part, seen) for part in value]
    if seen is None:
        return {name: to_json(getattr(value, name)) for name in _names(type(value))}
    if id(value) not in seen:
        written = {name: to_json(getattr(value, name), seen) for name in _names(type(value))}
        seen[id(value)] = (value, written)
    return seen[id(value)][1]


def from_json(content: dict) -> Sheet:
    """The sheet that `to_json` wrote. Fields added since then take their default.

    Raises `ValueError` for a schema that this code does not know.
    """
    if content.get("schema") != SCHEMA:
        raise ValueError(f"duty sheet of schema {content.get('schema')!r}, this code reads {SCHEMA}")
    return _reader(Sheet)(content)


@cache
def _names(shape) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape))


@cache
def _reader(shape):
    """The function that reads JSON types back into `shape`."""
    if get_origin(shape) is UnionType:
        inner = _reader(next(part for part in get_args(shape) if part is not NoneType))
        return lambda value: None if value is None else inner(value)
    if get_origin(shape) is tuple:
        inner = _reader(get_args(shape)[0])
        return lambda value: tuple(map(inner, value))
    if is_dataclass(shape):
        parts = {name: _reader(hint) for name, hint in get_type_hints(shape).items()}
        return lambda value: shape(
            **{name: parts[name](part) for name, part in value.items() if name in parts}
        )
    if shape in (datetime, date):
        return shape.fromisoformat
    return _same


def _same(value):
    return value
