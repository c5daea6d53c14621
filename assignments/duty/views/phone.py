"""The officer's phone. Every page is a rendering of the one published duty sheet."""

from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from assignments.duty import publishing, selectors
from assignments.duty.models import DutySheet
from assignments.duty.today import today_of
from lo_portal.access import requires

# The bottom tabs: key, label, icon, URL name. Another room's tab shows once that room is installed.
TABS = (
    ("today", _("Today"), "clock", "duty:today"),
    ("delegations", _("Delegation"), "flag", "duty:delegations"),
    ("contacts", _("Contacts"), "telephone", "duty:contacts"),
    ("letter", _("Letter"), "envelope-paper", "letters:my-letters"),
)


@requires("duty.view_own_sheet")
@require_GET
def today(request):
    """*Hari Ini*: what, where, be there by, lands at, whom to call."""
    at = timezone.now()
    row = _own_row(request, at)
    if row is None:
        waiting = selectors.waiting_assignments(request.user)
        return render(request, "duty/no_sheet.html", {"waiting": waiting, "tabs": tabs("today")})
    sheet = row.sheet
    context = {
        "page": today_of(sheet, at, get_language()),
        "waiting": selectors.waiting_assignments(request.user, row.event),
        "documents_url": reverse("duty:documents"),
    }
    return _phone_page(request, "duty/today.html", row, sheet, "today", context)


@requires("duty.view_own_sheet")
@require_GET
def delegations(request):
    """Guests, how to address them, needs, cars and hotels."""
    row = _own_row(request, timezone.now())
    if row is None:
        return redirect("duty:today")
    sheet = row.sheet
    vehicles = {entry.vehicle.plate: entry.vehicle for entry in sheet.timeline if entry.vehicle}
    context = {
        "vehicles": list(vehicles.values()),
        "own": selectors.own_assignments(request.user, row.event),
    }
    return _phone_page(request, "duty/delegations.html", row, sheet, "delegations", context)


@requires("duty.view_own_sheet")
@require_GET
def contacts(request):
    """Everybody to call, in the order of whom to call first."""
    row = _own_row(request, timezone.now())
    if row is None:
        return redirect("duty:today")
    sheet = row.sheet
    context = {"groups": selectors.contact_groups(sheet, get_language())}
    return _phone_page(request, "duty/contacts.html", row, sheet, "contacts", context)


@requires("duty.view_own_sheet")
@require_GET
def documents(request):
    """What can be taken out of the sheet: brief, calendar, message text; and the way out."""
    row = _own_row(request, timezone.now())
    if row is None:
        return redirect("duty:today")
    return _phone_page(request, "duty/documents.html", row, row.sheet, "", {})


@requires("duty.mark_sheet_read", on=DutySheet)
@require_POST
def sheet_read(request, sheet):
    """ "Sudah saya baca"."""
    publishing.mark_sheet_read(sheet=sheet, by=request.user, at=timezone.now())
    return redirect("duty:today")


def tabs(current: str) -> list[dict]:
    """The bottom tabs as the layout draws them."""
    found = []
    for key, label, icon, name in TABS:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"label": label, "icon": icon, "url": url, "current": key == current})
    return found


def _own_row(request, at) -> DutySheet | None:
    row = selectors.own_sheet(request.user, at=at, slug=request.GET.get("event", ""))
    if row is not None:
        request.event = row.event
    return row


def _phone_page(request, template, row: DutySheet, sheet, current: str, context: dict):
    """Render, and tell the phone's memory whose page this is and until when it may keep it."""
    context |= {"row": row, "sheet": sheet, "tabs": tabs(current), "phone": True}
    response = render(request, template, context)
    until = min(selectors.keep_until(row.event), request.session.get_expiry_date())
    response["X-Sheet-Owner"] = salted_hmac("duty-sheet-owner", str(request.user.pk)).hexdigest()[:16]
    response["X-Sheet-Keep-Until"] = str(int(until.timestamp() * 1000))
    response["X-Sheet-Version"] = f"{row.event.slug}-{row.version}"
    return response
