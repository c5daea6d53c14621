"""The page at the end of an event: what is left, closing it, what it took."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assignments.closing import lists, services
from assignments.closing.checklist import checklist, data_gone_on
from assignments.closing.models import Closure
from assignments.closing.recap import Recap
from events.models import Event
from lo_portal.access import requires
from lo_portal.exports import answering


@requires("closing.view_closing", on=Event)
@require_GET
def closing(request, event):
    checks = checklist(event, request.user, timezone.now())
    left = [check for check in checks if not check.is_done]
    closures = Closure.objects.filter(event=event).select_related("closed_by", "reopened_by")
    recap = Recap(event, request.user)
    context = {
        "checks": checks,
        "errors": [check for check in left if check.kind == "error"],
        "warnings": [check for check in left if check.kind == "warning"],
        "closures": closures,
        "recap": recap,
        "figures": recap.figures,
        "gone_on": data_gone_on(event),
    }
    return render(request, "closing/closing.html", context)


@requires("closing.close_event", on=Event)
@require_POST
def event_close(request, event):
    services.close_event(
        event=event,
        lessons=request.POST.get("lessons", ""),
        reason=request.POST.get("reason", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The event is closed."))
    return redirect("closing:closing", event.slug)


@requires("closing.reopen_event", on=Event)
@require_POST
def event_reopen(request, event):
    services.reopen_event(
        event=event, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    messages.success(request, _("The event is live again."))
    return redirect("closing:closing", event.slug)


@requires("closing.view_closing", on=Event)
@require_GET
def recap_export(request, event, kind):
    return answering.answer(request, lists.RECAP, kind=kind, event=event)


@requires("closing.view_closing", on=Event)
@require_GET
def report_export(request, event, kind):
    """As PDF all reports in one document, as a sheet one row each."""
    return answering.answer(request, lists.REPORTS, kind=kind, event=event)
