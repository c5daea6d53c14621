"""The right column of the board: ask for a suggestion, apply what is ticked, undo it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assignments import services, suggestions
from assignments.models import Suggestion
from events.models import Event
from lo_portal.access import requires


@requires("assignments.solve_event", on=Event)
@require_POST
def suggestion_request(request, event):
    suggestions.request_suggestion(event=event, by=request.user, at=timezone.now())
    return _board(event)


@requires("assignments.solve_event", on=Suggestion)
@require_POST
def suggestion_apply(request, suggestion):
    codes = request.POST.getlist("slots")
    try:
        suggestions.apply_suggestion(
            suggestion=suggestion, codes=codes, reason=request.POST.get("reason", ""),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except services.WarningsUnanswered as refusal:
        context = {"suggestion": suggestion, "codes": codes, "refusal": refusal}
        return render(request, "assignments/suggestion_warnings.html", context, status=422)
    messages.success(
        request,
        ngettext("%d change applied.", "%d changes applied.", len(codes)) % len(codes),
        extra_tags=f"undo:{reverse('assignments:suggestion-undo', args=[suggestion.pk])}",
    )
    return _board(suggestion.event)


@requires("assignments.solve_event", on=Suggestion)
@require_POST
def suggestion_undo(request, suggestion):
    suggestions.undo_suggestion(suggestion=suggestion, by=request.user, at=timezone.now())
    return _board(suggestion.event)


def _board(event):
    return redirect("assignments:board", event=event.slug)
