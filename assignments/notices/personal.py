"""What messages hold: names and numbers in plain words, for 30 days."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from assignments.notices.models import HandOpening, Notice, PushSubscription
from assignments.notices.states import OPEN_STATES
from delegates.personal import over
from events.models import Event
from lo_portal.privacy import needles
from lo_portal.privacy.registry import Retention, declare, erase, purge

KEPT = timedelta(days=30)

declare(
    "notices.notice",
    Retention.MESSAGE,
    personal=["title", "text", "content", "address", "error"],
    plain=[
        "key", "thread", "subject_type", "subject_id", "channel", "owner", "error_code", "message_id",
        "language", "fingerprint",
    ],
)  # fmt: skip
declare("notices.inboxitem", Retention.MESSAGE)
declare(
    "notices.pushsubscription", Retention.ACCOUNT, personal=["endpoint", "device"], plain=["p256dh", "auth"]
)
declare("notices.broadcast", Retention.EVENT, personal=["title", "text"], plain=["audience"])
declare("notices.handopening", Retention.MESSAGE)
declare("notices.reminderprofile")


def _bodies(at):
    done = Notice.objects.exclude(state__in=OPEN_STATES).filter(due_at__lt=at - KEPT)
    return done.exclude(text="").exclude(event__in=_events_not_over(at))


def _events_not_over(at):
    """Events that are still to come keep their messages: officers look up what they were told."""
    return Event.objects.exclude(pk__in=over(at, 0).values("pk"))


purge(
    code="notices",
    label=_("Texts of messages"),
    after=_("30 days after sending, at the earliest after the event"),
    due=lambda at: _bodies(at).count(),
    run=lambda at: _bodies(at).update(title=needles.ERASED, text="", content={}, address="", error=""),
)


@erase("officer")
def erase_messages(officer, at) -> None:
    """What was told to the person: the messages, the inbox and the browsers that showed them."""
    if officer.user_id:
        HandOpening.objects.filter(notice__recipient=officer.user_id).delete()
        Notice.objects.filter(recipient=officer.user_id).delete()
        PushSubscription.objects.filter(recipient=officer.user_id).delete()
