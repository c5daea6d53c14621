"""Pages of officers: the roster of an event, the register of all, one officer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events.models import Event
from lo_portal import formats
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.exports import answering
from officers import activity, bars, learning, lists, pages, services
from officers.forms import OfficerForm
from officers.merging import suspecting
from officers.models import Officer

PER_PAGE = 50


@requires("officers.list_officers", on=Event)
@require_GET
def officer_list(request, event):
    rows = pages.roster_rows(event, request.user)
    chosen = bars.chosen_filter(request.GET)
    standing = [row for row in rows if row.group != "withdrawn"]
    by_phone = pages.phones_open(event, request.user, formats.local_day(timezone.now(), event.zone))
    context = {
        "rows": pages.narrow(rows, chosen, by_phone=by_phone),
        "groups": pages.GROUPS,
        "all_rows": rows,
        "standing_count": len(standing),
        "agency_count": len({row.officer.agency_id for row in standing}),
        "unbriefed_count": sum(not row.briefed for row in standing),
        "filters": bars.filter_bar(event, rows, chosen, by_phone=by_phone),
        "may_enrol": may(request.user, "officers.enrol_officer", event),
    }
    template = "officers/_officer_rows.html" if request.htmx else "officers/officer_list.html"
    return render(request, template, context)


@requires("officers.export_officers", on=Event)
@require_http_methods(["GET", "POST"])
def officer_export(request, event, kind):
    """The roster; with service numbers for staff who say why."""
    return answering.answer(request, lists.OFFICERS, kind=kind, event=event)


@requires("officers.create_officer")
@require_GET
def officer_index(request):
    """Every officer of every event, with search."""
    search = request.GET.get("q", "").strip()
    officers = Officer.objects.persons().with_profile().order_by("withdrawn_at", "name")
    if search:
        officers = officers.filter(Q(name__icontains=search) | Q(agency__name__icontains=search))
    page = Paginator(officers, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "search": search, "duplicates": suspecting.count_groups()}
    return render(request, "officers/officer_index.html", context)


@requires("officers.view_officer", on=Officer)
@require_GET
def officer_detail(request, officer):
    if officer.merged_into_id:
        return redirect("officers:officer-detail", officer=officer.merged_into_id)
    officer = pages.officer_in_full(officer)
    today = timezone.localdate()
    request.event = next((entry.event for entry in officer.roster.all()), None)
    context = {
        "officer": officer,
        "radar": pages.skill_chart(officer),
        "bars": pages.skill_bars(officer),
        "languages": bars.spoken(officer),
        "years": learning.learning_years(officer, today),
        "activity": activity.lines(pages.activity_of(officer)),
        "may_change": may(request.user, "officers.change_officer", officer),
        "phone_shown": pages.phone_shown(officer, request.user, today),
    }
    return render(request, "officers/officer_detail.html", context)


def home_of(officer: Officer) -> str:
    return reverse("officers:officer-detail", args=[officer.pk])


def crumbs_of(officer: Officer | None = None) -> list[tuple[str, str]]:
    """Back to the officer's page, else to the register, which is the bureau's alone."""
    if officer:
        return [(officer.printed_name, home_of(officer))]
    return [(_("Liaison officers"), reverse("officers:officer-index"))]


@requires("officers.create_officer")
@require_http_methods(["GET", "POST"])
def officer_create(request):
    """A new officer; with `?event=` the next page puts the officer on that event's roster."""
    event = Event.objects.visible_to(request.user).filter(slug=request.GET.get("event", "")).first()

    def onward(officer):
        if event is None:
            return home_of(officer)
        enrol = reverse("officers:officer-enrol", args=[event.slug])
        return f"{enrol}?{urlencode({'officer': officer.pk})}"

    request.event = event
    return edit(
        request,
        form=lambda data, files, row: OfficerForm(data, files, instance=row),
        save=lambda form: services.create_officer(values=form.changes, by=request.user, at=timezone.now()),
        done=onward,
        heading=_("Add an officer"),
        crumbs=crumbs_of(),
        back=reverse("officers:officer-index"),
    )


@requires("officers.change_officer", on=Officer)
@require_http_methods(["GET", "POST"])
def officer_change(request, officer):
    """The form shows the service number: opening it is a look, and logged as one."""
    services.show_identity(officer=officer, by=request.user, at=timezone.now())
    return edit(
        request,
        row=officer,
        form=lambda data, files, row: OfficerForm(data, files, instance=row),
        save=lambda form: services.change_officer(
            officer=officer, changes=form.changes, seen=form.seen, by=request.user, at=timezone.now()
        ),
        done=home_of,
        heading=_("Edit the officer"),
        detail=officer.printed_name,
        crumbs=crumbs_of(officer),
        back=home_of(officer),
    )


@requires("officers.withdraw_officer", on=Officer)
@require_POST
def officer_withdraw(request, officer):
    services.withdraw_officer(officer=officer, by=request.user, at=timezone.now())
    return redirect(home_of(officer))


@requires("officers.show_identity", on=Officer)
@require_POST
def officer_identity(request, officer):
    """Show the service number once; the look is logged."""
    nip = services.show_identity(officer=officer, by=request.user, at=timezone.now())
    messages.info(request, _("%(kind)s of %(officer)s: %(nip)s. This look is logged.") % {
        "kind": officer.get_identity_kind_display(), "officer": officer, "nip": nip or "–",
    })  # fmt: skip
    return redirect(home_of(officer))
