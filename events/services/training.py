"""Verbs about batches and speakers of an event at which officers learn."""

from datetime import datetime

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from events.models import Batch, Event, Speaker
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def create_batch(*, event: Event, values: dict, by, at: datetime) -> Batch:
    batch, told = rows.add_row(Batch, {"event": event, **values})
    trail.record("batch.created", on=batch, by=by, at=at, detail=told)
    return batch


@transaction.atomic
def change_batch(*, batch: Batch, changes: dict, by, at: datetime) -> Batch:
    """Refused when the quota would be less than the participants who are in it already."""
    batch, diff = rows.change_row(batch, changes)
    taken = batch.participations.filter(entry__withdrawn_at=None, entry__officer__withdrawn_at=None).count()
    if "quota" in diff and taken > batch.quota:
        raise Refused(
            _("%(batch)s already has %(taken)d participants.") % {"batch": batch, "taken": taken},
            code="quota",
        )
    if diff:
        trail.record("batch.changed", on=batch, by=by, at=at, detail=diff)
    return batch


@transaction.atomic
def remove_batch(*, batch: Batch, by, at: datetime) -> None:
    """Refused while it has participants or sessions of its own."""
    trail.record("batch.removed", on=batch, by=by, at=at)
    try:
        batch.delete()
    except ProtectedError as error:
        raise Refused(
            _("%(batch)s has participants or sessions. Move them to another batch first.") % {"batch": batch},
            code="batch_in_use",
        ) from error


@transaction.atomic
def create_speaker(*, event: Event, values: dict, by, at: datetime) -> Speaker:
    """A new speaker; sessions of another event are refused."""
    _judge_sessions(event, values)
    speaker, told = rows.add_row(Speaker, {"event": event, **values})
    trail.record("speaker.created", on=speaker, by=by, at=at, detail=told)
    return speaker


@transaction.atomic
def change_speaker(*, speaker: Speaker, changes: dict, by, at: datetime) -> Speaker:
    _judge_sessions(speaker.event, changes)
    speaker, diff = rows.change_row(speaker, changes)
    if diff:
        trail.record("speaker.changed", on=speaker, by=by, at=at, detail=diff)
    return speaker


@transaction.atomic
def remove_speaker(*, speaker: Speaker, by, at: datetime) -> None:
    trail.record("speaker.removed", on=speaker, by=by, at=at)
    speaker.delete()


def _judge_sessions(event: Event, values: dict) -> None:
    if any(session.event.pk != event.pk for session in values.get("sessions", ())):
        raise Refused(_("This session belongs to another event."), code="other_event")
