"""The delegations as a table for a file. Restricted fields never leave this way."""

from django.utils.translation import gettext as _

from delegates.pages import DelegationRow, origin_of
from events.models import Event
from lo_portal.sheets.writing import ExportTable


def delegation_table(event: Event, rows: list[DelegationRow]) -> ExportTable:
    """One line per delegation; times are wall times of the event's zone."""
    headings = (
        _("Code"), _("Tier"), _("Origin"), _("Delegation"), _("Head"), _("Position"), _("Guests"),
        _("Officers needed"), _("Arrival"), _("Flight"), _("Hotel"), _("Needs"), _("State"),
    )  # fmt: skip
    return ExportTable(
        name=f"{_('Delegations')} {event.short_name}",
        headings=headings,
        rows=[_line(row, event.zone) for row in rows],
        notes=(_("Times: %(zone)s") % {"zone": event.timezone},),
    )


def _line(row: DelegationRow, zone) -> tuple:
    one = row.delegation
    return (
        one.code,
        one.tier.code,
        origin_of(one),
        one.name,
        str(row.head or ""),
        row.head.position if row.head else "",
        row.guest_count,
        one.lo_required,
        row.arrival.instant.astimezone(zone) if row.arrival else None,
        row.arrival.carrier_code if row.arrival else "",
        row.hotel.name if row.hotel else "",
        ", ".join(need.text for need in row.needs),
        _("Cancelled") if one.is_cancelled else "",
    )
