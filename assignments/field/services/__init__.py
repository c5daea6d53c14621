"""Verbs of the field: report a step, take it back; call for help and see it through.

One verb, one transaction, one audit line. All raise `Refused` with a sentence for the person who pressed.
"""

from assignments.field.services.incidents import (
    call_off_incident,
    close_incident,
    note_incident,
    raise_incidents,
    report_incident,
    resolve_incident,
    take_incident,
)
from assignments.field.services.reports import Reported, report_status, withdraw_report

__all__ = [
    "Reported",
    "call_off_incident",
    "close_incident",
    "note_incident",
    "raise_incidents",
    "report_incident",
    "report_status",
    "resolve_incident",
    "take_incident",
    "withdraw_report",
]
