"""The state vocabulary of the interface: one icon, one kind and one word for each state.

A state of another room appears here once its page draws it with ``{% status %}``. The icon and the word
carry the meaning, the colour only helps; no icon means two different things within one family.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Look:
    """How a state is drawn. ``filled`` gives quiet kinds a field of their own."""

    kind: str
    icon: str
    label: str | Promise
    filled: bool = False


OK, WAIT, BAD, INFO, MUTE = "ok", "wait", "bad", "info", "mute"

EVENT = {
    "draft": Look(MUTE, "file-earmark", _("Draft"), True),
    "preparation": Look(INFO, "sliders", _("Preparation"), True),
    "live": Look(OK, "broadcast", _("Under way"), True),
    "closed": Look(MUTE, "check-circle", _("Closed"), True),
    "archived": Look(MUTE, "archive", _("Archived"), True),
}
ASSIGNMENT = {
    "proposed": Look(MUTE, "circle", _("Proposed")),
    "offered": Look(WAIT, "hourglass-split", _("Waiting")),
    "accepted": Look(OK, "check-circle-fill", _("Accepts")),
    "declined": Look(BAD, "exclamation-triangle-fill", _("Declines")),
    "released": Look(MUTE, "x-circle", _("Released")),
    "reserve": Look(MUTE, "dash-circle", _("Reserve")),
    "locked": Look(MUTE, "lock-fill", _("Locked")),
    "empty": Look(BAD, "plus-square-dotted", _("Empty")),
}
LETTER = {
    "no_officer": Look(BAD, "person-x", _("No LO yet")),
    "waiting": Look(WAIT, "hourglass-split", _("Waits for the answer")),
    "ready": Look(INFO, "pen", _("Ready"), True),
    "draft": Look(MUTE, "file-earmark", _("Draft"), True),
    "review": Look(INFO, "pencil", _("Being initialled"), True),
    "approved": Look(INFO, "check2-circle", _("Approved"), True),
    "numbered": Look(INFO, "arrow-repeat", _("Being made"), True),
    "to_sign": Look(INFO, "pen", _("Ready to sign"), True),
    "in_force": Look(OK, "check-circle-fill", _("In force")),
    "received": Look(OK, "patch-check-fill", _("Received")),
    "outdated": Look(WAIT, "exclamation-triangle", _("Needs a change")),
    "revoked": Look(BAD, "x-octagon", _("Revoked")),
    "superseded": Look(MUTE, "arrow-left-right", _("Superseded"), True),
    "failed": Look(BAD, "exclamation-triangle-fill", _("Failed")),
}
NOTICE = {
    "planned": Look(MUTE, "calendar-plus", _("Planned")),
    "due": Look(MUTE, "clock", _("Queued")),
    "queued": Look(MUTE, "clock", _("Queued")),
    "sending": Look(INFO, "arrow-repeat", _("Being sent")),
    "sent": Look(INFO, "send", _("Sent")),
    "opened": Look(OK, "check-circle-fill", _("Opened")),
    "read": Look(OK, "check-circle-fill", _("Has been read")),
    "by_hand": Look(INFO, "whatsapp", _("Opened by staff")),
    "failed": Look(BAD, "exclamation-triangle-fill", _("Failed")),
    "cancelled": Look(MUTE, "x-circle", _("Cancelled")),
    "expired": Look(MUTE, "slash-circle", _("Too late to send")),
}
PHASE = {
    "planned": Look(MUTE, "circle", _("Planned")),
    "next": Look(INFO, "clock", _("Coming next")),
    "current": Look(INFO, "record-circle", _("Now")),
    "done": Look(OK, "check-lg", _("Done")),
    "late": Look(BAD, "exclamation-triangle-fill", _("Late")),
}
REPORT_AGE = {
    "normal": Look(MUTE, "clock", _("Fresh")),
    "stale": Look(WAIT, "clock-history", _("Report is due")),
    "silent": Look(BAD, "wifi-off", _("No report")),
}
INCIDENT = {
    "open": Look(BAD, "exclamation-octagon-fill", _("Not handled yet")),
    "owned": Look(WAIT, "person-check", _("Being handled")),
    "in_progress": Look(WAIT, "person-check", _("Being handled")),
    "resolved": Look(OK, "check-circle-fill", _("Resolved")),
    "closed": Look(MUTE, "check-circle", _("Closed")),
    "cancelled": Look(MUTE, "x-circle", _("Cancelled")),
}
NOMINATION = {
    "open": Look(INFO, "envelope-open", _("Link is open")),
    "submitted": Look(OK, "check-circle-fill", _("Submitted")),
    "closed": Look(MUTE, "lock-fill", _("Closed")),
    "overdue": Look(WAIT, "alarm", _("Deadline passed")),
}
NOMINEE = {
    "waiting": Look(WAIT, "hourglass-split", _("Waiting")),
    "accepted": Look(OK, "check-circle-fill", _("Accepted")),
    "refused": Look(BAD, "x-circle", _("Refused")),
    "asked": Look(INFO, "question-circle", _("Asked back")),
}
ATTENDANCE = {
    "invited": Look(WAIT, "hourglass-split", _("No answer yet")),
    "coming": Look(OK, "check-circle", _("Will attend")),
    "excused": Look(MUTE, "dash-circle", _("Excused")),
    "present": Look(OK, "check-circle-fill", _("Present")),
    "absent": Look(BAD, "x-circle", _("Absent")),
    "make_up": Look(WAIT, "arrow-repeat", _("Make-up session")),
}
JOB = {
    "queued": Look(MUTE, "clock", _("Queued")),
    "running": Look(INFO, "arrow-repeat", _("Running")),
    "done": Look(OK, "check-circle-fill", _("Done")),
    "failed": Look(BAD, "exclamation-triangle-fill", _("Failed")),
    "cancelled": Look(MUTE, "x-circle", _("Cancelled")),
    "stale": Look(WAIT, "clock-history", _("Stuck, will be retried")),
}
MOVEMENT = {
    "scheduled": Look(INFO, "clock", _("Scheduled")),
    "changed": Look(WAIT, "arrow-repeat", _("Changed")),
    "delayed": Look(WAIT, "hourglass-split", _("Delayed")),
    "departed": Look(INFO, "airplane", _("Departed")),
    "landed": Look(OK, "check-circle-fill", _("Landed")),
    "cancelled": Look(BAD, "x-octagon", _("Cancelled")),
}
RECORD = {
    "active": Look(OK, "check-circle-fill", _("Active")),
    "inactive": Look(MUTE, "dash-circle", _("Inactive")),
    "new": Look(INFO, "plus-lg", _("New"), True),
    "changed": Look(WAIT, "pencil", _("Changed")),
    "unchanged": Look(MUTE, "check-lg", _("Unchanged")),
    "cancelled": Look(BAD, "x-circle", _("Cancelled")),
    "error": Look(BAD, "exclamation-triangle-fill", _("Has an error")),
}
REPORT = {
    "missing": Look(WAIT, "hourglass-split", _("Not in yet")),
    "draft": Look(MUTE, "file-earmark", _("Draft"), True),
    "submitted": Look(INFO, "file-earmark-check", _("To be checked"), True),
    "returned": Look(BAD, "arrow-counterclockwise", _("Sent back")),
    "verified": Look(OK, "patch-check-fill", _("Verified")),
}

FAMILIES = {
    "event": EVENT,
    "assignment": ASSIGNMENT,
    "letter": LETTER,
    "notice": NOTICE,
    "phase": PHASE,
    "report_age": REPORT_AGE,
    "incident": INCIDENT,
    "nomination": NOMINATION,
    "nominee": NOMINEE,
    "attendance": ATTENDANCE,
    "job": JOB,
    "movement": MOVEMENT,
    "record": RECORD,
    "report": REPORT,
}


def look_of(family: str, state: str) -> Look:
    """The look of a state; one that no page has named yet is drawn quietly under its own name.

    Raises KeyError for an unknown family, which is a slip in the template.
    """
    found = FAMILIES[family].get(str(state))
    return found or Look(MUTE, "circle", str(state).replace("_", " ").capitalize())
