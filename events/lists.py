"""The lists of this room that leave as files."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import pages
from events.models import AgendaItem
from lo_portal import formats
from lo_portal.exports.listing import STAFF_ONLY, Ask, Column, Listing, register


def _audience(item: AgendaItem) -> str:
    tiers = ", ".join(tier.code for tier in item.tiers.all())
    return tiers or (_("officers") if item.for_officers else _("all"))


def _agenda(ask: Ask):
    """Every item of the event, or those of one day with `day=2022-11-24`."""
    return pages.agenda(ask.event, ask.reader)


def _of_day(found, ask: Ask):
    day = ask.query.get("day", "")
    return (one for one in found if not day or formats.local_day(one.starts_at, ask.zone).isoformat() == day)


AGENDA = register(
    Listing(
        key="agenda",
        title=gettext_lazy("Agenda"),
        permission="events.export_agenda",
        url_name="events:agenda-export",
        source=_agenda,
        lines=_of_day,
        in_feed=True,
        columns=(
            Column("starts_at", gettext_lazy("Starts"), lambda one: one.starts_at),
            Column("ends_at", gettext_lazy("Ends"), lambda one: one.ends_at),
            Column("meet_at", gettext_lazy("Be there by"), lambda one: one.meet_at),
            Column("title", gettext_lazy("Item"), lambda one: one.title),
            Column("venue", gettext_lazy("Venue"), lambda one: one.venue.name if one.venue else ""),
            Column("tiers", gettext_lazy("Tiers"), _audience),
            Column("dress_code", gettext_lazy("Dress code or note"), lambda one: one.dress_code),
            Column("host_agency", gettext_lazy("Host agency"), lambda one: one.host_agency),
            Column(
                "contact_name", gettext_lazy("Person in charge"), lambda one: one.contact_name, closed=True
            ),
            Column(
                "contact_phone",
                gettext_lazy("Phone"),
                lambda one: formats.phone(str(one.contact_phone)),
                roles=STAFF_ONLY,
            ),
            Column("state", gettext_lazy("State"), lambda one: _("Cancelled") if one.is_cancelled else ""),
        ),
    )
)
