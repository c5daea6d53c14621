"""What the pages of this room show, assembled in a constant number of queries. Nothing here writes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import AgendaItem, Briefing, Event
from events.querysets import standing_roster
from lo_portal import charts, ui
from lo_portal.access import matrix
from lo_portal.audit.models import AuditEntry
from officers.models import (
    Attendance,
    Competency,
    CompetencyRating,
    Leave,
    Officer,
    RosterEntry,
    RosterRole,
)


@dataclass(frozen=True)
class OfficerFilter:
    """What the list is narrowed to; empty means all."""

    role: str = ""
    agency: str = ""
    language: str = ""
    briefed: str = ""
    search: str = ""


@dataclass(frozen=True)
class RosterRow:
    """One line of the list: the entry, the officer's best skills, and whether the officer was briefed."""

    entry: RosterEntry
    skills: list[str]
    briefed: bool

    @property
    def officer(self) -> Officer:
        return self.entry.officer

    @property
    def group(self) -> str:
        return "withdrawn" if self.entry.withdrawn_at else self.entry.role


GROUPS = {
    RosterRole.COORDINATOR: gettext_lazy("Coordinators"),
    RosterRole.OFFICER: gettext_lazy("Liaison officers"),
    RosterRole.RESERVE: gettext_lazy("Reserves"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


def roster(event: Event, user) -> QuerySet[RosterEntry]:
    """Everybody on the roster of the event, coordinators first, withdrawn last, then by name."""
    places = {group: place for place, group in enumerate(GROUPS)}
    roles = [When(role=role, then=Value(places[role])) for role in RosterRole]
    return (
        RosterEntry.objects.visible_to(user)
        .filter(event=event)
        .select_related("officer__agency")
        .prefetch_related(
            "tiers",
            "officer__languages",
            "officer__ratings",
            Prefetch("officer__attendance", Attendance.objects.of_event(event)),
        )
        .annotate(place=Case(When(withdrawn_at__isnull=False, then=Value(places["withdrawn"])), *roles))
        .order_by("place", "officer__name", "pk")
    )


def roster_rows(event: Event, user) -> list[RosterRow]:
    return [roster_row(entry) for entry in roster(event, user)]


def roster_row(entry: RosterEntry) -> RosterRow:
    rated = sorted((one for one in entry.officer.ratings.all() if one.rating), key=lambda one: -one.rating)
    return RosterRow(
        entry=entry,
        skills=[one.get_competency_display() for one in rated[:2]],
        briefed=entry.briefed or bool(entry.officer.attendance.all()),
    )


def narrow(rows: list[RosterRow], chosen: OfficerFilter, *, by_phone: bool) -> list[RosterRow]:
    """The rows that fit. Search looks at the name and the agency, and `by_phone` at the phone number: for
    a reader who sees it masked, digits that are found would tell it piece by piece."""
    tests = [
        (chosen.role, lambda row: row.group == chosen.role),
        (chosen.agency, lambda row: str(row.officer.agency_id) == chosen.agency),
        (
            chosen.language,
            lambda row: chosen.language in {one.language for one in row.officer.languages.all()},
        ),
        (chosen.briefed, lambda row: row.briefed == (chosen.briefed == "yes")),
        (chosen.search, lambda row: _mentions(row.officer, chosen.search.casefold(), by_phone)),
    ]
    return [row for row in rows if all(test(row) for wanted, test in tests if wanted)]


def _mentions(officer: Officer, wanted: str, by_phone: bool) -> bool:
    digits = "".join(sign for sign in wanted if sign.isdigit()).lstrip("0") if by_phone else ""
    texts = (officer.name, officer.agency.name, officer.agency.short_name)
    return any(wanted in text.casefold() for text in texts) or (
        len(digits) >= 4 and digits in str(officer.phone)
    )


def tallies(rows: list[RosterRow]) -> dict[str, Counter]:
    """Counts for the filter bar, over all rows."""
    return {
        "role": Counter(row.group for row in rows),
        "agency": Counter((str(row.officer.agency_id), str(row.officer.agency)) for row in rows),
        "language": Counter(one.language for row in rows for one in row.officer.languages.all()),
        "briefed": Counter("yes" if row.briefed else "no" for row in rows),
    }


def officer_in_full(officer: Officer) -> Officer:
    """The officer with everything that the page shows, prefetched."""
    return (
        Officer.objects.select_related("agency", "user")
        .prefetch_related(
            "languages",
            "trainings",
            "leaves",
            Prefetch("ratings", CompetencyRating.objects.order_by("competency")),
            Prefetch(
                "roster",
                RosterEntry.objects.select_related("event")
                .prefetch_related("tiers")
                .order_by("-event__starts_on"),
            ),
            Prefetch("attendance", Attendance.objects.select_related("briefing__item__event")),
        )
        .get(pk=officer.pk)
    )


def phones_open(event: Event, user, today: date) -> bool:
    """Whether `user` reads the phones of the event's officers in full: always, or (`duty` in the access
    table) from the day before the event to the day after."""
    ways = matrix.sights(user, Officer, "phone", "event")
    if matrix.FULL in ways or matrix.DUTY not in ways:
        return matrix.FULL in ways
    margin = timedelta(days=1)
    return event.starts_on - margin <= today <= event.ends_on + margin


def phone_shown(officer: Officer, user, today: date) -> bool:
    """In full for staff; for a coordinator on the days of an event of theirs at which the officer serves."""
    if matrix.FULL in matrix.sights(user, Officer, "phone", "event"):
        return True
    mine = standing_roster(user, "event__", role=RosterRole.COORDINATOR)
    entries = officer.roster.standing().filter(**mine).select_related("event")
    return any(phones_open(entry.event, user, today) for entry in entries)


def skill_chart(officer: Officer) -> charts.Chart:
    """The seven skills, own rating and coordinator's, in the order of the competency table."""
    stored = {one.competency: one for one in officer.ratings.all()}
    rows = []
    for competency, label in Competency.choices:
        one = stored.get(competency)
        values = (one.self_rating or 0, one.coordinator_rating or 0) if one else (0, 0)
        rows.append(charts.Row(str(label), values))
    best = max(rows, key=lambda row: max(row.values))
    sentence = (
        _("Strongest in %(skill)s.") % {"skill": best.label} if any(best.values) else _("Not rated yet.")
    )
    return charts.Chart(sentence, tuple(rows), (_("Own rating"), _("Coordinator")), maximum=5)


def skill_bars(officer: Officer) -> charts.Chart:
    """The rating that counts, skill by skill: the coordinator's before the officer's own."""
    stored = {one.competency: one.rating or 0 for one in officer.ratings.all()}
    rows = tuple(
        charts.Row(str(label), (stored.get(competency, 0),), shown=f"{stored.get(competency) or '–'}")
        for competency, label in Competency.choices
    )
    return charts.Chart(_("The rating that counts in the pairing, 1 to 5."), rows, maximum=5)


def activity_of(officer: Officer, limit: int = 10) -> list[AuditEntry]:
    keys = [str(officer.pk), *(str(entry.pk) for entry in officer.roster.all())]
    return list(AuditEntry.objects.filter(subject_id__in=keys)[:limit])


def briefings(event: Event, user) -> QuerySet[Briefing]:
    """The event's briefings in time order, each annotated `present_count`."""
    return (
        Briefing.objects.visible_to(user)
        .filter(item__event=event)
        .select_related("item__venue", "item__event", "batch")
        .annotate(present_count=Count("attendance", distinct=True))
        .order_by("item__starts_at")
    )


def briefings_of(event: Event, user) -> list[Briefing]:
    return list(briefings(event, user))


@dataclass(frozen=True)
class Attendee:
    """One line of an attendance list. `mark` is None while absent; `elsewhere` counts other briefings."""

    entry: RosterEntry
    mark: Attendance | None
    elsewhere: int

    @property
    def owes(self) -> bool:
        """Was at no briefing of the event yet."""
        return self.mark is None and not self.elsewhere


def attendees(briefing: Briefing) -> list[Attendee]:
    """Everybody who is expected: the standing roster, absentees first, then by name."""
    marks = Attendance.objects.of_event(briefing.event) | Attendance.objects.filter(briefing=briefing)
    entries = (
        RosterEntry.objects.expected_at(briefing)
        .select_related("officer__agency")
        .prefetch_related(
            "tiers",
            Prefetch("officer__attendance", marks),
        )
        .order_by("officer__name")
    )
    people = []
    for entry in entries:
        own = {mark.briefing_id: mark for mark in entry.officer.attendance.all()}
        mark = own.pop(briefing.pk, None)
        people.append(Attendee(entry, mark, len(own)))
    return sorted(people, key=lambda one: (one.mark is not None, not one.owes))


def figures(people: list[Attendee]) -> dict[str, int]:
    """Expected, present, absent, and those who were at no briefing yet."""
    present = sum(one.mark is not None for one in people)
    return {
        "expected": len(people),
        "present": present,
        "absent": len(people) - present,
        "owing": sum(one.owes for one in people),
    }


def attendance_segments(counts: dict[str, int]) -> list[ui.Segment]:
    return [
        ui.Segment("ok", counts["present"]),
        ui.Segment("wait", counts["absent"] - counts["owing"]),
        ui.Segment("empty", counts["owing"]),
    ]


def clashes(briefing: Briefing) -> tuple[list[AgendaItem], list[Leave]]:
    """What stands against the briefing: other items for officers at that time, and officers on leave."""
    item = briefing.item
    others = (
        item.event.agenda.standing()
        .overlapping(item.starts_at, item.ends_at)
        .filter(for_officers=True)
        .exclude(pk=item.pk)
        .select_related("venue")
    )
    day = item.starts_at.astimezone(item.event.zone).date()
    roster = RosterEntry.objects.standing().filter(event=item.event)
    away = Leave.objects.filter(
        starts_on__lte=day, ends_on__gte=day, officer__roster__in=roster
    ).select_related("officer__agency")
    return list(others), list(away)


def can_join(event: Event):
    """Serving officers who are not on the event's roster, or withdrew from it."""
    return (
        Officer.objects.serving()
        .exclude(roster__in=RosterEntry.objects.filter(event=event, withdrawn_at=None))
        .select_related("agency")
    )
