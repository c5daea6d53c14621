"""What agencies do, for the rooms above that tell somebody: they register here, this room imports none."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum


class Heard(StrEnum):
    """What an agency did that the bureau waits for."""

    HANDED_IN = "handed-in"
    ANSWERED = "answered"
    CORRECTED = "corrected"


Listener = Callable[..., None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """`listener(nomination=, heard=, occasion=, at=)` runs within the transaction of the agency's verb.

    `occasion` is the same where the same thing is heard again. Called once, from `AppConfig.ready()`.
    """
    _listeners.append(listener)


def let_hear(*, nomination, heard: Heard, since: datetime, at: datetime, about: str = "") -> None:
    """Tell every listener. `since` and `about` make the occasion its own."""
    occasion = "-".join(part for part in (heard, about, f"{since:%Y%m%dT%H%M%S%f}") if part)
    for listener in _listeners:
        listener(nomination=nomination, heard=heard, occasion=occasion, at=at)
