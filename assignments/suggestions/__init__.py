"""The solver's suggestion for an event: computed by a worker, shown as differences, applied by a person.

Read in this order: outcome (what is stored), computing (the worker's side), exchange (the one way in
which several slots change hands at once), applying, offer (what of it still fits).
"""

from assignments.suggestions.applying import apply_suggestion, undo_suggestion
from assignments.suggestions.computing import COMPUTE, request_suggestion, store_suggestion, work_out
from assignments.suggestions.exchange import move_officers
from assignments.suggestions.offer import current_offer

__all__ = [
    "COMPUTE",
    "apply_suggestion",
    "current_offer",
    "move_officers",
    "request_suggestion",
    "store_suggestion",
    "undo_suggestion",
    "work_out",
]
