"""Perlu perhatian: what is out of order, most urgent first, each with its cause, effect and one verb.

A source is a function `(facts) -> iterable of Concern`; adding one is adding it to `SOURCES`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assignments import selectors as assignments
from assignments import services as pairing
from assignments.control import learning, nominated, watch
from assignments.control.concern import Concern
from assignments.control.overview import Facts
from assignments.field.models import FinalReport
from assignments.notices.models import Notice
from assignments.notices.states import RETRIED_BY_HAND
from delegates import selectors as delegates
from lo_portal import formats, ui

MOST = 12
REPORTS_CHECKED = timedelta(days=5)


def concerns(facts: Facts) -> list[Concern]:
    """All concerns: by deadline, then tier."""
    found = [concern for source in SOURCES for concern in source(facts)]
    return sorted(found, key=lambda concern: (concern.severity != "bad", concern.due_at, concern.rank))


def items(facts: Facts) -> tuple[ui.Attention, ...]:
    """The concerns as the page shows them; only the first, when grave, is hot."""
    lang, zone = get_language(), facts.event.zone
    return tuple(
        ui.Attention(
            due=formats.compact(concern.due_at, zone, lang, facts.now),
            left=formats.countdown(concern.due_at, facts.now, zone, lang),
            severity=concern.severity,
            title=concern.title,
            detail=concern.detail,
            hot=place == 0 and concern.severity == "bad",
            action=ui.Action(label=concern.verb, url=concern.url, kind="primary" if place == 0 else "line"),
        )
        for place, concern in enumerate(concerns(facts)[:MOST])
    )


def open_slots(facts: Facts) -> Iterator[Concern]:
    if not facts.open_slots:
        return
    windows = delegates.service_windows(facts.event)
    board = reverse("assignments:board", args=[facts.event.slug])
    for slot in facts.open_slots:
        starts_at, _ends_at = windows[slot.delegation.pk]
        declined = slot.declined
        yield Concern(
            due_at=starts_at,
            severity="bad",
            rank=slot.delegation.tier.rank,
            title=_("%(slot)s %(delegation)s: no officer")
            % {"slot": slot.code, "delegation": slot.delegation.name},
            detail=_("%(officer)s cannot serve: %(reason)s")
            % {"officer": declined.officer, "reason": declined.decline_reason}
            if declined
            else _("Duty begins %(when)s.")
            % {"when": formats.compact(starts_at, facts.event.zone, get_language(), facts.now)},
            verb=_("Fill"),
            url=f"{board}?slot={slot.delegation.code}/{slot.number}",
        )


def moved_windows(facts: Facts) -> Iterator[Concern]:
    """A flight or agenda moved and the published hold does not fit any more."""
    moved = pairing.out_of_step(facts.event)
    if moved:
        yield Concern(
            due_at=min(row.period.lower for row in moved),
            severity="bad",
            title=ngettext("%d duty has moved", "%d duties have moved", len(moved)) % len(moved),
            detail=_("%(officers)s do not know yet. Look at the changes, then publish.")
            % {"officers": ", ".join(str(row.officer) for row in moved[:3])},
            verb=_("Review"),
            url=reverse("duty:plan-publish", args=[facts.event.slug]),
        )


def surplus(facts: Facts) -> Iterator[Concern]:
    for row in assignments.surplus(facts.event):
        yield Concern(
            due_at=row.period.lower,
            severity="bad",
            title=_("%(officer)s is held for a slot that is gone") % {"officer": row.officer},
            detail=_("%(slot)s was cancelled or needs fewer officers.") % {"slot": row.code},
            verb=_("Release"),
            url=reverse("assignments:board", args=[facts.event.slug]),
        )


def withdrawn(facts: Facts) -> Iterator[Concern]:
    """Who left the roster still stands beside a guest until somebody else does."""
    board = reverse("assignments:board", args=[facts.event.slug])
    for row in assignments.held_by_withdrawn(facts.event):
        yield Concern(
            due_at=row.period.lower,
            severity="bad",
            rank=row.delegation.tier.rank,
            title=_("%(officer)s withdrew and still holds %(slot)s")
            % {"officer": row.officer, "slot": row.code},
            detail=_("The officer no longer sees the duty. Give the slot to somebody else."),
            verb=_("Replace"),
            url=f"{board}?slot={row.code}",
        )


def late_answers(facts: Facts) -> Iterator[Concern]:
    limit = timedelta(hours=facts.event.answer_hours)
    late = [row for row in assignments.unanswered(facts.event) if row.offered_at + limit < facts.now]
    if late:
        yield Concern(
            due_at=late[0].offered_at + limit,
            severity="wait",
            title=ngettext("%d officer is late to answer", "%d officers are late to answer", len(late))
            % len(late),
            detail=", ".join(f"{row.officer} ({row.code})" for row in late[:3]),
            verb=_("See who"),
            url=reverse("assignments:board", args=[facts.event.slug]) + "?show=waiting",
        )


def letters(facts: Facts) -> Iterator[Concern]:
    url = reverse("letters:letter-list", args=[facts.event.slug])
    starts_at = _event_starts(facts.event)
    failed, outdated = (
        [line for line in facts.letters.lines if line.state == state] for state in ("failed", "outdated")
    )
    for lines, tab, title in (
        (
            failed, "numbered",
            ngettext("%d letter could not be made", "%d letters could not be made", len(failed)),
        ),
        (
            outdated, "outdated",
            ngettext(
                "%d letter no longer matches the pairing", "%d letters no longer match the pairing",
                len(outdated),
            ),
        ),
    ):  # fmt: skip
        if lines:
            yield Concern(
                due_at=starts_at,
                severity="bad",
                title=title % len(lines),
                detail=", ".join(line.letter.number for line in lines[:3]),
                verb=_("Review"),
                url=f"{url}?tab={tab}",
            )


def unsigned(facts: Facts) -> Iterator[Concern]:
    lines = [line for line in facts.letters.lines if line.letter and line.letter.is_to_sign]
    if lines:
        yield Concern(
            due_at=_event_starts(facts.event),
            severity="wait",
            title=ngettext("%d letter waits for its signature", "%d letters wait for a signature", len(lines))
            % len(lines),
            detail=", ".join(line.letter.number for line in lines[:3]),
            verb=_("See the package"),
            url=reverse("letters:letters-to-sign"),
        )


def undelivered(facts: Facts) -> Iterator[Concern]:
    failed = Notice.objects.filter(event=facts.event, state__in=RETRIED_BY_HAND).count()
    if failed:
        yield Concern(
            due_at=facts.now,
            severity="bad",
            title=ngettext("%d message did not arrive", "%d messages did not arrive", failed) % failed,
            detail=_("Call the officers or send again; the list has their phone numbers."),
            verb=_("See which"),
            url=reverse("notices:notice-list", args=[facts.event.slug]) + "?state=trouble",
        )


def unbriefed(facts: Facts) -> Iterator[Concern]:
    """At a training every session has its own list, and its committee attends none."""
    coming, missing = facts.next_briefing, facts.roster - facts.attended
    if coming and missing and not facts.event.is_learning:
        yield Concern(
            due_at=coming.item.starts_at,
            severity="wait",
            title=ngettext("%d officer not briefed yet", "%d officers not briefed yet", missing) % missing,
            detail=f"{coming.item.title} · {coming.item.venue or ''}",
            verb=_("See the list"),
            url=reverse("officers:briefing-detail", args=[coming.pk]),
        )


def unverified(facts: Facts) -> Iterator[Concern]:
    """Final reports that were handed in: each officer writes within three working days, then they wait."""
    count = FinalReport.objects.submitted().filter(delegation__event=facts.event).count()
    if count:
        yield Concern(
            due_at=_midnight(facts.event, facts.event.ends_on) + REPORTS_CHECKED,
            severity="wait",
            title=ngettext("%d final report to be checked", "%d final reports to be checked", count) % count,
            detail=_("Verify it, or send it back with what is missing."),
            verb=_("Check"),
            url=reverse("field:final-report-list", args=[facts.event.slug]),
        )


SOURCES = (
    watch.unanswered_incidents, watch.lasting_incidents, watch.missing_officers, watch.unready_officers,
    open_slots, moved_windows, surplus, withdrawn, late_answers, letters, unsigned, undelivered, unbriefed,
    unverified, nominated.nominations, learning.certificates,
)  # fmt: skip


def _event_starts(event) -> datetime:
    return _midnight(event, event.starts_on)


def _midnight(event, day) -> datetime:
    return datetime.combine(day, datetime.min.time(), event.zone)
