"""Who serves whom, as pieces that the pages of the lower rooms fetch by address."""

from collections import defaultdict
from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_GET

from assignments import selectors
from assignments.models import Assignment, AssignmentState
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import requires
from officers.models import Officer

CHIPS = {AssignmentState.ACCEPTED: "confirmed"}


def _chip(slot: selectors.Slot) -> str:
    """How a slot looks as a chip: empty, locked, confirmed or waiting."""
    if slot.is_open:
        return "empty"
    return "locked" if slot.primary.locked else CHIPS.get(slot.state, "waiting")


def _covers(slots: list[selectors.Slot]) -> list[dict]:
    """One entry per delegation: its slots with their look, and how many are confirmed and waiting."""
    covers = []
    for delegation, group in groupby(slots, key=lambda slot: slot.delegation):
        looks = [(slot, _chip(slot)) for slot in group]
        confirmed = sum(slot.state == AssignmentState.ACCEPTED for slot, _look in looks)
        filled = sum(not slot.is_open for slot, _look in looks)
        covers.append(
            {
                "delegation": delegation,
                "slots": looks,
                "confirmed": confirmed,
                "waiting": filled - confirmed,
                "total": len(looks),
            }
        )
    return covers


@requires("assignments.view_board", on=Event)
@require_GET
def coverage_cells(request, event):
    """The LO column of the list of delegations, for those that the user may see."""
    slots = selectors.slots_seen(selectors.event_slots(event), request.user)
    return render(request, "assignments/coverage_cells.html", {"covers": _covers(slots)})


@requires("assignments.view_board", on=Event)
@require_GET
def duty_cells(request, event):
    """The column of the list of officers that says whom each one serves."""
    held = Assignment.objects.visible_to(request.user).of_event(event).held().primary().with_people()
    by_officer = defaultdict(list)
    for assignment in held.order_by("period"):
        by_officer[assignment.officer_id].append(assignment)
    return render(request, "assignments/duty_cells.html", {"duties": dict(by_officer)})


@requires("delegates.view_delegation", on=Delegation)
@require_GET
def delegation_seats(request, delegation):
    """The card of a delegation's officers, slot by slot."""
    slots = [slot for slot in selectors.event_slots(delegation.event) if slot.delegation == delegation]
    covers = _covers(slots)
    context = {"delegation": delegation, "cover": covers[0] if covers else None}
    return render(request, "assignments/delegation_seats.html", context)


@requires("officers.view_officer", on=Officer)
@require_GET
def officer_history(request, officer):
    """The card of the delegations that an officer accompanied or accompanies, newest first."""
    served = (
        Assignment.objects.visible_to(request.user)
        .filter(officer=officer)
        .exclude(state=AssignmentState.PROPOSED)
        .with_people()
        .order_by("-period")
    )
    return render(request, "assignments/officer_history.html", {"served": served})
