"""Load and coverage: who serves how long, and where it is thin."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assignments.load import LoadPage
from events.models import Event
from lo_portal.access import requires
from lo_portal.downloads import sheet_response


@requires("assignments.view_load", on=Event)
@require_GET
def load_list(request, event):
    return render(request, "assignments/load_list.html", {"page": LoadPage(event)})


@requires("assignments.view_load", on=Event)
@require_GET
def load_export(request, event, kind):
    return sheet_response(LoadPage(event).officer_table(), kind=kind, on=timezone.localdate())
