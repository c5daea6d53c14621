"""The side menu of an event and the other addresses that the frame shows."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assignments.duty.pages import owner_of, tabs
from assignments.notices.models import InboxItem
from events.models import Event
from lo_portal.access import may
from lo_portal.accounts.models import Role
from lo_portal.middleware import OpenEvent
from lo_portal.upkeep import services as upkeep


@dataclass(frozen=True)
class Entry:
    """One line of the menu: words, icon, address, the permission that shows it, shortcut after `g`.

    `pages` are beginnings of view names that count as this entry's (its details and forms);
    `of_event`: the page belongs to the event that is open, else to the person; `of_learning`: only
    a training or a coordination meeting has it.
    """

    label: object
    icon: str
    url_name: str
    permission: str
    go: str = ""
    pages: tuple[str, ...] = ()
    of_event: bool = True
    of_learning: bool = False

    def lights(self, here: str) -> bool:
        return here == self.url_name or here.startswith(self.pages or (self.url_name.split(":")[0] + ":",))


# Groups in the order of the work, as (heading, entries). The first stands alone and needs no heading.
MENU = (
    (
        "",
        (
            Entry(
                _("Control room"), "speedometer2", "control:control-room", "control.view_control_room", "k",
                ("control:control-room", "control:event-search"),
            ),
        ),
    ),
    (
        _("Plan"),
        (
            Entry(
                _("Agenda"), "calendar3", "events:agenda-list", "events.list_agenda", "a",
                ("events:agenda", "events:item"),
            ),
            Entry(_("Delegations"), "flag", "delegates:delegation-list", "delegates.list_delegations", "d"),
            Entry(
                _("LO officers"), "people", "officers:officer-list", "officers.list_officers", "o",
                ("officers:officer", "officers:roster", "officers:agency", "officers:training"),
            ),
            Entry(
                _("Nominations"), "envelope-plus", "nominations:nomination-list",
                "nominations.list_nominations", pages=("nominations:", "nominating:"),
            ),
            Entry(_("Pairing board"), "diagram-2", "assignments:board", "assignments.view_board", "p"),
        ),
    ),
    (
        _("Letters and messages"),
        (
            Entry(_("Publish"), "broadcast", "duty:plan-publish", "duty.publish_plan", "t"),
            Entry(
                _("Letters"), "envelope-paper", "letters:letter-list", "letters.view_letters", "s",
                (
                    "letters:letter-", "letters:register", "letters:profile", "letters:document",
                    "letters:batch",
                ),
            ),
            Entry(_("Messages"), "send", "notices:notice-list", "notices.list_notices", "m"),
        ),
    ),
    (
        _("Preparing officers"),
        (
            Entry(
                _("Briefings"), "easel", "officers:briefing-list", "officers.list_briefings", "b",
                ("officers:briefing", "officers:attendance", "events:briefing", "events:minutes"),
            ),
            Entry(
                _("Training and coordination"), "mortarboard", "officers:learning-detail",
                "officers.view_learning", pages=("officers:learning", "events:batch", "events:speaker"),
                of_learning=True,
            ),
            Entry(
                _("LO guide"), "journal-text", "field:agreement-list", "field.view_agreements",
                pages=("field:agreement-list", "field:guide-edit"),
            ),
        ),
    ),
    (
        _("Event day"),
        (
            Entry(
                _("Readiness"), "list-check", "control:readiness", "control.view_readiness", "r",
                ("control:readiness",),
            ),
            Entry(_("Live board"), "eye", "live:live-board", "live.view_board", "l"),
            Entry(
                _("Incidents"), "exclamation-triangle", "field:incident-list", "field.view_incident_list",
                pages=("field:incident",),
            ),
        ),
    ),
    (
        pgettext_lazy("menu", "Afterwards"),
        (
            Entry(
                _("Final reports"), "file-earmark-check", "field:final-report-list",
                "field.list_final_reports", pages=("field:final-report",),
            ),
            Entry(
                pgettext_lazy("event", "Closing"), "archive", "closing:closing",
                "closing.view_closing", pages=("closing:",),
            ),
        ),
    ),
    (
        pgettext_lazy("menu", "Data"),
        (
            Entry(_("Import data"), "cloud-upload", "imports:import-upload", "imports.upload_batch", "i"),
            Entry(
                _("Downloads"), "download", "control:downloads", "control.view_downloads",
                pages=("control:downloads",),
            ),
            Entry(_("Shared lists"), "link", "sharing:share-list", "sharing.list_shares"),
            Entry(_("Data feeds"), "database", "feeds:token-list", "feeds.list_tokens"),
            Entry(
                _("Trail of my group"), "clock-history", "control:group-trail", "control.view_group_trail",
                pages=("control:group-trail",),
            ),
        ),
    ),
    (
        _("My desk"),
        (
            Entry(
                _("To sign"), "pen", "letters:letters-to-sign", "letters.upload_signed",
                pages=("letters:letters-to-sign", "letters:letters-sign"), of_event=False,
            ),
            Entry(
                _("My initials"), "check2-circle", "letters:my-initials", "letters.view_own_initials",
                pages=("letters:my-initials", "letters:letters-initial"), of_event=False,
            ),
            Entry(
                _("To release"), "shield-exclamation", "exports:request-list", "exports.release_export",
                pages=("exports:request", "exports:export-release"), of_event=False,
            ),
        ),
    ),
)  # fmt: skip


# Pages that belong to no event, for the account's menu, each with the permission that shows it.
ACCOUNT_LINKS = (
    ("officers:own-profile", _("My profile"), "officers.view_own_profile"),
    ("accounts:profile", _("Sign-in and devices"), "accounts.change_own_profile"),
    ("privacy:notice", _("Privacy notice"), "accounts.use_portal"),
    ("privacy:home", _("Data protection"), "privacy.answer_requests"),
    ("privacy:retention", _("Retention of data"), "privacy.view_retention"),
    ("audit:trail-list", _("Audit trail"), "audit.view_trail"),
)


def frame_context(request) -> dict:
    """What the layouts need to know about this person's whereabouts; the count is asked for when drawn."""
    user = request.user
    event = open_event(request)
    context = {
        "open_event": event,
        "nav": SimpleLazyObject(lambda: menu(request, event)),  # phone pages draw none
        "owner": owner_of(user),
        "notices_url": reverse("notices:inbox"),
        "unread_count": cache(InboxItem.objects.filter(recipient=user, notice__read_at=None).count),
        "delivery_held": cache(upkeep.is_held),
        "account_links": account_links(user),
        "organisation_name": _("Leadership Administration Bureau"),
    }
    if event:
        context["posko_phone"] = event.posko_phone
    if user.has_role(Role.OFFICER, Role.COORDINATOR) and not user.has_role(Role.STAFF):
        context["tabs"] = phone_tabs(request)
    if user.has_role(Role.STAFF):
        context["event_choices_url"] = reverse("events:event-list")
        if event:
            context["search_url"] = reverse("control:event-search", args=[event.slug])
    return context


