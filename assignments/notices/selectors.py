"""Reading notices: a person's inbox, an event's ledger, who has not read."""

from datetime import datetime

from django.db.models import Min, QuerySet

from assignments.notices.models import InboxItem, Notice


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
