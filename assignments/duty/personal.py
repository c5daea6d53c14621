"""Duty sheets are copies of the plan: they name guests, and go with the guests' operational data."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.duty.models import CalendarFeed, DutySheet, Publication
from delegates.personal import over
from lo_portal.privacy.registry import Retention, declare, erase, purge

declare("duty.publication", Retention.EVENT, personal=["summary"], plain=["row_key"])
declare("duty.dutysheet", Retention.EVENT, personal=["content", "changes"])
declare("duty.calendarfeed", Retention.ACCOUNT, plain=["secret"])


def _sheets(at):
    return DutySheet.objects.filter(event__in=over(at, "guest_data_days"))


def _summaries(at):
    return Publication.objects.filter(Q(event__in=over(at, "guest_data_days")) & ~Q(summary={}))


purge(
    code="duty-sheets",
    label=_("Duty sheets"),
    after=_("the event's own number of days (30 unless changed)"),
    due=lambda at: _sheets(at).count() + _summaries(at).count(),
    run=lambda at: _sheets(at).delete()[0] + _summaries(at).update(summary={}),
)


@erase("officer")
def erase_sheets(officer, at) -> None:
    DutySheet.objects.filter(officer=officer).delete()
    CalendarFeed.objects.filter(officer=officer).delete()
