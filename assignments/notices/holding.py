"""What waits behind a hold of delivery, and letting it go."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min

from assignments.notices import services
from assignments.notices.models import Notice, NoticeKind
from lo_portal.upkeep import services as upkeep
from lo_portal.upkeep.models import DeliveryHold


@dataclass(frozen=True)
class Group:
    """Due messages of one event and kind."""

    event: str
    kind: str
    count: int
    oldest: datetime


def held_page(*, at: datetime) -> dict:
    """The open holds and what is due, in groups."""
    due = Notice.objects.waiting().filter(due_at__lte=at)
    rows = due.values("event__short_name", "kind").annotate(count=Count("pk"), oldest=Min("due_at"))
    labels = dict(NoticeKind.choices)
    return {
        "holds": list(DeliveryHold.objects.filter(released_at=None)),
        "paused": settings.NOTICES_PAUSED,
        "groups": [
            Group(row["event__short_name"] or "", labels[row["kind"]], row["count"], row["oldest"])
            for row in rows.order_by("oldest")
        ],
    }


@transaction.atomic
def release_held(*, withhold_overdue: bool, by, at: datetime) -> int:
    """Let messages leave again, the overdue ones only when asked; returns how many were withheld."""
    overdue = Notice.objects.waiting().filter(due_at__lte=at)
    withheld = 0
    if withhold_overdue and upkeep.is_held() and overdue.exists():
        withheld = services.mute_notices(notices=overdue, by=by, at=at)
    if upkeep.release_delivery(by=by, at=at):
        transaction.on_commit(services.ring, robust=True)
    return withheld
