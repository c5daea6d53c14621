"""An officer's own training as the phone shows it: session by session, and where to be next. Pure."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officers.courses import Progress, Session, Standing

# By standing, and whether lesson hours are counted or sessions.
MISSING = {
    (Standing.OPEN, True): gettext_lazy(
        "%(short)d JP more for the certificate, %(left)d JP are still to come."
    ),
    (Standing.OPEN, False): gettext_lazy(
        "%(short)d more sessions for the certificate, %(left)d are still to come."
    ),
    (Standing.SHORT, True): gettext_lazy("%(short)d JP are missing and only %(left)d JP are left."),
    (Standing.SHORT, False): gettext_lazy("%(short)d sessions are missing and only %(left)d are left."),
}


@dataclass(frozen=True)
class Line:
    """A session and how it stands: attended, missed, running, next or coming."""

    session: Session
    state: str

    @property
    def item(self):
        return self.session.briefing.item


@dataclass(frozen=True)
class OwnCourse:
    progress: Progress
    standing: Standing
    lines: tuple[Line, ...]
    left: int

    @property
    def event(self):
        return self.progress.entry.event

    @property
    def lost(self) -> int:
        """What was missed and does not come back."""
        return self.progress.whole - self.progress.done - self.left

    @property
    def sentence(self) -> str:
        """How it stands and what is missing."""
        me = self.progress
        facts = {"short": me.short, "left": self.left}
        if self.standing == Standing.CERTIFIED:
            return _("Certificate %(number)s") % {"number": me.training.certificate_number}
        if self.standing == Standing.ENOUGH:
            return _("Attendance is enough; the bureau makes the certificate.")
        if self.standing == Standing.UNPLACED:
            return (
                _("You are in no batch yet.") if me.lacks_batch else _("No session is planned for you yet.")
            )
        return str(MISSING[self.standing, bool(me.hours)]) % facts

    @property
    def upcoming(self) -> Line | None:
        """Where to be now or next."""
        return next((one for one in self.lines if one.state in ("running", "next")), None)


def course_of(progress: Progress, now: datetime) -> OwnCourse:
    """`progress` as it stands at `now`."""
    lines, has_next = [], False
    for session in progress.sessions:
        state = _state(progress, session, now)
        if state == "coming" and not has_next:
            state, has_next = "next", True
        has_next = has_next or state == "running"
        lines.append(Line(session, state))
    return OwnCourse(progress, progress.standing(now), tuple(lines), progress.left(now))


def _state(progress: Progress, session: Session, now: datetime) -> str:
    item = session.briefing.item
    if progress.was_at(session):
        return "attended"
    if item.ends_at <= now:
        return "missed"
    return "running" if item.starts_at <= now else "coming"
