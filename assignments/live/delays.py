"""A flight is late: what that moves and what it breaks, before anybody is told; then all of it or a part."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assignments import services as pairing
from assignments.duty import publishing
from assignments.live.positions import attended_items
from assignments.models import Assignment
from delegates import selectors as delegates
from delegates import services as journeys
from delegates.models import Movement, MovementKind
from events.models import AgendaItem
from lo_portal import formats
from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from officers.models import Officer

# From landing to being ready for an agenda item, and for how long a car is away with one party.
TO_BE_READY = timedelta(minutes=75)
CAR_AWAY = timedelta(minutes=90)
FARTHEST = timedelta(days=2)


@dataclass(frozen=True)
class Impact:
    """What the new time does to one delegation of the flight: sentences in `clashes`, items in `missed`."""

    movement: Movement
    old_at: datetime
    new_at: datetime
    lead: timedelta
    officers: tuple[Officer, ...]
    missed: tuple[AgendaItem, ...]
    clashes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The delegation's key as the form sends it."""
        return str(self.movement.delegation_id)

    @property
    def old_due(self) -> datetime:
        return self.old_at - self.lead

    @property
    def new_due(self) -> datetime:
        return self.new_at - self.lead

    @property
    def pick_up(self) -> tuple[datetime, datetime]:
        """When the car must be there, before and after: at the landing, or to leave for the airport."""
        is_departure = self.movement.kind == MovementKind.DEPARTURE
        return (self.old_due, self.new_due) if is_departure else (self.old_at, self.new_at)


def flight_of(movement: Movement, user) -> list[Movement]:
    """What `user` sees of the standing movements of the event on the same flight of that day.

    Without a code, just this one.
    """
    same = _same_flight(movement).visible_to(user)
    return list(
        same.select_related("delegation__tier", "delegation__event", "vehicle").order_by("delegation__code")
    )


def elsewhere_on(movement: Movement, user) -> int:
    """How many delegations on the flight are not `user`'s to move."""
    flight = _same_flight(movement)
    return flight.exclude(pk__in=flight.visible_to(user).values("pk")).count()


def _same_flight(movement: Movement):
    if not movement.carrier_code:
        return Movement.objects.filter(pk=movement.pk)
    return Movement.objects.filter(
        delegation__event=movement.event, delegation__cancelled_at=None, kind=movement.kind,
        carrier_code=movement.carrier_code, scheduled_at=movement.scheduled_at, cancelled_at=None,
    )  # fmt: skip


def impacts_of(movement: Movement, new_at: datetime, user) -> list[Impact]:
    """What `new_at` means for those on the flight whom `user` sees; writes nothing.

    Raises `Refused` for no change.
    """
    flight = flight_of(movement, user)
    _demand_sensible(movement, new_at)
    keys = [leg.delegation_id for leg in flight]
    held = Assignment.objects.held().primary().filter(delegation__in=keys).select_related("officer__user")
    officers = {key: [row.officer for row in held if row.delegation_id == key] for key in keys}
    agenda = list(
        AgendaItem.objects.standing()
        .filter(event=movement.event, for_officers=False)
        .prefetch_related("tiers")
        .order_by("starts_at")
    )
    legs = {key: [] for key in keys}
    for leg in Movement.objects.filter(delegation__in=keys, cancelled_at=None):
        legs[leg.delegation_id].append(leg)
    attended = attended_items(movement.event, [leg.delegation for leg in flight], legs, agenda)
    moving = {leg.pk for leg in flight}
    cars = Movement.objects.filter(
        vehicle__in=[leg.vehicle_id for leg in flight if leg.vehicle_id], cancelled_at=None
    )
    others = [leg for leg in cars.select_related("delegation") if leg.pk not in moving]
    return [
        _impact(leg, new_at, officers[leg.delegation_id], attended[leg.delegation_id], others)
        for leg in flight
    ]


def _impact(leg: Movement, new_at: datetime, officers, agenda, others) -> Impact:
    lead = leg.at - delegates.meets_at(leg, leg.delegation.tier)
    missed = [item for item in agenda if _is_missed(item, leg, new_at, lead)]
    clashes = [
        _("%(plate)s drives %(other)s at that time.")
        % {"plate": leg.vehicle.plate, "other": other.delegation.code}
        for other in others
        if leg.vehicle_id and other.vehicle_id == leg.vehicle_id and abs(other.at - new_at) < CAR_AWAY
    ]
    return Impact(leg, leg.at, new_at, lead, tuple(officers), tuple(missed), tuple(clashes))


