"""Lists as files: one table, the kind asked for, a name that says what and when."""

from datetime import date

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from lo_portal.sheets import writing

WRITERS = {
    "xlsx": (writing.write_xlsx, writing.XLSX_TYPE),
    "csv": (writing.write_csv, writing.CSV_TYPE),
}


def sheet_response(table: writing.ExportTable, *, kind: str, on: date) -> HttpResponse:
    """`table` as a download of `kind` xlsx or csv; another kind is a 404."""
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    response = HttpResponse(write(table), content_type=content_type)
    name = f"{slugify(table.name)}-{on:%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
