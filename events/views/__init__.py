"""Pages of events: the list, the settings of one, its forms."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import pages, services
from events.forms import CloneForm, EventForm
from events.models import Event, EventStage
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.refusals import Refused

# Where a line of the list leads: the first page of an event that its reader may open.
HOMES = (
    ("control.view_control_room", "control:control-room"),
    ("events.view_event", "events:event-detail"),
    ("letters.view_letters", "letters:letter-list"),
)


@requires("events.list_events")
@require_GET
def event_list(request):
    """Events that are still to come or running first, then the past."""
    events = list(Event.objects.visible_to(request.user))
    today = timezone.localdate()
    context = {
        "coming": sorted((one for one in events if one.ends_on >= today), key=lambda one: one.starts_on),
        "past": [one for one in events if one.ends_on < today],
        "may_create": may(request.user, "events.create_event"),
        "home": next((page for permission, page in HOMES if may(request.user, permission)), ""),
    }
    return render(request, "events/event_list.html", context)


@requires("events.view_event", on=Event)
@require_GET
def event_detail(request, event):
    steps = pages.preparation(event)
    context = {
        "steps": steps,
        "current": next((step.key for step in steps if not step.done), ""),
        "done_count": sum(step.done for step in steps),
        "left_count": sum(not step.done for step in steps),
        "tiers": event.tiers.all(),
        "venues": event.venues.all(),
        "moves": pages.possible_moves(event),
        "may_change": may(request.user, "events.change_event", event),
    }
    return render(request, "events/event_detail.html", context)


def home_of(event: Event) -> str:
    return reverse("events:event-detail", args=[event.slug])


def crumbs_of(event: Event | None = None) -> list[tuple[str, str]]:
    trail = [(_("Events"), reverse("events:event-list"))]
    return [*trail, (str(event), home_of(event))] if event else trail


@requires("events.create_event")
@require_http_methods(["GET", "POST"])
def event_create(request):
    return edit(
        request,
        form=lambda data, files, row: EventForm(data, files, instance=row),
        save=lambda form: services.create_event(values=form.changes, by=request.user, at=timezone.now()),
        done=home_of,
        heading=_("New event"),
        detail=_("Name, days and place are enough. Four usual tiers are made; change them as you like."),
        verb=_("Create the event"),
        crumbs=crumbs_of(),
        back=reverse("events:event-list"),
    )


@requires("events.change_event", on=Event)
@require_http_methods(["GET", "POST"])
def event_change(request, event):
    return edit(
        request,
        row=event,
        form=lambda data, files, row: EventForm(data, files, instance=row),
        save=lambda form: services.change_event(
            event=event, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        done=home_of,
        heading=_("Edit the event"),
        detail=event.name,
        crumbs=crumbs_of(event),
        back=home_of(event),
    )


@requires("events.move_event", on=Event)
@require_POST
def event_move(request, event):
    stage = request.POST.get("stage", "")
    if stage not in EventStage.values:
        raise Refused(_("There is no such stage."), code="no_such_stage")
    if (event.stage, stage) in pages.WITH_CHECKS:
        raise Refused(_("An event is closed and opened again on its closing page."), code="with_checks")
    moved = services.move_event(event=event, stage=EventStage(stage), by=request.user, at=timezone.now())
    messages.success(request, _("The event is now: %(stage)s.") % {"stage": moved.get_stage_display()})
    return redirect(home_of(event))


@requires("events.clone_event", on=Event)
@require_http_methods(["GET", "POST"])
def event_clone(request, event):
    """A new draft with this event's rules."""
    return edit(
        request,
        form=lambda data, files, row: CloneForm(data, files, instance=row),
        save=lambda form: services.clone_event(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=home_of,
        heading=_("Use as a template"),
        detail=_("Tiers, venues and rules of %(event)s are copied. No guests, officers or agenda.")
        % {"event": event},
        verb=_("Copy"),
        crumbs=crumbs_of(event),
        back=home_of(event),
    )
