"""Verbs about how a delegation moves and stays, its cars and its gifts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegates.models import Delegation, Gift, Movement, MovementKind, Stay, Vehicle
from events.models import Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def add_movement(*, delegation: Delegation, values: dict, by, at: datetime) -> Movement:
    """A leg of the delegation; a departure before the arrival is refused."""
    _judge_order(delegation, values, besides=None)
    movement, told = rows.add_row(Movement, {"delegation": delegation, **values})
    trail.record("movement.added", on=movement, by=by, at=at, detail=told)
    return movement


@transaction.atomic
def change_movement(
    *, movement: Movement, changes: dict, by, at: datetime, seen: int | None = None
) -> Movement:
    """Set `changes`, among them a new estimate or the actual time."""
    before = {"kind": movement.kind, "scheduled_at": movement.scheduled_at}
    _judge_order(movement.delegation, before | changes, besides=movement)
    movement, diff = rows.change_row(movement, changes, seen=seen)
    if diff:
        trail.record("movement.changed", on=movement, by=by, at=at, detail=diff)
    return movement


@transaction.atomic
def cancel_movement(*, movement: Movement, by, at: datetime) -> None:
    if movement.cancelled_at:
        raise Refused(_("This movement is already cancelled."), code="cancelled")
    rows.change_row(movement, {"cancelled_at": at})
    trail.record("movement.cancelled", on=movement, by=by, at=at)


@transaction.atomic
def add_vehicle(*, event: Event, values: dict, by, at: datetime) -> Vehicle:
    vehicle, told = rows.add_row(Vehicle, {"event": event, **values})
    trail.record("vehicle.added", on=vehicle, by=by, at=at, detail=told)
    return vehicle


@transaction.atomic
def change_vehicle(*, vehicle: Vehicle, changes: dict, by, at: datetime) -> Vehicle:
    vehicle, diff = rows.change_row(vehicle, changes)
    if diff:
        trail.record("vehicle.changed", on=vehicle, by=by, at=at, detail=diff)
    return vehicle


@transaction.atomic
def remove_vehicle(*, vehicle: Vehicle, by, at: datetime) -> None:
    """Take a car out of the pool; one that still drives somebody is refused."""
    drives = vehicle.movements.filter(cancelled_at=None).select_related("delegation").first()
    if drives is not None:
        raise Refused(
            _("%(plate)s still drives %(delegation)s. Give that movement another car first.")
            % {"plate": vehicle.plate, "delegation": drives.delegation},
            code="in_use",
        )
    trail.record("vehicle.removed", on=vehicle, by=by, at=at)
    vehicle.delete()


@transaction.atomic
def add_stay(*, delegation: Delegation, values: dict, by, at: datetime) -> Stay:
    guest = values.get("guest")
    if guest is not None and guest.delegation_id != delegation.pk:
        raise Refused(_("This guest belongs to another delegation."), code="other_delegation")
    stay, told = rows.add_row(Stay, {"delegation": delegation, **values})
    trail.record("stay.added", on=stay, by=by, at=at, detail=told)
    return stay


@transaction.atomic
def change_stay(*, stay: Stay, changes: dict, by, at: datetime) -> Stay:
    stay, diff = rows.change_row(stay, changes)
    if diff:
        trail.record("stay.changed", on=stay, by=by, at=at, detail=diff)
    return stay


@transaction.atomic
def remove_stay(*, stay: Stay, by, at: datetime) -> None:
    trail.record("stay.removed", on=stay, by=by, at=at)
    stay.delete()


@transaction.atomic
def record_gift(*, delegation: Delegation, values: dict, by, at: datetime) -> Gift:
    """A cinderamata given or received, through protocol (PP 39/2018 art. 56)."""
    gift, told = rows.add_row(Gift, {"delegation": delegation, **values})
    trail.record("gift.recorded", on=gift, by=by, at=at, detail=told)
    return gift


@transaction.atomic
def remove_gift(*, gift: Gift, by, at: datetime) -> None:
    trail.record("gift.removed", on=gift, by=by, at=at)
    gift.delete()


def _judge_order(delegation: Delegation, values: dict, *, besides: Movement | None) -> None:
    """Refuse a departure that is planned before the first arrival, and the other way round."""
    kind, planned = values["kind"], values["scheduled_at"]
    others = delegation.movements.filter(cancelled_at=None).exclude(pk=besides and besides.pk)
    first = others.filter(kind=MovementKind.ARRIVAL).order_by("scheduled_at").first()
    last = others.filter(kind=MovementKind.DEPARTURE).order_by("scheduled_at").last()
    if kind == MovementKind.DEPARTURE and first is not None and planned <= first.scheduled_at:
        raise Refused(_("The departure is before the arrival."), code="departure_before_arrival")
    if kind == MovementKind.ARRIVAL and last is not None and planned >= last.scheduled_at:
        raise Refused(_("The arrival is after the departure."), code="arrival_after_departure")
