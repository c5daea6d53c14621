"""Verbs about delegations and their guests: one verb, one transaction, one audit line.

All raise `Refused` with a sentence where a rule says no, `Conflict` where `seen` is out of date.
"""

from delegates.services.delegations import (
    cancel_delegation,
    change_delegation,
    create_delegation,
    set_participation,
)
from delegates.services.guests import (
    add_guest,
    add_need,
    cancel_guest,
    change_guest,
    remove_need,
    replace_guest,
    show_restricted,
)
from delegates.services.journeys import (
    add_movement,
    add_stay,
    add_vehicle,
    cancel_movement,
    change_movement,
    change_stay,
    change_vehicle,
    record_gift,
    remove_gift,
    remove_stay,
    remove_vehicle,
)

__all__ = [
    "add_guest",
    "add_movement",
    "add_need",
    "add_stay",
    "add_vehicle",
    "cancel_delegation",
    "cancel_guest",
    "cancel_movement",
    "change_delegation",
    "change_guest",
    "change_movement",
    "change_stay",
    "change_vehicle",
    "create_delegation",
    "record_gift",
    "remove_gift",
    "remove_need",
    "remove_stay",
    "remove_vehicle",
    "replace_guest",
    "set_participation",
    "show_restricted",
]
