"""How far each participant of a learning event is: sessions, points, certificate. Nothing here writes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from events.models import LEARNING_KINDS, Batch, Briefing, Event, EventStage
from officers.models import Attendance, Officer, Participation, RosterEntry, RosterRole, Training


@dataclass(frozen=True)
class Session:
    """A standing session: who has to attend it, and how many lesson hours it gives."""

    briefing: Briefing
    batch_id: object
    hours: int

    def is_for(self, batch_id) -> bool:
        """A session without a batch is for everybody."""
        return self.batch_id is None or self.batch_id == batch_id


class Standing(StrEnum):
    """Where a participant stands: has the certificate, may get it, can still reach it, no longer can,
    or has nothing to follow yet."""

    CERTIFIED = "certified"
    ENOUGH = "enough"
    OPEN = "open"
    SHORT = "short"
    UNPLACED = "unplaced"


@dataclass(frozen=True)
class Progress:
    """One participant. `attended` are keys of briefings, `needed` a percentage."""

    entry: RosterEntry
    participation: Participation | None
    sessions: tuple[Session, ...]
    attended: frozenset
    needed: int
    training: Training | None
    lacks_batch: bool = False

    @property
    def officer(self) -> Officer:
        return self.entry.officer

    @property
    def batch(self) -> Batch | None:
        return self.participation.batch if self.participation else None

    def weight(self, session: Session) -> int:
        """What a session counts: its lesson hours, or one where no own session gives any."""
        return session.hours if self.hours else 1

    def was_at(self, session: Session) -> bool:
        return session.briefing.pk in self.attended

    @property
    def done(self) -> int:
        """Lesson hours attended, or sessions where none gives any."""
        return sum(self.weight(one) for one in self.sessions if self.was_at(one))

    @property
    def whole(self) -> int:
        return sum(self.weight(one) for one in self.sessions)

    @property
    def enough(self) -> int:
        """The least of `done` for a certificate."""
        return -(-self.whole * self.needed // 100)

    @property
    def short(self) -> int:
        """What is missing until then."""
        return max(self.enough - self.done, 0)

    def left(self, now: datetime) -> int:
        """What the own sessions that are not over can still add."""
        coming = (one for one in self.sessions if one.briefing.item.ends_at > now)
        return sum(self.weight(one) for one in coming if not self.was_at(one))

    def standing(self, now: datetime) -> Standing:
        if self.training:
            return Standing.CERTIFIED
        if self.lacks_batch or not self.whole:
            return Standing.UNPLACED
        if not self.short:
            return Standing.ENOUGH
        return Standing.OPEN if self.left(now) >= self.short else Standing.SHORT

    @property
    def percent(self) -> int:
        """Rounded down: 79.9 is not yet 80."""
        return self.done * 100 // self.whole if self.whole else 0

    @property
    def hours(self) -> int:
        """Lesson hours of the whole programme of this participant."""
        return sum(session.hours for session in self.sessions)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the own sessions, on the event's clock."""
        zone = self.entry.event.zone
        held = [one.briefing.item for one in self.sessions]
        if not held:
            return None
        first, last = min(one.starts_at for one in held), max(one.ends_at for one in held)
        return first.astimezone(zone).date(), last.astimezone(zone).date()

    @property
    def reason_against(self) -> str:
        """Why there is no certificate yet; empty where attendance reaches what is needed."""
        if self.lacks_batch:
            return _("Is in no batch yet.")
        if not self.whole:
            return _("No session is planned for this participant.")
        if self.percent >= self.needed:
            return ""
        facts = {"percent": self.percent, "needed": self.needed, "done": self.done, "whole": self.whole}
        if self.hours:
            return _("Attended %(done)d of %(whole)d JP, %(percent)d%%; %(needed)d%% is needed.") % facts
        return _("Attended %(done)d of %(whole)d sessions, %(percent)d%%; %(needed)d%% is needed.") % facts


