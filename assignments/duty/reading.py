"""How much of a published sheet its officer may read by now. Pure.

A sheet is published once; the officer's right to it is of the moment. Who was only asked reads whom, where
and when, to answer by it, and not yet what the guests need and where they sleep. Of a delegation that was
declined nothing is left. Two days after the event the guests and their days are closed.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from assignments.duty.sheet import DelegationPart, Sheet

# Guest rows stay open to an officer until so long after the event's last day; what is published later still,
# to hand over or to report, so long after that.
OPEN_AFTER = timedelta(days=2)
STILL_CALLED = ("coordinator", "posko")


def as_read(
    sheet: Sheet, *, asked: Collection[str] = (), declined: Collection[str] = (), over=False
) -> Sheet:
    """The sheet with what its officer may read. `asked`, `declined`: keys of delegations by the answer."""
    if over:
        return _closed(sheet)
    if declined:
        sheet = _without(sheet, declined)
    return kept_back(sheet, asked)


def kept_back(sheet: Sheet, asked: Collection[str]) -> Sheet:
    """The sheet without the needs and hotels of delegations that the officer was only `asked` to serve."""
    if not asked:
        return sheet
    parts = (replace(part, needs=(), stays=()) if part.key in asked else part for part in sheet.delegations)
    return replace(sheet, delegations=tuple(parts))


def _closed(sheet: Sheet) -> Sheet:
    return replace(
        sheet,
        delegations=tuple(replace(part, guests=(), needs=(), stays=()) for part in sheet.delegations),
        timeline=(),
        contacts=tuple(contact for contact in sheet.contacts if contact.role in STILL_CALLED),
    )


def _without(sheet: Sheet, declined: Collection[str]) -> Sheet:
    gone = {part.code for part in sheet.delegations if part.key in declined}
    timeline = tuple(
        replace(entry, delegations=left) if entry.delegations else entry
        for entry in sheet.timeline
        if (left := tuple(code for code in entry.delegations if code not in gone)) or not entry.delegations
    )
    kept = tuple(part for part in sheet.delegations if part.key not in declined)
    plates = {entry.vehicle.plate for entry in timeline if entry.vehicle}
    contacts = tuple(one for one in sheet.contacts if _is_near(one, kept, plates))
    return replace(sheet, delegations=kept, timeline=timeline, contacts=contacts)


def _is_near(contact, kept: tuple[DelegationPart, ...], plates: set[str]) -> bool:
    """Whether the contact belongs to a delegation that is left, or to the event."""
    if contact.role == "driver":
        return contact.detail in plates
    told = {contact.detail, contact.detail.rpartition("/")[0]}
    return contact.role in STILL_CALLED or not told.isdisjoint(part.code for part in kept)
