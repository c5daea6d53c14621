"""Weights and rules of an event's pairing."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assignments import tuning
from assignments.forms import TuningForm
from assignments.matching import rules
from assignments.matching.results import Phrase
from events.models import Event
from lo_portal import editing
from lo_portal.access import requires


@requires("assignments.tune_pairing", on=Event)
@require_http_methods(["GET", "POST"])
def pairing_tune(request, event):
    """Numbers within bounds, and which rules forbid; the rules that always hold are listed below."""
    language, board = get_language() or "id", reverse("assignments:board", args=[event.slug])
    return editing.edit(
        request,
        form=lambda data, files, row: TuningForm(data, files, instance=row, language=language),
        save=lambda form: tuning.tune_pairing(
            event=event, settings=form.settings, by=request.user, at=timezone.now(), seen=form.seen
        ),
        done=lambda saved: board,
        template="assignments/tuning.html",
        row=event,
        told=_("Weights and rules saved. Calculate a suggestion to see what they change."),
        heading=_("Weights and rules"),
        back=board,
        crumbs=[(_("Pairing board"), board)],
        always=[(Phrase(f"rule.{rule}").say(language), rules.SOURCES.get(rule, "")) for rule in tuning.HARD],
    )
