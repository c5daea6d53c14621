"""What a channel is. Adding one takes one file here and its dotted path in `settings.NOTICE_CHANNELS`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Outgoing:
    """One notice in the hand of its channel, as it stood when it was claimed."""

    id: str
    key: str
    kind: str
    recipient_id: str
    recipient_name: str
    email: str
    message_id: str
    language: str
    title: str
    text: str
    content: dict
    attempts: int


class Trouble(Exception):
    """The channel could not deliver. `code` is short ("421", "timeout"), `args[0]` the server's words.

    `left` says that the message may have left all the same, so another try can double it.
    """

    def __init__(self, code: str, words: str, *, left: bool = False):
        super().__init__(words)
        self.code = code
        self.left = left


class Temporary(Trouble):
    """Worth another try later."""


class Permanent(Trouble):
    """Another try would end the same way."""


class Channel:
    """One way to reach a person.

    `in_database`: the effect is a row, written by `send_all` in the transaction that marks the notices
    as sent, so it happens exactly once. Every other channel sends one by one, at least once.
    """

    code = ""
    label = ""
    icon = "bell"
    in_database = False

    def reaches(self, recipient_ids: set) -> set:
        """Those of the users whom this channel can reach at all."""
        return recipient_ids

    @contextmanager
    def session(self) -> Iterator:
        """Open what a whole batch shares, for example a connection; yields what `send` gets."""
        yield None

    def send_all(self, batch: list[Outgoing]) -> None:
        """Deliver a batch inside the caller's transaction: all of it or nothing."""
        for outgoing in batch:
            self.send(None, outgoing)

    def send(self, session, outgoing: Outgoing) -> str:
        """Deliver one; returns the address used. Raises `Temporary` or `Permanent`."""
        raise Permanent("no-channel", f"{type(self).__name__} sends nothing")
