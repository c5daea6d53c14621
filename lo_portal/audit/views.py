"""The page of the trail and the file of it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lo_portal.access import may, requires
from lo_portal.audit import lists, pages
from lo_portal.audit.forms import TrailFilter
from lo_portal.exports import answering

PER_PAGE = 50


@requires("audit.view_trail")
@require_GET
def trail_list(request):
    """Who did what, who looked at what; filtered by person, thing, deed and period."""
    chosen = TrailFilter(request.GET)
    values = may(request.user, "audit.view_values")
    page = Paginator(pages.rows(chosen, names=values), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": [pages.line(row, values=values) for row in page],
        "filter": chosen,
        "deeds": pages.deeds(),
        "values": values,
        "veiled": not values,
        "query": request.GET.urlencode(),
    }
    return render(request, "audit/trail_list.html", context)


@requires("audit.view_trail")
@require_GET
def trail_export(request, kind):
    """The same lines as a file."""
    return answering.answer(request, lists.TRAIL, kind=kind)
