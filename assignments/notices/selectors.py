"""Reading notices: a person's inbox, an event's ledger, who has not read, how far a message is."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from assignments.notices.models import Broadcast, InboxItem, Notice
from assignments.notices.states import TROUBLE_STATES, WAITING_STATES
from events.models import Event

UNREAD_SHOWN = 500


def inbox_of(user) -> QuerySet:
    """What arrived in the person's inbox, newest first, each with its notice."""
    return InboxItem.objects.visible_to(user).select_related("notice__event")


def unread_count(user) -> int:
    """How many messages in the person's inbox are not marked as read."""
    return Notice.objects.filter(recipient=user, channel="inbox", state="sent", read_at=None).count()


def oldest_waiting(*, at: datetime) -> datetime | None:
    """Since when the longest-waiting notice should have left, None when nothing waits: the number on
    the wall of whoever runs the portal."""
    late = Notice.objects.open().filter(next_try_at__lte=at)
    return late.aggregate(oldest=Min("next_try_at"))["oldest"]


@dataclass(frozen=True)
class LedgerFilter:
    """What the ledger is narrowed to; empty means all. `state` is a state or one of `GROUPS`."""

    state: str = ""
    channel: str = ""
    kind: str = ""
    search: str = ""


# The words above the ledger, each for the states that it counts.
GROUPS = {
    "waiting": Q(state__in=[*WAITING_STATES, "sending"]),
    "sent": Q(state="sent"),
    "read": Q(state="sent", read_at__isnull=False),
    "trouble": Q(state__in=TROUBLE_STATES),
    "gone": Q(state__in=["superseded", "cancelled"]),
}


def ledger(event: Event, user, chosen: LedgerFilter) -> QuerySet:
    """The event's notices that `user` may see, newest due first, each with its person and agency.

    Of those that wait the next to leave stands first.
    """
    rows = Notice.objects.visible_to(user).filter(event=event)
    if chosen.state:
        rows = rows.filter(GROUPS.get(chosen.state) or Q(state=chosen.state))
    if chosen.state == "waiting":
        rows = rows.order_by("due_at", "id")
    if chosen.channel:
        rows = rows.filter(channel=chosen.channel)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.search:
        rows = rows.filter(Q(recipient__name__icontains=chosen.search) | Q(title__icontains=chosen.search))
    return rows.select_related("recipient__officer__agency").prefetch_related("hand_openings")


def counts(rows: QuerySet) -> dict[str, int]:
    """How many of these notices are waiting, sent, read, in trouble, gone; and all (`total`)."""
    asked = {name: Count("pk", filter=condition) for name, condition in GROUPS.items()}
    found = rows.order_by().aggregate(total=Count("pk"), **asked)
    return {**found, "sent_unread": found["sent"] - found["read"]}


def event_counts(event: Event, user) -> dict[str, int]:
    return counts(Notice.objects.visible_to(user).filter(event=event))


def progress_of(subject) -> dict[str, int]:
    """`counts` of everything that tells about one object: a broadcast, a published version."""
    return counts(Notice.objects.about(subject))


def is_over(figures: dict[str, int]) -> bool:
    return not figures["waiting"]


@dataclass
class UnreadMessage:
    """One message of an event with the people who have not read it; `total` were told."""

    notice: Notice
    total: int = 0
    read: int = 0
    people: list[Notice] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return self.total - self.read


def unread_messages(event: Event, user) -> list[UnreadMessage]:
    """Messages of the event that somebody has not read, newest first, with names and phones."""
    arrived = Notice.objects.visible_to(user).filter(event=event, channel="inbox", state="sent")
    same = ["kind", "subject_type", "subject_id", "due_at"]
    told = arrived.order_by().values_list(*same).annotate(total=Count("pk"), read=Count("read_at"))
    figures = {row[:4]: row[4:] for row in told}
    people = arrived.filter(read_at=None).select_related("recipient__officer__agency")
    found: dict[tuple, UnreadMessage] = {}
    for notice in people.order_by("-due_at", "recipient__name")[:UNREAD_SHOWN]:
        key = tuple(getattr(notice, name) for name in same)
        total, read = figures[key]
        found.setdefault(key, UnreadMessage(notice, total, read)).people.append(notice)
    return list(found.values())


def unread_of(notice: Notice) -> QuerySet:
    """The same message in the inboxes of all who have not read it."""
    return Notice.objects.about_same(notice).filter(channel="inbox", state="sent", read_at=None)


def broadcasts_of(event: Event, user) -> list[tuple[Broadcast, dict[str, int]]]:
    """The event's broadcasts, newest first, with their figures; two queries for any number."""
    rows = list(Broadcast.objects.visible_to(user).filter(event=event).select_related("sent_by"))
    keys = [str(row.pk) for row in rows]
    notices = Notice.objects.filter(subject_type=Broadcast._meta.label_lower, subject_id__in=keys)
    asked = {name: Count("pk", filter=condition) for name, condition in GROUPS.items()}
    told = notices.order_by().values("subject_id").annotate(total=Count("pk"), **asked)
    figures = {row.pop("subject_id"): row for row in told}
    nothing = Counter()
    return [(row, figures.get(str(row.pk), nothing)) for row in rows]