def _is_missed(item: AgendaItem, leg: Movement, new_at: datetime, lead: timedelta) -> bool:
    """After a later landing it has begun before the guest is ready; before an earlier take-off it runs on."""
    if leg.kind == MovementKind.ARRIVAL:
        return leg.at <= item.starts_at < new_at + TO_BE_READY
    if leg.kind == MovementKind.DEPARTURE:
        return item.starts_at < leg.at - lead and item.ends_at > new_at - lead and new_at < leg.at
    return False


def _demand_sensible(movement: Movement, new_at: datetime) -> None:
    if new_at == movement.at:
        raise Refused(_("That is the time it has already."), code="same_time")
    if abs(new_at - movement.scheduled_at) > FARTHEST:
        raise Refused(
            _("More than two days from the schedule. Enter another flight instead."), code="too_far"
        )


@transaction.atomic
def apply_delay(
    *, movement: Movement, new_at: datetime, delegations: list[str], by, at: datetime,
    seen: dict[str, int] | None = None,
) -> int:  # fmt: skip
    """Set the new estimate for the ticked delegations of the flight, of those that `by` sees, and tell just
    their officers.

    Held times follow; returns how many movements moved. `seen` holds the version of each leg that the
    reader saw, by its key. Raises `Refused` when none is ticked, `Conflict` when an officer would be
    held twice or somebody else set another time meanwhile (who and when): nothing is changed then.
    """
    _demand_sensible(movement, new_at)
    ticked = [leg for leg in flight_of(movement, by) if str(leg.delegation_id) in delegations]
    if not ticked:
        raise Refused(_("Tick at least one delegation."), code="nothing_ticked")
    for leg in ticked:
        _set_estimate(leg, new_at, (seen or {}).get(str(leg.pk)), by, at)
    pairing.refit_periods(event=movement.event, by=by, at=at)
    keys = [leg.delegation_id for leg in ticked]
    held = Assignment.objects.held().primary().filter(delegation__in=keys, offered_at__isnull=False)
    people = [row.officer for row in held.select_related("officer")]
    if people:
        publishing.publish_people(event=movement.event, people=people, by=by, at=at)
    trail.record(
        "flight.delayed",
        on=movement,
        by=by,
        at=at,
        detail={"to": new_at.isoformat(), "delegations": [leg.delegation.code for leg in ticked]},
    )
    return len(ticked)


def _set_estimate(leg: Movement, new_at: datetime, seen: int | None, by, at: datetime) -> None:
    try:
        journeys.change_movement(movement=leg, changes={"estimated_at": new_at}, seen=seen, by=by, at=at)
    except Conflict as conflict:
        leg.refresh_from_db()
        raise Conflict(conflict.sentence, code=conflict.code, theirs=_who_was_faster(leg)) from None


def clash_of(movement: Movement, new_at: datetime, user) -> str:
    """The sentence that would stop it: an officer held twice by the moved times; else empty. Reads only."""
    instants = {leg.pk: new_at for leg in flight_of(movement, user)}
    pair = pairing.clash_if(movement.event, delegates.service_windows_if(movement.event, instants))
    if pair is None:
        return ""
    return _("%(officer)s is already held by %(other)s at that time.") % {
        "officer": pair[0].officer, "other": pair[1].code,
    }  # fmt: skip


def _who_was_faster(leg: Movement) -> list[str]:
    """Who set the time of this leg last, when, and to what."""
    entry = AuditEntry.objects.filter(subject_id=str(leg.pk), verb="movement.changed").first()
    if entry is None:
        return []
    lang, zone = get_language() or "id", leg.event.zone
    return [
        _("%(who)s, %(when)s: %(act)s")
        % {
            "who": entry.actor_name,
            "when": formats.compact(entry.at, zone, lang),
            "act": f"{leg.delegation.code} {formats.compact(leg.at, zone, lang)}",
        }
    ]
