"""Loading what the planner needs: the one door from the rows to `planner.EventFacts`.

Restricted columns (health, passport, security, rooms) are never read here, so no message can say them.
"""

from collections import defaultdict
from datetime import timedelta

from assignments.models import Assignment
from assignments.notices.planner import BRIEFING, DUTY, Called, EventFacts, Occasion, Rule
from delegates.models import Movement, MovementKind, Participation
from events.models import AgendaItem, Event
from officers.models import RosterEntry

# States in which an officer counts on the duty, or should be thinking about it.
ASKED_STATES = ["offered", "accepted"]


def load_rules(event: Event) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            kind=row.kind,
            days_before=row.days_before,
            clock=row.clock,
            minutes_before=row.minutes_before,
            tier=str(row.tier_id) if row.tier_id else None,
            is_active=row.is_active,
        )
        for row in event.reminder_profiles.all()
    )


def load_facts(event: Event) -> EventFacts:
    """The standing briefings, agenda items and movements of `event` with the users called to each."""
    items = AgendaItem.objects.filter(event=event).standing()
    items = list(items.select_related("venue", "briefing").prefetch_related("tiers"))
    duties = _duties(event)
    return EventFacts(
        zone=event.timezone,
        occasions=(
            *_briefings(event, [item for item in items if item.for_officers]),
            *_agenda(event, [item for item in items if not item.for_officers], duties),
            *_movements(event, duties),
        ),
    )


def _briefings(event, items):
    roster = RosterEntry.objects.filter(event=event, officer__user__is_active=True).standing()
    people = [
        (str(entry.officer.user_id), {str(tier.pk) for tier in entry.tiers.all()})
        for entry in roster.select_related("officer").prefetch_related("tiers")
    ]
    for item in items:
        wanted = {str(tier.pk) for tier in item.tiers.all()}
        called = (
            Called(user, frozenset(tiers))
            for user, tiers in people
            if not wanted or not tiers or wanted & tiers
        )
        yield _of_item(item, BRIEFING, tuple(called))


def _agenda(event, items, duties):
    """Officers of a delegation come to what its tier comes to, unless it is excused, and to its extras."""
    invited, excused = defaultdict(set), defaultdict(set)
    for row in Participation.objects.filter(item__event=event):
        (excused if row.excused else invited)[row.item_id].add(row.delegation_id)
    for item in items:
        tiers = {tier.pk for tier in item.tiers.all()}
        called = {
            Called(user, frozenset([str(delegation.tier_id)]))
            for delegation, user in duties
            if delegation.pk not in excused[item.pk]
            and (not tiers or delegation.tier_id in tiers or delegation.pk in invited[item.pk])
        }
        yield _of_item(item, DUTY, tuple(sorted(called, key=lambda one: one.recipient)))


def _of_item(item, kind, called) -> Occasion:
    venue = item.venue
    details = (
        ("starts", item.starts_at),
        ("meet", venue.meeting_point if venue else ""),
        ("dress", item.dress_code),
    )
    return Occasion(
        kind=kind,
        subject=f"events.agendaitem/{item.pk}",
        version=item.version,
        starts_at=item.meet_at or item.starts_at,
        title=item.title,
        place=venue.name if venue else "",
        details=details,
        called=called,
    )


def _movements(event, duties):
    officers = defaultdict(set)
    for delegation, user in duties:
        officers[delegation.pk].add(user)
    rows = Movement.objects.filter(delegation__in=officers.keys()).standing()
    for movement in rows.select_related("delegation__tier", "vehicle"):
        delegation = movement.delegation
        tiers = frozenset([str(delegation.tier_id)])
        called = tuple(Called(user, tiers) for user in sorted(officers[delegation.pk]))
        yield _of_movement(movement, delegation, called)


def _of_movement(movement, delegation, called) -> Occasion:
    """At the airport so many minutes before the landing or take-off as the tier's policy says."""
    at_airport = movement.kind in (MovementKind.ARRIVAL, MovementKind.DEPARTURE)
    lead = timedelta(minutes=delegation.tier.arrival_lead_minutes) if at_airport else timedelta()
    vehicle = movement.vehicle
    details = (
        (movement.kind, movement.at),
        ("delegation", str(delegation)),
        ("flight", movement.carrier_code),
        ("vehicle", " ".join(filter(None, [vehicle.plate, vehicle.driver_name])) if vehicle else ""),
    )
    return Occasion(
        kind=DUTY,
        subject=f"delegates.movement/{movement.pk}",
        version=movement.version,
        starts_at=movement.at - lead,
        title=delegation.code,
        form=movement.kind,
        place=movement.pickup_point or movement.lounge or movement.destination,
        details=details,
        home_zone=delegation.home_timezone,
        called=called,
    )


def _duties(event) -> list[tuple]:
    """(delegation, user key) of every officer who was asked for it as its own, and can be reached."""
    rows = Assignment.objects.of_event(event).primary()
    rows = rows.filter(
        state__in=ASKED_STATES, officer__user__is_active=True, delegation__cancelled_at=None
    ).select_related("delegation", "officer")
    return [(row.delegation, str(row.officer.user_id)) for row in rows]
