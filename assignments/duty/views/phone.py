"""The officer's phone. Every page is a rendering of the one published duty sheet."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from assignments.duty import pages, publishing, selectors
from assignments.duty.models import DutySheet
from assignments.duty.today import today_of
from lo_portal.access import requires


@requires("duty.view_own_sheet")
@require_GET
def today(request):
    """*Hari Ini*: what, where, be there by, lands at, whom to call."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        waiting = selectors.waiting_assignments(request.user)
        return render(
            request, "duty/no_sheet.html", {"waiting": waiting, "tabs": pages.tabs(request.user, "today")}
        )
    sheet = row.shown(at)
    context = {
        "page": today_of(sheet, at, get_language()),
        "news": row.news(at),
        "waiting": selectors.waiting_assignments(request.user, row.event),
        "documents_url": reverse("duty:documents"),
        **pages.reporting(row, sheet, at, get_language()),
    }
    return pages.phone_page(request, "duty/today.html", row, sheet, "today", context)


@requires("duty.view_own_sheet")
@require_GET
def delegations(request):
    """Guests, how to address them, needs, cars and hotels."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        return redirect("duty:today")
    sheet = row.shown(at)
    vehicles = {entry.vehicle.plate: entry.vehicle for entry in sheet.timeline if entry.vehicle}
    context = {
        "vehicles": list(vehicles.values()),
        "own": selectors.own_assignments(request.user, row.event),
    }
    return pages.phone_page(request, "duty/delegations.html", row, sheet, "delegations", context)


@requires("duty.view_own_sheet")
@require_GET
def contacts(request):
    """Everybody to call, in the order of whom to call first."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        return redirect("duty:today")
    sheet = row.shown(at)
    context = {"groups": selectors.contact_groups(sheet, get_language())}
    return pages.phone_page(request, "duty/contacts.html", row, sheet, "contacts", context)


@requires("duty.view_own_sheet")
@require_GET
def documents(request):
    """What can be taken out of the sheet: brief, calendar, message text; and the way out."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        return redirect("duty:today")
    return pages.phone_page(request, "duty/documents.html", row, row.shown(at), "", {})


@requires("duty.mark_sheet_read", on=DutySheet)
@require_POST
def sheet_read(request, sheet):
    """ "Sudah saya baca"."""
    publishing.mark_sheet_read(sheet=sheet, by=request.user, at=timezone.now())
    return redirect("duty:today")
