"""The pairing board: look, place, swap, release, lock. Click only; every act can be undone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assignments import services
from assignments.board import BoardPage
from assignments.models import Assignment
from assignments.suggestions import COMPUTE, latest_suggestion
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.jobs.models import Job, JobState
from lo_portal.refusals import Refused


@requires("assignments.view_board", on=Event)
@require_GET
def board(request, event):
    """All slots, and the ranked candidates of the chosen one. htmx asks for the middle column only."""
    page = BoardPage(event, chosen=request.GET.get("slot", ""), show=request.GET.get("show", ""))
    context = {
        "page": page,
        "suggestion": latest_suggestion(event),
        "job": Job.objects.filter(kind=COMPUTE, event_id=event.pk).exclude(state=JobState.DONE).first(),
        "may_lock": may(request.user, "assignments.lock_assignment"),
    }
    template = "assignments/_candidates.html" if request.htmx else "assignments/board.html"
    return render(request, template, context)


@requires("assignments.view_board", on=Event)
@require_POST
def officer_place(request, event):
    """Place (or, with `take`, move) an officer into a slot; warnings come back as a form for reasons."""
    page = BoardPage(event, chosen=request.POST.get("slot", ""))
    candidate = page.candidate(request.POST.get("officer", ""))
    if page.chosen is None or page.chosen.code != request.POST.get("slot") or candidate is None:
        raise Refused(_("That slot or officer is no longer on the board. Choose again."), code="gone")
    if not may(request.user, "assignments.place_officer", page.chosen.delegation):
        raise Refused(_("You coordinate other tiers."), code="not_yours")
    reasons = {
        key.removeprefix("reason-"): text for key, text in request.POST.items() if key.startswith("reason-")
    }
    try:
        assignment = services.seat_officer(
            slot=page.chosen, seen=request.POST.get("holder", ""), officer=candidate.officer,
            take=bool(request.POST.get("take")), warnings=list(candidate.warnings), reasons=reasons,
            score={"score": candidate.score, "factors": [vars(one) for one in candidate.factors]},
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except services.WarningsUnanswered as refusal:
        context = {
            "page": page,
            "candidate": candidate,
            "refusal": refusal,
            "take": request.POST.get("take", ""),
        }
        return render(request, "assignments/place_warnings.html", context, status=422)
    messages.success(
        request,
        _("%(officer)s placed on %(slot)s.") % {"officer": assignment.officer, "slot": assignment.code},
        extra_tags=f"undo:{reverse('assignments:assignment-undo', args=[assignment.pk])}",
    )
    return _back_to(event, assignment.code)


@requires("assignments.release_assignment", on=Assignment)
@require_POST
def assignment_release(request, assignment):
    services.release_assignment(
        assignment=assignment, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    messages.success(
        request,
        _("%(officer)s released from %(slot)s.") % {"officer": assignment.officer, "slot": assignment.code},
        extra_tags=f"undo:{reverse('assignments:assignment-undo', args=[assignment.pk])}",
    )
    return _back_to(assignment.event, assignment.code)


@requires("assignments.release_assignment", on=Assignment)
@require_POST
def assignment_undo(request, assignment):
    """Take the last act on this pair back: a placed pair is released, a released one placed again."""
    services.undo_assignment(assignment=assignment, by=request.user, at=timezone.now())
    return _back_to(assignment.event, assignment.code)


@requires("assignments.lock_assignment", on=Assignment)
@require_POST
def assignment_lock(request, assignment):
    services.lock_assignment(
        assignment=assignment, locked=request.POST.get("locked") == "1", by=request.user, at=timezone.now()
    )
    return _back_to(assignment.event, assignment.code)


def _back_to(event, code: str):
    return redirect(f"{reverse('assignments:board', args=[event.slug])}?slot={code}")
