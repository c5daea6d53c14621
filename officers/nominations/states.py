"""The lives of a nomination, of a nominee and of a mail to an agency: where each may go from where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NominationState(models.TextChoices):
    OPEN = "open", _("Open")
    SUBMITTED = "submitted", _("Submitted")
    CLOSED = "closed", _("Closed")


NOMINATION_MOVES: dict[NominationState, set[NominationState]] = {
    NominationState.OPEN: {NominationState.SUBMITTED, NominationState.CLOSED},
    NominationState.SUBMITTED: {NominationState.OPEN, NominationState.CLOSED},
    NominationState.CLOSED: {NominationState.OPEN},
}


class NomineeDecision(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    ASKED = "asked", _("Asked back")


# An answered question waits for the decision again; a refusal can be taken back, an acceptance is undone on
# the roster.
NOMINEE_MOVES: dict[NomineeDecision, set[NomineeDecision]] = {
    NomineeDecision.WAITING: {NomineeDecision.ACCEPTED, NomineeDecision.REFUSED, NomineeDecision.ASKED},
    NomineeDecision.ASKED: {
        NomineeDecision.WAITING,
        NomineeDecision.ACCEPTED,
        NomineeDecision.REFUSED,
        NomineeDecision.ASKED,
    },
    NomineeDecision.REFUSED: {NomineeDecision.ACCEPTED, NomineeDecision.ASKED},
    NomineeDecision.ACCEPTED: set(),
}


class MailKind(models.TextChoices):
    REQUEST = "request", _("Request for nominations")
    REMINDER = "reminder", _("Reminder")
    QUESTION = "question", _("Question")


class MailState(models.TextChoices):
    DUE = "due", _("Queued")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    RETRY = "retry", _("Will be tried again")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


# A mail found in `sending` again was held by a process that ended: it is taken once more. A failed one is
# queued again by hand, a cancelled one when its fact comes back.
MAIL_MOVES: dict[MailState, set[MailState]] = {
    MailState.DUE: {MailState.SENDING, MailState.CANCELLED},
    MailState.RETRY: {MailState.SENDING, MailState.CANCELLED},
    MailState.SENDING: {
        MailState.SENDING,
        MailState.SENT,
        MailState.RETRY,
        MailState.FAILED,
        MailState.CANCELLED,
    },
    MailState.SENT: set(),
    MailState.FAILED: {MailState.DUE},
    MailState.CANCELLED: {MailState.DUE},
}

WAITING_MAILS = [MailState.DUE, MailState.RETRY]
OPEN_MAILS = [*WAITING_MAILS, MailState.SENDING]
