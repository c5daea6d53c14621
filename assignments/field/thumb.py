"""What *Hari Ini* shows at the thumb: the next step of the duty that counts now."""

from datetime import datetime

from assignments.duty.models import DutySheet
from assignments.duty.sheet import Sheet
from assignments.field import selectors


def of_today(row: DutySheet, sheet: Sheet, at: datetime, lang: str) -> dict:
    """`leg` with its steps, or None when there is nothing to report. One query."""
    return {"leg": selectors.leg_of(sheet, at, lang)}
