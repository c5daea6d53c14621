"""Pages of delegations: the list, one delegation, its form."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegates import activity, bars, pages, services
from delegates.forms import DelegationForm, ReasonForm
from delegates.models import Delegation
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.forms import posted_row
from lo_portal.refusals import Refused


@requires("delegates.list_delegations", on=Event)
@require_GET
def delegation_list(request, event):
    rows = pages.delegation_rows(event, request.user)
    chosen = bars.chosen_filter(request.GET)
    shown = pages.narrow(rows, chosen, event.zone)
    context = {
        "rows": shown,
        "all_rows": rows,
        "guest_count": sum(row.guest_count for row in rows if not row.delegation.is_cancelled),
        "slot_count": sum(row.delegation.lo_required for row in rows if not row.delegation.is_cancelled),
        "filters": bars.filter_bar(request, event, rows, chosen),
        "may_create": may(request.user, "delegates.create_delegation", event),
    }
    template = "delegates/_delegation_rows.html" if request.htmx else "delegates/delegation_list.html"
    return render(request, template, context)


@requires("delegates.view_delegation", on=Delegation)
@require_GET
def delegation_detail(request, delegation):
    delegation = pages.delegation_in_full(delegation)
    agenda = list(pages.agenda_of(delegation))
    days = pages.days_of(delegation, agenda)
    asked = request.GET.get("day", "")
    day = next((one for one in days if one.isoformat() == asked), days[0] if days else None)
    context = {
        "delegation": delegation,
        "days": days,
        "day": day,
        "timeline": bars.timeline(delegation, agenda, day, timezone.now()),
        "activity": activity.lines(pages.activity_of(delegation)),
        "may_cancel": may(request.user, "delegates.cancel_delegation", delegation),
    }
    template = "delegates/_delegation_agenda.html" if request.htmx else "delegates/delegation_detail.html"
    return render(request, template, context)


def home_of(delegation: Delegation) -> str:
    return reverse("delegates:delegation-detail", args=[delegation.pk])


def crumbs_of(event: Event, delegation: Delegation | None = None) -> list[tuple[str, str]]:
    trail = [(_("Delegations"), reverse("delegates:delegation-list", args=[event.slug]))]
    return [*trail, (delegation.code, home_of(delegation))] if delegation else trail


@requires("delegates.create_delegation", on=Event)
@require_http_methods(["GET", "POST"])
def delegation_create(request, event):
    return edit(
        request,
        form=lambda data, files, row: DelegationForm(data, files, instance=row, event=event),
        save=lambda form: services.create_delegation(
            event=event,
            values=form.changes,
            languages=form.cleaned_data["languages"],
            by=request.user,
            at=timezone.now(),
        ),
        done=home_of,
        heading=_("Add a delegation"),
        crumbs=crumbs_of(event),
        back=reverse("delegates:delegation-list", args=[event.slug]),
    )


@requires("delegates.change_delegation", on=Delegation)
@require_http_methods(["GET", "POST"])
def delegation_change(request, delegation):
    return edit(
        request,
        row=delegation,
        form=lambda data, files, row: DelegationForm(data, files, instance=row, event=delegation.event),
        save=lambda form: services.change_delegation(
            delegation=delegation,
            changes=form.changes,
            languages=form.cleaned_data["languages"],
            seen=form.seen,
            by=request.user,
            at=timezone.now(),
        ),
        done=home_of,
        heading=_("Edit the delegation"),
        detail=str(delegation),
        crumbs=crumbs_of(delegation.event, delegation),
        back=home_of(delegation),
    )


@requires("delegates.cancel_delegation", on=Delegation)
@require_POST
def delegation_cancel(request, delegation):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(form.errors["reason"][0], code="no_reason")
    services.cancel_delegation(
        delegation=delegation, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    return redirect(home_of(delegation))


@requires("delegates.set_participation", on=Delegation)
@require_POST
def participation_set(request, delegation):
    """Take an agenda item in or out for this delegation alone."""
    item = posted_row(request, "item", delegation.event.agenda.all())
    services.set_participation(
        delegation=delegation,
        item=item,
        attends=request.POST.get("attends") == "yes",
        by=request.user,
        at=timezone.now(),
    )
    return redirect(home_of(delegation))
