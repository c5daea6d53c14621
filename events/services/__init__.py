"""Verbs about events, agenda and briefings: one verb, one transaction, one audit line.

All raise `Refused` with a sentence where a rule says no, `Conflict` where `seen` is out of date.
"""

from events.services.agenda import cancel_item, change_item, create_item
from events.services.briefings import (
    add_action,
    attach_material,
    change_briefing,
    create_briefing,
    finish_action,
    record_minutes,
    remove_material,
    reopen_action,
)
from events.services.events import (
    change_event,
    clone_event,
    create_event,
    move_event,
)
from events.services.places import (
    change_tier,
    change_venue,
    create_tier,
    create_venue,
    remove_tier,
    remove_venue,
)
from events.services.training import (
    change_batch,
    change_speaker,
    create_batch,
    create_speaker,
    remove_batch,
    remove_speaker,
)

__all__ = [
    "add_action",
    "attach_material",
    "cancel_item",
    "change_batch",
    "change_briefing",
    "change_event",
    "change_item",
    "change_speaker",
    "change_tier",
    "change_venue",
    "clone_event",
    "create_batch",
    "create_briefing",
    "create_event",
    "create_item",
    "create_speaker",
    "create_tier",
    "create_venue",
    "finish_action",
    "move_event",
    "record_minutes",
    "remove_batch",
    "remove_material",
    "remove_speaker",
    "remove_tier",
    "remove_venue",
    "reopen_action",
]
