"""A declared list as bytes: xlsx and csv row by row, PDF as pages of a table."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from textwrap import wrap
from typing import BinaryIO

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lo_portal import formats, typeface
from lo_portal.exports.listing import Column, Found, value_in
from lo_portal.refusals import Refused
from lo_portal.sheets import writing as sheets

CONTENT_TYPES = {"xlsx": sheets.XLSX_TYPE, "csv": sheets.CSV_TYPE, "pdf": "application/pdf"}
PDF_ROWS = 1500  # what one PDF takes; a longer list belongs into a workbook
LONG_WORD, ZERO_WIDTH_SPACE = re.compile(r"\S{25,}"), "\u200b"  # where a printed word may break
WHOLE = 15  # characters
TOLD_EVERY = 200  # rows between two reports of progress


class Passed:
    """Counts the rows on their way into the file, reports progress, hands each to `seen`."""

    def __init__(self, found: Found, progress: Callable | None = None, seen: Callable | None = None):
        self.found, self.progress, self.seen, self.count = found, progress, seen, 0

    def __iter__(self):
        for row in self.found:
            self.count += 1
            if self.seen is not None:
                self.seen(row)
            if self.progress is not None and self.count % TOLD_EVERY == 0:
                self.progress(self.count)
            yield row


def title_of(found: Found) -> str:
    event = found.ask.event
    return f"{found.listing.title} {event.short_name}" if event is not None else str(found.listing.title)


def write(
    stream: BinaryIO,
    found: Found,
    columns: tuple[Column, ...],
    *,
    kind: str,
    by: str,
    progress: Callable | None = None,
    seen: Callable | None = None,
) -> int:
    """Write the list into `stream` and return how many rows it has. Raises `Refused` for a PDF too long.

    `progress(done)` is told every few hundred rows, `seen(row)` of each.
    """
    passed = Passed(found, progress, seen)
    if kind == "pdf":
        if found.count() > PDF_ROWS:
            raise Refused(
                _("A PDF takes %(most)d rows at most. Narrow the list, or take it as XLSX.")
                % {"most": PDF_ROWS},
                code="pdf_too_long",
            )
        stream.write(_pdf(passed, columns, by))
    else:
        {"xlsx": sheets.xlsx_into, "csv": sheets.csv_into}[kind](stream, _table(passed, columns))
    return passed.count


def _table(passed: Passed, columns: tuple[Column, ...]) -> sheets.ExportTable:
    found = passed.found
    zone = found.ask.zone
    event = found.ask.event
    return sheets.ExportTable(
        name=title_of(found),
        headings=tuple(str(column.heading) for column in columns),
        rows=(tuple(value_in(column, row, zone) for column in columns) for row in passed),
        notes=(_("Times: %(zone)s") % {"zone": event.timezone},) if event is not None else (),
    )


def _pdf(passed: Passed, columns: tuple[Column, ...], by: str) -> bytes:
    from weasyprint import HTML  # loads Pango: only the process that renders pays for it

    html = pdf_html(passed, columns, by)
    fetcher = typeface.fetcher(pictures=passed.found.listing.picture is not None)
    return HTML(string=html, url_fetcher=fetcher).write_pdf()


class Cell(str):
    """A printed text. A short one with a digit (a time, a phone, a plate) keeps to one line."""

    @property
    def is_whole(self) -> bool:
        return len(self) <= WHOLE and any(sign.isdigit() for sign in self)


@dataclass(frozen=True)
class PrintedRow:
    cells: list[Cell]
    picture: str = ""


def pdf_html(passed: Passed, columns: tuple[Column, ...], by: str) -> str:
    """The page's HTML; lists with a `group` are cut into parts, one heading each."""
    found, lang = passed.found, get_language() or "id"
    listing, ask = found.listing, found.ask
    columns = tuple(one for one in columns if one.on_paper and not (listing.group and one.headed))
    rows = ((listing.group(row) if listing.group else "", row) for row in passed)
    parts = [
        (head, [_printed(listing, columns, row, ask.zone, lang) for _head, row in group])
        for head, group in groupby(rows, key=lambda pair: pair[0])
    ]
    columns, parts = _without_empty(columns, parts)
    context = {
        "title": listing.title,
        "event": ask.event,
        "span": formats.day_range(ask.event.starts_on, ask.event.ends_on, lang) if ask.event else "",
        "headings": [column.heading for column in columns],
        "parts": parts,
        "records": [
            (head, [(list(zip(columns, row.cells, strict=True)), row.picture) for row in rows])
            for head, rows in parts
        ],
        "count": passed.count,
        "made": formats.full(ask.at, ask.zone, lang),
        "by": by,
        "lang": lang,
        "faces": typeface.faces("List"),
        "small": len(columns) > 9,
    }
    return render_to_string(listing.template, context)


def _printed(listing, columns: tuple[Column, ...], row, zone, lang: str) -> PrintedRow:
    return PrintedRow(
        cells=[Cell(shown(column, row, zone, lang)) for column in columns],
        picture=listing.picture(row) if listing.picture else "",
    )


def _without_empty(columns: tuple[Column, ...], parts: list) -> tuple[tuple[Column, ...], list]:
    """Paper is narrow: columns in which no row says anything are left out."""
    rows = [row for _head, group in parts for row in group]
    kept = [place for place in range(len(columns)) if not rows or any(row.cells[place] for row in rows)]
    shorter = [
        (head, [replace(row, cells=[row.cells[place] for place in kept]) for row in group])
        for head, group in parts
    ]
    return tuple(columns[place] for place in kept), shorter


def shown(column: Column, row, zone, lang: str) -> str:
    """The cell as people read it."""
    value = value_in(column, row, zone)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.compact(value, zone, lang)
    if isinstance(value, date):
        return formats.short_day(value, lang)
    if isinstance(value, float):
        return formats.number(value, lang, 0 if value == int(value) else 1)
    return LONG_WORD.sub(lambda found: ZERO_WIDTH_SPACE.join(wrap(found[0], 16)), str(value))
