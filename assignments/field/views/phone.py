"""*Lapor* and *Masalah* on the phone: one tap, also without signal; and what the phone kept meanwhile."""

import json
import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.duty import pages
from assignments.field import replay as replays
from assignments.field import selectors, services
from assignments.field.forms import IncidentForm, TapForm
from assignments.field.models import IncidentKind, Severity, StatusReport
from delegates.models import Delegation
from lo_portal import formats
from lo_portal.access import requires
from lo_portal.refusals import Refused


@requires("field.report_status")
@require_GET
def report(request):
    """The steps of the duty that counts now: one big button, the others in their order."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        return redirect("duty:today")
    sheet, lang = row.shown(at), get_language()
    leg = selectors.leg_of(sheet, at, lang, request.GET.get("leg", ""))
    context = {"leg": leg, "others": selectors.other_legs(sheet, leg, at, lang)}
    return pages.phone_page(request, "field/report.html", row, sheet, "report", context)


@requires("field.report_status")
@require_POST
def status_report(request):
    """One tap with signal, from a page with or without script."""
    form = TapForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page is too old. Open *Report* again and press once more."), code="bad_tap")
    facts = form.cleaned_data
    delegation = get_object_or_404(Delegation.objects.select_related("event"), pk=facts["delegation"])
    at = timezone.now()
    done = services.report_status(
        delegation=delegation, leg=facts["leg"], phase=facts["phase"], tap_key=facts["tap_key"],
        tapped_at=at, by=request.user, at=at,
    )  # fmt: skip
    _tell(request, done)
    here = f"{reverse('field:report')}?leg={facts['leg']}"
    return redirect("duty:today" if request.POST.get("back") == "today" else here)


@requires("field.report_status")
@require_POST
def replay(request):
    """Everything that the phone kept, as JSON; the answer says what became of each."""
    try:
        posted = json.loads(request.body)
        items, sent_at = list(posted["items"]), float(posted["sent_at"])
    except (ValueError, KeyError, TypeError, RawPostDataException):  # the last: a form, not JSON
        return JsonResponse({"error": "unreadable"}, status=400)
    outcomes = replays.take_all(items, sent_at, by=request.user, at=timezone.now())
    return JsonResponse({"outcomes": [vars(outcome) for outcome in outcomes]})


@requires("field.withdraw_report", on=StatusReport)
@require_POST
def report_withdraw(request, report):
    services.withdraw_report(report=report, by=request.user, at=timezone.now())
    messages.success(request, _("“%(step)s” was taken back.") % {"step": report.get_phase_display()})
    return redirect(f"{reverse('field:report')}?leg={report.leg}")


@requires("field.report_status")
@require_GET
def ping(request):
    """Nothing to say but that this session is alive: a phone whose session is not forgets what it kept."""
    return HttpResponse(status=204)


@requires("field.report_status")
@require_http_methods(["GET", "POST"])
def incident_report(request):
    """Three taps: what, how urgent, send. What was typed stays when something is missing."""
    at = timezone.now()
    row = pages.own_row(request, at)
    if row is None:
        return redirect("duty:today")
    sheet = row.shown(at)
    delegations = selectors.own_delegations(sheet)
    form = IncidentForm(
        request.POST or None,
        request.FILES or None,
        delegations=delegations,
        initial={"tap_key": uuid.uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        services.report_incident(
            event=row.event, delegation=form.cleaned_data["delegation"], values=form.values,
            tap_key=form.cleaned_data["tap_key"], happened_at=at, photo=form.cleaned_data["photo"],
            by=request.user, at=at,
        )  # fmt: skip
        messages.success(request, _("Sent. Stay with the guest; you are told who comes."))
        return redirect("field:report")
    context = {
        "form": form, "kinds": IncidentKind.choices, "severities": Severity.choices,
        "delegations": delegations, "coordinator": _coordinator(sheet),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return pages.phone_page(
        request, "field/incident_report.html", row, sheet, "report", context, status=status
    )


def _coordinator(sheet):
    return next((contact for contact in sheet.contacts if contact.role == "coordinator"), None)


def _tell(request, done) -> None:
    if not done.is_new:
        messages.info(request, replays.already_sentence(done.report))
        return
    text = _("“%(step)s” sent at %(time)s.") % {
        "step": done.report.get_phase_display(),
        "time": formats.time(done.report.tapped_at, done.report.event.timezone, get_language()),
    }
    undo = reverse("field:report-withdraw", args=[done.report.pk])
    messages.success(request, text, extra_tags=f"undo:{undo}")
