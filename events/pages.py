"""What the pages of this room show. Nothing here writes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from events.models import EVENT_MOVES, AgendaItem, Briefing, Event, EventStage
from lo_portal import formats


@dataclass(frozen=True)
class Step:
    """One step of getting an event ready: is it done, and how many rows say so."""

    key: str
    done: bool
    count: int = 0


def agenda(event: Event, user) -> QuerySet[AgendaItem]:
    """Every item of the event in time order with venue, tiers and briefing: two queries."""
    return (
        AgendaItem.objects.visible_to(user)
        .filter(event=event)
        .select_related("venue", "briefing")
        .prefetch_related("tiers")
        .order_by("starts_at", "title")
    )


def agenda_items(event: Event, user) -> list[AgendaItem]:
    return list(agenda(event, user))


def days_of(event: Event, items: list[AgendaItem]) -> list[tuple[date, int]]:
    """The days of the event and every other day with items, each with its number of standing items."""
    counts = Counter(formats.local_day(item.starts_at, event.zone) for item in items if not item.is_cancelled)
    span = (event.ends_on - event.starts_on).days + 1
    days = {event.starts_on + timedelta(days=n) for n in range(span)} | {
        formats.local_day(item.starts_at, event.zone) for item in items
    }
    return [(day, counts[day]) for day in sorted(days)]


def chosen_day(event: Event, asked: str, days: list[tuple[date, int]], today: date) -> date:
    """The day asked for, else today when it is one of them, else the event's first day with an item."""
    all_days = [day for day, _count in days]
    for day in all_days:
        if day.isoformat() == asked:
            return day
    if today in all_days:
        return today
    return next((day for day, count in days if count and day >= event.starts_on), event.starts_on)


def items_on(event: Event, items: list[AgendaItem], day: date) -> list[AgendaItem]:
    return [item for item in items if formats.local_day(item.starts_at, event.zone) == day]


def now_index(items: list[AgendaItem], now: datetime) -> int | None:
    """Before which item the line of the present stands; None when the day is another."""
    return next((n for n, item in enumerate(items) if item.starts_at > now), len(items))


def preparation(event: Event) -> list[Step]:
    """How far the event is, derived from its rows; a training has participants and sessions, no guests."""
    counts = {
        "delegations": event.delegations.filter(cancelled_at=None),
        "officers": event.roster.filter(withdrawn_at=None),
        "agenda": event.agenda.filter(for_officers=False, cancelled_at=None),
        "briefings": event.agenda.filter(briefing__isnull=False, cancelled_at=None),
    }
    wanted = ("officers", "briefings") if event.is_learning else counts
    steps = [Step("event", True)]
    for key in wanted:
        count = counts[key].count()
        steps.append(Step(key, count > 0, count))
    return steps


# Closing and opening again have a page of their own, which looks at what is left first.
WITH_CHECKS = {(EventStage.LIVE, EventStage.CLOSED), (EventStage.CLOSED, EventStage.LIVE)}


def possible_moves(event: Event) -> list[EventStage]:
    """The stages that the event may be moved to by hand, in the order of its life."""
    here = EventStage(event.stage)
    return [stage for stage in EventStage if stage in EVENT_MOVES[here] and (here, stage) not in WITH_CHECKS]


def own_briefings(user, now: datetime) -> list[Briefing]:
    """The standing briefings that await the user, of events that are not archived; three queries.

    Of a session for one batch those of the batch, and who coordinates the event. What comes first
    stands first, then what is over, the latest first.
    """
    awaits = Q(batch=None) | Q(batch__participations__entry__officer__user=user)
    awaits |= Q(item__event__roster__officer__user=user, item__event__roster__role="coordinator")
    found = list(
        Briefing.objects.visible_to(user)
        .standing()
        .filter(awaits)
        .exclude(item__event__stage=EventStage.ARCHIVED)
        .select_related("item__venue", "item__event")
        .prefetch_related("files", "actions")
        .order_by("item__starts_at")
    )
    coming = [one for one in found if one.item.ends_at > now]
    return coming + [one for one in reversed(found) if one.item.ends_at <= now]
