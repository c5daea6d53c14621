"""The side menu of an event and the other addresses that the frame shows."""

from dataclasses import dataclass

from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from assignments.notices.models import InboxItem
from events.models import Event
from lo_portal.access import may
from lo_portal.accounts.models import Role


@dataclass(frozen=True)
class Entry:
    """One line of the menu: its words, icon, address, shortcut and the permission that shows it."""

    label: object
    icon: str
    url_name: str
    permission: str
    go: str = ""


MENU = (
    (
        _("Event"),
        (Entry(_("Control room"), "speedometer2", "control:control-room", "control.view_control_room", "k"),),
    ),
    (
        _("Plan"),
        (
            Entry(_("Agenda"), "calendar3", "events:agenda", "events.view_agenda", "a"),
            Entry(_("Delegations"), "flag", "delegates:delegation-list", "delegates.view_delegations", "d"),
            Entry(_("LO officers"), "people", "officers:officer-list", "officers.view_officers", "o"),
            Entry(_("Pairing board"), "diagram-2", "assignments:board", "assignments.view_board", "p"),
        ),
    ),
    (
        _("Administration"),
        (
            Entry(_("Letters"), "envelope-paper", "letters:letter-list", "letters.view_letters", "s"),
            Entry(_("Briefings"), "easel", "events:briefing-list", "events.view_briefings", "b"),
            Entry(_("Publish"), "broadcast", "duty:publish", "duty.publish_plan", "t"),
            Entry(_("Messages"), "send", "notices:notice-list", "notices.view_notices", "m"),
            Entry(_("Import data"), "cloud-upload", "imports:upload", "imports.import_data", "i"),
        ),
    ),
)


def frame_context(request) -> dict:
    """What the layouts need to know about this person's whereabouts. Counts are lazy: asked for when drawn."""
    user = request.user
    event = getattr(request, "event", None)
    context = {
        "nav": menu(request, event) if event else [],
        "theme": user.theme or "auto",
        "shortcuts": "on" if user.shortcuts else "off",
        "notices_url": reverse("notices:inbox"),
        "unread_count": lambda: InboxItem.objects.unread_of(user).count(),
        "organisation_name": _("Leadership Administration Bureau"),
    }
    if event:
        context["posko_phone"] = event.posko_phone
    if user.has_role(Role.STAFF):
        context["event_choices_url"] = reverse("events:event-list")
        if event:
            context["search_url"] = reverse("control:event-search", args=[event.slug])
    return context


def menu(request, event: Event) -> list[dict]:
    """Groups with the entries that this person may open; the current one is marked."""
    here = resolve(request.path_info).view_name
    groups = []
    for label, entries in MENU:
        items = [_item(entry, event, here) for entry in entries if may(request.user, entry.permission, event)]
        if items:
            groups.append({"label": label, "items": items})
    return groups


def _item(entry: Entry, event: Event, here: str) -> dict:
    """Pages below a list (its details and forms) count as the list's: `delegates:…` lights Delegations."""
    url = reverse(entry.url_name, args=[event.slug])
    namespace = entry.url_name.split(":")[0]
    shared = sum(
        1 for _label, entries in MENU for other in entries if other.url_name.startswith(f"{namespace}:")
    )
    current = here == entry.url_name or (shared == 1 and here.startswith(f"{namespace}:"))
    return {"label": entry.label, "icon": entry.icon, "url": url, "go": entry.go, "current": current}
