"""Load and coverage: who serves how long, and where it is thin."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from assignments import lists
from assignments.load import LoadPage
from events.models import Event
from lo_portal.access import requires
from lo_portal.exports import answering


@requires("assignments.view_load", on=Event)
@require_GET
def load_list(request, event):
    return render(request, "assignments/load_list.html", {"page": LoadPage(event)})


@requires("assignments.view_load", on=Event)
@require_GET
def load_export(request, event, kind):
    return answering.answer(request, lists.LOAD, kind=kind, event=event)


@requires("assignments.view_board", on=Event)
@require_GET
def pair_export(request, event, kind):
    """Every slot with who holds it."""
    return answering.answer(request, lists.PAIRS, kind=kind, event=event)


@requires("assignments.view_board", on=Event)
@require_GET
def contact_export(request, event, kind):
    """The contact book, to print or to keep."""
    return answering.answer(request, lists.CONTACTS, kind=kind, event=event)
