"""Where the officers of a delegation must stand, and whether they do: every leg and every agenda item."""

from collections import defaultdict
from datetime import datetime, timedelta

from assignments.duty.attending import attends
from assignments.field.phases import Phase
from assignments.live.board import ALARM_LASTS, Duty
from delegates.models import Delegation, Movement, MovementKind, Participation
from delegates.selectors import meets_at
from events.models import AgendaItem, Event

# Somebody who brought the guest to a place is in position for what begins there within this time.
LONGEST_STAY = timedelta(hours=6)


def attended_items(event: Event, delegations: list[Delegation], movements: dict, agenda: list) -> dict:
    """delegation key -> the items of `agenda` that it attends, in their order; one query."""
    invited, excused = defaultdict(set), defaultdict(set)
    rows = Participation.objects.filter(item__event=event).values_list("delegation_id", "item_id", "excused")
    for delegation, item, away in rows:
        (excused if away else invited)[delegation].add(item)
    wanted = {item.pk: {tier.pk for tier in item.tiers.all()} for item in agenda}
    found = {}
    for one in delegations:
        legs = movements[one.pk]
        presence = (
            min((leg.at for leg in legs if leg.kind == MovementKind.ARRIVAL), default=None),
            max((leg.at for leg in legs if leg.kind == MovementKind.DEPARTURE), default=None),
        )
        found[one.pk] = [
            item
            for item in agenda
            if attends(
                starts_at=item.starts_at,
                ends_at=item.ends_at,
                listed=not wanted[item.pk] or one.tier_id in wanted[item.pk],
                invited=item.pk in invited[one.pk],
                excused=item.pk in excused[one.pk],
                presence=presence,
            )
        ]
    return found


def duties_of(
    delegation: Delegation, movements: list[Movement], items: list[AgendaItem], reports: list
) -> tuple[Duty, ...]:
    """A duty for each leg and each item. In position is whoever said so or reported a later step of it."""
    begun = {report.leg for report in reports}
    legs = [
        Duty(due, _until(leg, due), str(leg), f"movement:{leg.pk}" in begun)
        for leg in movements
        for due in [meets_at(leg, delegation.tier)]
    ]
    stays = _stays(movements, items, reports)
    agenda = [
        Duty(due, item.ends_at, item.title, f"agenda:{item.pk}" in begun or _is_there(item, due, stays))
        for item in items
        for due in [item.meet_at or item.starts_at]
    ]
    return (*legs, *agenda)


def _until(leg: Movement, due: datetime) -> datetime:
    return leg.at if leg.at > due else due + ALARM_LASTS


def _stays(movements, items, reports) -> list[tuple[datetime, datetime | None, str]]:
    """(from, until they moved on, name of the place) of every arrival at a venue that was reported."""
    places = {f"movement:{leg.pk}": leg.destination for leg in movements}
    places |= {f"agenda:{item.pk}": item.venue.name for item in items if item.venue}
    left = [report.tapped_at for report in reports if report.phase in (Phase.ON_ROAD, Phase.AT_HOTEL)]
    return [
        (
            report.tapped_at,
            min((at for at in left if at > report.tapped_at), default=None),
            places[report.leg],
        )
        for report in reports
        if report.phase == Phase.AT_VENUE and places.get(report.leg)
    ]


def _is_there(item: AgendaItem, due: datetime, stays) -> bool:
    """Whoever brought the guest to the item's venue and has not moved on need not say so again."""
    return item.venue is not None and any(
        place == item.venue.name and due - LONGEST_STAY <= came and (left is None or left > due)
        for came, left, place in stays
    )
