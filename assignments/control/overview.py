"""The control room's figures: readiness strip, phase stepper and fast path, from rows to page shapes."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from assignments import selectors as assignments
from assignments.letters import selectors as letters
from assignments.models import AssignmentState
from events.models import Briefing, EventStage
from lo_portal import formats, ui
from officers.models import Attendance, RosterEntry


@dataclass(frozen=True)
class Facts:
    """What the rows say, counted once; the pieces below only phrase it."""

    event: object
    now: datetime
    slots: list
    coverage: assignments.Coverage
    letters: letters.LetterBoard
    ready_letters: int
    roster: int
    attended: int
    next_briefing: Briefing | None

    @property
    def open_slots(self) -> list:
        return [slot for slot in self.slots if slot.is_open]

    @property
    def proposed(self) -> list:
        return [slot for slot in self.slots if slot.state == AssignmentState.PROPOSED]

    @property
    def waiting(self) -> list:
        return [slot for slot in self.slots if slot.state == AssignmentState.OFFERED]


def gather(event, now: datetime) -> Facts:
    """Read the event once, in a constant number of queries."""
    slots = assignments.event_slots(event)
    board = letters.letter_board(event)
    roster = RosterEntry.objects.standing().filter(event=event)
    attended = Attendance.objects.of_event(event).filter(officer__in=roster.values("officer"))
    return Facts(
        event=event,
        now=now,
        slots=slots,
        coverage=assignments.coverage(slots),
        letters=board,
        ready_letters=sum(
            1 for line in board.lines if line.state == "ready" and line.facts and line.facts.duties
        ),
        roster=roster.count(),
        attended=attended.values("officer").distinct().count(),
        next_briefing=Briefing.objects.standing()
        .filter(item__event=event, item__ends_at__gt=now)
        .select_related("item__venue")
        .order_by("item__starts_at")
        .first(),
    )


def meters(facts: Facts) -> tuple[ui.ReadinessMeter, ...]:
    """The four cells of the readiness strip; each leads to the list that shows the gap."""
    return (_covered(facts), _confirmed(facts), _in_force(facts), _briefed(facts))


def countdown(facts: Facts) -> ui.Countdown:
    event, lang = facts.event, get_language()
    today = facts.now.astimezone(event.zone).date()
    return ui.Countdown(
        label=pgettext("event", "Opening"),
        value=formats.day_count(event.starts_on, today, lang),
        detail=formats.day(event.starts_on, lang),
    )


def steps(facts: Facts) -> tuple[ui.Step, ...]:
    """The event's way from data to closing; the first step that is not done is the current one."""
    stage = facts.event.stage
    done = (
        (_("Event data"), bool(facts.event.agenda.exists()), "events:event-detail"),
        (_("Delegations"), bool(facts.slots), "delegates:delegation-list"),
        (_("Pairing"), bool(facts.slots) and not facts.open_slots, "assignments:board"),
        (
            _("Letters"),
            bool(facts.letters.lines) and facts.letters.in_force == len(facts.letters.lines),
            "letters:letter-list",
        ),
        (_("Briefing"), bool(facts.roster) and facts.attended >= facts.roster, "officers:briefing-list"),
        (_("Event days"), stage in {EventStage.CLOSED, EventStage.ARCHIVED}, ""),
        (pgettext("event", "Closing"), stage == EventStage.ARCHIVED, ""),
    )
    current = next((place for place, (_label, is_done, _url) in enumerate(done) if not is_done), None)
    return tuple(
        ui.Step(
            label=label,
            state="done" if is_done else "current" if place == current else "coming",
            url=reverse(url, args=[facts.event.slug]) if url else "",
        )
        for place, (label, is_done, url) in enumerate(done)
    )


