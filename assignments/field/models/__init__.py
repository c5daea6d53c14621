"""What officers report from the field, and what is done about it."""

from assignments.field.models.incidents import (
    INCIDENT_MOVES,
    OPEN_INCIDENTS,
    Incident,
    IncidentKind,
    IncidentState,
    IncidentStep,
    Severity,
)
from assignments.field.models.reports import StatusReport

__all__ = [
    "INCIDENT_MOVES",
    "OPEN_INCIDENTS",
    "Incident",
    "IncidentKind",
    "IncidentState",
    "IncidentStep",
    "Severity",
    "StatusReport",
]
