"""Broadcasts: write, see who gets it, confirm, watch it arrive."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.notices import broadcasts, selectors
from assignments.notices.audience import resolve
from assignments.notices.forms import BroadcastForm
from assignments.notices.models import Broadcast
from events.models import Event
from lo_portal.access import requires
from lo_portal.refusals import Refused

HTMX_STOP_POLLING = 286


@requires("notices.view_broadcast", on=Event)
@require_GET
def broadcast_list(request, event):
    rows = selectors.broadcasts_of(event, request.user)
    return render(request, "notices/broadcast_list.html", {"rows": rows})


@requires("notices.send_broadcast", on=Event)
@require_http_methods(["GET", "POST"])
def broadcast_send(request, event):
    """The form; sent once, it shows who gets the message; sent with `confirm`, it goes out."""
    form = BroadcastForm(request.POST or None, event=event)
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "notices/broadcast_form.html", {"form": form}, status=status)
    if "confirm" not in request.POST:
        reached = resolve(event, form.audience)
        context = {"form": form, "reached": reached, "shown": request.POST.lists()}
        return render(request, "notices/broadcast_preview.html", context)
    return _send(request, event, form)


def _send(request, event, form):
    values = {name: form.cleaned_data[name] for name in ("key", "title", "text")}
    try:
        broadcast = broadcasts.send_broadcast(
            event=event, audience=form.audience, by=request.user, at=timezone.now(), **values
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "notices/broadcast_form.html", {"form": form}, status=refusal.status)
    return redirect("notices:broadcast-detail", broadcast.pk)


@requires("notices.view_broadcast", on=Broadcast)
@require_GET
def broadcast_detail(request, broadcast):
    figures = selectors.progress_of(broadcast)
    context = {"broadcast": broadcast, "figures": figures, "over": selectors.is_over(figures)}
    if request.htmx:
        status = HTMX_STOP_POLLING if context["over"] else 200
        return render(request, "notices/_progress.html", context, status=status)
    context["group_text"] = broadcasts.hand_text(broadcast)
    context["openings"] = broadcast.hand_openings.select_related("opened_by")
    return render(request, "notices/broadcast_detail.html", context)


@requires("notices.view_broadcast", on=Broadcast)
@require_POST
def broadcast_copied(request, broadcast):
    """Note that the text was copied for a group."""
    broadcasts.copy_group_text(broadcast=broadcast, by=request.user, at=timezone.now())
    return redirect("notices:broadcast-detail", broadcast.pk)
