"""Files made in the background: how far they are, and fetching them. Only their owner sees them."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lo_portal.access import requires
from lo_portal.exports.models import Export
from lo_portal.exports.writing import CONTENT_TYPES


@requires("exports.view_export", on=Export)
@require_GET
def export_detail(request, export):
    """The job while it runs, then the button that fetches the file."""
    context = {"export": export, "job": export.job, "is_there": _is_there(export)}
    return render(request, "exports/export_detail.html", context)


@requires("exports.view_export", on=Export)
@require_GET
def export_download(request, export):
    if not _is_there(export):
        raise Http404
    return FileResponse(
        export.file.open("rb"),
        as_attachment=True,
        filename=export.file_name,
        content_type=CONTENT_TYPES[export.kind],
    )


def _is_there(export: Export) -> bool:
    return bool(export.file) and export.expires_at > timezone.now()
