"""An agency's own list: upload, match the columns, check row by row, take the ticked people."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.imports.forms import chosen_columns, is_number
from lo_portal.imports.previews import sheets_of, table_of
from lo_portal.imports.selectors import matching
from lo_portal.refusals import Refused
from lo_portal.sheets.sentences import SheetRefused
from lo_portal.sheets.writing import XLSX_TYPE, ExportTable, write_xlsx
from officers.nominations import own_lists, reading, services
from officers.nominations.forms import ListForm
from officers.nominations.models import NomineeList
from officers.nominations.views.agency import UNPROCESSABLE, frame, home
from officers.nominations.views.links import by_link
from officers.reading.columns import OFFICER_COLUMNS


@by_link
@require_POST
def list_upload(request, nomination, secret):
    """Read the file; where no column is known as the name, the agency matches the columns first."""
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        data, now = file.read(), timezone.now()
        try:
            own = own_lists.read_own_list(nomination, data, file.name, now)
        except SheetRefused as refused:
            form.add_error("file", refused.text(get_language() or "id"))
        else:
            services.keep_list(
                nomination=nomination,
                file_name=file.name,
                content=own_lists.packed(data),
                choice=own.choice,
                rows=[_stored(row) for row in own.rows],
                at=now,
            )
            return redirect(f"nominations:list-{'check' if own.has_names else 'columns'}", secret)
    return home(request, nomination, secret, upload=form, status=UNPROCESSABLE)


@by_link
@require_http_methods(["GET", "POST"])
def list_columns(request, nomination, secret):
    """Which column of the file becomes what, corrected by hand."""
    kept = NomineeList.objects.filter(nomination=nomination).first()
    if kept is None or not kept.content:
        return redirect("nominations:agency-home", secret)
    data, now, trouble = own_lists.unpacked(kept.content), timezone.now(), ""
    own = own_lists.read_own_list(nomination, data, kept.file_name, now, kept.choice)
    if request.method == "POST":
        own, trouble = _matched(request.POST, nomination, kept, data, own)
        if not trouble:
            layouts = own_lists.layouts_with(nomination.agency, own)
            rows = [_stored(row) for row in own.rows]
            services.match_list(nomination=nomination, choice=own.choice, rows=rows, layouts=layouts, at=now)
            return redirect("nominations:list-check", secret)
    page = frame(nomination, secret) | {"file_name": kept.file_name, "trouble": trouble}
    page |= matching(table_of(own.located), sheets_of(own.workbook), reading.OFFERED)
    status = UNPROCESSABLE if trouble else 200
    return render(request, "nominations/agency_columns.html", page, status=status)


@by_link
@require_http_methods(["GET", "POST"])
def list_check(request, nomination, secret):
    kept = NomineeList.objects.filter(nomination=nomination).first()
    if kept is None:
        return redirect("nominations:agency-home", secret)
    if not kept.rows:
        return redirect("nominations:list-columns", secret)
    if request.method == "GET":
        return _check_page(request, nomination, secret, kept)
    chosen = {int(number) for number in request.POST.getlist("rows") if is_number(number)}
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
        "can_match": bool(kept.content),
        "rows": rows,
        "good": sum(row["can_take"] for row in rows),
        "wrong": sum(bool(row["errors"]) for row in rows),
        "free": free,
        "trouble": trouble,
    }
    status = UNPROCESSABLE if trouble else 200
    return render(request, "nominations/agency_list.html", page, status=status)


def _matched(posted, nomination, kept, data, own) -> tuple:
    """(the list read with the posted columns, or as it was, and what is wrong with them)."""
    language = get_language() or "id"
    kind = reading.NomineeKind(nomination.agency.name)
    choice = chosen_columns(posted, kept.choice, own_lists.LIST, own=kind)
    try:
        again = own_lists.read_own_list(nomination, data, kept.file_name, timezone.now(), choice)
    except SheetRefused as refused:
        return own, refused.text(language)
    return again, "" if again.has_names else own_lists.NO_NAMES.say(language)


def _stored(row: own_lists.ListRow) -> dict:
    """A row as JSON; problems in both languages."""
    return {
        "number": row.number,
        "label": row.label,
        "entry": asdict(row.entry) if row.entry else None,
        "errors": [{"id": one.id, "en": one.en} for one in row.errors],
        "notes": [{"id": one.id, "en": one.en} for one in row.notes],
        "texts": row.texts,
    }
