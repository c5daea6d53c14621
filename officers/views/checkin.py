"""Attendance by QR: the screen in the hall, and the page that an officer's phone opens from it."""

import segno
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events.models import Briefing
from lo_portal.access import requires
from lo_portal.refusals import Refused
from officers import checkin, services
from officers.models import AttendanceMethod, RosterEntry


@requires("officers.show_check_in", on=Briefing)
@require_GET
def check_in_screen(request, briefing):
    """For the projector: the code of now and how many are in; htmx asks for both every five seconds."""
    at = timezone.now()
    path = reverse("officers:check-in", args=[briefing.pk, checkin.code_at(briefing.checkin_secret, at)])
    picture = segno.make(f"{settings.PORTAL_BASE_URL}{path}", error="m", micro=False)
    context = {
        "briefing": briefing,
        "qr": mark_safe(
            picture.svg_inline(
                border=2, svgclass="qr", lineclass=None, omitsize=True, title=_("Check-in code")
            )
        ),
        "present": briefing.attendance.count(),
        "expected": RosterEntry.objects.expected_at(briefing).count(),
    }
    template = "officers/_check_in_code.html" if request.htmx else "officers/check_in_screen.html"
    return render(request, template, context)


@requires("officers.check_in", on=Briefing)
@require_http_methods(["GET", "POST"])
def check_in(request, briefing, code):
    """A good code opens the page with one button; the button may be pressed a few minutes later."""
    at = timezone.now()
    key = f"check-in:{briefing.pk}"
    if request.method == "GET":
        good = checkin.is_good(briefing.checkin_secret, code, at)
        if good:
            request.session[key] = int(at.timestamp())
        mark = briefing.attendance.filter(officer__user=request.user).first()
        context = {"briefing": briefing, "good": good, "mark": mark}
        return render(request, "officers/check_in.html", context, status=200 if good or mark else 410)
    if at.timestamp() - request.session.get(key, 0) > checkin.PRESS_SECONDS:
        raise Refused(_("The code has run out. Scan the one on the screen again."), code="code_over")
    officer = getattr(request.user, "officer", None)
    if officer is None:
        raise Http404
    services.mark_attendance(
        briefing=briefing, officer=officer, by=request.user, at=at, method=AttendanceMethod.QR
    )
    return redirect("officers:check-in", briefing=briefing.pk, code=code)
