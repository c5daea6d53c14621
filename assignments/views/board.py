"""The pairing board: look, place, swap, release, lock. Click only; every act can be undone."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from assignments import history, selectors, services, suggestions
from assignments.board import BoardPage
from assignments.models import Assignment, AssignmentState
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.forms import posted_below
from lo_portal.jobs.models import Job, JobState
from lo_portal.refusals import Refused

UNDOABLE = [AssignmentState.PROPOSED, AssignmentState.RELEASED]
UNDO_WITHIN = timedelta(hours=1)
OVER = [JobState.DONE, JobState.CANCELLED]


@requires("assignments.view_board", on=Event)
@require_GET
def board(request, event):
    """The slots one answers for, and the ranked candidates of the chosen one. htmx asks for the middle
    column only; the suggestion is about every tier and shown to those who may apply it."""
    solves = may(request.user, "assignments.solve_event", event)
    job = _open_job(event) if solves else None  # before what it makes: one that ends meanwhile still counts
    page = BoardPage(event, request.GET.get("slot", ""), request.GET.get("show", ""), request.user)
    context = {"page": page, "may_lock": may(request.user, "assignments.lock_assignment"), "solves": solves}
    if request.htmx:
        return render(request, "assignments/_candidates.html", context)
    offer = suggestions.current_offer(page) if solves else None
    context |= {
        "offer": offer,
        "job": job,
        "undo_url": _undo_url(event, request.user, offer),
        "moved": _answered_for(services.out_of_step(event), request.user),
        "surplus": _answered_for(selectors.surplus(event), request.user),
    }
    return render(request, "assignments/board.html", context)


@requires("assignments.view_board", on=Event)
@require_POST
def officer_place(request, event):
    """Place (or, with `take`, move) an officer into a slot; warnings come back as a form for reasons."""
    page, candidate = _posted_pair(request, event)
    reasons = posted_below(request.POST, "reason-")
    try:
        assignment = services.seat_officer(
            slot=page.chosen, seen=request.POST.get("holder", ""), officer=candidate.officer,
            take=bool(request.POST.get("take")), warnings=list(candidate.warnings), reasons=reasons,
            score=candidate.score_kept, by=request.user, at=timezone.now(),
        )  # fmt: skip
    except services.WarningsUnanswered as refusal:
        asked = [(warning, reasons.get(warning.code, "")) for warning in refusal.warnings]
        context = {"page": page, "candidate": candidate, "asked": asked, "take": request.POST.get("take", "")}
        return render(request, "assignments/place_warnings.html", context, status=422)
    _tell(request, assignment, _("%(officer)s placed on %(slot)s."))
    return back_to(event, assignment.code)


@requires("assignments.view_board", on=Event)
@require_POST
def backup_place(request, event):
    """Name the chosen slot's backup."""
    page, candidate = _posted_pair(request, event)
    assignment = services.seat_backup(
        slot=page.chosen, officer=candidate.officer, score=candidate.score_kept,
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    _tell(request, assignment, _("%(officer)s stands by for %(slot)s."))
    return back_to(event, assignment.code)


@requires("assignments.release_assignment", on=Assignment)
@require_POST
def assignment_release(request, assignment):
    services.release_assignment(
        assignment=assignment, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    _tell(request, assignment, _("%(officer)s released from %(slot)s."))
    return back_to(assignment.event, assignment.code)


@requires("assignments.release_assignment", on=Assignment)
@require_POST
def assignment_undo(request, assignment):
    """Take the last act on this pair back: a placed pair is released, a released one placed again."""
    services.undo_assignment(assignment=assignment, by=request.user, at=timezone.now())
    messages.success(request, _("Undone: %(slot)s is as before.") % {"slot": assignment.code})
    return back_to(assignment.event, assignment.code)


@requires("assignments.lock_assignment", on=Assignment)
@require_POST
def assignment_lock(request, assignment):
    services.lock_assignment(
        assignment=assignment, locked=request.POST.get("locked") == "1", by=request.user, at=timezone.now()
    )
    return back_to(assignment.event, assignment.code)


@requires("assignments.solve_event", on=Event)
@require_POST
def periods_refit(request, event):
    """Bring the pairs of moved flights in step with their delegations."""
    moved = services.refit_periods(event=event, by=request.user, at=timezone.now())
    told = ngettext("%d pair brought in step.", "%d pairs brought in step.", len(moved)) % len(moved)
    messages.success(request, told)
    return redirect("assignments:board", event=event.slug)


def back_to(event, code: str):
    """The board with this slot chosen."""
    return redirect(f"{reverse('assignments:board', args=[event.slug])}?{urlencode({'slot': code})}")


def _answered_for(rows: list[Assignment], user) -> list[Assignment]:
    """Of `rows` those whose delegation the user may see."""
    if not rows:
        return []
    own = Delegation.objects.visible_to(user).filter(assignments__in=rows)
    seen = set(own.values_list("pk", flat=True))
    return [row for row in rows if row.delegation_id in seen]


def _posted_pair(request, event):
    """(page, candidate) as posted; a slot or officer that is gone, or another's tier, is refused."""
    page = BoardPage(event, chosen=request.POST.get("slot", ""), reader=request.user)
    candidate = page.candidate(request.POST.get("officer", ""))
    if page.chosen is None or page.chosen.code != request.POST.get("slot") or candidate is None:
        raise Refused(_("That slot or officer is no longer on the board. Choose again."), code="gone")
    if not may(request.user, "assignments.place_officer", page.chosen.delegation):
        raise Refused(_("You coordinate other tiers."), code="not_yours")
    return page, candidate


def _tell(request, assignment, sentence: str) -> None:
    messages.success(
        request,
        sentence % {"officer": assignment.officer, "slot": assignment.code},
        extra_tags=f"undo:{reverse('assignments:assignment-undo', args=[assignment.pk])}",
    )


def _open_job(event) -> Job | None:
    """The newest computation, unless it is done or stopped."""
    newest = Job.objects.filter(kind=suggestions.COMPUTE, event_id=event.pk).first()
    return newest if newest and newest.state not in OVER else None


def _undo_url(event, user, offer) -> str:
    """Where a press on z goes: taking back this person's last act of the last hour, if it can be."""
    entry = history.last_act(event, user, since=timezone.now() - UNDO_WITHIN)
    if entry is None:
        return ""
    if entry.subject_type == "assignments.suggestion":
        applied = offer and offer.state == "applied" and str(offer.suggestion.pk) == entry.subject_id
        return reverse("assignments:suggestion-undo", args=[entry.subject_id]) if applied else ""
    can = Assignment.objects.filter(pk=entry.subject_id, state__in=UNDOABLE).exists()
    return reverse("assignments:assignment-undo", args=[entry.subject_id]) if can else ""
