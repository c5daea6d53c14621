"""Verbs about an officer's place in one event."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Batch, Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Officer, RosterEntry
from officers.services import courses


@transaction.atomic
def enrol_officer(*, event: Event, officer: Officer, values: dict, by, at: datetime) -> RosterEntry:
    """Put the officer on the event's roster; a withdrawn entry stands again.

    Raises `Refused` for an officer who is already there, for tiers of another event, and for one who
    comes back to a batch that is full by now.
    """
    _judge_tiers(event, values.get("tiers", ()))
    entry = RosterEntry.objects.select_for_update().filter(event=event, officer=officer).first()
    if entry is not None and entry.withdrawn_at is None:
        raise Refused(
            _("%(officer)s is already on the roster of this event.") % {"officer": officer}, code="enrolled"
        )
    if entry is None:
        entry, told = rows.add_row(RosterEntry, {"event": event, "officer": officer, **values})
    else:
        entry, told = rows.change_row(entry, {**values, "withdrawn_at": None, "withdraw_reason": ""})
        batches = Batch.objects.select_for_update(of=("self",)).filter(participations__entry=entry)
        courses.demand_quota(list(batches))
    trail.record("roster_entry.enrolled", on=entry, by=by, at=at, detail=told)
    return entry


@transaction.atomic
def change_roster_entry(*, entry: RosterEntry, changes: dict, by, at: datetime) -> RosterEntry:
    _judge_tiers(entry.event, changes.get("tiers", ()))
    entry, diff = rows.change_row(entry, changes)
    if diff:
        trail.record("roster_entry.changed", on=entry, by=by, at=at, detail=diff)
    return entry


@transaction.atomic
def withdraw_roster_entry(*, entry: RosterEntry, reason: str, by, at: datetime) -> RosterEntry:
    """The officer does not serve in this event. A slot held stays until it is given to somebody else: the
    control room says so."""
    if entry.withdrawn_at:
        raise Refused(_("%(officer)s is already withdrawn.") % {"officer": entry.officer}, code="withdrawn")
    entry, _diff = rows.change_row(entry, {"withdrawn_at": at, "withdraw_reason": reason})
    trail.record("roster_entry.withdrawn", on=entry, by=by, at=at, detail={"reason": reason})
    return entry


def _judge_tiers(event: Event, tiers) -> None:
    if any(tier.event_id != event.pk for tier in tiers):
        raise Refused(_("This tier belongs to another event."), code="other_event")
