"""Status taps: each step of a leg once, with the time of the tap, whoever of the team pressed first."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assignments.field.models import StatusReport
from assignments.field.phases import Phase, steps_of
from assignments.models import HELD_STATES, Assignment
from delegates.models import Delegation, Movement
from events.models import AgendaItem, Event, EventStage
from lo_portal import formats
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Officer, RosterEntry

OVER = {EventStage.CLOSED, EventStage.ARCHIVED}


@dataclass(frozen=True)
class Reported:
    """What became of a tap. `is_new` is False for one that was known, by its key or by its step."""

    report: StatusReport
    is_new: bool


@transaction.atomic
def report_status(
    *, delegation: Delegation, leg: str, phase: str, tap_key: uuid.UUID, tapped_at: datetime, by, at: datetime
) -> Reported:
    """Keep one tap. `leg` is the sheet's key of the duty, "movement:<id>" or "agenda:<id>".

    The same key again, or a step that a colleague has reported, changes nothing. Raises `Refused` when
    the event is over, when the officer did not serve the delegation at that moment, or when the duty
    has no such step.
    """
    known = StatusReport.objects.filter(tap_key=tap_key).first()
    if known is not None:
        return Reported(known, is_new=False)
    if delegation.event.stage in OVER:
        raise Refused(_("The event is closed; nothing more is reported."), code="event_over")
    officer = serving_officer(delegation, by, tapped_at)
    target = _leg(delegation, leg, phase)
    report = StatusReport(
        event=delegation.event, delegation=delegation, officer=officer, phase=phase, tapped_at=tapped_at,
        received_at=max(at, tapped_at), tap_key=tap_key, reported_by=by, **target,
    )  # fmt: skip
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        same = Q(delegation=delegation, phase=phase, withdrawn_at=None, **target)
        return Reported(StatusReport.objects.get(Q(tap_key=tap_key) | same), is_new=False)
    trail.record(
        "status.reported",
        on=report,
        by=by,
        at=at,
        detail={"phase": phase, "tapped_at": tapped_at.isoformat()},
    )
    return Reported(report, is_new=True)


@transaction.atomic
def withdraw_report(*, report: StatusReport, by, at: datetime) -> None:
    """Take a wrong tap back; the row stays with who took it back and when. Twice changes nothing."""
    taken = StatusReport.objects.filter(pk=report.pk, withdrawn_at=None).update(
        withdrawn_at=max(at, report.tapped_at), withdrawn_by=by
    )
    if taken:
        trail.record("status.withdrawn", on=report, by=by, at=at, detail={"phase": report.phase})


def serving_officer(delegation: Delegation, user, moment: datetime) -> Officer:
    """The user's officer, who served the delegation at that moment: a tap may arrive after a replacement."""
    asked = Q(kind="primary", offered_at__isnull=False)
    return _bond(delegation, user, moment, asked).officer


def demand_nearby(delegation: Delegation, user, moment: datetime) -> None:
    """Raise `Refused` unless the user served the delegation at that moment, or stood by for it."""
    _bond(delegation, user, moment, Q(kind="backup") | Q(offered_at__isnull=False))


def _bond(delegation: Delegation, user, moment: datetime, which: Q) -> Assignment:
    """The user's assignment of the kind `which` that held at that moment; `Refused` where none did."""
    then = Q(state__in=HELD_STATES) | Q(released_at__gt=moment) | Q(state="declined", answered_at__gt=moment)
    own = Assignment.objects.filter(delegation=delegation, officer__user=user).select_related("officer")
    held = own.filter(then, which).first()
    if held is not None and not _had_left(held.officer, delegation.event, moment):
        return held
    ended = own.filter(kind="primary").exclude(released_at=None).order_by("-released_at").first()
    if held is None and ended is not None:
        raise Refused(
            _("You have not served %(delegation)s since %(time)s. Call your coordinator.")
            % {
                "delegation": delegation.code,
                "time": formats.time(ended.released_at, delegation.event.timezone, "id"),
            },
            code="replaced",
        )
    raise Refused(_("You do not serve %(delegation)s.") % {"delegation": delegation.code}, code="not_serving")


def _had_left(officer: Officer, event: Event, moment: datetime) -> bool:
    """Whether the officer had withdrawn by then; the assignment stands until somebody releases it."""
    left = RosterEntry.objects.filter(officer=officer, event=event, withdrawn_at__lte=moment)
    return (officer.withdrawn_at is not None and officer.withdrawn_at <= moment) or left.exists()


def _leg(delegation: Delegation, leg: str, phase: str) -> dict:
    """The leg as fields of a report. Raises `Refused` for one that is gone or has no such step."""
    kind, _colon, key = leg.partition(":")
    found = None
    if kind == "movement":
        found = Movement.objects.filter(pk=_uuid(key), delegation=delegation).first()
        steps = steps_of(found.kind) if found else ()
    elif kind == "agenda":
        found = AgendaItem.objects.filter(pk=_uuid(key), event=delegation.event).first()
        steps = steps_of("agenda")
    if found is None:
        raise Refused(_("This duty is no longer in the plan. Open *Today* again."), code="leg_gone")
    if phase not in steps or phase not in Phase.values:
        raise Refused(_("This duty has no such step."), code="no_such_step")
    return (
        {"movement": found, "agenda_item": None}
        if kind == "movement"
        else {
            "movement": None,
            "agenda_item": found,
        }
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
