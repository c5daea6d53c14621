"""What every page of the officer's phone shares: whose sheet it is, the tabs, how long it may be kept."""

from django.conf import settings
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from assignments.duty import selectors
from assignments.duty.models import DutySheet
from lo_portal.accounts.models import Role

# The bottom tabs: key, label, icon, URL name. Another room's tab shows once that room is installed.
TABS = (
    ("today", _("Today"), "clock", "duty:today"),
    ("delegations", _("Delegation"), "flag", "duty:delegations"),
    ("report", _("Report"), "megaphone", "field:report"),
    ("contacts", _("Contacts"), "telephone", "duty:contacts"),
    ("letter", _("Letter"), "envelope-paper", "letters:my-letters"),
)


# Before them for whoever coordinates: the way back to the own group.
WATCH = ("watch", _("Watch"), "broadcast", "live:coordinator")


def tabs(user, current: str = "") -> list[dict]:
    """The bottom tabs as the layout draws them."""
    table = (WATCH, *TABS) if user.has_role(Role.COORDINATOR) else TABS
    found = []
    for key, label, icon, name in table:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"label": label, "icon": icon, "url": url, "name": name, "current": key == current})
    return found


def own_row(request, at) -> DutySheet | None:
    """The sheet in force of the signed-in officer; its event becomes the page's."""
    row = selectors.own_sheet(request.user, at=at, slug=request.GET.get("event", ""))
    if row is not None:
        request.event = row.event
    return row


def reporting(row: DutySheet, sheet, at, lang: str) -> dict:
    """What the room above shows at the thumb of *Hari Ini*, named by `settings.PHONE_REPORTING`."""
    return import_string(settings.PHONE_REPORTING)(row, sheet, at, lang)


def phone_page(request, template, row: DutySheet, sheet, current: str, context: dict, status: int = 200):
    """Render, and tell the phone's memory whose page this is and until when it may keep it."""
    context |= {"row": row, "sheet": sheet, "tabs": tabs(request.user, current), "phone": True}
    response = render(request, template, context, status=status)
    until = min(selectors.keep_until(row.event), request.session.get_expiry_date())
    response["X-Sheet-Owner"] = owner_of(request.user)
    response["X-Sheet-Keep-Until"] = str(int(until.timestamp() * 1000))
    response["X-Sheet-Version"] = f"{row.event.slug}-{row.version}"
    return response


def owner_of(user) -> str:
    """A mark that tells two people apart on one phone and says nothing about either."""
    return salted_hmac("duty-sheet-owner", str(user.pk)).hexdigest()[:16]
