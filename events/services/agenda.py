"""Verbs about agenda items."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import AgendaItem, Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def create_item(*, event: Event, values: dict, by, at: datetime) -> AgendaItem:
    """A new agenda item; tiers and venue of another event are refused."""
    _judge_belonging(event, values)
    item, told = rows.add_row(AgendaItem, {"event": event, **values})
    trail.record("agenda_item.created", on=item, by=by, at=at, detail=told)
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, changes: dict, by, at: datetime, seen: int | None = None) -> AgendaItem:
    _judge_belonging(item.event, changes)
    item, diff = rows.change_row(item, changes, seen=seen)
    if diff:
        trail.record("agenda_item.changed", on=item, by=by, at=at, detail=diff)
    return item


@transaction.atomic
def cancel_item(*, item: AgendaItem, reason: str, by, at: datetime) -> AgendaItem:
    """The item does not happen; the row stays with its reason."""
    if item.is_cancelled:
        raise Refused(_("This agenda item is already cancelled."), code="cancelled")
    item, _diff = rows.change_row(item, {"cancelled_at": at, "cancel_reason": reason})
    trail.record("agenda_item.cancelled", on=item, by=by, at=at, detail={"reason": reason})
    return item


def _judge_belonging(event: Event, values: dict) -> None:
    below = [*values.get("tiers", ()), *filter(None, [values.get("venue")])]
    if any(row.event_id != event.pk for row in below):
        raise Refused(_("This tier or venue belongs to another event."), code="other_event")
