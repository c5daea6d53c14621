"""Renderings of a sheet for its officer and for staff, and the officer's calendar address."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from assignments.duty import feeds
from assignments.duty.models import CalendarFeed, DutySheet
from assignments.duty.pages import tabs
from assignments.duty.renderings.brief import brief_pdf
from assignments.duty.renderings.calendar import Published, calendar_of
from assignments.duty.renderings.message import message_text
from assignments.duty.sheet import to_json
from lo_portal.access import may, public, requires


@requires("duty.view_sheet_version", on=DutySheet)
@require_GET
def sheet_detail(request, dutysheet):
    """Staff read back what one officer was told in one version."""
    text = message_text(_published(dutysheet, timezone.now()))
    context = {"row": dutysheet, "sheet": dutysheet.sheet, "text": text}
    return render(request, "duty/sheet_detail.html", context)


@requires("duty.view_sheet", on=DutySheet)
@require_GET
def sheet_json(request, dutysheet):
    """The value itself, with its version."""
    at = timezone.now()
    return JsonResponse(
        {
            "version": dutysheet.version,
            "published_at": dutysheet.published_at,
            "data_as_of": at,
            "sheet": to_json(dutysheet.shown(at)),
        }
    )


@requires("duty.view_sheet", on=DutySheet)
@require_GET
def sheet_brief(request, dutysheet):
    """One page, `?lang=en` for the guest's side."""
    lang = "en" if request.GET.get("lang") == "en" else "id"
    published = _published(dutysheet, timezone.now())
    response = HttpResponse(brief_pdf(published, lang), content_type="application/pdf")
    name = f"{slugify(published.sheet.officer.name)}-v{dutysheet.version}-{lang}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@requires("duty.view_sheet", on=DutySheet)
@require_GET
def sheet_message(request, dutysheet):
    """The text for a chat, to copy or to open in WhatsApp."""
    published = _published(dutysheet, timezone.now())
    text = message_text(published)
    own = tabs(request.user) if may(request.user, "duty.view_own_sheet") else []
    context = {"row": dutysheet, "sheet": published.sheet, "text": text, "tabs": own}
    return render(request, "duty/sheet_message.html", context)


@requires("duty.view_own_sheet")
@require_GET
def calendar(request):
    """The officer's secret calendar address, and how to change it."""
    officer = getattr(request.user, "officer", None)
    feed = feeds.feed_of(officer) if officer else None
    url = settings.PORTAL_BASE_URL + reverse("duty:calendar-feed", args=[feed.secret]) if feed else ""
    webcal = url.replace("https:", "webcal:").replace("http:", "webcal:")
    context = {"feed": feed, "url": url, "webcal": webcal, "tabs": tabs(request.user)}
    return render(request, "duty/calendar.html", context)


@requires("duty.reset_feed")
@require_POST
def calendar_reset(request):
    officer = getattr(request.user, "officer", None)
    if officer is None:
        raise Http404
    feeds.reset_calendar_feed(officer=officer, by=request.user, at=timezone.now())
    return redirect("duty:calendar")


@public
@require_GET
def calendar_feed(request, secret):
    """Public because a calendar program brings no session: the unguessable address is the key."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("officer__user"), secret=secret)
    rows, at = feeds.feed_sheets(feed.officer), timezone.now()
    user = feed.officer.user
    if user is not None and not may(user, "duty.view_own_sheet"):
        raise Http404
    body = calendar_of(
        [_published(row, at) for row in rows],
        host=urlsplit(settings.PORTAL_BASE_URL).hostname or "localhost",
        lang=user.language if user else "id",
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="tugas-lo.ics"'
    patch_cache_control(response, private=True, max_age=300)
    return response


def _published(row: DutySheet, at: datetime) -> Published:
    return Published(row.shown(at), row.version, row.published_at)
