"""Rows of this room: notices and inbox, reminder rules, and how else people are reached."""

from assignments.notices.models.notice import InboxItem, Notice, NoticeKind
from assignments.notices.models.outreach import Broadcast, HandOpening, HandWay, PushSubscription
from assignments.notices.models.reminders import ReminderKind, ReminderProfile

__all__ = [
    "Broadcast",
    "HandOpening",
    "HandWay",
    "InboxItem",
    "Notice",
    "NoticeKind",
    "PushSubscription",
    "ReminderKind",
    "ReminderProfile",
]
