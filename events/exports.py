"""The agenda as a table for a file."""

from django.utils.translation import gettext as _

from events.models import AgendaItem, Event
from lo_portal.sheets.writing import ExportTable


def agenda_table(event: Event, items: list[AgendaItem]) -> ExportTable:
    """One line per item; times are wall times of the event's zone."""
    headings = (
        _("Starts"), _("Ends"), _("Be there by"), _("Item"), _("Venue"), _("Tiers"), _("Dress code or note"),
        _("Host agency"), _("Person in charge"), _("State"),
    )  # fmt: skip
    return ExportTable(
        name=f"{_('Agenda')} {event.short_name}",
        headings=headings,
        rows=[_line(item, event.zone) for item in items],
        notes=(_("Times: %(zone)s") % {"zone": event.timezone},),
    )


def _line(item: AgendaItem, zone) -> tuple:
    tiers = ", ".join(tier.code for tier in item.tiers.all())
    return (
        item.starts_at.astimezone(zone),
        item.ends_at.astimezone(zone),
        item.meet_at.astimezone(zone) if item.meet_at else None,
        item.title,
        item.venue.name if item.venue else "",
        tiers or (_("officers") if item.for_officers else _("all")),
        item.dress_code,
        item.host_agency,
        item.contact_name,
        _("Cancelled") if item.is_cancelled else "",
    )
