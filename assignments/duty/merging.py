"""What two rows of one officer may both have here: a calendar address, sheets of one event."""

from assignments.duty.models import CalendarFeed, DutySheet
from officers.merging.settling import drop_where_kept_has, settles

# A second row of sheets would hide the kept officer's newest; what it said stands in the publications.
settles("duty.dutysheet")(drop_where_kept_has(DutySheet, "event"))


@settles("duty.calendarfeed")
def _settle_feed(kept, other) -> int:
    """One secret address is enough; the kept officer's goes on working."""
    if not CalendarFeed.objects.filter(officer=kept).exists():
        return 0
    return CalendarFeed.objects.filter(officer=other).delete()[0]
