"""Questions about delegations that span several tables. Nothing here writes."""

from datetime import datetime, time, timedelta

from django.db.models import Max, Min, Prefetch, Q
from django.db.models.functions import Coalesce

from delegates.models import Delegation, Movement, MovementKind
from events.models import Event, TierPolicy

Window = tuple[datetime, datetime]

# The officer meets the party this long before it takes off: the way, the luggage and the counter.
BEFORE_DEPARTURE = timedelta(minutes=150)
# After the last departure the officer sees the party off and goes home.
AFTER_DEPARTURE = timedelta(minutes=60)
# Hours of an event's day during which an officer serves a party whose movements are not known yet.
DAY_STARTS, DAY_ENDS = time(6), time(22)

_INSTANT = Coalesce("movements__actual_at", "movements__estimated_at", "movements__scheduled_at")


def meets_at(movement: Movement, tier: TierPolicy) -> datetime:
    """The instant at which the officer must be in position for a leg of a delegation of `tier`."""
    if movement.kind == MovementKind.ARRIVAL:
        return movement.at - timedelta(minutes=tier.arrival_lead_minutes)
    return movement.at - BEFORE_DEPARTURE if movement.kind == MovementKind.DEPARTURE else movement.at


def service_window(delegation: Delegation) -> Window:
    """The half-open span in which a delegation needs its officers: (starts_at, ends_at).

    From the first standing arrival minus the tier's lead time to the last standing departure plus
    60 minutes. A side without a movement is the event's: first day 06.00, last day 22.00 there.
    """
    return service_windows(delegation.event, only=delegation)[delegation.pk]


def service_windows(event: Event, *, only: Delegation | None = None) -> dict:
    """`service_window` of every delegation of `event` by primary key, in one query."""
    rows = Delegation.objects.filter(event=event).order_by()
    if only is not None:
        rows = rows.filter(pk=only.pk)
    rows = rows.annotate(
        lands_at=Min(_INSTANT, filter=_standing(MovementKind.ARRIVAL)),
        leaves_at=Max(_INSTANT, filter=_standing(MovementKind.DEPARTURE)),
    ).values_list("pk", "lands_at", "leaves_at", "tier__arrival_lead_minutes")
    return {
        pk: _window(event, lands_at and lands_at - timedelta(minutes=lead), leaves_at)
        for pk, lands_at, leaves_at, lead in rows
    }


def service_windows_if(event: Event, instants: dict) -> dict:
    """`service_windows` as they would be with the legs named in `instants` (key -> instant) at those times.

    Reads only; three queries.
    """
    windows = service_windows(event)
    touched = Delegation.objects.filter(movements__in=list(instants)).distinct().select_related("tier")
    for one in touched.prefetch_related(Prefetch("movements", Movement.objects.standing())):
        times = {kind: [] for kind in MovementKind.values}
        for leg in one.movements.all():
            times[leg.kind].append(instants.get(leg.pk, leg.at))
        lands_at, leaves_at = min(times["arrival"], default=None), max(times["departure"], default=None)
        lead = timedelta(minutes=one.tier.arrival_lead_minutes)
        windows[one.pk] = _window(event, lands_at and lands_at - lead, leaves_at)
    return windows


def _standing(kind: MovementKind) -> Q:
    return Q(movements__kind=kind, movements__cancelled_at=None)


def _window(event: Event, starts_at: datetime | None, leaves_at: datetime | None) -> Window:
    """Known ends first; an end that contradicts the start gives way to the event's own."""
    first, last = _event_hours(event)
    starts_at = starts_at or min(first, leaves_at or first)
    ends_at = leaves_at + AFTER_DEPARTURE if leaves_at else last
    if ends_at <= starts_at:
        ends_at = max(last, starts_at + AFTER_DEPARTURE)
    return starts_at, ends_at


def _event_hours(event: Event) -> Window:
    return (
        datetime.combine(event.starts_on, DAY_STARTS, event.zone),
        datetime.combine(event.ends_on, DAY_ENDS, event.zone),
    )
