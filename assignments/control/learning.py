"""The control room of a training or coordination meeting: participants, sessions, certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from assignments.control.concern import Concern
from events.models import Event, EventStage
from lo_portal import formats, ui
from officers import courses
from officers.courses import Standing


@dataclass(frozen=True)
class Facts:
    """A learning event at `now`, read once in a constant number of queries."""

    event: Event
    now: datetime

    @cached_property
    def progress(self) -> list[courses.Progress]:
        return courses.progress_of(self.event)

    @cached_property
    def sessions(self) -> list[courses.Session]:
        return courses.sessions_of(self.event)

    @cached_property
    def standings(self) -> list[Standing]:
        return [one.standing(self.now) for one in self.progress]

    @property
    def held(self) -> int:
        return sum(one.briefing.item.ends_at <= self.now for one in self.sessions)

    @property
    def coming(self) -> courses.Session | None:
        return next((one for one in self.sessions if one.briefing.item.ends_at > self.now), None)

    def count(self, *standings: Standing) -> int:
        return sum(one in standings for one in self.standings)


def meters(facts: Facts) -> tuple[ui.ReadinessMeter, ...]:
    """The four cells of the strip; each leads to the page that shows the gap."""
    return (_placed(facts), _held(facts), _enough(facts), _certified(facts))


def steps(facts: Facts) -> tuple[ui.Step, ...]:
    """From data to closing; the first step that is not done is the current one."""
    stage, whole = facts.event.stage, len(facts.progress)
    is_held = bool(facts.sessions) and facts.held == len(facts.sessions)
    done = (
        (_("Participants"), bool(whole) and not facts.count(Standing.UNPLACED), "officers:learning-detail"),
        (_("Sessions"), bool(facts.sessions), "officers:briefing-list"),
        (_("Event days"), is_held, "officers:briefing-list"),
        (
            _("Certificates"),
            bool(facts.count(Standing.CERTIFIED)) and not facts.count(Standing.ENOUGH, Standing.OPEN),
            "officers:learning-detail",
        ),
        (pgettext("event", "Closing"), stage in {EventStage.CLOSED, EventStage.ARCHIVED}, "closing:closing"),
    )
    current = next((place for place, (_label, is_done, _url) in enumerate(done) if not is_done), None)
    return tuple(
        ui.Step(
            label=label,
            state="done" if is_done else "current" if place == current else "coming",
            url=reverse(url, args=[facts.event.slug]),
        )
        for place, (label, is_done, url) in enumerate(done)
    )


def certificates(facts) -> Iterator[Concern]:
    """Whoever reached the threshold and whose sessions are over waits for the certificate."""
    if not facts.event.is_learning:
        return
    learned = Facts(facts.event, facts.now)
    waiting = [
        one for one, standing in zip(learned.progress, learned.standings, strict=True)
        if standing == Standing.ENOUGH and not one.left(facts.now)
    ]  # fmt: skip
    if waiting:
        yield Concern(
            due_at=max(one.sessions[-1].briefing.item.ends_at for one in waiting),
            severity="wait",
            title=ngettext(
                "%d certificate may be issued", "%d certificates may be issued", len(waiting)
            ) % len(waiting),
            detail=", ".join(one.officer.name for one in waiting[:3]),
            verb=_("Make certificates"),
            url=reverse("letters:certificates-create", args=[facts.event.slug]),
        )  # fmt: skip


def _placed(facts: Facts) -> ui.ReadinessMeter:
    whole, missing = len(facts.progress), facts.count(Standing.UNPLACED)
    return ui.ReadinessMeter(
        label=_("Participants with sessions"),
        value=whole - missing,
        total=whole,
        segments=(ui.Segment("ok", whole - missing), ui.Segment("empty", missing)),
        gap=ngettext("%d has none", "%d have none", missing) % missing if missing else "",
        gap_kind="bad",
        url=reverse("officers:learning-detail", args=[facts.event.slug]),
    )


def _held(facts: Facts) -> ui.ReadinessMeter:
    whole, coming = len(facts.sessions), facts.coming
    return ui.ReadinessMeter(
        label=_("Sessions held"),
        value=facts.held,
        total=whole,
        segments=(ui.Segment("ok", facts.held), ui.Segment("rest", whole - facts.held)),
        note=formats.compact(coming.briefing.item.starts_at, facts.event.zone, get_language(), facts.now)
        if coming
        else "",
        url=reverse("officers:briefing-list", args=[facts.event.slug]),
    )


def _enough(facts: Facts) -> ui.ReadinessMeter:
    done, short = facts.count(Standing.CERTIFIED, Standing.ENOUGH), facts.count(Standing.SHORT)
    return ui.ReadinessMeter(
        label=_("Attended enough"),
        value=done,
        total=len(facts.progress),
        segments=(
            ui.Segment("ok", done),
            ui.Segment("rest", facts.count(Standing.OPEN, Standing.UNPLACED)),
            ui.Segment("empty", short),
        ),
        gap=ngettext("%d out of reach", "%d out of reach", short) % short if short else "",
        url=reverse("officers:learning-detail", args=[facts.event.slug]),
    )


def _certified(facts: Facts) -> ui.ReadinessMeter:
    done, ready = facts.count(Standing.CERTIFIED), facts.count(Standing.ENOUGH)
    return ui.ReadinessMeter(
        label=_("Certificates issued"),
        value=done,
        total=done + ready,
        segments=(ui.Segment("ok", done), ui.Segment("wait", ready)),
        gap=ngettext("%d may be issued", "%d may be issued", ready) % ready if ready else "",
        url=reverse("officers:learning-detail", args=[facts.event.slug]),
    )