def fast_path(facts: Facts) -> tuple[ui.FastStep, ...]:
    """At most three steps to "all letters are out"; none when they are. The first is the current one."""
    board, publish, letter_list = (
        reverse(name, args=[facts.event.slug])
        for name in ("assignments:board", "duty:plan-publish", "letters:letter-list")
    )
    opened, proposed, waiting = facts.open_slots, facts.proposed, facts.waiting
    wanted = (
        (
            len(opened), board, _("Fill"),
            ngettext("Fill %d open slot", "Fill %d open slots", len(opened)),
            _codes(opened),
        ),
        (
            len(proposed), publish, _("Publish"),
            ngettext("Publish %d proposed pair", "Publish %d proposed pairs", len(proposed)),
            _("The officers are asked then"),
        ),
        (
            len(waiting), board + "?show=waiting", _("See who"),
            ngettext("%d officer has not answered", "%d officers have not answered", len(waiting)),
            _codes(waiting),
        ),
        (
            facts.ready_letters, letter_list + "?tab=ready", _("Issue"),
            ngettext("Issue %d letter", "Issue %d letters", facts.ready_letters),
            _("Ready now"),
        ),
    )  # fmt: skip
    left = [row for row in wanted if row[0]][:3]
    return tuple(
        ui.FastStep(
            title=title % count,
            detail=detail,
            current=place == 0,
            action=ui.Action(label=verb, url=url, kind="primary" if place == 0 else "line"),
        )
        for place, (count, url, verb, title, detail) in enumerate(left)
    )


def _covered(facts: Facts) -> ui.ReadinessMeter:
    covered = facts.coverage
    gap = ngettext("%d slot open", "%d slots open", covered.open) % covered.open if covered.open else ""
    return ui.ReadinessMeter(
        label=_("Delegations covered"),
        value=covered.covered_delegations,
        total=covered.delegations,
        segments=(
            ui.Segment("ok", covered.covered_delegations),
            ui.Segment("empty", covered.delegations - covered.covered_delegations),
        ),
        gap=gap,
        gap_kind="bad",
        note=_codes(facts.open_slots),
        url=reverse("assignments:board", args=[facts.event.slug]),
    )


def _confirmed(facts: Facts) -> ui.ReadinessMeter:
    covered = facts.coverage
    waiting = covered.offered + covered.proposed
    return ui.ReadinessMeter(
        label=_("Officers confirmed"),
        value=covered.accepted,
        total=covered.total,
        segments=(
            ui.Segment("ok", covered.accepted),
            ui.Segment("wait", waiting),
            ui.Segment("empty", covered.open),
        ),
        gap=ngettext("%d has not answered", "%d have not answered", covered.offered) % covered.offered
        if covered.offered
        else "",
        note=ngettext("%d not asked yet", "%d not asked yet", covered.proposed) % covered.proposed
        if covered.proposed
        else "",
        url=reverse("assignments:board", args=[facts.event.slug]) + "?show=waiting",
    )


def _in_force(facts: Facts) -> ui.ReadinessMeter:
    board = facts.letters
    outdated = board.count("outdated")
    return ui.ReadinessMeter(
        label=_("Letters in force"),
        value=board.in_force,
        total=len(board.lines),
        segments=(
            ui.Segment("ok", board.in_force - outdated),
            ui.Segment("wait", outdated + board.count("numbered", "failed")),
            ui.Segment("rest", board.count("ready", "waiting")),
        ),
        gap=ngettext("%d needs a change", "%d need a change", outdated) % outdated if outdated else "",
        note=ngettext("%d received", "%d received", board.received) % board.received
        if board.received
        else "",
        url=reverse("letters:letter-list", args=[facts.event.slug]),
    )


def _briefed(facts: Facts) -> ui.ReadinessMeter:
    missing = facts.roster - facts.attended
    coming = facts.next_briefing
    return ui.ReadinessMeter(
        label=_("Attended a briefing"),
        value=facts.attended,
        total=facts.roster,
        segments=(ui.Segment("ok", facts.attended), ui.Segment("wait", missing)),
        gap=ngettext("%d still to come", "%d still to come", missing) % missing if missing else "",
        note=formats.compact(coming.item.starts_at, facts.event.zone, get_language()) if coming else "",
        url=reverse("officers:briefing-list", args=[facts.event.slug]),
    )


def _codes(slots: list, most: int = 3) -> str:
    """ "D-08/2, D-15/1 …" """
    shown = ", ".join(slot.code for slot in slots[:most])
    return f"{shown} …" if len(slots) > most else shown
