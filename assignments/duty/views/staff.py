"""Publishing: what would change, the press, the versions, who has read."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.duty import delivery, publishing, selectors, versions
from assignments.duty.models import Publication
from assignments.duty.preview import preview_publication
from delegates.models import Movement
from events.models import AgendaItem, Event
from lo_portal.access import requires
from lo_portal.refusals import Refused

PAGE_SIZE = 100


@requires("duty.publish_plan", on=Event)
@require_http_methods(["GET", "POST"])
def plan_publish(request, event):
    """The whole plan: officer by officer, old -> new; the press writes one version."""
    return _publish(request, event)


@requires("duty.publish_plan", on=Event)
@require_http_methods(["GET", "POST"])
def item_publish(request, event, row):
    """One agenda item at once; everything else waits."""
    item = get_object_or_404(AgendaItem, pk=row, event=event)
    return _publish(request, event, f"agenda:{item.pk}")


@requires("duty.publish_plan", on=Event)
@require_http_methods(["GET", "POST"])
def movement_publish(request, event, row):
    """One arrival, departure or transfer at once; everything else waits."""
    movement = get_object_or_404(Movement, pk=row, delegation__event=event)
    return _publish(request, event, f"movement:{movement.pk}")


@requires("duty.view_publication", on=Event)
@require_GET
def publication_list(request, event):
    context = {"publications": selectors.publication_list(event)}
    return render(request, "duty/publication_list.html", context)


@requires("duty.view_publication", on=Event)
@require_GET
def publication_compare(request, event):
    """What changed between two versions, officer by officer."""
    known = selectors.publication_list(event)
    older, newer = versions.chosen(request.GET, known)
    changed = versions.compare(event, older, newer, at=timezone.now()) if known else []
    context = {"publications": known, "older": older, "newer": newer, "changed": changed}
    return render(request, "duty/publication_compare.html", context)


@requires("duty.view_publication", on=Publication)
@require_GET
def publication_detail(request, publication):
    """Who got this version, what they were told, who has read it, who has not, with phones."""
    unread_only = request.GET.get("show") == "unread"
    rows = selectors.sheets_of(publication, unread_only=unread_only)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "publication": publication,
        "page_obj": page,
        "unread_only": unread_only,
        "counts": selectors.read_counts(publication),
        "delivery": delivery.delivery_of(publication),
        "messages_of": delivery.messages_to(publication, [row.officer.user_id for row in page]),
    }
    return render(request, "duty/publication_detail.html", context)


@requires("duty.view_publication", on=Publication)
@require_GET
def publication_delivery(request, publication):
    """The live part of the page: how many messages are due, sent, read, failed."""
    found = delivery.delivery_of(publication)
    context = {"publication": publication, "delivery": found, "counts": selectors.read_counts(publication)}
    status = 200 if found.is_open else 286
    return render(request, "duty/_delivery.html", context, status=status)


@requires("duty.resend_publication", on=Publication)
@require_POST
def publication_resend(request, publication):
    count = publishing.resend_publication(publication=publication, by=request.user, at=timezone.now())
    messages.success(
        request,
        ngettext("Sent again to %(n)d officer.", "Sent again to %(n)d officers.", count) % {"n": count},
    )
    return redirect("duty:publication-detail", publication=publication.pk)


def _publish(request, event: Event, row_key: str = ""):
    at, refusal = timezone.now(), None
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            if row_key:
                made = publishing.publish_row(event=event, row_key=row_key, by=request.user, at=at, seen=seen)
            else:
                made = publishing.publish_plan(event=event, by=request.user, at=at, seen=seen)
        except Refused as caught:
            refusal = caught
        else:
            messages.success(request, _("Plan v%(version)d is published.") % {"version": made.version})
            return redirect("duty:publication-detail", publication=made.pk)
    context = {
        "preview": preview_publication(event, at=at, row_key=row_key),
        "row_key": row_key,
        "refusal": refusal,
        "open_slots": [] if row_key else selectors.open_slots(event),
        "clash": "" if row_key else publishing.clash_of(event),
    }
    return render(request, "duty/plan_publish.html", context, status=refusal.status if refusal else 200)
