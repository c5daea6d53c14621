"""Letters to take along: DOCX for the e-office, facts as JSON, CSV or XLSX, all files as a ZIP."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assignments.letters import documents, exports, lists
from assignments.letters.models import UNISSUED_STATES, Letter
from events.models import Event
from lo_portal.access import requires
from lo_portal.exports import answering
from lo_portal.refusals import Refused

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("letters.export_letters", on=Letter)
@require_GET
def letter_docx(request, letter):
    """The letter for SRIKANDI: its own `${...}` parameters stand for number, date and signature."""
    try:
        content = exports.docx_of(letter)
    except documents.DocumentError as error:
        raise Refused(str(error), code="no_docx") from None
    response = HttpResponse(content, content_type=DOCX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(letter)}.docx"'
    return response


@requires("letters.export_letters", on=Event)
@require_GET
def letters_export(request, event, kind):
    """What is known about each letter of the event as JSON or as a list."""
    if kind == "json":
        response = HttpResponse(exports.letters_json(_letters(event)), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="surat-{event.slug}.json"'
        return response
    return answering.answer(request, lists.LETTERS, kind=kind, event=event)


@requires("letters.export_letters", on=Event)
@require_GET
def letters_pdf_zip(request, event):
    """Every PDF of the event, streamed: memory does not grow with the number of letters."""
    stream = exports.pdf_zip(letter for letter in _letters(event) if letter.file)
    if not stream:
        raise Refused(_("No letter of this event has a PDF yet."), code="nothing_made")
    response = _download(stream, f"surat-{event.slug}.zip")
    response["Content-Length"] = len(stream)
    return response


@requires("letters.export_letters", on=Event)
@require_GET
def letters_docx_zip(request, event):
    """The letters without a number as DOCX, for SRIKANDI to number and sign."""
    letters = [letter for letter in _letters(event) if letter.state in UNISSUED_STATES]
    if not letters:
        raise Http404
    return _download(exports.docx_zip(letters), f"surat-{event.slug}-docx.zip")


def _letters(event):
    letters = Letter.objects.filter(event=event).select_related("entry", "profile", "event")
    return letters.prefetch_related("rows").order_by("entry__sequence", "created_at")


def _download(stream, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(stream, content_type="application/zip")
    response["Content-Encoding"] = "identity"  # PDFs and DOCX are packed already
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
