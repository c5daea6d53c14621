"""How the work is spread: hours and rest per officer, per agency, per tier, per day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from assignments import selectors
from assignments.models import Assignment
from delegates import selectors as delegates
from lo_portal import charts, formats

HOURS_A_DAY = 12  # of one duty at most: the officer sleeps and eats
SHORT_REST = timedelta(hours=8)
CHARTED = 12


@dataclass
class OfficerLoad:
    """One officer's held duties: codes, hours in all and by day, the shortest rest between two duties."""

    entry: object
    codes: list[str] = field(default_factory=list)
    by_day: dict = field(default_factory=lambda: defaultdict(float))
    rest: timedelta | None = None

    @property
    def officer(self):
        return self.entry.officer

    @property
    def hours(self) -> float:
        return sum(self.by_day.values())

    @property
    def busiest(self) -> float:
        return max(self.by_day.values(), default=0)

    @property
    def rest_hours(self) -> float | None:
        return None if self.rest is None else self.rest.total_seconds() / 3600

    @property
    def is_short_of_rest(self) -> bool:
        return self.rest is not None and self.rest < SHORT_REST


@dataclass
class AgencyLoad:
    agency: object
    officers: int = 0
    serving: int = 0
    duties: int = 0
    hours: float = 0


class LoadPage:
    """The load of an event. A constant number of queries, whatever its size."""

    def __init__(self, event):
        self.event = event
        self.days = [
            event.starts_on + timedelta(n) for n in range((event.ends_on - event.starts_on).days + 1)
        ]
        self.slots = selectors.event_slots(event)
        self.coverage = selectors.coverage(self.slots)
        self.officers = self._officers()
        self.agencies = self._agencies()

    @property
    def serving(self) -> list[OfficerLoad]:
        return [one for one in self.officers if one.codes]

    @property
    def mean_hours(self) -> float:
        serving = self.serving
        return sum(one.hours for one in serving) / len(serving) if serving else 0

    @property
    def short_of_rest(self) -> int:
        return sum(1 for one in self.officers if one.is_short_of_rest)

    @property
    def by_day(self) -> dict:
        """day -> (officers on duty, hours), also the days around the event on which somebody serves."""
        days = {day: [0, 0.0] for day in self.days}
        for one in self.officers:
            for day, hours in one.by_day.items():
                counted = days.setdefault(day, [0, 0.0])
                counted[0] += 1
                counted[1] += hours
        return dict(sorted(days.items()))

    @property
    def day_chart(self) -> charts.Chart:
        lang = get_language() or "id"
        busiest = max(self.by_day.items(), key=lambda item: item[1][0])
        sentence = ngettext(
            "%(count)d officer is on duty on the busiest day, %(day)s.",
            "%(count)d officers are on duty on the busiest day, %(day)s.",
            busiest[1][0],
        ) % {"count": busiest[1][0], "day": formats.short_day(busiest[0], lang)}
        rows = tuple(
            charts.Row(formats.short_day(day, lang), (count,), str(count), hot=day == busiest[0])
            for day, (count, _hours) in self.by_day.items()
        )
        return charts.Chart(sentence, rows, (str(_("Officers on duty")),))

    @property
    def officer_chart(self) -> charts.Chart:
        lang = get_language() or "id"
        top = sorted(self.serving, key=lambda one: -one.hours)[:CHARTED]
        sentence = _("Hours on duty: %(mean)s on average, %(top)s at most.") % {
            "mean": formats.number(self.mean_hours, lang, 1),
            "top": formats.number(top[0].hours if top else 0, lang, 1),
        }
        rows = tuple(
            charts.Row(
                one.officer.name, (one.hours,), formats.number(one.hours, lang, 1), hot=one.is_short_of_rest
            )
            for one in top
        )
        return charts.Chart(sentence, rows, (str(_("Hours")),))

    @property
    def agency_chart(self) -> charts.Chart:
        lang = get_language() or "id"
        top = self.agencies[:CHARTED]
        sentence = _("%(serving)d of %(all)d agencies have officers on duty.") % {
            "serving": sum(1 for one in self.agencies if one.serving),
            "all": len(self.agencies),
        }
        rows = tuple(
            charts.Row(_label(one.agency), (one.hours,), formats.number(one.hours, lang)) for one in top
        )
        return charts.Chart(sentence, rows, (str(_("Hours")),))

    @property
    def tier_chart(self) -> charts.Chart:
        sentence = _("%(filled)d of %(total)d slots are filled.") % {
            "filled": self.coverage.filled,
            "total": self.coverage.total,
        }
        rows = tuple(
            charts.Row(
                str(one.tier),
                (one.accepted, one.proposed + one.offered, one.open),
                f"{one.filled}/{one.total}",
            )
            for one in self.coverage.tiers
        )
        series = (str(_("Accepted")), str(_("Not answered yet")), pgettext("slot", "Open"))
        return charts.Chart(sentence, rows, series)

    def _officers(self) -> list[OfficerLoad]:
        entries = selectors.pairable_roster(self.event).select_related("officer__agency")
        loads = {entry.officer_id: OfficerLoad(entry) for entry in entries}
        windows = delegates.service_windows(self.event)
        spans = defaultdict(list)
        held = Assignment.objects.of_event(self.event).held().primary().select_related("delegation")
        for row in held:
            if row.officer_id in loads and row.delegation_id in windows:
                loads[row.officer_id].codes.append(row.code)
                spans[row.officer_id].append(windows[row.delegation_id])
        for officer, mine in spans.items():
            self._count(loads[officer], sorted(mine))
        return sorted(loads.values(), key=lambda one: (-one.hours, one.officer.name))

    def _count(self, load: OfficerLoad, spans: list) -> None:
        for starts_at, ends_at in spans:
            for day, hours in hours_by_day(starts_at, ends_at, self.event.zone).items():
                load.by_day[day] = min(HOURS_A_DAY, load.by_day[day] + hours)
        rests = [later[0] - earlier[1] for earlier, later in zip(spans, spans[1:], strict=False)]
        load.rest = min(rests, default=None)

    def _agencies(self) -> list[AgencyLoad]:
        found: dict = {}
        for one in self.officers:
            agency = found.setdefault(one.officer.agency_id, AgencyLoad(one.officer.agency))
            agency.officers += 1
            agency.serving += bool(one.codes)
            agency.duties += len(one.codes)
            agency.hours += one.hours
        return sorted(found.values(), key=lambda one: (-one.hours, one.agency.name))


def _label(agency) -> str:
    """A name short enough to stand beside a bar."""
    return agency.short_name or agency.name


def hours_by_day(starts_at: datetime, ends_at: datetime, zone) -> dict:
    """Hours of a span on each local day, at most twelve a day."""
    hours, at = {}, starts_at.astimezone(zone)
    ends_at = ends_at.astimezone(zone)
    while at < ends_at:
        midnight = datetime.combine(at.date() + timedelta(1), time.min, zone)
        until = min(midnight, ends_at)
        hours[at.date()] = min(HOURS_A_DAY, (until - at).total_seconds() / 3600)
        at = until
    return hours
