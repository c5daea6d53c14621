"""Pages of the agencies that lend officers."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lo_portal.access import requires
from lo_portal.editing import edit
from officers import services
from officers.forms import AgencyForm
from officers.models import Agency


def _index(*_row) -> str:
    return reverse("officers:agency-list")


@requires("officers.list_agencies")
@require_GET
def agency_list(request):
    serving = Count("officers", filter=Q(officers__withdrawn_at=None))
    agencies = Agency.objects.annotate(officer_count=serving)
    return render(request, "officers/agency_list.html", {"agencies": agencies})


@requires("officers.create_agency")
@require_http_methods(["GET", "POST"])
def agency_create(request):
    return edit(
        request,
        form=lambda data, files, row: AgencyForm(data, files, instance=row),
        save=lambda form: services.create_agency(values=form.changes, by=request.user, at=timezone.now()),
        done=_index,
        heading=_("Add an agency"),
        crumbs=[(_("Agencies"), _index())],
        back=_index(),
    )


@requires("officers.change_agency", on=Agency)
@require_http_methods(["GET", "POST"])
def agency_change(request, agency):
    return edit(
        request,
        row=agency,
        form=lambda data, files, row: AgencyForm(data, files, instance=row),
        save=lambda form: services.change_agency(
            agency=agency, changes=form.changes, by=request.user, at=timezone.now()
        ),
        done=_index,
        heading=_("Edit the agency"),
        detail=agency.name,
        crumbs=[(_("Agencies"), _index())],
        back=_index(),
    )
