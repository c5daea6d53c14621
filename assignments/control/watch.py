"""Perlu perhatian on the day itself: incidents that wait, officers who are missed or not ready."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assignments.control import readiness
from assignments.control.concern import Concern
from assignments.control.overview import Facts
from assignments.field.models import Incident, IncidentState
from assignments.live.board import board_of
from assignments.live.loader import facts_of
from delegates.models import Delegation
from lo_portal import formats

# Somebody took it over, yet after this time the bureau asks how it stands.
SOLVED_WITHIN = timedelta(hours=1)
# From three days before the opening on, four officers of five should have all five marks.
READY_BEFORE = timedelta(days=3)
READY_SHARE = 0.8


def unanswered_incidents(facts: Facts) -> Iterator[Concern]:
    """Those that nobody took over within the event's minutes."""
    limit = timedelta(minutes=facts.event.incident_minutes)
    for incident in _incidents(facts, IncidentState.OPEN, created_at__lte=facts.now - limit):
        yield Concern(
            due_at=incident.created_at + limit,
            severity="bad",
            rank=0,
            title=_("%(incident)s: nobody takes care of it") % {"incident": incident},
            detail=_("Reported by %(who)s %(age)s ago; the limit is %(minutes)d minutes.")
            % {
                "who": incident.reported_by or "-",
                "age": formats.age(incident.created_at, facts.now, get_language()),
                "minutes": facts.event.incident_minutes,
            },
            verb=_("Take it over"),
            url=reverse("field:incident-detail", args=[incident.pk]),
        )


def lasting_incidents(facts: Facts) -> Iterator[Concern]:
    """Those that somebody took over long ago and that are not solved."""
    lasting = _incidents(facts, IncidentState.OWNED, acknowledged_at__lte=facts.now - SOLVED_WITHIN)
    if lasting:
        yield Concern(
            due_at=lasting[0].acknowledged_at + SOLVED_WITHIN,
            severity="wait",
            title=ngettext("%d incident is not solved yet", "%d incidents are not solved yet", len(lasting))
            % len(lasting),
            detail=", ".join(f"{incident} ({incident.owner})" for incident in lasting[:3]),
            verb=_("See which"),
            url=reverse("field:incident-list", args=[facts.event.slug]),
        )


def missing_officers(facts: Facts) -> Iterator[Concern]:
    """Officers who must be in position by now and have not said so."""
    delegations = Delegation.objects.standing().filter(event=facts.event)
    board = board_of(facts_of(facts.event, delegations, [], facts.now), facts.now)
    late = [row for row in board.rows if row.alarm == "red"]
    if late:
        yield Concern(
            due_at=min(row.duty.due_at for row in late),
            severity="bad",
            rank=0,
            title=ngettext(
                "%d delegation without an officer in position",
                "%d delegations without an officer in position",
                len(late),
            )
            % len(late),
            detail=", ".join(f"{row.facts.code} {', '.join(row.facts.officers)}".strip() for row in late[:3]),
            verb=_("Watch"),
            url=reverse("live:live-board", args=[facts.event.slug]) + "?show=look",
        )


def unready_officers(facts: Facts) -> Iterator[Concern]:
    """Shortly before the opening and during the event: too few have all five marks."""
    opens_at = datetime.combine(facts.event.starts_on, datetime.min.time(), facts.event.zone)
    closes_at = datetime.combine(
        facts.event.ends_on + timedelta(days=1), datetime.min.time(), opens_at.tzinfo
    )
    if not opens_at - READY_BEFORE <= facts.now < closes_at:
        return
    lines = readiness.lines_of(facts.event)
    ready = sum(line.done == len(readiness.CODES) for line in lines)
    if lines and ready < READY_SHARE * len(lines):
        marks = sorted(readiness.figures(lines), key=lambda mark: mark[2])
        yield Concern(
            due_at=opens_at,
            severity="wait",
            title=_("Only %(ready)d of %(all)d officers are ready") % {"ready": ready, "all": len(lines)},
            detail=", ".join(f"{label} {done}/{total}" for _code, label, done, total in marks[:3]),
            verb=_("See who"),
            url=reverse("control:readiness", args=[facts.event.slug]) + f"?lacking={marks[0][0]}",
        )


def _incidents(facts: Facts, state: IncidentState, **since) -> list[Incident]:
    rows = Incident.objects.filter(event=facts.event, state=state, **since)
    return list(rows.select_related("delegation", "reported_by", "owner", "event").order_by("created_at"))
