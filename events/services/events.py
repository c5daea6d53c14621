"""Verbs about an event as a whole."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events.models import EVENT_MOVES, Event, EventStage, TierPolicy, Venue
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused

# What a new event starts with; a bureau changes names and counts as it likes.
USUAL_TIERS = (
    {
        "code": "VVIP",
        "name": "VVIP",
        "rank": 1,
        "lo_count": 2,
        "arrival_lead_minutes": 120,
        "requires_briefing": True,
        "aliases": ["Menteri"],
    },
    {"code": "VIP", "name": "VIP", "rank": 2, "lo_count": 1, "arrival_lead_minutes": 60},
    {
        "code": "GUB",
        "name": "Setingkat Gubernur",
        "rank": 3,
        "lo_count": 1,
        "arrival_lead_minutes": 60,
        "aliases": ["Gubernur", "Tamu setingkat Gubernur"],
    },
    {"code": "UMUM", "name": "Umum", "rank": 4, "lo_count": 1, "arrival_lead_minutes": 30},
)


@transaction.atomic
def create_event(*, values: dict, by, at: datetime) -> Event:
    """A new event in draft with the usual four tiers. An empty `slug` is made from the short name."""
    values = dict(values)
    values["slug"] = values.get("slug") or free_slug(values["short_name"])
    event, told = rows.add_row(Event, values)
    for tier in USUAL_TIERS:
        rows.add_row(TierPolicy, {"event": event, **tier})
    trail.record("event.created", on=event, by=by, at=at, detail=told)
    return event


@transaction.atomic
def change_event(*, event: Event, changes: dict, by, at: datetime, seen: int | None = None) -> Event:
    event, diff = rows.change_row(event, changes, seen=seen)
    if diff:
        trail.record("event.changed", on=event, by=by, at=at, detail=diff)
    return event


@transaction.atomic
def move_event(*, event: Event, stage: EventStage, by, at: datetime) -> Event:
    """Move the event to `stage` where the table of moves allows it; `Refused` otherwise."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    old = EventStage(event.stage)
    if stage not in EVENT_MOVES[old]:
        raise Refused(
            _("An event that is “%(old)s” cannot become “%(new)s”.")
            % {"old": old.label, "new": EventStage(stage).label},
            code="no_such_move",
        )
    event, _diff = rows.change_row(event, {"stage": str(stage)})
    trail.record("event.moved", on=event, by=by, at=at, detail={"stage": [str(old), str(stage)]})
    return event


@transaction.atomic
def clone_event(*, event: Event, values: dict, by, at: datetime) -> Event:
    """A new draft with the rules of `event`: settings, tiers and venues. No guest, no officer, no agenda.

    `values` names it and gives its days: name, short_name, starts_on, ends_on, and slug or "".
    """
    kept = [
        "kind", "theme", "place", "host", "timezone", "posko_phone", "travel_minutes", "answer_hours",
        "letters_await_answer", "attendance_percent", "solver_settings",
    ]  # fmt: skip
    values = {name: getattr(event, name) for name in kept} | values
    values["slug"] = values.get("slug") or free_slug(values["short_name"])
    copy, told = rows.add_row(Event, values)
    for model in (TierPolicy, Venue):
        for row in model.objects.filter(event=event):
            _copy_below(row, copy)
    trail.record("event.cloned", on=copy, by=by, at=at, detail=told | {"template": str(event)})
    return copy


def _copy_below(row, event: Event) -> None:
    """The same row once more, below another event."""
    plain = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.editable and field.name != "event"
    }
    type(row).objects.create(event=event, **plain)


def free_slug(name: str) -> str:
    """A short address made from `name` that no event has yet."""
    stem = slugify(name)[:50] or "acara"
    taken = set(Event.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | {"new"}
    candidates = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in candidates if slug not in taken)
