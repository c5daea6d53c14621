"""The trail as a list, with its official headings."""

from lo_portal.access import may
from lo_portal.audit import pages
from lo_portal.audit.forms import TrailFilter
from lo_portal.exports.listing import Ask, Column, Listing, register


def _rows(ask: Ask):
    return pages.rows(TrailFilter(ask.query), names=may(ask.reader, "audit.view_values"))


def _lines(found, ask: Ask):
    values = may(ask.reader, "audit.view_values")
    return (pages.line(row, values=values) for row in found)


def _told(one: pages.Line) -> str:
    return "; ".join(
        f"{name}: {old}" if new is None else f"{name}: {old or '–'} → {new or '–'}"
        for name, old, new in one.changes
    )


TRAIL = register(
    Listing(
        key="trail",
        title="Jejak audit",
        permission="audit.view_trail",
        url_name="audit:trail-export",
        of_event=False,
        source=_rows,
        lines=_lines,
        columns=(
            Column("at", "Waktu", lambda one: one.at),
            Column("who", "Siapa", lambda one: one.who),
            Column("deed", "Apa", lambda one: one.deed),
            Column("kind", "Jenis", lambda one: one.kind),
            Column("thing", "Pada", lambda one: one.thing),
            Column("reason", "Alasan", lambda one: one.reason),
            Column("changes", "Perubahan", _told),
        ),
    )
)
