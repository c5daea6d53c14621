"""Lists of guests and journeys as files; restricted fields come with a POST that says why."""

from django.views.decorators.http import require_GET, require_http_methods

from delegates import lists
from events.models import Event
from lo_portal.access import requires
from lo_portal.exports import answering


@requires("delegates.export_delegations", on=Event)
@require_GET
def delegation_export(request, event, kind):
    return answering.answer(request, lists.DELEGATIONS, kind=kind, event=event)


@requires("delegates.export_delegations", on=Event)
@require_http_methods(["GET", "POST"])
def guest_export(request, event, kind):
    return answering.answer(request, lists.GUESTS, kind=kind, event=event)


@requires("delegates.export_delegations", on=Event)
@require_http_methods(["GET", "POST"])
def rooming_export(request, event, kind):
    return answering.answer(request, lists.ROOMING, kind=kind, event=event)


@requires("delegates.export_delegations", on=Event)
@require_GET
def vehicle_export(request, event, kind):
    return answering.answer(request, lists.VEHICLES, kind=kind, event=event)


@requires("delegates.export_delegations", on=Event)
@require_GET
def manifest_export(request, event, kind):
    return answering.answer(request, lists.MANIFEST, kind=kind, event=event)
