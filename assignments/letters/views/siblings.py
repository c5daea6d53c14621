"""Invitation, attendance list, certificates and report: made here, printed like letters."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assignments.letters import pictures, services, siblings
from assignments.letters.models import ASSIGNMENT_KINDS, Letter, LetterKind, LetterProfile
from assignments.letters.sibling_forms import CertificateForm, InvitationForm, ReportForm
from events.models import AgendaItem, Briefing, Event
from lo_portal.access import may, requires
from lo_portal.refusals import Refused


@requires("letters.view_letters", on=Event)
@require_GET
def document_list(request, event):
    """What can be made for this event, and the invitations and certificates that were."""
    kinds = [LetterKind.INVITATION, LetterKind.CERTIFICATE]
    made = Letter.objects.filter(event=event, kind__in=kinds).select_related("entry").prefetch_related("rows")
    context = {
        "items": event.agenda.filter(cancelled_at=None).select_related("briefing").order_by("starts_at"),
        "letters": made,
        "event": event,
        "may_make": may(request.user, "letters.make_sibling", event),
    }
    return render(request, "letters/document_list.html", context)


@requires("letters.make_sibling", on=AgendaItem)
@require_http_methods(["GET", "POST"])
def invitation_create(request, item):
    """An *undangan rapat* to an agenda item, with a number."""
    start = siblings.invitation_start(item, siblings.agencies_of(item.event))
    form = InvitationForm(request.POST or None, initial=start, on=_today(item.event))

    def issue():
        return services.issue_invitation(
            event=item.event,
            profile=form.cleaned_data["profile"],
            text=form.text,
            by=request.user,
            at=timezone.now(),
        )

    return _made(request, item.event, form, issue, _("Invitation"))


@requires("letters.make_sibling", on=Event)
@require_http_methods(["GET", "POST"])
def certificates_create(request, event):
    """Certificates for the officers of an event, each with its number and QR code."""
    officers, below = siblings.certifiable(event)
    start = siblings.certificate_start(event) | {"officers": list(officers)}
    form = CertificateForm(request.POST or None, initial=start, on=_today(event), officers=officers)
    if event.is_learning:
        form.take_from_sessions()

    def issue():
        made = services.issue_certificates(
            event=event,
            profile=form.cleaned_data["profile"],
            officers=list(form.cleaned_data["officers"]),
            text=form.text,
            by=request.user,
            at=timezone.now(),
        )
        told = ngettext("%(n)d certificate is being made.", "%(n)d certificates are being made.", len(made))
        messages.success(request, told % {"n": len(made)})

    return _made(request, event, form, issue, _("Certificates"), below=below)


@requires("letters.make_sibling", on=Briefing)
@require_GET
def attendance_pdf(request, briefing):
    """The *daftar hadir* of a briefing, to sign by pen or as proof of who checked in."""
    blank = request.GET.get("blank", "0")
    rows = min(int(blank), 60) if blank.isdecimal() else 0
    document = siblings.attendance_list(briefing, _current_profile(briefing.event), blank_rows=rows)
    return _pdf(pictures.printed(document), "daftar-hadir.pdf")


@requires("letters.write_report", on=Letter)
@require_http_methods(["GET", "POST"])
def report_create(request, letter):
    """The report on a letter's assignment as a PDF; the officer writes it, or staff for them."""
    if letter.kind not in ASSIGNMENT_KINDS or not letter.entry_id:
        raise Http404
    on = _today(letter.event)
    form = ReportForm(request.POST or None, initial=siblings.report_start(letter), on=on)
    if request.method == "POST" and form.is_valid():
        rows = letter.rows.select_related("officer__agency")
        row = rows.filter(officer__user=request.user).first() or rows.first()
        document = siblings.report_of(letter, form.cleaned_data["profile"], form, row.officer, on)
        try:
            return _pdf(pictures.printed(document), "laporan-pelaksanaan-tugas.pdf")
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    back = reverse("letters:letter-detail", args=[letter.pk])
    heading, verb = _("Report on the assignment"), _("Make the PDF")
    return _form_page(request, letter.event, form, heading, verb, back=back)


def _made(request, event, form, issue, heading, **more):
    if request.method == "POST" and form.is_valid():
        try:
            issue()
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("letters:document-list", event=event.slug)
    return _form_page(request, event, form, heading, _("Issue"), **more)


def _form_page(request, event, form, heading, verb, **more):
    back = reverse("letters:document-list", args=[event.slug])
    context = {"event": event, "form": form, "heading": heading, "verb": verb, "back": back, **more}
    status = 422 if request.method == "POST" else 200
    return render(request, "letters/document_form.html", context, status=status)


def _today(event):
    return timezone.localdate(timezone=event.zone)


def _current_profile(event) -> LetterProfile:
    profile = LetterProfile.objects.on(_today(event)).first()
    if profile is None:
        raise Refused(
            _("No letter profile is valid today. Add one before making documents."), code="no_profile"
        )
    return profile


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
