"""Pages of the agenda: the days, one item, its form."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events import lists, pages, services
from events.forms import ItemForm, ReasonForm
from events.models import AgendaItem, Event
from events.rules import coordinator_entries
from lo_portal import formats
from lo_portal.access import may, requires
from lo_portal.accounts.models import Role
from lo_portal.editing import edit
from lo_portal.exports import answering
from lo_portal.refusals import Refused


@requires("events.list_agenda", on=Event)
@require_GET
def agenda_list(request, event):
    items = pages.agenda_items(event, request.user)
    days = pages.days_of(event, items)
    now = timezone.now()
    today = formats.local_day(now, event.zone)
    day = pages.chosen_day(event, request.GET.get("day", ""), days, today)
    shown = pages.items_on(event, items, day)
    context = {
        "days": days,
        "day": day,
        "items": shown,
        "now_index": pages.now_index(shown, now) if day == today else None,
        "item_count": sum(count for _day, count in days),
        "may_create": may(request.user, "events.create_item", event),
        "may_change_all": request.user.has_role(Role.STAFF),
        "editable": _editable(request.user, event, shown),
    }
    template = "events/_agenda_day.html" if request.htmx else "events/agenda_list.html"
    return render(request, template, context)


def _editable(user, event, items) -> set:
    """The keys of the items that `user` may change, without a query per item."""
    if user.has_role(Role.STAFF):
        return {item.pk for item in items}
    allowed = set()
    for entry in coordinator_entries(user, event):
        own = {tier.pk for tier in entry.tiers.all()}
        for item in items:
            wanted = {tier.pk for tier in item.tiers.all()}
            if not own or (wanted and wanted <= own):
                allowed.add(item.pk)
    return allowed


@requires("events.export_agenda", on=Event)
@require_GET
def agenda_export(request, event, kind):
    return answering.answer(request, lists.AGENDA, kind=kind, event=event)


def _agenda_of(event: Event, item: AgendaItem | None = None) -> str:
    address = reverse("events:agenda-list", args=[event.slug])
    return f"{address}?day={formats.local_day(item.starts_at, event.zone).isoformat()}" if item else address


def _own_tiers(user, event: Event):
    """The tiers that a coordinator may give an item; None for no narrowing."""
    if user.has_role(Role.STAFF):
        return None
    own = [tier.pk for entry in coordinator_entries(user, event) for tier in entry.tiers.all()]
    return event.tiers.filter(pk__in=own) if own else None


def _form(request, event):
    tiers, now = _own_tiers(request.user, event), timezone.now()
    return lambda data, files, row: ItemForm(data, files, instance=row, event=event, now=now, tiers=tiers)


@requires("events.create_item", on=Event)
@require_http_methods(["GET", "POST"])
def item_create(request, event):
    return edit(
        request,
        form=_form(request, event),
        save=lambda form: services.create_item(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda item: _agenda_of(event, item),
        heading=_("Add to the agenda"),
        crumbs=[(_("Agenda"), _agenda_of(event))],
        back=_agenda_of(event),
    )


@requires("events.change_item", on=AgendaItem)
@require_http_methods(["GET", "POST"])
def item_change(request, item):
    event = item.event
    return edit(
        request,
        row=item,
        form=_form(request, event),
        save=lambda form: services.change_item(
            item=item, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        done=lambda saved: _agenda_of(event, saved),
        template="events/item_form.html",
        heading=_("Edit the agenda item"),
        detail=str(item),
        crumbs=[(_("Agenda"), _agenda_of(event, item))],
        back=_agenda_of(event, item),
    )


@requires("events.cancel_item", on=AgendaItem)
@require_POST
def item_cancel(request, item):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["reason"][0], code="no_reason")
    services.cancel_item(item=item, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    return redirect(_agenda_of(item.event, item))
