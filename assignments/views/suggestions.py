"""The right column of the board: ask for a suggestion, apply what is ticked, undo it; carry out a swap."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assignments import history, remedies, services, suggestions
from assignments.board import BoardPage
from assignments.models import Suggestion
from assignments.views.board import back_to
from events.models import Event
from lo_portal.access import requires
from lo_portal.refusals import Conflict


@requires("assignments.solve_event", on=Event)
@require_POST
def suggestion_request(request, event):
    suggestions.request_suggestion(event=event, by=request.user, at=timezone.now())
    return redirect("assignments:board", event=event.slug)


@requires("assignments.solve_event", on=Suggestion)
@require_POST
def suggestion_apply(request, suggestion):
    """Apply the ticked lines; where pairs break softer rules one reason is asked for all of them."""
    codes = request.POST.getlist("slots")
    try:
        placed = suggestions.apply_suggestion(
            suggestion=suggestion, codes=codes, reason=request.POST.get("reason", ""),
            answered=set(request.POST.getlist("answered")), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except services.WarningsUnanswered as refusal:
        url = reverse("assignments:suggestion-apply", args=[suggestion.pk])
        return _ask_reason(request, suggestion.event, url, refusal, {"slots": codes})
    messages.success(
        request,
        ngettext("%d change applied.", "%d changes applied.", len(placed)) % len(placed),
        extra_tags=f"undo:{reverse('assignments:suggestion-undo', args=[suggestion.pk])}",
    )
    return redirect("assignments:board", event=suggestion.event.slug)


@requires("assignments.solve_event", on=Suggestion)
@require_POST
def suggestion_undo(request, suggestion):
    suggestions.undo_suggestion(suggestion=suggestion, by=request.user, at=timezone.now())
    messages.success(request, _("The suggestion was taken back."))
    return redirect("assignments:board", event=suggestion.event.slug)


@requires("assignments.solve_event", on=Event)
@require_POST
def officers_move(request, event):
    """Carry out the swap that was shown as a remedy, if it is still one."""
    slot, key = request.POST.get("slot", ""), request.POST.get("way", "")
    page = BoardPage(event, chosen=slot)
    way = remedies.find_way(page, key) if slot in page.by_code else None
    if way is None or not way.lines:
        raise Conflict(
            _("That swap no longer fits the board."), code="way_gone", theirs=history.who_changed(event, slot)
        )
    try:
        suggestions.move_officers(
            event=event, lines=list(way.lines), reason=request.POST.get("reason", ""),
            answered=set(request.POST.getlist("answered")), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except services.WarningsUnanswered as refusal:
        url = reverse("assignments:officers-move", args=[event.slug])
        return _ask_reason(request, event, url, refusal, {"slot": [slot], "way": [key]})
    messages.success(request, _("Swapped: %(what)s") % {"what": way.title})
    return back_to(event, slot)


def _ask_reason(request, event, url: str, refusal, kept: dict[str, list[str]]):
    fields = [(name, value) for name, values in kept.items() for value in values]
    context = {
        "event": event,
        "url": url,
        "fields": fields,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "assignments/suggestion_warnings.html", context, status=422)
