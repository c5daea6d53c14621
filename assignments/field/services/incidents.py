"""Incidents: reported once, told at once, acknowledged in time or raised, worked through to the end."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from assignments.field import telling
from assignments.field.models import INCIDENT_MOVES, Incident, IncidentState, IncidentStep
from delegates.models import Delegation
from events.models import Event, EventStage
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused


@transaction.atomic
def report_incident(
    *, event: Event, delegation: Delegation | None, values: dict, tap_key: uuid.UUID, happened_at: datetime,
    photo=None, by, at: datetime,
) -> Incident:  # fmt: skip
    """Keep a call for help and tell whoever coordinates the delegation; the same key again changes nothing.

    `values`: kind, severity, place, description. Raises `Refused` when the event is over.
    """
    if event.stage in {EventStage.CLOSED, EventStage.ARCHIVED}:
        raise Refused(_("The event is closed; call the command post by phone."), code="event_over")
    incident, is_new = Incident.objects.get_or_create(
        tap_key=tap_key,
        defaults={
            **values, "event": event, "delegation": delegation, "happened_at": happened_at, "reported_by": by,
        },
    )  # fmt: skip
    if is_new:
        if photo is not None:
            incident.photo.save("foto.jpg", photo, save=False)
            Incident.objects.filter(pk=incident.pk).update(photo=incident.photo.name)
        _log(incident, by, at)
        telling.tell_reported(incident=incident, by=by, at=at)
        trail.record("incident.reported", on=incident, by=by, at=at, detail={"kind": incident.kind})
    return incident


@transaction.atomic
def take_incident(*, incident: Incident, by, at: datetime) -> Incident:
    """Answer for it from now on; somebody else may take it over. The reporter is told who comes."""
    stored = _move(
        incident, IncidentState.OWNED, by, at, owner=by, acknowledged_at=incident.acknowledged_at or at
    )
    telling.tell_taken(incident=stored, by=by, at=at)
    return stored


@transaction.atomic
def note_incident(*, incident: Incident, note: str, by, at: datetime) -> None:
    """Add a line to the log. Raises `Refused` when nothing was written."""
    if not note.strip():
        raise Refused(_("Write what was done."), code="no_note")
    _log(incident, by, at, note)
    trail.record("incident.noted", on=incident, by=by, at=at)


@transaction.atomic
def resolve_incident(*, incident: Incident, note: str, answer: str = "", by, at: datetime) -> Incident:
    """It is solved. A complaint needs the answer that the guest was given."""
    if incident.kind == "complaint" and not answer.strip():
        raise Refused(_("Write what the guest was answered."), code="no_answer")
    return _move(
        incident, IncidentState.RESOLVED, by, at, note=note, resolved_at=at, answer=answer.strip()[:500]
    )


@transaction.atomic
def close_incident(*, incident: Incident, by, at: datetime) -> Incident:
    """Nothing is left to do."""
    return _move(incident, IncidentState.CLOSED, by, at)


@transaction.atomic
def call_off_incident(*, incident: Incident, note: str, by, at: datetime) -> Incident:
    """It was none: pressed by mistake, or solved before anybody came."""
    return _move(incident, IncidentState.CANCELLED, by, at, note=note)


def raise_incidents(*, at: datetime) -> int:
    """Tell the bureau, once, of every incident that nobody acknowledged in time; returns how many.

    How long is the event's setting, counted from the moment when it was reported.
    """
    waiting = Incident.objects.filter(state=IncidentState.OPEN, raised_at=None).select_related("event")
    late = [
        incident
        for incident in waiting
        if incident.created_at + timedelta(minutes=incident.event.incident_minutes) <= at
    ]
    return sum(_raise(incident, at) for incident in late)


@transaction.atomic
def _raise(incident: Incident, at: datetime) -> int:
    mine = Incident.objects.filter(Q(raised_at=None), pk=incident.pk, state=IncidentState.OPEN)
    if not mine.update(raised_at=at):
        return 0
    telling.tell_raised(incident=incident, at=at)
    trail.record("incident.raised", on=incident, by=None, at=at)
    return 1


def _move(incident: Incident, state: IncidentState, by, at: datetime, *, note: str = "", **facts) -> Incident:
    """Along the table, or a refusal that says who was faster."""
    stored = Incident.objects.select_for_update().get(pk=incident.pk)
    if state not in INCIDENT_MOVES[IncidentState(stored.state)]:
        raise Conflict(
            _("This incident is “%(state)s” by now, so this is no longer possible.")
            % {"state": stored.get_state_display()},
            code="wrong_state",
        )
    Incident.objects.filter(pk=stored.pk).update(
        state=state, version=F("version") + 1, updated_at=at, **facts
    )
    stored.refresh_from_db()
    _log(stored, by, at, note)
    trail.record(f"incident.{state}", on=stored, by=by, at=at)
    return stored


def _log(incident: Incident, by, at: datetime, note: str = "") -> None:
    IncidentStep.objects.create(
        incident=incident, at=at, by=by, state=incident.state, note=note.strip()[:500]
    )
