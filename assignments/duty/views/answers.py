"""The officer answers an offer, and reads the restricted notes of the delegation served."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments import services as assignments
from assignments.duty import selectors
from assignments.duty.forms import REASONS, DeclineForm
from assignments.models import Assignment, AssignmentState
from lo_portal.access import requires
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@requires("assignments.answer_assignment", on=Assignment)
@require_GET
def assignment_answer(request, assignment):
    """What the officer is asked, why, and two buttons; or how it stands by now."""
    offer = selectors.offer_of(assignment)
    return render(request, "duty/assignment_answer.html", _answer_context(assignment, offer))


@requires("assignments.answer_assignment", on=Assignment)
@require_POST
def assignment_accept(request, assignment):
    assignments.accept_assignment(assignment=assignment, by=request.user, at=timezone.now())
    return redirect("duty:assignment-answer", assignment=assignment.pk)


@requires("assignments.answer_assignment", on=Assignment)
@require_http_methods(["GET", "POST"])
def assignment_decline(request, assignment):
    """The reason; what was typed stays when something is missing."""
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assignments.decline_assignment(
                assignment=assignment, reason=form.sentence, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect("duty:assignment-answer", assignment=assignment.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "reasons": REASONS, **_answer_context(assignment, None)}
    return render(request, "duty/assignment_decline.html", context, status=status)


@requires("duty.view_care_note", on=Assignment)
@require_GET
def care_note(request, assignment):
    """Health notes and rooms: fetched now, never stored on the phone, each look on record."""
    at = timezone.now()
    notes = selectors.care_notes(assignment, at=at)
    for guest in notes.guests:
        trail.record_view(on=guest, by=request.user, at=at, fields=["health_note"], reason=_("on duty"))
    for stay in notes.stays:
        trail.record_view(on=stay, by=request.user, at=at, fields=["room"], reason=_("on duty"))
    request.event = assignment.event
    return render(request, "duty/care_note.html", {"assignment": assignment, "notes": notes})


def _answer_context(assignment: Assignment, offer) -> dict:
    return {
        "assignment": assignment,
        "offer": offer,
        "posko_phone": assignment.event.posko_phone,
        "waiting": assignment.state == AssignmentState.OFFERED,
        "may_decline": assignment.state in (AssignmentState.OFFERED, AssignmentState.ACCEPTED),
    }
