"""What officers report from the field, and what is done about it."""

from assignments.field.models.closing import (
    OPEN_REPORTS,
    REPORT_MOVES,
    FinalReport,
    HandoverNote,
    ReportState,
)
from assignments.field.models.guidance import (
    POINT_LENGTH,
    Acknowledgement,
    ChecklistTick,
    FieldGuide,
    GuidePhase,
)
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
    "OPEN_REPORTS",
    "POINT_LENGTH",
    "REPORT_MOVES",
    "Acknowledgement",
    "ChecklistTick",
    "FieldGuide",
    "FinalReport",
    "GuidePhase",
    "HandoverNote",
    "Incident",
    "IncidentKind",
    "IncidentState",
    "IncidentStep",
    "ReportState",
    "Severity",
    "StatusReport",
]
