"""What an event took, per officer and per agency: hours, JP, punctuality, answers, incidents, reports."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assignments.field import closings
from assignments.field.models import Incident, IncidentKind, StatusReport
from assignments.field.phases import Phase
from assignments.load import hours_by_day
from delegates import selectors as delegates
from delegates.models import Delegation
from events.models import Event
from lo_portal import charts, formats, ui
from officers import courses
from officers.models import Attendance, Officer

CHARTED = 12


@dataclass
class OfficerRecap:
    """One officer who served. Hours of duty count at most twelve a day; minutes to answer are a mean."""

    officer: Officer
    codes: list[str] = field(default_factory=list)
    hours: float = 0
    lesson_hours: int = 0
    legs: int = 0
    on_time: int = 0
    answers: list[float] = field(default_factory=list)
    incidents: int = 0
    reports: int = 0
    verified: int = 0

    @property
    def on_time_share(self) -> float | None:
        """Of the legs for which the officer reported "in position": the share reported in time."""
        return self.on_time / self.legs if self.legs else None

    @property
    def answer_hours(self) -> float | None:
        return sum(self.answers) / len(self.answers) / 3600 if self.answers else None


@dataclass
class AgencyRecap:
    agency: object
    officers: int = 0
    hours: float = 0
    lesson_hours: int = 0
    legs: int = 0
    on_time: int = 0


class Recap:
    """The figures of an event. A constant number of queries, whatever its size."""

    def __init__(self, event: Event, user):
        self.event, self.user = event, user

    @cached_property
    def lines(self) -> list[closings.ReportLine]:
        """Everybody who served, one line per delegation, with the report."""
        return closings.report_lines(self.event, self.user)

    @cached_property
    def officers(self) -> list[OfficerRecap]:
        found: dict = {}
        windows = delegates.service_windows(self.event)
        days: dict = defaultdict(lambda: defaultdict(float))
        for line in self.lines:
            row = line.assignment
            one = found.setdefault(row.officer_id, OfficerRecap(row.officer))
            one.codes.append(row.code)
            one.reports += 1
            one.verified += line.state == "verified"
            if row.answered_at:
                one.answers.append((row.answered_at - row.offered_at).total_seconds())
            self._add_hours(days[row.officer_id], row, windows[row.delegation_id])
        for key, by_day in days.items():
            found[key].hours = sum(min(12, hours) for hours in by_day.values())
        self._add_lessons(found)
        self._add_punctuality(found)
        self._add_incidents(found)
        return sorted(found.values(), key=lambda one: (-one.hours, one.officer.name))

    @cached_property
    def agencies(self) -> list[AgencyRecap]:
        found: dict = {}
        for one in self.officers:
            agency = found.setdefault(one.officer.agency_id, AgencyRecap(one.officer.agency))
            agency.officers += 1
            for name in ("hours", "lesson_hours", "legs", "on_time"):
                setattr(agency, name, getattr(agency, name) + getattr(one, name))
        return sorted(found.values(), key=lambda one: (-one.hours, one.agency.name))

    @cached_property
    def incidents(self) -> list[Incident]:
        return list(
            Incident.objects.filter(event=self.event).exclude(state="cancelled").order_by("happened_at")
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """Delegations and guests that came; a party without names counts by its size."""
        named = Count("guests", filter=Q(guests__cancelled_at=None))
        standing = Delegation.objects.standing().filter(event=self.event).order_by()
        sizes = standing.annotate(named=named).values_list("named", "party_size")
        return {"delegations": len(sizes), "guests": sum(max(pair) for pair in sizes)}

    @property
    def hours(self) -> float:
        return sum(one.hours for one in self.officers)

    @property
    def lesson_hours(self) -> int:
        return sum(one.lesson_hours for one in self.officers)

    @property
    def legs(self) -> int:
        return sum(one.legs for one in self.officers)

    @property
    def on_time(self) -> int:
        return sum(one.on_time for one in self.officers)

    @property
    def verified(self) -> int:
        return sum(line.state == "verified" for line in self.lines)

    @property
    def answer_minutes(self) -> int | None:
        """The middle time from an incident's report to somebody taking it."""
        waits = sorted(
            (one.acknowledged_at - one.happened_at).total_seconds() / 60
            for one in self.incidents
            if one.acknowledged_at
        )
        return round(waits[len(waits) // 2]) if waits else None

    @property
    def figures(self) -> list[list[ui.ReadinessMeter]]:
        """The key figures in two rows."""
        lang = get_language() or "id"

        def figure(label, value, note="", total=""):
            return ui.ReadinessMeter(label, formats.number(value, lang), total, note=note)

        if self.event.is_learning:
            return [self._learning(figure)]
        median = self.answer_minutes
        return [
            [
                figure(_("Officers served"), len(self.officers)),
                figure(_("Delegations"), self.counts["delegations"]),
                figure(_("Guests"), self.counts["guests"]),
                figure(_("Hours on duty"), self.hours),
            ],
            [
                figure(_("Lesson hours (JP)"), self.lesson_hours),
                figure(_("In position in time"), self.on_time, total=formats.number(self.legs, lang)),
                figure(
                    _("Incidents"),
                    len(self.incidents),
                    "" if median is None else _("taken after %(n)d min, median") % {"n": median},
                ),
                figure(_("Reports verified"), self.verified, total=formats.number(len(self.lines), lang)),
            ],
        ]

    def _learning(self, figure) -> list[ui.ReadinessMeter]:
        progress = courses.progress_of(self.event)
        found, sessions = courses.figures(progress), courses.sessions_of(self.event)
        points = [one for one in (found.pre_average, found.post_average) if one is not None]
        note = " → ".join(formats.number(round(one), get_language() or "id") for one in points)
        tested = _("test points %(points)s") % {"points": note} if note else ""
        return [
            figure(_("Participants"), found.participants, tested),
            figure(_("Sessions"), len(sessions), _("%(n)d JP") % {"n": sum(one.hours for one in sessions)}),
            figure(_("Attended enough"), found.enough),
            figure(_("Certificates issued"), found.certified),
        ]

    @cached_property
    def lessons(self) -> list[tuple[str, str, str]]:
        """(code, officer, text) of the lessons in the reports that were handed in."""
        return [
            (line.assignment.delegation.code, line.assignment.officer.printed_name, line.report.lessons)
            for line in sorted(self.lines, key=lambda one: one.assignment.delegation.code)
            if line.report and line.state in ("submitted", "verified") and line.report.lessons.strip()
        ]

    @property
    def hours_chart(self) -> charts.Chart:
        lang, top = get_language() or "id", self.officers[:CHARTED]
        sentence = _("%(hours)s hours of duty in all, %(most)s by the officer with the most.") % {
            "hours": formats.number(self.hours, lang),
            "most": formats.number(top[0].hours if top else 0, lang),
        }
        rows = tuple(
            charts.Row(one.officer.name, (one.hours,), formats.number(one.hours, lang)) for one in top
        )
        return charts.Chart(sentence, rows, (str(_("Hours")),))

    @property
    def agency_chart(self) -> charts.Chart:
        lang, top = get_language() or "id", self.agencies[:CHARTED]
        count = len(self.agencies)
        sentence = ngettext(
            "%(n)d agency lent officers.", "%(n)d agencies lent officers.", count
        ) % {"n": count}  # fmt: skip
        rows = tuple(
            charts.Row(
                one.agency.short_name or one.agency.name, (one.hours,), formats.number(one.hours, lang)
            )
            for one in top
        )
        return charts.Chart(sentence, rows, (str(_("Hours")),))

    @property
    def incident_chart(self) -> charts.Chart:
        kinds = [
            (label, sum(one.kind == kind for one in self.incidents)) for kind, label in IncidentKind.choices
        ]
        count = len(self.incidents)
        sentence = ngettext("%(n)d incident in all.", "%(n)d incidents in all.", count) % {"n": count}
        return charts.Chart(
            sentence, tuple(charts.Row(str(label), (n,)) for label, n in kinds), (_("Incidents"),)
        )

    @property
    def report_chart(self) -> charts.Chart:
        states = {
            _("Verified"): {"verified"},
            _("To be checked"): {"submitted"},
            _("Not handed in"): {"missing", "draft", "returned"},
        }
        sentence = _("%(done)d of %(all)d final reports are verified.") % {
            "done": self.verified,
            "all": len(self.lines),
        }
        rows = tuple(
            charts.Row(label, (sum(line.state in wanted for line in self.lines),))
            for label, wanted in states.items()
        )
        return charts.Chart(sentence, rows, (_("Final reports"),))

    def _add_hours(self, by_day, row, window) -> None:
        starts_at, ends_at = window
        if row.released_at is not None:
            ends_at = min(ends_at, row.released_at)
        for day, hours in hours_by_day(starts_at, ends_at, self.event.zone).items():
            by_day[day] += hours

    def _add_lessons(self, found: dict) -> None:
        rows = Attendance.objects.of_event(self.event).filter(officer__in=found).order_by()
        for key, hours in rows.values_list("officer").annotate(Sum("briefing__lesson_hours")):
            found[key].lesson_hours = hours or 0

    def _add_punctuality(self, found: dict) -> None:
        taps = StatusReport.objects.standing().filter(
            event=self.event, phase=Phase.ON_SITE, officer__in=found
        )
        for tap in taps.select_related("movement", "agenda_item"):
            one = found[tap.officer_id]
            one.legs += 1
            one.on_time += tap.tapped_at <= _due(tap)

    def _add_incidents(self, found: dict) -> None:
        users = {one.officer.user_id: one for one in found.values() if one.officer.user_id}
        for incident in self.incidents:
            if incident.reported_by_id in users:
                users[incident.reported_by_id].incidents += 1


def _due(tap: StatusReport):
    """When the officer had to be in position: the leg's best known time, the meeting time of an item."""
    if tap.agenda_item:
        return tap.agenda_item.meet_at or tap.agenda_item.starts_at
    return tap.movement.at
