"""Verbs of attendance at a briefing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Briefing
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Attendance, AttendanceMethod, Officer, RosterEntry


@transaction.atomic
def mark_attendance(
    *,
    briefing: Briefing,
    officer: Officer,
    by,
    at: datetime,
    method: AttendanceMethod = AttendanceMethod.LIST,
) -> Attendance:
    """The officer is at the briefing. Marked twice counts once and keeps the first time.

    Raises `Refused` for an officer who is not on the event's roster, or in another batch than the
    session's, and for a cancelled briefing.
    """
    if briefing.item.is_cancelled:
        raise Refused(_("This briefing was cancelled."), code="cancelled")
    if not RosterEntry.objects.standing().filter(event=briefing.event, officer=officer).exists():
        raise Refused(
            _("%(officer)s is not on the roster of this event.") % {"officer": officer}, code="not_on_roster"
        )
    if not RosterEntry.objects.expected_at(briefing).filter(officer=officer).exists():
        raise Refused(
            _("%(officer)s is not in %(batch)s, for which this session is held.")
            % {"officer": officer, "batch": briefing.batch},
            code="other_batch",
        )
    mark, new = Attendance.objects.get_or_create(
        briefing=briefing,
        officer=officer,
        defaults={"marked_at": at, "marked_by": by, "method": method},
    )
    if new:
        trail.record("attendance.marked", on=mark, by=by, at=at, detail={"method": str(method)})
    return mark


@transaction.atomic
def unmark_attendance(*, briefing: Briefing, officer: Officer, by, at: datetime) -> None:
    """Take a mark back that was set by mistake."""
    mark = Attendance.objects.filter(briefing=briefing, officer=officer).first()
    if mark is None:
        return
    trail.record(
        "attendance.unmarked", on=mark, by=by, at=at, detail={"marked_at": mark.marked_at.isoformat()}
    )
    mark.delete()
