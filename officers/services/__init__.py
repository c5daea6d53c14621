"""Verbs about officers, rosters and attendance: one verb, one transaction, one audit line.

All raise `Refused` with a sentence where a rule says no, `Conflict` where `seen` is out of date.
"""

from officers.services.attendance import mark_attendance, unmark_attendance
from officers.services.courses import record_certificate, set_participations, withdraw_certificate
from officers.services.merging import merge_officers
from officers.services.officers import (
    change_agency,
    change_officer,
    create_agency,
    create_officer,
    show_identity,
    withdraw_officer,
)
from officers.services.own import correct_contact, set_photo
from officers.services.profiles import (
    add_leave,
    add_training,
    rate_officer,
    remove_leave,
    remove_training,
    set_languages,
)
from officers.services.rosters import change_roster_entry, enrol_officer, withdraw_roster_entry

__all__ = [
    "add_leave",
    "add_training",
    "change_agency",
    "change_officer",
    "change_roster_entry",
    "correct_contact",
    "create_agency",
    "create_officer",
    "enrol_officer",
    "mark_attendance",
    "merge_officers",
    "rate_officer",
    "record_certificate",
    "remove_leave",
    "remove_training",
    "set_languages",
    "set_participations",
    "set_photo",
    "show_identity",
    "unmark_attendance",
    "withdraw_certificate",
    "withdraw_officer",
    "withdraw_roster_entry",
]
