"""Verbs of the end of an event: close it, open it again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.closing.checklist import checklist, data_gone_on
from assignments.closing.models import Closure
from events import services as events
from events.models import Event, EventStage
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused

SHORTEST_REASON = 5


@transaction.atomic
def close_event(*, event: Event, lessons: str, reason: str, by, at: datetime) -> Closure:
    """Close a live event; from then on the days of its data are counted down.

    Raises `Refused` while something forbids it, or while something is left open without a reason.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.stage != EventStage.LIVE:
        raise Conflict(_("Only a live event is closed."), code="not_live")
    left = [check for check in checklist(event, by, at) if not check.is_done]
    errors = [check for check in left if check.kind == "error"]
    if errors:
        raise Refused(" ".join(check.sentence for check in errors), code=errors[0].code)
    if left and len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            _("Something is left open. Write why the event is closed all the same."), code="no_reason"
        )
    events.move_event(event=event, stage=EventStage.CLOSED, by=by, at=at)
    closure = Closure.objects.create(
        event=event,
        closed_at=at,
        closed_by=by,
        lessons=lessons.strip(),
        left_open=[[check.code, check.sentence] for check in left],
        reason=reason.strip()[:300] if left else "",
    )
    detail = {"left_open": [check.code for check in left], "data_gone_on": data_gone_on(event).isoformat()}
    trail.record("event.closed", on=closure, by=by, at=at, detail=detail)
    return closure


@transaction.atomic
def reopen_event(*, event: Event, reason: str, by, at: datetime) -> None:
    """Make a closed event live again. Raises `Refused` without a reason."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Write why the event is opened again."), code="no_reason")
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.stage != EventStage.CLOSED:
        raise Conflict(_("Only a closed event is opened again."), code="not_closed")
    events.move_event(event=event, stage=EventStage.LIVE, by=by, at=at)
    closures = Closure.objects.filter(event=event, reopened_at=None)
    closures.update(reopened_at=at, reopened_by=by, reopen_reason=reason.strip()[:300])
    trail.record("event.reopened", on=event, by=by, at=at, detail={"reason": reason.strip()[:300]})
