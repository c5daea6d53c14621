"""The sheet as a one-page A4 brief in Indonesian or English: dataclass -> HTML -> PDF.

The page loads nothing but its own typeface.
"""

from bisect import bisect_left
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation

from assignments.duty import phrasing
from assignments.duty.renderings.calendar import Published, age_line
from assignments.duty.sheet import Sheet
from lo_portal import formats, typeface

# From roomy to tight; a sheet that fits in none loses its last lines, and says how many.
DENSITIES = ("roomy", "close", "tight")


def brief_pdf(published: Published, lang: str = "id") -> bytes:
    """One page, always."""
    for density in DENSITIES:
        document = _laid_out(published, lang, density)
        if len(document.pages) == 1:
            return document.write_pdf()

    def overflows(lines: int) -> bool:
        return len(_laid_out(published, lang, DENSITIES[-1], lines).pages) > 1

    fitting = bisect_left(range(1, len(published.sheet.timeline)), True, key=overflows)
    document = _laid_out(published, lang, DENSITIES[-1], max(1, fitting))
    return document.copy(document.pages[:1]).write_pdf()


def _laid_out(published: Published, lang: str, density: str, lines: int | None = None):
    from weasyprint import HTML  # loads Pango: only the process that renders pays for it

    return HTML(string=brief_html(published, lang, density, lines), url_fetcher=typeface.fetcher()).render()


def brief_html(
    published: Published, lang: str = "id", density: str = "roomy", lines: int | None = None
) -> str:
    """The page's HTML in `lang`, with at most `lines` of the timeline."""
    sheet = published.sheet
    with translation.override(lang):
        context = {
            "sheet": sheet,
            "lang": lang,
            "density": density,
            "faces": typeface.faces("Brief"),
            "span": formats.day_range(sheet.event.starts_on, sheet.event.ends_on, lang),
            "days": _days(sheet, lang, lines),
            "left_out": len(sheet.timeline) - lines if lines is not None else 0,
            "contacts": [_caller(each, lang) for each in sheet.contacts],
            "age": age_line(published, lang),
        }
        return render_to_string("duty/brief.html", context)


def _caller(contact, lang: str) -> tuple[str, str, str]:
    label = phrasing.contact_label(contact, lang) if contact.name else ""
    return phrasing.contact_name(contact, lang), label, formats.phone(contact.phone)


def _days(sheet: Sheet, lang: str, lines: int | None):
    shown = sheet.timeline[:lines]
    return [
        (formats.day(on, lang), [_row(entry, lang) for entry in entries])
        for on, entries in groupby(shown, key=lambda entry: formats.local_day(entry.starts_at, entry.zone))
    ]


def _row(entry, lang: str) -> dict:
    homes = [phrasing.home_clock(entry.starts_at, entry, clock, lang) for clock in entry.home]
    return {
        "span": phrasing.entry_span(entry, lang),
        "home": ", ".join(dict.fromkeys(home for home in homes if home)),
        "due": formats.time(entry.be_there_by, entry.zone, lang) if entry.be_there_by else "",
        "title": phrasing.entry_title(entry, lang),
        "flight": entry.flight.code if entry.flight else "",
        "place": ", ".join(part for part in (entry.place, entry.meeting_point) if part),
        "extra": " · ".join(part for part in (entry.dress_code, _car(entry), entry.note) if part),
        "codes": ", ".join(entry.delegations),
    }


def _car(entry) -> str:
    if entry.vehicle is None:
        return ""
    driver = f"{entry.vehicle.driver_name} {formats.phone(entry.vehicle.driver_phone)}".strip()
    return ", ".join(part for part in (entry.vehicle.plate, driver) if part)
