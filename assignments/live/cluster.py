"""The coordinator's phone: what needs a hand, my delegations, who has not answered, a word to all."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from assignments.field import selectors as field
from assignments.live import coordinating, drawing, loader
from assignments.live.board import board_of
from events.models import Event
from lo_portal.access import requires

TABS = (
    (_("Watch"), "broadcast", "live:coordinator"),
    (_("Today"), "clock", "duty:today"),
    (_("Report"), "megaphone", "field:report"),
    (_("Contacts"), "telephone", "duty:contacts"),
    (_("Messages"), "bell", "notices:inbox"),
)


@requires("live.view_cluster")
@require_GET
def coordinator(request):
    """The cluster of the event that is nearest."""
    event = coordinating.event_of(request.user)
    if event is None:
        return redirect("duty:today")
    request.event = event
    at = timezone.now()
    board = board_of(loader.load_facts(event, request.user, at), at)
    rows = [row for _title, _group, rows in drawing.groups_of(board, event) for row in rows]
    officers = coordinating.officers_of(event, request.user)
    context = {
        "event": event, "rows": rows, "officers": officers, "text_key": uuid.uuid4().hex,
        "incidents": field.open_incidents(event, request.user),
        "unanswered": coordinating.unanswered(event, request.user),
        "tabs": [
            {"label": label, "icon": icon, "url": reverse(name), "current": name == "live:coordinator"}
            for label, icon, name in TABS
        ],
    }  # fmt: skip
    return render(request, "live/coordinator.html", context)


@requires("live.tell_cluster", on=Event)
@require_POST
def cluster_tell(request, event):
    count = coordinating.tell_cluster(
        event=event, text=request.POST.get("text", ""), key=request.POST.get("key", "")[:40],
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, ngettext("%d officer is told.", "%d officers are told.", count) % count)
    return redirect("live:coordinator")
