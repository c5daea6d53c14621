"""A person applies what is ticked of a suggestion, and may take it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments import history, selectors, services
from assignments.models import Assignment, AssignmentState, Suggestion
from assignments.suggestions.exchange import exchange_holders, holder_of
from assignments.suggestions.outcome import Line
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused


@transaction.atomic
def apply_suggestion(
    *,
    suggestion: Suggestion,
    codes: list[str],
    reason: str,
    by,
    at: datetime,
    answered: set[str] | None = None,
) -> list[Assignment]:
    """Apply the ticked lines in one transaction.

    A line whose slot changed since raises `Conflict` and nothing is applied. `reason` answers the
    softer rules that the ticked pairs break, those in `answered` ("D-08/2:language") or all;
    the others raise `WarningsUnanswered`.
    """
    suggestion = Suggestion.objects.select_for_update().select_related("event").get(pk=suggestion.pk)
    if suggestion.applied_at:
        raise Conflict(_("This suggestion was already applied."), code="already_applied")
    lines = [Line(**line) for line in suggestion.result["lines"] if line["code"] in codes]
    if not lines:
        raise Refused(_("Tick at least one change."), code="nothing_ticked")
    placed = exchange_holders(suggestion.event, lines, reason, by, at, answered)
    suggestion.applied_at = at
    suggestion.result["applied"] = [line.code for line in lines]
    suggestion.save(update_fields=["applied_at", "result", "updated_at"])
    told = {"slots": [line.code for line in lines]}
    trail.record("suggestion.applied", on=suggestion, by=by, at=at, detail=told)
    return placed


@transaction.atomic
def undo_suggestion(*, suggestion: Suggestion, by, at: datetime) -> None:
    """Take an applied suggestion back: its new pairs are released, the former holders placed again.

    Raises `Conflict` when one of its pairs has moved on (asked, released or replaced) since.
    """
    suggestion = Suggestion.objects.select_for_update().select_related("event").get(pk=suggestion.pk)
    if not suggestion.applied_at or suggestion.undone_at:
        raise Conflict(_("This suggestion is not applied."), code="not_applied")
    applied = set(suggestion.result.get("applied", []))
    lines = [Line(**line) for line in suggestion.result["lines"] if line["code"] in applied]
    slots = {slot.code: slot for slot in selectors.event_slots(suggestion.event)}
    for line in lines:
        _demand_still_proposed(suggestion.event, line, slots)
        if line.new_id:
            services.release_assignment(assignment=slots[line.code].primary, reason=_("Undone"), by=by, at=at)
    for line in lines:
        if line.old_id:
            services.place_again(former=_former(line), by=by, at=at)
    suggestion.undone_at = at
    suggestion.save(update_fields=["undone_at", "updated_at"])
    trail.record("suggestion.undone", on=suggestion, by=by, at=at)


def _demand_still_proposed(event, line: Line, slots: dict) -> None:
    slot = slots.get(line.code)
    as_applied = slot is not None and holder_of(slot) == line.new_id
    if not as_applied or (slot.primary and slot.primary.state != AssignmentState.PROPOSED):
        raise Conflict(
            _("%(slot)s has moved on; undo is no longer possible.") % {"slot": line.code},
            code="moved_on",
            theirs=history.who_changed(event, line.code),
        )


def _former(line: Line) -> Assignment:
    """The pair that the line took away."""
    released = Assignment.objects.filter(
        delegation_id=line.delegation_id,
        slot=line.number,
        officer_id=line.old_id,
        state=AssignmentState.RELEASED,
    )
    return released.select_related("delegation__event", "officer").latest("released_at")
