"""The hand-over note and the final report: on the officer's phone, and at the desk that verifies."""

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assignments.field import closings, services
from assignments.field.guide_forms import FinalReportForm
from assignments.field.models import FinalReport, HandoverNote
from assignments.models import Assignment
from events.models import Event
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.refusals import Refused


@requires("field.write_handover", on=Assignment)
@require_http_methods(["GET", "POST"])
def handover(request, assignment):
    """The notes on a delegation, and one's own for the next officer. Fetched now, kept on no phone."""
    note, refusal, at = request.POST.get("note", ""), None, timezone.now()
    if request.method == "POST":
        try:
            services.write_handover(
                assignment=assignment, note=note, tap_key=_key(request.POST.get("tap_key", "")),
                by=request.user, tapped_at=at, at=at,
            )  # fmt: skip
        except Refused as caught:
            refusal = caught
        else:
            messages.success(request, _("Kept for the next officer."))
            return redirect("field:handover", assignment=assignment.pk)
    context = {
        "assignment": assignment,
        "page": closings.handover_page(assignment.delegation, request.user),
        "note": note,
        "refusal": refusal,
        "tap_key": uuid.uuid4(),
    }
    return render(request, "field/handover.html", context, status=refusal.status if refusal else 200)


@requires("field.read_handover", on=HandoverNote)
@require_POST
def handover_read(request, note):
    services.read_handover(note=note, by=request.user, at=timezone.now())
    return redirect("duty:today")


@requires("field.write_final_report", on=Assignment)
@require_http_methods(["GET", "POST"])
def final_report_write(request, assignment):
    """Pre-filled from the taps until the first save; *Simpan* keeps a draft, *Kirim* hands it in."""
    report = closings.report_of(assignment)
    if report is not None and not report.is_open:
        return redirect("field:final-report-detail", finalreport=report.pk)
    first = closings.prefilled(assignment) if report is None else None

    def form(data, files, instance):
        return FinalReportForm(data, files, instance=instance, initial=first)

    def save(bound):
        at = timezone.now()
        saved = services.save_final_report(
            assignment=assignment,
            report=report,
            changes=bound.changes,
            seen=bound.seen,
            photo=bound.cleaned_data["photo"],
            without_photo=bound.cleaned_data.get("without_photo", False),
            by=request.user,
            at=at,
        )
        if "submit" in request.POST:
            saved = services.submit_final_report(report=saved, by=request.user, at=at)
        return saved

    sent = "submit" in request.POST
    return edit(
        request, form=form, save=save, done=lambda saved: _after(assignment, saved), row=report,
        template="field/final_report_write.html", assignment=assignment,
        letter_number=closings.letter_number(assignment),
        told=_("Submitted. Your coordinator checks it.") if sent else _("Draft kept."),
    )  # fmt: skip


@requires("field.list_final_reports", on=Event)
@require_GET
def final_report_list(request, event):
    """Who has reported, whose report waits to be verified, who is still to write."""
    lines = closings.report_lines(event, request.user)
    done = sum(line.state == "verified" for line in lines)
    waiting = sum(line.state == "submitted" for line in lines)
    context = {"lines": lines, "done": done, "waiting": waiting}
    return render(request, "field/final_report_list.html", context)


@requires("field.view_final_report", on=FinalReport)
@require_GET
def final_report_detail(request, report):
    context = {
        "report": report,
        "parts": closings.parts_of(report),
        "confirmation": closings.confirmation_of(report),
        "notes": HandoverNote.objects.visible_to(request.user)
        .filter(delegation=report.delegation)
        .select_related("author", "read_by"),
        "may_judge": may(request.user, "field.judge_final_report", report),
        "may_list": may(request.user, "field.list_final_reports", report.event),
    }
    return render(request, "field/final_report_detail.html", context)


@requires("field.view_final_report", on=FinalReport)
@require_GET
def final_report_photo(request, report):
    """The picture, for those who may read the report; never by the address of a file."""
    if not report.photo:
        raise Http404
    response = FileResponse(report.photo.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    return response


@requires("field.judge_final_report", on=FinalReport)
@require_POST
def final_report_verify(request, report):
    services.verify_final_report(report=report, by=request.user, at=timezone.now())
    messages.success(request, _("Verified."))
    return redirect("field:final-report-list", event=report.event.slug)


@requires("field.judge_final_report", on=FinalReport)
@require_POST
def final_report_return(request, report):
    services.return_final_report(
        report=report, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
    )
    messages.success(request, _("Sent back. The officer was told why."))
    return redirect("field:final-report-list", event=report.event.slug)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _after(assignment: Assignment, report: FinalReport) -> str:
    if report.is_open:
        return reverse("field:final-report-write", args=[assignment.pk])
    return reverse("field:final-report-detail", args=[report.pk])
