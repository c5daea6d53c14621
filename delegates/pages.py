"""What the pages of this room show, assembled in a constant number of queries. Nothing here writes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from delegates.models import Delegation, Guest, GuestRole, Movement, MovementKind, Participation
from events.models import AgendaItem, Event
from lo_portal import formats
from lo_portal.audit.models import AuditEntry


@dataclass(frozen=True)
class DelegationRow:
    """One line of the list: the delegation with its head, first arrival, hotel and gaps in words."""

    delegation: Delegation
    head: Guest | None
    guest_count: int
    arrival: Movement | None
    hotel: object | None
    rooms: int
    cars: int
    needs: list
    gaps: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DelegationFilter:
    """What the list is narrowed to; empty means all."""

    tier: str = ""
    origin: str = ""
    day: str = ""
    state: str = ""
    search: str = ""


def delegations(event: Event, user) -> QuerySet[Delegation]:
    """Every delegation of the event that `user` may see, in the order of precedence."""
    return (
        Delegation.objects.visible_to(user)
        .filter(event=event)
        .select_related("tier")
        .prefetch_related(
            Prefetch("guests", Guest.objects.filter(cancelled_at=None).order_by("order")),
            Prefetch("movements", Movement.objects.filter(cancelled_at=None).with_instant()),
            "stays__hotel",
            "needs",
            "languages",
        )
    )


def delegation_rows(event: Event, user) -> list[DelegationRow]:
    return [delegation_row(one) for one in delegations(event, user)]


def delegation_row(delegation: Delegation) -> DelegationRow:
    guests, movements = list(delegation.guests.all()), list(delegation.movements.all())
    arrivals = sorted(
        (one for one in movements if one.kind == MovementKind.ARRIVAL), key=lambda one: one.instant
    )
    head = next((guest for guest in guests if guest.role == GuestRole.HEAD), None)
    stays = list(delegation.stays.all())
    row = DelegationRow(
        delegation=delegation,
        head=head,
        guest_count=max(len(guests), delegation.party_size),
        arrival=arrivals[0] if arrivals else None,
        hotel=stays[0].hotel if stays else None,
        rooms=len(stays),
        cars=len({one.vehicle_id for one in movements if one.vehicle_id}),
        needs=list(delegation.needs.all()),
    )
    row.gaps.extend(name for name in ("head", "arrival", "hotel") if getattr(row, name) is None)
    return row


def narrow(rows: list[DelegationRow], chosen: DelegationFilter, zone) -> list[DelegationRow]:
    """The rows that fit the filter. Search looks at names, the code and flight numbers."""
    tests = [
        (chosen.tier, lambda row: row.delegation.tier.code == chosen.tier),
        (chosen.origin, lambda row: origin_of(row.delegation) == chosen.origin),
        (chosen.day, lambda row: arrival_day(row, zone) == chosen.day),
        (chosen.state, lambda row: _in_state(row, chosen.state)),
        (chosen.search, lambda row: _mentions(row, chosen.search.casefold())),
    ]
    return [row for row in rows if all(test(row) for wanted, test in tests if wanted)]


def _in_state(row: DelegationRow, state: str) -> bool:
    if state == "cancelled":
        return row.delegation.is_cancelled
    return state == "incomplete" and bool(row.gaps) and not row.delegation.is_cancelled


def _mentions(row: DelegationRow, wanted: str) -> bool:
    texts = [row.delegation.code, row.delegation.name]
    texts += [guest.full_name for guest in row.delegation.guests.all()]
    texts += [one.carrier_code for one in row.delegation.movements.all()]
    return any(wanted in text.casefold() for text in texts)


def origin_of(delegation: Delegation) -> str:
    """ISO alpha-3 of the country, else the beginning of the name's capitals: "ADB", "SEA"."""
    if delegation.country:
        return delegation.country.alpha3
    capitals = "".join(word[0] for word in delegation.name.split() if word[0].isupper())
    return capitals[:3]


def arrival_day(row: DelegationRow, zone) -> str:
    """ISO day of the first arrival on the event's clock; empty where none is known."""
    return formats.local_day(row.arrival.instant, zone).isoformat() if row.arrival else ""


def tallies(rows: list[DelegationRow], zone) -> dict[str, Counter]:
    """Counts for the filter bar, over all rows."""
    return {
        "tier": Counter(row.delegation.tier.code for row in rows),
        "origin": Counter(origin_of(row.delegation) for row in rows),
        "day": Counter(arrival_day(row, zone) for row in rows if row.arrival),
        "state": Counter(
            state for row in rows for state in ("incomplete", "cancelled") if _in_state(row, state)
        ),
    }


def delegation_in_full(delegation: Delegation) -> Delegation:
    """The delegation with everything that its page shows, prefetched."""
    return (
        Delegation.objects.select_related("tier", "event")
        .prefetch_related(
            Prefetch("guests", Guest.objects.order_by("cancelled_at", "order").prefetch_related("needs")),
            Prefetch("movements", Movement.objects.filter(cancelled_at=None).select_related("vehicle")),
            "stays__hotel",
            "stays__guest",
            "needs__guest",
            "languages",
            "gifts",
        )
        .get(pk=delegation.pk)
    )


def agenda_of(delegation: Delegation):
    """The standing agenda items that the delegation takes part in, by tier or by name, in time order.

    Each is annotated `by_name`: true where a participation row adds it.
    """
    named = Participation.objects.filter(item=OuterRef("pk"), delegation=delegation)
    through_tier = AgendaItem.tiers.through.objects.filter(agendaitem_id=OuterRef("pk"))
    return (
        AgendaItem.objects.filter(event=delegation.event_id)
        .standing()
        .annotate(
            by_name=Exists(named.filter(excused=False)),
            _excused=Exists(named.filter(excused=True)),
            _tiered=Exists(through_tier),
            _of_tier=Exists(through_tier.filter(tierpolicy_id=delegation.tier_id)),
        )
        .filter(
            Q(by_name=True) | Q(for_officers=False, _excused=False) & (Q(_tiered=False) | Q(_of_tier=True))
        )
        .select_related("venue")
    )


def days_of(delegation: Delegation, agenda: list[AgendaItem]) -> list[date]:
    """The days on which the delegation moves or attends something, on the event's calendar."""
    moments = [item.starts_at for item in agenda] + [one.at for one in delegation.movements.all()]
    return sorted({formats.local_day(at, delegation.event.zone) for at in moments})


def activity_of(delegation: Delegation, limit: int = 12) -> list[AuditEntry]:
    """The newest lines of the trail about the delegation and everything that hangs below it."""
    keys = [str(delegation.pk)]
    for name in ("guests", "movements", "needs", "stays", "gifts"):
        keys += [str(row.pk) for row in getattr(delegation, name).all()]
    return list(AuditEntry.objects.filter(subject_id__in=keys)[:limit])
