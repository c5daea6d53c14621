"""Verbs that lists need about events: start one from its sheet, find its places and tiers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import slugify

from events import services
from events.models import AgendaItem, Briefing, Event, Venue
from events.reading import BRIEFING_WORDS, VENUE_WORDS, kind_by_words
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.sheets.columns import normal

# A workbook whose event has the same name and starts this close is about the same event.
SAME_OCCASION = timedelta(days=31)


def find_occasion(name: str, starts_on) -> Event | None:
    """The event of that name which starts within a month of `starts_on`."""
    near = Event.objects.filter(
        name__iexact=name,
        starts_on__gte=starts_on - SAME_OCCASION,
        starts_on__lte=starts_on + SAME_OCCASION,
    )
    return min(near, key=lambda event: abs(event.starts_on - starts_on), default=None)


def start_event(*, values: dict, by, at: datetime) -> Event:
    """A new event in preparation; its short address comes from its name and year."""
    short = values.get("short_name") or values["name"][:60]
    slug = _free_slug(values["name"], values["starts_on"].year)
    started = {**values, "short_name": short, "slug": slug, "stage": "preparation"}
    return services.create_event(values=started, by=by, at=at)


@transaction.atomic
def take_event_values(*, event: Event, values: dict, by, at: datetime) -> Event:
    """Set what the event's sheet says."""
    event, diff = rows.change_row(event, values)
    if diff:
        trail.record("event.changed", on=event, by=by, at=at, detail=diff)
    return event


@transaction.atomic
def take_agenda_item(*, event: Event, values: dict, by, at: datetime, item: AgendaItem | None = None):
    """Make or change an agenda item from a list; items for officers get their briefing."""
    if item is None:
        item, told = rows.add_row(AgendaItem, {"event": event, **values})
        verb = "agenda_item.added"
    else:
        item, told = rows.change_row(item, values)
        verb = "agenda_item.changed"
    if item.for_officers and not Briefing.objects.filter(item=item).exists():
        kind = kind_by_words(f"{item.title} {item.dress_code}", BRIEFING_WORDS, "preparation")
        rows.add_row(Briefing, {"item": item, "kind": kind})
    if told:
        trail.record(verb, on=item, by=by, at=at, detail=told)
    return item


def place_of(event: Event, name: str) -> Venue | None:
    """The venue of that name, made when it is not there yet; None without a name."""
    if not name:
        return None
    wanted = normal(name)
    for venue in event.venues.all():
        if normal(venue.name) == wanted:
            return venue
    kind = kind_by_words(name, VENUE_WORDS, "hall")
    venue, _told = rows.add_row(Venue, {"event": event, "name": name, "kind": kind})
    return venue


def _free_slug(name, year):
    base = slugify(name)[:50].strip("-") or "acara"
    candidates = [base, f"{base}-{year}", *(f"{base}-{year}-{n}" for n in range(2, 1000))]
    taken = set(Event.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in candidates if slug not in taken)
