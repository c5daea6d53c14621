"""Whether a delegation takes part in an agenda item: asked by the duty sheets and by the live board. Pure."""

from datetime import datetime


def attends(
    *,
    starts_at: datetime,
    ends_at: datetime,
    listed: bool,
    invited: bool,
    excused: bool,
    presence: tuple[datetime | None, datetime | None],
) -> bool:
    """An invitation or an excuse counts first, then the tier (`listed`), then whether the party is in town.

    `presence` is (first landing, last take-off), each None where it is not known.
    """
    if excused or invited:
        return invited and not excused
    arrives_at, leaves_at = presence
    gone = leaves_at is not None and starts_at >= leaves_at
    not_yet = arrives_at is not None and ends_at <= arrives_at
    return listed and not gone and not not_yet
