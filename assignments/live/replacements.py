"""An officer falls ill: who is free, why this one, and everybody told; four taps at most."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assignments.board import BoardPage
from assignments.field import closings
from assignments.live import replacing
from assignments.models import Assignment
from lo_portal.access import requires
from lo_portal.refusals import Conflict

SHOWN = 8


@requires("live.replace_officer", on=Assignment)
@require_http_methods(["GET", "POST"])
def replacement(request, assignment):
    """Free officers and reserves, ranked by the rules and points of the board; a press replaces and tells."""
    page = BoardPage(assignment.event, chosen=assignment.code)
    if request.method == "POST":
        return _replace(request, assignment, page)
    context = {
        "assignment": assignment,
        "page": page,
        "candidates": page.candidates[:SHOWN],
        "reasons": replacing.REASONS,
        "handover": closings.handover_page(assignment.delegation, request.user),
    }
    return render(request, "live/replacement.html", context)


def _replace(request, assignment, page: BoardPage):
    candidate = page.candidate(request.POST.get("officer", ""))
    if candidate is None or not candidate.verdict.is_free:
        raise Conflict(_("This officer is no longer free. Look at the list again."), code="not_free")
    reason = request.POST.get("reason", "").strip() or str(replacing.REASONS[0])
    new = replacing.replace_on_duty(
        assignment=assignment, candidate=candidate, reason=reason, by=request.user, at=timezone.now()
    )
    messages.success(request, _("%(officer)s takes over.") % {"officer": new.officer})
    return redirect("live:replacement-detail", assignment=new.pk)


@requires("live.replace_officer", on=Assignment)
@require_GET
def replacement_detail(request, assignment):
    """Who was told by the portal, who has to be called, the letters, and the hand-over note."""
    context = {
        "assignment": assignment,
        "told": replacing.told(assignment),
        "drivers": replacing.drivers_of(assignment, timezone.now()),
        "letters": replacing.letters_of(assignment),
        "handover": closings.handover_page(assignment.delegation, request.user),
    }
    return render(request, "live/replacement_detail.html", context)
