"""Verbs of the bond: place, ask, answer, release, replace, lock, swap.

Each is one transaction and one audit line per pair. PostgreSQL has the last word on overlap: a pair
that slips through between two people's looks is refused by the exclusion constraint and told as
`Conflict`, with who changed it and when.
"""

from assignments.services.answering import accept_assignment, decline_assignment, offer_assignments
from assignments.services.guards import Warned, WarningsUnanswered
from assignments.services.periods import clash_if, clashing_assignments, held_period, out_of_step
from assignments.services.placing import (
    lock_assignment,
    place_again,
    place_officer,
    release_assignment,
    replace_officer,
)
from assignments.services.refitting import refit_periods
from assignments.services.requirements import lift_sex_request, set_language_level
from assignments.services.seating import demand_seen, seat_backup, seat_officer, undo_assignment

__all__ = [
    "Warned",
    "WarningsUnanswered",
    "accept_assignment",
    "clash_if",
    "clashing_assignments",
    "decline_assignment",
    "demand_seen",
    "held_period",
    "lift_sex_request",
    "lock_assignment",
    "offer_assignments",
    "out_of_step",
    "place_again",
    "place_officer",
    "refit_periods",
    "release_assignment",
    "replace_officer",
    "seat_backup",
    "seat_officer",
    "set_language_level",
    "undo_assignment",
]
