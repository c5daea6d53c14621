"""What a room's view returns for one of its lists: the file, or the page of the work that makes it."""

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from lo_portal.accounts import door, refusal
from lo_portal.exports import releasing, services
from lo_portal.exports.listing import Listing
from lo_portal.exports.writing import CONTENT_TYPES


def answer(request, listing: Listing, *, kind: str, event=None, **fixed: str) -> HttpResponse:
    """`listing` as a file of `kind` (404 for another), narrowed by the query of the page and by `fixed`.

    A POST asks for the restricted columns too and says why, after a second step within the last 15
    minutes, and leads to the page where it waits for a second person; a long list leads to its job's page.
    """
    if kind not in listing.kinds:
        raise Http404
    query = QueryDict(request.GET.urlencode(), mutable=True)
    for name, value in fixed.items():
        query[name] = value
    asked = {"kind": kind, "event": event, "query": query, "by": request.user, "at": timezone.now()}
    if request.method == "POST":
        if door.needs_second_step(request.user) and not door.is_fresh(request):
            return refusal.ask(request, "step-up")
        reason = services.checked_reason(request.POST.get("reason", ""))
        export = releasing.ask_for_export(listing, reason=reason, **asked)
        return redirect("exports:export-detail", export.pk)
    export, content = services.export_list(listing, **asked)
    if content is None:
        return redirect("exports:export-detail", export.pk)
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    return response
