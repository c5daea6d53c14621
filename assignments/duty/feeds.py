"""The officer's calendar address: made on first use, changed when it leaked."""

from datetime import datetime

from django.db import transaction

from assignments.duty.models import CalendarFeed, DutySheet
from events.models import EventStage, new_secret
from lo_portal.audit import trail
from officers.models import Officer


def feed_of(officer: Officer) -> CalendarFeed:
    """The officer's feed; its secret comes into being when first asked for."""
    return CalendarFeed.objects.get_or_create(officer=officer)[0]


@transaction.atomic
def reset_calendar_feed(*, officer: Officer, by, at: datetime) -> CalendarFeed:
    """Give the feed a new address; the old one answers 404 from now on."""
    feed = feed_of(officer)
    feed.secret, feed.reset_at = new_secret(), at
    feed.save(update_fields=["secret", "reset_at", "updated_at"])
    trail.record("calendar_feed.reset", on=feed, by=by, at=at)
    return feed


def feed_sheets(officer: Officer) -> list[DutySheet]:
    """The sheets in force of the officer, of every event that is not archived; none once withdrawn."""
    if officer.withdrawn_at is not None:
        return []
    own = DutySheet.objects.filter(officer=officer).of_who_serves()
    rows = own.exclude(event__stage=EventStage.ARCHIVED)
    return list(rows.newest().with_answers().select_related("event"))
