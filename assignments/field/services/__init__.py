"""Verbs of the field: report a step, take it back; call for help and see it through; the guide; the closing.

One verb, one transaction, one audit line. All raise `Refused` with a sentence for the person who pressed.
"""

from assignments.field.services.closing import (
    read_handover,
    return_final_report,
    save_final_report,
    submit_final_report,
    verify_final_report,
    write_handover,
)
from assignments.field.services.guidance import acknowledge_conduct, save_guide, tick_point
from assignments.field.services.incidents import (
    call_off_incident,
    close_incident,
    note_incident,
    raise_incidents,
    report_incident,
    resolve_incident,
    take_incident,
)
from assignments.field.services.reports import Reported, demand_nearby, report_status, withdraw_report

__all__ = [
    "Reported",
    "acknowledge_conduct",
    "call_off_incident",
    "close_incident",
    "demand_nearby",
    "note_incident",
    "raise_incidents",
    "read_handover",
    "report_incident",
    "report_status",
    "resolve_incident",
    "return_final_report",
    "save_final_report",
    "save_guide",
    "submit_final_report",
    "take_incident",
    "tick_point",
    "verify_final_report",
    "withdraw_report",
    "write_handover",
]
