"""Perlu perhatian before the event: names to decide about, agencies that let the deadline pass."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.control.concern import Concern
from assignments.control.overview import Facts
from officers.nominations import board


def nominations(facts: Facts) -> Iterator[Concern]:
    """One concern for all names that wait, one for all agencies that are late."""
    rows = board.board_rows(facts.event, facts.now)
    page = reverse("nominations:nomination-list", args=[facts.event.slug])
    waiting = [row for row in rows if row.nomination.waiting and row.nomination.state != "closed"]
    if waiting:
        count = sum(row.nomination.waiting for row in waiting)
        title = ngettext("%(n)d nominee waits for a decision", "%(n)d nominees wait for a decision", count)
        yield _concern(waiting, title % {"n": count}, _("Decide"), page)
    late = [row for row in rows if row.late]
    if late:
        title = ngettext("%(n)d agency has not answered", "%(n)d agencies have not answered", len(late))
        yield _concern(late, title % {"n": len(late)}, _("Look at them"), page)


def _concern(rows: list[board.BoardRow], title: str, verb: str, page: str) -> Concern:
    agencies = sorted(row.nomination.agency.name for row in rows)
    return Concern(
        due_at=min(row.nomination.due_at for row in rows),
        severity="wait",
        title=title,
        detail=", ".join(agencies[:3]) + (" …" if len(agencies) > 3 else ""),
        verb=verb,
        url=page if len(rows) > 1 else reverse("nominations:nomination-detail", args=[rows[0].nomination.pk]),
    )
