"""Incidents at the desk and on the coordinator's phone: the list, one with its log, and the verbs."""

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.field import selectors, services
from assignments.field.forms import IncidentForm
from assignments.field.models import Incident, IncidentKind, Severity
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import may, requires


@requires("field.view_incident_list", on=Event)
@require_GET
def incident_list(request, event):
    """Open ones first; the finished ones below."""
    rows = selectors.incidents(event, request.user)
    open_rows = [row for row in rows if row.is_open]
    over = [row for row in rows if not row.is_open]
    context = {"open": open_rows, "groups": [open_rows, over] if rows else []}
    return render(request, "field/incident_list.html", context)


@requires("field.record_incident", on=Event)
@require_http_methods(["GET", "POST"])
def incident_record(request, event):
    """The command post writes down what it was told by phone or radio."""
    delegations = list(Delegation.objects.visible_to(request.user).filter(event=event).order_by("code"))
    form = IncidentForm(
        request.POST or None,
        request.FILES or None,
        delegations=delegations,
        initial={"tap_key": uuid.uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        incident = services.report_incident(
            event=event, delegation=form.cleaned_data["delegation"], values=form.values,
            tap_key=form.cleaned_data["tap_key"], happened_at=at, photo=form.cleaned_data["photo"],
            by=request.user, at=at,
        )  # fmt: skip
        return redirect("field:incident-detail", incident=incident.pk)
    context = {
        "form": form, "kinds": IncidentKind.choices, "severities": Severity.choices,
        "delegations": delegations,
    }  # fmt: skip
    return render(request, "field/incident_record.html", context, status=422 if form.errors else 200)


@requires("field.view_incident", on=Incident)
@require_GET
def incident_detail(request, incident):
    context = {
        "incident": incident,
        "steps": incident.steps.select_related("by"),
        "may_handle": may(request.user, "field.handle_incident", incident),
        "may_list": may(request.user, "field.view_incident_list", incident.event),
    }
    return render(request, "field/incident_detail.html", context)


@requires("field.view_incident", on=Incident)
@require_GET
def incident_photo(request, incident):
    """The picture, for those who may see the incident; never by the address of a file."""
    if not incident.photo:
        raise Http404
    return FileResponse(incident.photo.open("rb"), content_type="image/jpeg")


@requires("field.handle_incident", on=Incident)
@require_POST
def incident_take(request, incident):
    services.take_incident(incident=incident, by=request.user, at=timezone.now())
    messages.success(request, _("You take care of it. The officer was told."))
    return redirect("field:incident-detail", incident=incident.pk)


@requires("field.view_incident", on=Incident)
@require_POST
def incident_note(request, incident):
    services.note_incident(
        incident=incident, note=request.POST.get("note", ""), by=request.user, at=timezone.now()
    )
    return redirect("field:incident-detail", incident=incident.pk)


@requires("field.handle_incident", on=Incident)
@require_POST
def incident_resolve(request, incident):
    services.resolve_incident(
        incident=incident, note=request.POST.get("note", ""), answer=request.POST.get("answer", ""),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Resolved. Close it when nothing is left to do."))
    return redirect("field:incident-detail", incident=incident.pk)


@requires("field.handle_incident", on=Incident)
@require_POST
def incident_close(request, incident):
    services.close_incident(incident=incident, by=request.user, at=timezone.now())
    return redirect("field:incident-list", event=incident.event.slug)


@requires("field.handle_incident", on=Incident)
@require_POST
def incident_call_off(request, incident):
    services.call_off_incident(
        incident=incident, note=request.POST.get("note", ""), by=request.user, at=timezone.now()
    )
    return redirect("field:incident-list", event=incident.event.slug)
