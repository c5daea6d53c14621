"""What the pairing holds about officers, and what of it goes."""

from django.utils.translation import gettext_lazy as _

from assignments.models import AcceptedWarning, Assignment, Suggestion
from delegates.personal import over
from lo_portal.privacy import history
from lo_portal.privacy.registry import Retention, declare, erase, purge

declare(
    "assignments.assignment",
    Retention.OFFICER,
    personal=["score", "decline_reason", "release_reason"],
)
declare("assignments.acceptedwarning", Retention.OFFICER, personal=["sentence", "reason"], plain=["code"])
declare("assignments.suggestion", Retention.EVENT, personal=["result"])


def _suggestions(at):
    return Suggestion.objects.filter(event__in=over(at, "guest_data_days"))


purge(
    code="suggestions",
    label=_("Suggestions of the pairing engine"),
    after=_("the event's own number of days (30 unless changed)"),
    due=lambda at: _suggestions(at).count(),
    run=lambda at: history.remove(_suggestions(at)),
)


@erase("officer")
def erase_reasons(officer, at) -> None:
    """That an assignment was held stays; why somebody declined or was chosen goes."""
    held = Assignment.objects.filter(officer=officer)
    history.remove(AcceptedWarning.objects.filter(assignment__in=held))
    history.blank(held, decline_reason="", release_reason="", score={})
