"""Forms of briefings. The list and the attendance are pages of the officers room."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import pages, services
from events.briefing_forms import ActionForm, MaterialForm, MinutesForm
from events.models import Briefing, BriefingAction, BriefingMaterial, Event
from events.training_forms import session_form
from lo_portal.access import requires
from lo_portal.documents import TYPES
from lo_portal.editing import edit


def _home_of(briefing: Briefing) -> str:
    return reverse("officers:briefing-detail", args=[briefing.pk])


def _list_of(event: Event) -> str:
    return reverse("officers:briefing-list", args=[event.slug])


def _crumbs(briefing: Briefing) -> list[tuple[str, str]]:
    return [(_("Briefings"), _list_of(briefing.event)), (str(briefing), _home_of(briefing))]


@requires("events.create_briefing", on=Event)
@require_http_methods(["GET", "POST"])
def briefing_create(request, event):
    now = timezone.now()
    return edit(
        request,
        form=lambda data, files, row: session_form(event)(data, files, instance=row, event=event, now=now),
        save=lambda form: services.create_briefing(
            event=event,
            item_values=form.changes,
            values=form.briefing_changes,
            by=request.user,
            at=now,
        ),
        done=_home_of,
        heading=_("Plan a briefing"),
        crumbs=[(_("Briefings"), _list_of(event))],
        back=_list_of(event),
    )


@requires("events.change_briefing", on=Briefing)
@require_http_methods(["GET", "POST"])
def briefing_change(request, briefing):
    event, now = briefing.event, timezone.now()
    return edit(
        request,
        row=briefing.item,
        subject=briefing,
        form=lambda data, files, row: session_form(event)(data, files, instance=row, event=event, now=now),
        save=lambda form: services.change_briefing(
            briefing=briefing,
            item_changes=form.changes,
            changes=form.briefing_changes,
            seen=form.seen,
            by=request.user,
            at=now,
        ),
        done=_home_of,
        heading=_("Edit the briefing"),
        detail=str(briefing),
        crumbs=_crumbs(briefing),
        back=_home_of(briefing),
    )


@requires("events.record_minutes", on=Briefing)
@require_http_methods(["GET", "POST"])
def minutes_record(request, briefing):
    return edit(
        request,
        row=briefing.item,
        subject=briefing,
        form=lambda data, files, row: MinutesForm(data, files, instance=row),
        save=lambda form: services.record_minutes(
            briefing=briefing,
            minutes=form.cleaned_data["minutes"],
            seen=form.seen,
            by=request.user,
            at=timezone.now(),
        ),
        done=_home_of,
        heading=_("Minutes"),
        detail=str(briefing),
        crumbs=_crumbs(briefing),
        back=_home_of(briefing),
    )


@requires("events.add_action", on=Briefing)
@require_http_methods(["GET", "POST"])
def action_add(request, briefing):
    return edit(
        request,
        form=lambda data, files, row: ActionForm(data, files, instance=row),
        save=lambda form: services.add_action(
            briefing=briefing, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda action: _home_of(briefing),
        heading=_("Add an action"),
        detail=str(briefing),
        crumbs=_crumbs(briefing),
        back=_home_of(briefing),
    )


@requires("events.finish_action", on=BriefingAction)
@require_POST
def action_finish(request, action):
    services.finish_action(action=action, by=request.user, at=timezone.now())
    return redirect(_home_of(action.briefing))


@requires("events.reopen_action", on=BriefingAction)
@require_POST
def action_reopen(request, action):
    services.reopen_action(action=action, by=request.user, at=timezone.now())
    return redirect(_home_of(action.briefing))


@requires("events.attach_material", on=Briefing)
@require_http_methods(["GET", "POST"])
def material_add(request, briefing):
    return edit(
        request,
        form=lambda data, files, row: MaterialForm(data, files, instance=row),
        save=lambda form: services.attach_material(
            briefing=briefing, title=form.cleaned_data["title"], checked=form.checked, by=request.user,
            at=timezone.now(),
        ),
        done=lambda material: _home_of(briefing),
        heading=_("Add a file"),
        detail=str(briefing),
        crumbs=_crumbs(briefing),
        back=_home_of(briefing),
    )  # fmt: skip


@requires("events.remove_material", on=BriefingMaterial)
@require_POST
def material_remove(request, material):
    services.remove_material(material=material, by=request.user, at=timezone.now())
    return redirect(_home_of(material.briefing))


@requires("events.read_material", on=BriefingMaterial)
@require_GET
def material_file(request, material):
    """A download by what the file is; never shown in a page of the portal."""
    name = f"{slugify(material.title) or 'materi'}.{material.kind}"
    response = FileResponse(
        material.file.open("rb"), as_attachment=True, filename=name, content_type=TYPES[material.kind]
    )
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@requires("events.read_briefing")
@require_GET
def briefing_reader(request):
    """On the phone: the briefings of the reader's events with materials, minutes and actions."""
    briefings = pages.own_briefings(request.user, timezone.now())
    return render(request, "events/briefing_reader.html", {"briefings": briefings})
