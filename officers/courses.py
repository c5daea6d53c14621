"""How far each participant of a learning event is: sessions, points, certificate. Nothing here writes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from events.models import Batch, Briefing, Event
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


@dataclass(frozen=True)
class Progress:
    """One participant. `done` and `whole` are lesson hours, or sessions where none gives any."""

    entry: RosterEntry
    participation: Participation | None
    sessions: tuple[Session, ...]
    done: int
    whole: int
    needed: int
    training: Training | None
    lacks_batch: bool = False

    @property
    def officer(self) -> Officer:
        return self.entry.officer

    @property
    def batch(self) -> Batch | None:
        return self.participation.batch if self.participation else None

    @property
    def percent(self) -> int:
        """Rounded down: 79.9 is not yet 80."""
        return self.done * 100 // self.whole if self.whole else 0

    @property
    def hours(self) -> int:
        """Lesson hours of the whole programme of this participant."""
        return sum(session.hours for session in self.sessions)

    @property
    def last_day(self) -> date | None:
        """The day of the last session, on the event's clock."""
        ends = [session.briefing.item.ends_at for session in self.sessions]
        return max(ends).astimezone(self.entry.event.zone).date() if ends else None

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
        _progress(entry, sessions, present[entry.officer_id], trainings.get(entry.officer_id), event)
        for entry in participants(event)
    ]
    return sorted(found, key=lambda one: (one.batch is None, str(one.batch or ""), one.officer.name))


def participants(event: Event):
    """Roster entries of those who learn: all that stand but coordinators, who are the committee."""
    return (
        event.roster.standing()
        .exclude(role=RosterRole.COORDINATOR)
        .select_related("event", "officer__agency", "participation__batch")
        .order_by("officer__name")
    )


def sessions_of(event: Event) -> list[Session]:
    briefings = (
        Briefing.objects.standing()
        .filter(item__event=event)
        .select_related("item__event", "item__venue", "batch")
        .prefetch_related("speakers")
        .order_by("item__starts_at")
    )
    return [Session(one, one.batch_id, one.lesson_hours) for one in briefings]


def _progress(entry, sessions: list[Session], present: set, training, event) -> Progress:
    participation = getattr(entry, "participation", None)
    batch_id = participation.batch_id if participation else None
    own = tuple(one for one in sessions if one.is_for(batch_id))
    counts_hours = any(one.hours for one in own)
    weights = [(one.hours if counts_hours else 1, one.briefing.pk in present) for one in own]
    return Progress(
        entry=entry,
        participation=participation,
        sessions=own,
        done=sum(weight for weight, was_there in weights if was_there),
        whole=sum(weight for weight, _was_there in weights),
        needed=event.attendance_percent,
        training=training,
        lacks_batch=batch_id is None and any(one.batch_id for one in sessions),
    )


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
