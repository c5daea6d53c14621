"""An agency's own list: upload, check row by row, take the ticked people."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.refusals import Refused
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.writing import XLSX_TYPE, ExportTable, write_xlsx
from officers.nominations import reading, services
from officers.nominations.forms import ListForm
from officers.nominations.models import NomineeList
from officers.nominations.views.agency import UNPROCESSABLE, frame, home
from officers.nominations.views.links import by_link
from officers.reading.columns import OFFICER_COLUMNS


@by_link
@require_POST
def list_upload(request, nomination, secret):
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = reading.read_list(nomination, file.read(), file.name, timezone.now())
        except SheetRefused as refused:
            form.add_error("file", refused.text(get_language() or "id"))
        else:
            kept = [_stored(row) for row in rows]
            services.keep_list(nomination=nomination, file_name=file.name, rows=kept, at=timezone.now())
            return redirect("nominations:list-check", secret)
    return home(request, nomination, secret, upload=form, status=UNPROCESSABLE)


@by_link
@require_http_methods(["GET", "POST"])
def list_check(request, nomination, secret):
    kept = NomineeList.objects.filter(nomination=nomination).first()
    if kept is None:
        return redirect("nominations:agency-home", secret)
    if request.method == "GET":
        return _check_page(request, nomination, secret, kept)
    chosen = {int(number) for number in request.POST.getlist("rows") if number.isdigit()}
    try:
        count = services.take_list(nomination=nomination, chosen=chosen, at=timezone.now())
    except Refused as refusal:
        return _check_page(request, nomination, secret, kept, chosen=chosen, trouble=refusal.sentence)
    if count:
        told = ngettext("%(n)s person is on your list.", "%(n)s people are on your list.", count)
        messages.success(request, told % {"n": count})
    return redirect("nominations:agency-home", secret)


@by_link
@require_POST
def list_drop(request, nomination, secret):
    services.drop_list(nomination=nomination, at=timezone.now())
    messages.success(request, _("The file was put away; nobody was named from it."))
    return redirect("nominations:agency-home", secret)


@by_link
@require_GET
def list_template(request, nomination, secret):
    """An empty list with the headings that are read without asking."""
    wanted = [column for column in OFFICER_COLUMNS if column.field in reading.FORM_FIELDS]
    headings = tuple(column.title(get_language() or "id") for column in wanted)
    content = write_xlsx(ExportTable("LO", headings, []))
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="templat-nominasi.xlsx"'
    return response


def _check_page(request, nomination, secret, kept, *, chosen=None, trouble=""):
    language = get_language() or "id"
    known = dict(nomination.nominees.values_list("key", "decision"))
    free = max(0, nomination.quota - nomination.named)
    rows, ticked = [], 0
    for row in kept.rows:
        key = row["entry"]["key"] if row["entry"] else ""
        decided = known.get(key) in ("accepted", "refused")
        tick = row["number"] in chosen if chosen is not None else False
        if chosen is None and row["entry"] and not decided:
            tick = key in known or ticked < free
            ticked += tick and key not in known
        rows.append(
            {
                "number": row["number"],
                "label": row["label"] or row["texts"]["name"] or "–",
                "texts": row["texts"],
                "errors": [one[language[:2]] for one in row["errors"]],
                "notes": [one[language[:2]] for one in row["notes"]],
                "can_take": bool(row["entry"]) and not decided,
                "named": key in known,
                "decided": decided,
                "ticked": tick,
            }
        )
    page = frame(nomination, secret) | {
        "file_name": kept.file_name,
        "rows": rows,
        "good": sum(row["can_take"] for row in rows),
        "wrong": sum(bool(row["errors"]) for row in rows),
        "free": free,
        "trouble": trouble,
    }
    status = UNPROCESSABLE if trouble else 200
    return render(request, "nominations/agency_list.html", page, status=status)


def _stored(row: reading.ListRow) -> dict:
    """A row as JSON; problems in both languages."""
    return {
        "number": row.number,
        "label": row.label,
        "entry": asdict(row.entry) if row.entry else None,
        "errors": [{"id": one.id, "en": one.en} for one in row.errors],
        "notes": [{"id": one.id, "en": one.en} for one in row.notes],
        "texts": row.texts,
    }