def progress_of(event: Event) -> list[Progress]:
    """Everybody who learns at the event, by batch and name, in five queries."""
    sessions = sessions_of(event)
    present = defaultdict(set)
    marks = Attendance.objects.filter(briefing__in=[one.briefing.pk for one in sessions])
    for officer_id, briefing_id in marks.values_list("officer_id", "briefing_id"):
        present[officer_id].add(briefing_id)
    trainings = {one.officer_id: one for one in Training.objects.filter(event=event)}
    found = [
        _progress(entry, sessions, present[entry.officer_id], trainings.get(entry.officer_id))
        for entry in participants(event)
    ]
    return sorted(found, key=lambda one: (one.batch is None, str(one.batch or ""), one.officer.name))


def own_progress(officer: Officer) -> list[Progress]:
    """The officer at every learning event that is not archived, the latest first, in five queries."""
    entries = list(
        _learners(officer.roster.standing())
        .filter(event__kind__in=LEARNING_KINDS)
        .exclude(event__stage=EventStage.ARCHIVED)
        .order_by("-event__starts_on")
    )
    sessions = defaultdict(list)
    for one in _sessions(item__event__in=[entry.event_id for entry in entries]):
        sessions[one.briefing.item.event_id].append(one)
    present = set(officer.attendance.values_list("briefing_id", flat=True))
    trainings = {one.event_id: one for one in officer.trainings.exclude(event=None)}
    return [
        _progress(entry, sessions[entry.event_id], present, trainings.get(entry.event_id))
        for entry in entries
    ]


def participants(event: Event):
    """Roster entries of those who learn: all that stand but coordinators, who are the committee."""
    return _learners(event.roster.standing()).order_by("officer__name")


def _learners(roster):
    return roster.exclude(role=RosterRole.COORDINATOR).select_related(
        "event", "officer__agency", "participation__batch"
    )


def sessions_of(event: Event) -> list[Session]:
    return _sessions(item__event=event)


def _sessions(**where) -> list[Session]:
    briefings = (
        Briefing.objects.standing()
        .filter(**where)
        .select_related("item__event", "item__venue", "batch")
        .prefetch_related("speakers")
        .order_by("item__starts_at")
    )
    return [Session(one, one.batch_id, one.lesson_hours) for one in briefings]


def _progress(entry: RosterEntry, sessions: list[Session], present: set, training) -> Progress:
    participation = getattr(entry, "participation", None)
    batch_id = participation.batch_id if participation else None
    return Progress(
        entry=entry,
        participation=participation,
        sessions=tuple(one for one in sessions if one.is_for(batch_id)),
        attended=frozenset(present),
        needed=entry.event.attendance_percent,
        training=training,
        lacks_batch=batch_id is None and any(one.batch_id for one in sessions),
    )


def turnout(sessions: list[Session], progress: list[Progress]) -> list[tuple[Session, int, int]]:
    """(session, who was there, who was awaited) of participants."""
    return [
        (
            session,
            sum(one.was_at(session) for one in progress),
            sum(session in one.sessions for one in progress),
        )
        for session in sessions
    ]


def batches_of(event: Event) -> list[Batch]:
    """The batches, each annotated `taken`: its standing participants."""
    standing = Q(participations__entry__withdrawn_at=None, participations__entry__officer__withdrawn_at=None)
    counted = event.batches.annotate(taken=Count("participations", filter=standing))
    return list(counted.order_by("starts_on", "name"))


@dataclass(frozen=True)
class Figures:
    """The whole event in numbers. The averages are None where no test was marked."""

    participants: int
    enough: int
    certified: int
    pre_average: float | None
    post_average: float | None


def figures(progress: list[Progress]) -> Figures:
    return Figures(
        participants=len(progress),
        enough=sum(not one.reason_against for one in progress),
        certified=sum(one.training is not None for one in progress),
        pre_average=_average(progress, "pre_score"),
        post_average=_average(progress, "post_score"),
    )


def _average(progress: list[Progress], name: str) -> float | None:
    points = [getattr(one.participation, name) for one in progress if one.participation]
    marked = [one for one in points if one is not None]
    return sum(marked) / len(marked) if marked else None
