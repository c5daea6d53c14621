"""The life of a notice: its states, and from which one it may go where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    DUE = "due", _("Queued")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    RETRY = "retry", _("Will be tried again")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Too late")
    SUPERSEDED = "superseded", _("Replaced")
    CANCELLED = "cancelled", _("Cancelled")
    DEAD = "dead", _("Given up")


# A row found in `sending` again was held by a process that ended: it may be taken once more.
# A waiting row whose words were written anew is queued afresh. Replaced and cancelled rows come back
# when the fact that they tell comes back; sent rows never change.
NOTICE_MOVES: dict[NoticeState, set[NoticeState]] = {
    NoticeState.DUE: {
        NoticeState.DUE,
        NoticeState.SENDING,
        NoticeState.EXPIRED,
        NoticeState.SUPERSEDED,
        NoticeState.CANCELLED,
    },
    NoticeState.RETRY: {
        NoticeState.DUE,
        NoticeState.SENDING,
        NoticeState.EXPIRED,
        NoticeState.SUPERSEDED,
        NoticeState.CANCELLED,
    },
    NoticeState.SENDING: {
        NoticeState.SENDING,
        NoticeState.SENT,
        NoticeState.RETRY,
        NoticeState.FAILED,
        NoticeState.EXPIRED,
        NoticeState.SUPERSEDED,
        NoticeState.DEAD,
    },
    NoticeState.SENT: set(),
    NoticeState.FAILED: {NoticeState.DUE},
    NoticeState.EXPIRED: set(),
    NoticeState.SUPERSEDED: {NoticeState.DUE},
    NoticeState.CANCELLED: {NoticeState.DUE},
    NoticeState.DEAD: {NoticeState.DUE},
}

# Nothing has left yet and nobody holds the row.
WAITING_STATES = [NoticeState.DUE, NoticeState.RETRY]
# Delivery still has to look at the row.
OPEN_STATES = [NoticeState.DUE, NoticeState.RETRY, NoticeState.SENDING]
# Staff must act: call, or send again.
TROUBLE_STATES = [NoticeState.FAILED, NoticeState.DEAD, NoticeState.EXPIRED]
# Of these, what can still be sent again: `expired` is too late for good.
RETRIED_BY_HAND = [state for state in TROUBLE_STATES if NoticeState.DUE in NOTICE_MOVES[state]]


def sources_of(target: NoticeState) -> list[NoticeState]:
    """The states from which `target` may be reached."""
    return [state for state, targets in NOTICE_MOVES.items() if target in targets]
