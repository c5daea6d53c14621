"""The lists below delegations: guests, vehicles, flights, hotel rooms."""

from delegates.importing.flights import FlightKind
from delegates.importing.guests import GuestKind
from delegates.importing.rooms import RoomKind
from delegates.importing.vehicles import VehicleKind

KINDS = (GuestKind(), VehicleKind(), FlightKind(), RoomKind())

__all__ = ["KINDS"]
