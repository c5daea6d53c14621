"""The roster as a table for a file: no service number, phones masked."""

from django.utils.translation import gettext as _

from events.models import Briefing, Event
from lo_portal import formats
from lo_portal.sheets.writing import ExportTable
from officers.pages import GROUPS, Attendee, RosterRow


def roster_table(event: Event, rows: list[RosterRow]) -> ExportTable:
    headings = (
        _("Name"), _("Agency"), _("Position"), _("Rank"), _("Role"), _("Tiers"), _("Languages"),
        _("Skills"), _("Briefed"), _("Phone"),
    )  # fmt: skip
    return ExportTable(
        name=f"{_('Liaison officers')} {event.short_name}",
        headings=headings,
        rows=[_line(row) for row in rows],
    )


def _line(row: RosterRow) -> tuple:
    officer = row.officer
    return (
        officer.printed_name,
        officer.agency.name,
        officer.position,
        officer.printed_rank,
        str(GROUPS[row.group]),
        ", ".join(tier.code for tier in row.entry.tiers.all()) or _("all"),
        ", ".join(str(one) for one in officer.languages.all()),
        ", ".join(row.skills),
        row.briefed,
        formats.masked_phone(str(officer.phone)),
    )


def attendance_table(briefing: Briefing, people: list[Attendee]) -> ExportTable:
    """Who was expected at the briefing, who came and when, by the clock of the event."""
    zone = briefing.event.zone
    rows = [
        (
            one.entry.officer.printed_name,
            one.entry.officer.agency.name,
            one.entry.get_role_display(),
            one.mark is not None,
            one.mark.marked_at.astimezone(zone) if one.mark else None,
            one.mark.get_method_display() if one.mark else "",
        )
        for one in people
    ]
    headings = (_("Name"), _("Agency"), _("Role"), _("Present"), _("Marked"), _("How"))
    return ExportTable(name=f"{_('Attendance')} {briefing}", headings=headings, rows=rows)
