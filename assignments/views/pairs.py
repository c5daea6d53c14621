"""One pair explained, and what a delegation asks of its officers made less strict."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assignments import services
from assignments.pairs import PairPage
from assignments.views.board import back_to
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import requires


@requires("assignments.view_board", on=Event)
@require_GET
def pair_detail(request, event):
    """Why this officer and not that one: rules, factors, alternatives, what it would uncover."""
    try:
        pair = PairPage(event, request.GET.get("slot", ""), request.GET.get("officer", ""), request.user)
    except LookupError:
        raise Http404 from None
    return render(request, "assignments/pair_detail.html", {"pair": pair, "page": pair.page})


@requires("assignments.relax_requirement", on=Delegation)
@require_POST
def language_level_set(request, delegation, language, level):
    """Ask for another level in one language; the toast offers the way back."""
    before = {need.language: need.min_level for need in delegation.languages.all()}
    services.set_language_level(
        delegation=delegation, language=language, level=level, by=request.user, at=timezone.now()
    )
    undo = reverse("assignments:language-level-set", args=[delegation.pk, language, before[language]])
    messages.success(
        request,
        _("%(delegation)s now asks for %(language)s %(level)s.")
        % {"delegation": delegation.code, "language": language, "level": level},
        extra_tags=f"undo:{undo}",
    )
    return back_to(delegation.event, request.POST.get("slot", f"{delegation.code}/1"))


@requires("assignments.relax_requirement", on=Delegation)
@require_POST
def sex_request_lift(request, delegation):
    services.lift_sex_request(delegation=delegation, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(delegation)s takes officers of either sex now.") % {"delegation": delegation.code}
    )
    return back_to(delegation.event, request.POST.get("slot", f"{delegation.code}/1"))
