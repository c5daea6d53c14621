"""What must be done before an event is closed, and what should be: an error forbids, a warning asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from assignments.field import closings
from assignments.field.models import OPEN_INCIDENTS, Incident, IncidentState
from assignments.letters.models import UNISSUED_STATES, Letter, LetterRow, LetterState
from assignments.notices.models import Notice
from delegates.models import Guest
from delegates.personal import RESTRICTED_DAYS, WITHOUT_RESTRICTED
from events.models import BriefingAction, Event
from lo_portal import formats
from officers import courses
from officers.courses import Standing

UNWRITTEN = {"missing", "draft", "returned"}


@dataclass(frozen=True)
class Point:
    """What is looked at: whether it forbids ("error") or asks ("warning"), its words, where it is mended.

    `of_learning`: only a training or a coordination meeting has it.
    """

    kind: str
    label: object
    sentence: object
    page: str
    of_learning: bool = False


POINTS = {
    "not_over": Point(
        "error",
        _("The last day has come"),
        ngettext_lazy(
            "%(n)d day of the event is still to come.", "%(n)d days of the event are still to come.", "n"
        ),
        "events:event-detail",
    ),
    "incidents_open": Point(
        "error",
        _("Incidents handled"),
        ngettext_lazy(
            "%(n)d incident is still being worked on.", "%(n)d incidents are still being worked on.", "n"
        ),
        "field:incident-list",
    ),
    "letters_unsigned": Point(
        "error",
        _("Letters signed"),
        ngettext_lazy(
            "%(n)d letter is begun but not in force.", "%(n)d letters are begun but not in force.", "n"
        ),
        "letters:letter-list",
    ),
    "incidents_resolved": Point(
        "warning",
        _("Incidents closed"),
        ngettext_lazy(
            "%(n)d incident is resolved but not closed.", "%(n)d incidents are resolved but not closed.", "n"
        ),
        "field:incident-list",
    ),
    "letters_unreceived": Point(
        "warning",
        _("Letters received"),
        ngettext_lazy(
            "%(n)d officer has not pressed received.", "%(n)d officers have not pressed received.", "n"
        ),
        "letters:letter-list",
    ),
    "reports_missing": Point(
        "warning",
        _("Final reports handed in"),
        ngettext_lazy("%(n)d final report is missing.", "%(n)d final reports are missing.", "n"),
        "field:final-report-list",
    ),
    "reports_unverified": Point(
        "warning",
        _("Final reports verified"),
        ngettext_lazy(
            "%(n)d final report waits to be verified.", "%(n)d final reports wait to be verified.", "n"
        ),
        "field:final-report-list",
    ),
    "certificates_missing": Point(
        "warning",
        _("Certificates issued"),
        ngettext_lazy(
            "%(n)d participant has earned a certificate and has none.",
            "%(n)d participants have earned a certificate and have none.",
            "n",
        ),
        "officers:learning-detail",
        of_learning=True,
    ),
    "notices_failed": Point(
        "warning",
        _("Messages delivered"),
        ngettext_lazy("%(n)d message could not be delivered.", "%(n)d messages could not be delivered.", "n"),
        "notices:notice-list",
    ),
    "actions_open": Point(
        "warning",
        _("Actions of briefings done"),
        ngettext_lazy(
            "%(n)d action of a briefing is not done.", "%(n)d actions of briefings are not done.", "n"
        ),
        "officers:briefing-list",
    ),
    "data_overdue": Point(
        "warning",
        _("Restricted data gone in time"),
        ngettext_lazy(
            "Restricted data of %(n)d guest should be gone by now.",
            "Restricted data of %(n)d guests should be gone by now.",
            "n",
        ),
        "delegates:delegation-list",
    ),
}


@dataclass(frozen=True)
class Check:
    """One point with what is left of it."""

    code: str
    count: int
    url: str

    @property
    def kind(self) -> str:
        return POINTS[self.code].kind

    @property
    def label(self) -> str:
        return str(POINTS[self.code].label)

    @property
    def sentence(self) -> str:
        return str(POINTS[self.code].sentence % {"n": self.count})

    @property
    def is_done(self) -> bool:
        return self.count == 0


def checklist(event: Event, user, at: datetime) -> list[Check]:
    """Every point of the closing, those that forbid first; a constant number of queries."""
    left = {**_of_days(event, at), **_of_incidents(event), **_of_letters(event), **_of_reports(event, user)}
    left["notices_failed"] = Notice.objects.in_trouble().filter(event=event).count()
    left["actions_open"] = BriefingAction.objects.filter(
        briefing__item__event=event, briefing__item__cancelled_at=None, done_at=None
    ).count()
    if event.is_learning:
        standings = [one.standing(at) for one in courses.progress_of(event)]
        left["certificates_missing"] = standings.count(Standing.ENOUGH)
    return [
        Check(code, left[code], reverse(point.page, args=[event.slug]))
        for code, point in POINTS.items()
        if event.is_learning or not point.of_learning
    ]


def data_gone_on(event: Event) -> date:
    """The day from which the guests' operational data are deleted."""
    return event.ends_on + timedelta(days=event.guest_data_days + 1)


def _of_days(event: Event, at: datetime) -> dict[str, int]:
    today = formats.local_day(at, event.zone)
    overdue = 0
    if today > event.ends_on + timedelta(days=RESTRICTED_DAYS + 1):
        held = Guest.objects.filter(delegation__event=event).exclude(**WITHOUT_RESTRICTED)
        overdue = held.count()
    return {"not_over": max((event.ends_on - today).days, 0), "data_overdue": overdue}


def _of_incidents(event: Event) -> dict[str, int]:
    return Incident.objects.filter(event=event).aggregate(
        incidents_open=Count("pk", filter=Q(state__in=OPEN_INCIDENTS)),
        incidents_resolved=Count("pk", filter=Q(state=IncidentState.RESOLVED)),
    )


def _of_letters(event: Event) -> dict[str, int]:
    begun = Letter.objects.filter(event=event, state__in=[*UNISSUED_STATES, LetterState.NUMBERED])
    unopened = LetterRow.objects.filter(
        letter__event=event, letter__state=LetterState.IN_FORCE, received_at=None
    )
    return {"letters_unsigned": begun.count(), "letters_unreceived": unopened.count()}


def _of_reports(event: Event, user) -> dict[str, int]:
    states = [line.state for line in closings.report_lines(event, user)]
    return {
        "reports_missing": sum(state in UNWRITTEN for state in states),
        "reports_unverified": states.count("submitted"),
    }