def account_links(user) -> list[dict]:
    return [
        {"url": reverse(name), "label": label}
        for name, label, permission in ACCOUNT_LINKS
        if may(user, permission)
    ]


def _here(request) -> str:
    """The name of the page that is open; none for an address that leads nowhere."""
    return request.resolver_match.view_name if request.resolver_match else ""


def open_event(request) -> Event | None:
    """The event of the page; for staff, who go to and fro, else the one that was open before it."""
    event = getattr(request, "event", None)
    slug = request.COOKIES.get(OpenEvent.cookie)
    if event or not slug or not request.user.has_role(Role.STAFF):
        return event
    return Event.objects.visible_to(request.user).filter(slug=slug).first()


def phone_tabs(request) -> list[dict]:
    """The bottom tabs of an officer's phone on pages that bring none of their own."""
    here = _here(request)
    return [tab | {"current": tab["name"] == here} for tab in tabs(request.user)]


def menu(request, event: Event | None) -> list[dict]:
    """Groups with the entries that this person may open; the current one is marked."""
    here = _here(request)
    groups = []
    for label, entries in MENU:
        items = [
            _item(entry, event, here)
            for entry in entries
            if _fits(entry, event) and may(request.user, entry.permission, event)
        ]
        if items:
            groups.append({"label": label, "items": items})
    return groups


def _fits(entry: Entry, event: Event | None) -> bool:
    if event is None:
        return not entry.of_event
    return event.is_learning or not entry.of_learning


def _item(entry: Entry, event: Event | None, here: str) -> dict:
    url = reverse(entry.url_name, args=[event.slug] if entry.of_event else [])
    return {
        "label": entry.label,
        "icon": entry.icon,
        "url": url,
        "go": entry.go,
        "current": entry.lights(here),
    }
