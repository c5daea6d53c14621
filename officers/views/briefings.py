"""Briefings with who was there. Their time, place, minutes and actions are edited in the events room."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from events.models import Briefing, Event
from lo_portal.access import may, requires
from lo_portal.exports import answering
from lo_portal.forms import posted_row
from officers import courses, lists, pages, services
from officers.models import Officer, RosterEntry


@requires("officers.list_briefings", on=Event)
@require_GET
def briefing_list(request, event):
    briefings = pages.briefings_of(event, request.user)
    everybody = RosterEntry.objects.standing().filter(event=event).count()
    places = {one.pk: one.taken for one in courses.batches_of(event)} if event.is_learning else {}
    context = {
        "briefings": [(one, places.get(one.batch_id, everybody)) for one in briefings],
        "expected": everybody,
        "may_create": may(request.user, "events.create_briefing", event),
    }
    return render(request, "officers/briefing_list.html", context)


@requires("officers.view_briefing", on=Briefing)
@require_GET
def briefing_detail(request, briefing):
    return render(request, "officers/briefing_detail.html", _page(request, briefing))


def _page(request, briefing) -> dict:
    people = pages.attendees(briefing)
    counts = pages.figures(people)
    group = request.GET.get("show", "")
    tests = {"absent": lambda one: one.mark is None, "owing": lambda one: one.owes}
    items, leaves = pages.clashes(briefing)
    return {
        "briefing": briefing,
        "people": [one for one in people if tests.get(group, bool)(one)],
        "group": group,
        "counts": counts,
        "segments": pages.attendance_segments(counts),
        "clashing_items": items,
        "clashing_leaves": leaves,
        "may_change": may(request.user, "events.change_briefing", briefing),
        "now": timezone.now(),
    }


@requires("officers.mark_attendance", on=Briefing)
@require_POST
def attendance_mark(request, briefing):
    return _tick(request, briefing, services.mark_attendance)


@requires("officers.unmark_attendance", on=Briefing)
@require_POST
def attendance_unmark(request, briefing):
    return _tick(request, briefing, services.unmark_attendance)


def _tick(request, briefing, verb):
    """One tap on the attendance list; htmx gets the list anew, a browser without it the page."""
    officer = posted_row(request, "officer", Officer.objects.filter(roster__event=briefing.event))
    verb(briefing=briefing, officer=officer, by=request.user, at=timezone.now())
    if request.htmx:
        return render(request, "officers/_attendance.html", _page(request, briefing))
    return redirect("officers:briefing-detail", briefing=briefing.pk)


@requires("officers.view_briefing", on=Briefing)
@require_GET
def attendance_export(request, briefing, kind):
    return answering.answer(
        request, lists.ATTENDANCE, kind=kind, event=briefing.event, briefing=str(briefing.pk)
    )


@requires("officers.list_briefings", on=Event)
@require_GET
def briefing_export(request, event, kind):
    return answering.answer(request, lists.BRIEFINGS, kind=kind, event=event)
