"""Who serves: agencies, officers with their skills and records, rosters, attendance, participation."""

from officers.models.participation import MOST_POINTS, Participation
from officers.models.people import Agency, Cefr, IdentityKind, Officer, Sex
from officers.models.records import (
    Competency,
    CompetencyRating,
    Leave,
    OfficerLanguage,
    Training,
    TrainingKind,
)
from officers.models.rosters import Attendance, AttendanceMethod, RosterEntry, RosterRole

__all__ = [
    "MOST_POINTS",
    "Agency",
    "Attendance",
    "AttendanceMethod",
    "Cefr",
    "Competency",
    "CompetencyRating",
    "IdentityKind",
    "Leave",
    "Officer",
    "OfficerLanguage",
    "Participation",
    "RosterEntry",
    "RosterRole",
    "Sex",
    "Training",
    "TrainingKind",
]
