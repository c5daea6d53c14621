"""One row's change on top of a published sheet: what an urgent publication writes. Pure."""

from dataclasses import replace

from assignments.duty.sheet import Sheet


def overlay_row(published: Sheet, today: Sheet, key: str) -> Sheet:
    """`published` with the entry `key` as it stands in `today` (new, moved or gone), and nothing else.

    For a movement the drivers come along: who drives is part of the row.
    """
    others = [entry for entry in published.timeline if entry.key != key]
    fresh = [entry for entry in today.timeline if entry.key == key]
    timeline = sorted((*others, *fresh), key=lambda entry: (entry.starts_at, entry.key))
    merged = replace(published, timeline=tuple(timeline))
    if key.startswith("movement:"):
        merged = replace(merged, contacts=_with_drivers(published, today))
    return merged


def _with_drivers(published: Sheet, today: Sheet):
    kept = [contact for contact in published.contacts if contact.role != "driver"]
    drivers = [contact for contact in today.contacts if contact.role == "driver"]
    place = next(
        (index for index, contact in enumerate(kept) if contact.role != "coordinator"),
        len(kept),
    )
    return (*kept[:place], *drivers, *kept[place:])
