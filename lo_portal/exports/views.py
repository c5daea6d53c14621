"""Files made in the background, and requests that a second person decides. The file is its owner's alone."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.access import requires
from lo_portal.exports import releasing, services
from lo_portal.exports.models import Export
from lo_portal.exports.writing import CONTENT_TYPES, title_of

PER_PAGE = 25
REMEMBERED = timedelta(days=90)  # how long the page of requests looks back


@requires("exports.view_export", on=Export)
@require_GET
def export_detail(request, export):
    """The request while it waits for a second person, the job while it runs, then the button for the file."""
    context = {
        "export": export,
        "job": export.job,
        "is_there": _is_there(export),
        "is_waiting": export.is_waiting(timezone.now()),
    }
    return render(request, "exports/export_detail.html", context)


@requires("exports.view_export", on=Export)
@require_GET
def export_download(request, export):
    if not _is_there(export):
        raise Http404
    return FileResponse(
        services.open_file(export),
        as_attachment=True,
        filename=export.file_name,
        content_type=CONTENT_TYPES[export.kind],
    )


@requires("exports.release_export")
@require_GET
def request_list(request):
    """Every list with restricted fields that was asked for: what waits, what was decided and by whom."""
    now = timezone.now()
    asked = Export.objects.asked().filter(created_at__gt=now - REMEMBERED)
    page = Paginator(asked.select_related("owner", "decided_by"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, one.is_waiting(now), one.owner_id == request.user.pk) for one in page]
    return render(request, "exports/request_list.html", {"page_obj": page, "rows": rows})


@requires("exports.release_export", on=Export, fresh=lambda request: request.method == "POST")
@require_http_methods(["GET", "POST"])
def export_release(request, export):
    """What is asked for, by whom and why; one press releases it."""
    now = timezone.now()
    if request.method == "POST":
        releasing.release_export(export=export, by=request.user, at=now)
        messages.success(request, _("Released. The file is made for %(person)s.") % {"person": export.owner})
        return redirect("exports:request-list")
    found = services.found_of(export, now) if export.is_waiting(now) and export.owner else None
    context = {
        "export": export,
        "is_waiting": found is not None,
        "title": title_of(found) if found else export.file_name,
        "fields": [one.heading for one in found.listing.restricted_for(found.ask)] if found else [],
        "count": found.count() if found else 0,
    }
    return render(request, "exports/export_release.html", context)


@requires("exports.release_export", on=Export, fresh=True)
@require_POST
def export_refuse(request, export):
    """Say no, and why."""
    reason = services.checked_reason(
        request.POST.get("reason", ""), sentence=_("Write why you refuse it, in a few words.")
    )
    releasing.refuse_export(export=export, reason=reason, by=request.user, at=timezone.now())
    messages.success(request, _("Refused. %(person)s reads your reason.") % {"person": export.owner})
    return redirect("exports:request-list")


def _is_there(export: Export) -> bool:
    return bool(export.file) and export.expires_at > timezone.now()
