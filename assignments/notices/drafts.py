"""What a room hands over to have somebody told: plain values, no rows.

Texts may be lazy translations: they are turned into the recipient's language when the row is written.
Never put a restricted field (health, passport, security, room) into a message.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Model


@dataclass(frozen=True)
class Line:
    """A fact with its label: "Place: Balai Petitih"."""

    label: str
    value: str


@dataclass(frozen=True)
class Changed:
    """A fact that was different: "Starts: 19.00 WIB -> 18.30 WIB"."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Action:
    """The one button of a message; `path` begins with "/".

    `personal`: a mail leads there through a one-time link, made when the mail leaves and stored nowhere.
    """

    label: str
    path: str
    personal: bool = False


@dataclass(frozen=True)
class Message:
    """A message's content: `title` is the subject line, `lead` the first sentence."""

    title: str
    lead: str = ""
    changes: tuple[Changed, ...] = ()
    lines: tuple[Line, ...] = ()
    closing: str = ""
    action: Action | None = None


@dataclass(frozen=True)
class Subject:
    """The row that a message is about, where its object is not at hand: "events.agendaitem", key."""

    type: str
    key: str


@dataclass(frozen=True)
class Draft:
    """One message to one user, by every channel of its kind unless `channels` names some.

    `due_at` None sends at once; then `occasion` (for example "v8") takes the place of the due time in
    the key, so that the same occasion is told once. `subject_version` given: the message is dropped
    when the subject's row has moved on to another version before it leaves.
    """

    kind: str
    recipient: Model
    subject: "Model | Subject"
    message: Message
    event: Model | None = None
    due_at: datetime | None = None
    occasion: str = ""
    not_after: datetime | None = None
    subject_version: int | None = None
    channels: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def thread(self) -> str:
        """`kind:object:person:due`, what all channels of this message share."""
        about = self.about
        return thread_of(self.kind, f"{about.type}/{about.key}", self.recipient.pk, self.when)

    @property
    def about(self) -> Subject:
        if isinstance(self.subject, Subject):
            return self.subject
        return Subject(self.subject._meta.label_lower, str(self.subject.pk))

    @property
    def when(self) -> str:
        """The due time as the key says it, or the occasion. Raises `ValueError` where both are missing."""
        if self.due_at is not None:
            return instant(self.due_at)
        if not self.occasion:
            raise ValueError("a draft without due_at needs an occasion")
        return self.occasion


def thread_of(kind: str, subject: str, person, when: str) -> str:
    return f"{kind}:{subject}:{person}:{when}"


def instant(at: datetime) -> str:
    """UTC to the second, as keys say it: "20221124T020000Z"."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def message_id_of(key: str, host: str) -> str:
    """The Message-ID of every attempt to send the notice with this key."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"
