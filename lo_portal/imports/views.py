"""The wizard: upload, columns, rows, result."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lo_portal.access import requires
from lo_portal.imports import forms, registry, selectors, services
from lo_portal.imports.models import ImportBatch, ImportState
from lo_portal.sheets.writing import XLSX_TYPE, ExportTable, write_xlsx

UNPROCESSABLE = 422


@requires("imports.upload_batch", fresh=True)
@require_http_methods(["GET", "POST"])
def import_upload(request, event):
    """Asked for a fresh proof before a file is chosen: a browser does not keep the choice."""
    event = _event(request, event)
    form = forms.UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = services.upload_batch(
            data=file.read(), file_name=file.name, event=event, by=request.user, at=timezone.now()
        )
        return redirect("imports:import-detail", batch.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    page = {"form": form, **selectors.upload_page(event)}
    return render(request, "imports/import_upload.html", page, status=status)


@requires("imports.view_batch", on=ImportBatch)
@require_GET
def import_detail(request, batch):
    if batch.job and batch.job.state != "done" and batch.state in services.OPEN_STATES:
        page = {"batch": batch, "event": batch.event, "steps": selectors.steps_of(2)}
        return render(request, "imports/import_progress.html", page | {"job": selectors.job_view(batch)})
    if batch.state == ImportState.CHECKED:
        show, kind = request.GET.get("show", ""), request.GET.get("list", "")
        page = selectors.preview_page(batch, kind, show, request.GET.get("page", 1))
        return render(request, "imports/import_preview.html", page)
    refusal = services.undo_refusal(batch, timezone.now())
    return render(request, "imports/import_result.html", selectors.result_page(batch, refusal))


@requires("imports.view_batch", on=ImportBatch)
@require_GET
def import_progress(request, batch):
    """The progress card; once the work is over the whole page is fetched again."""
    if batch.job and batch.job.is_open:
        return render(request, "_components/job.html", {"job": selectors.job_view(batch)})
    response = HttpResponse(status=200)
    response["HX-Refresh"] = "true"
    return response


@requires("imports.choose_wishes", on=ImportBatch)
@require_http_methods(["GET", "POST"])
def import_columns(request, batch):
    if batch.state != ImportState.CHECKED or not batch.plan.get("tables"):
        return redirect("imports:import-detail", batch.pk)
    page = selectors.columns_page(batch, request.GET.get("list", ""))
    if request.method == "POST":
        mapping = forms.chosen_columns(request.POST, batch.wishes["mapping"], page["kind"].key)
        services.choose_wishes(batch=batch, wishes={"mapping": mapping}, by=request.user, at=timezone.now())
        return redirect("imports:import-detail", batch.pk)
    return render(request, "imports/import_columns.html", page)


@requires("imports.choose_wishes", on=ImportBatch)
@require_POST
def import_correct(request, batch):
    _take_corrections(request, batch)
    return redirect("imports:import-detail", batch.pk)


@requires("imports.confirm_batch", on=ImportBatch, fresh=True)
@require_POST
def import_confirm(request, batch):
    """Save the rows as previewed; cells typed since then are checked first, so that none is lost."""
    if forms.has_news(request.POST, batch.plan):
        _take_corrections(request, batch)
        messages.info(request, _("What you typed is checked first. Look at the rows, then save."))
        return redirect("imports:import-detail", batch.pk)
    digest = request.POST.get("digest", "")
    services.request_confirmation(batch=batch, digest=digest, by=request.user, at=timezone.now())
    return redirect("imports:import-detail", batch.pk)


@requires("imports.undo_batch", on=ImportBatch, fresh=True)
@require_POST
def import_undo(request, batch):
    services.undo_batch(batch=batch, by=request.user, at=timezone.now())
    messages.success(request, _("The import was undone."))
    return redirect("imports:import-detail", batch.pk)


@requires("imports.discard_batch", on=ImportBatch)
@require_POST
def import_discard(request, batch):
    services.discard_batch(batch=batch, by=request.user, at=timezone.now())
    messages.success(request, _("The file was discarded. Nothing was saved."))
    return redirect("imports:import-upload", batch.event.slug)


@requires("imports.view_batch", on=ImportBatch)
@require_GET
def import_problems(request, batch):
    """The rows that are left out, as a workbook."""
    headings = (_("List"), _("Sheet"), _("Row"), _("Name"), _("Column"), _("What to do"))
    table = ExportTable(_("To correct"), headings, selectors.problem_rows(batch))
    return _xlsx(write_xlsx(table), f"perbaiki-{batch.pk.hex[:8]}.xlsx")


@requires("imports.upload_batch")
@require_GET
def import_template(request, event, kind):
    """An empty list with the headings that are read without asking."""
    _event(request, event)
    found = next((one for one in registry.kinds() if one.key == kind and one.layout == "rows"), None)
    if found is None:
        raise Http404
    headings = tuple(column.title(get_language() or "id") for column in found.columns)
    return _xlsx(write_xlsx(ExportTable(found.sheet_names[0], headings, [])), f"templat-{kind}.xlsx")


def _take_corrections(request, batch):
    wishes = {
        "edits": forms.corrected_cells(request.POST, batch.corrections),
        "decisions": forms.given_answers(request.POST, batch.wishes.get("decisions", {})),
    }
    services.choose_wishes(batch=batch, wishes=wishes, by=request.user, at=timezone.now())


def _event(request, slug):
    event = registry.events().visible(request.user, slug)
    if event is None:
        raise Http404
    request.event = event
    return event


def _xlsx(data, name):
    response = HttpResponse(data, content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
