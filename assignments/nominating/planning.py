"""Reminders to agencies that have not answered: planned again and again, each written once."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from officers.nominations.models import AgencyMail, Nomination
from officers.nominations.states import WAITING_MAILS, MailKind, MailState, NominationState

DAYS_BEFORE = (3, 1)
CLOCK = time(9)
HORIZON = timedelta(days=7)
# One whose time passed longer ago than this before its row existed is not sent at all.
GRACE = timedelta(minutes=30)
# Nobody is reminded of what was asked for hours ago.
SETTLED = timedelta(hours=12)
BY_HAND = "hand-"


def reminder_times(due_at: datetime, zone: ZoneInfo) -> list[datetime]:
    """H-3 and H-1 at 09.00 on the event's clock, those that lie before the deadline, in UTC."""
    day = due_at.astimezone(zone).date()
    times = [
        datetime.combine(day - timedelta(days=days), CLOCK, zone).astimezone(UTC) for days in DAYS_BEFORE
    ]
    return [one for one in times if one < due_at]


@transaction.atomic
def plan_agency_reminders(*, at: datetime) -> Counter:
    """Bring the reminder rows in step with the nominations; again, it changes nothing.

    Returns how many were `written`, `revived` and `cancelled`. The unique key keeps two planners at
    once from writing one twice.
    """
    plan = _plan(at)
    rows = AgencyMail.objects.filter(kind=MailKind.REMINDER).exclude(key__contains=BY_HAND)
    known = dict(rows.filter(due_at__gt=at - HORIZON).values_list("key", "state"))
    unwanted = [key for key, state in known.items() if state in WAITING_MAILS and key not in plan]
    again = [key for key, state in known.items() if state == MailState.CANCELLED and key in plan]
    fresh = [mail for key, mail in plan.items() if key not in known]
    gone = rows.filter(key__in=unwanted, state__in=WAITING_MAILS)
    back = rows.filter(key__in=again, state=MailState.CANCELLED)
    AgencyMail.objects.bulk_create(fresh, ignore_conflicts=True)
    return +Counter(
        written=len(fresh),
        cancelled=gone.update(state=MailState.CANCELLED, owner="", lease_until=None),
        revived=back.update(state=MailState.DUE, attempts=0, error=""),
    )


def _plan(at: datetime) -> dict[str, AgencyMail]:
    """key -> mail for every reminder that is still worth sending."""
    open_ones = Nomination.objects.filter(state=NominationState.OPEN, due_at__gt=at)
    open_ones = open_ones.exclude(agency__contact_email="").select_related("event")
    plan = {}
    for nomination in open_ones:
        for due in reminder_times(nomination.due_at, nomination.event.zone):
            if at - GRACE < due <= at + HORIZON and due >= nomination.created_at + SETTLED:
                key = f"{MailKind.REMINDER}:{nomination.pk}:{due:%Y%m%dT%H%MZ}"
                plan[key] = AgencyMail(
                    key=key, nomination=nomination, kind=MailKind.REMINDER, due_at=due, next_try_at=due
                )
    return plan
