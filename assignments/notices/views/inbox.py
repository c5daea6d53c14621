"""The inbox: what a person was told, newest first, with "Sudah saya baca"."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assignments.notices import selectors, services
from assignments.notices.forms import PushForm
from assignments.notices.models import Notice
from lo_portal.access import requires
from lo_portal.accounts.models import Role

PAGE = 30


@requires("notices.view_inbox")
@require_GET
def inbox(request):
    rows = Paginator(selectors.inbox_of(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": rows,
        "unread": selectors.unread_count(request.user),
        "layout": layout_of(request.user),
        "push_key": settings.WEBPUSH_PUBLIC_KEY,
    }
    return render(request, "notices/inbox.html", context)


@requires("notices.mark_read", on=Notice)
@require_POST
def notice_read(request, notice):
    services.mark_read(notice=notice, by=request.user, at=timezone.now())
    return redirect("notices:inbox")


@requires("notices.view_inbox")
@require_POST
def inbox_read(request):
    """Everything in the inbox is read."""
    services.mark_all_read(by=request.user, at=timezone.now())
    return redirect("notices:inbox")


@requires("notices.subscribe_push")
@require_POST
def push_subscribe(request):
    """This browser may show notices to the person signed in."""
    form = PushForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    services.subscribe_push(
        **form.cleaned_data,
        device=request.headers.get("User-Agent", "")[:120],
        by=request.user,
        at=timezone.now(),
    )
    return HttpResponse(status=204)


@requires("notices.subscribe_push")
@require_POST
def push_unsubscribe(request):
    services.unsubscribe_push(endpoint=request.POST.get("endpoint", ""), by=request.user, at=timezone.now())
    return HttpResponse(status=204)


def layout_of(user) -> str:
    """Those who work at a desk get the desk's frame, everyone else the phone's."""
    at_desk = user.has_role(Role.STAFF, Role.ADMIN, Role.SIGNATORY)
    return "layouts/staff.html" if at_desk else "layouts/phone.html"
