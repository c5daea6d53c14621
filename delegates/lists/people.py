"""Delegations and their guests as lists."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegates import bars, pages
from delegates.models import Guest, Need, NeedKind
from delegates.pages import DelegationRow, origin_of
from delegates.services.guests import RESTRICTED
from lo_portal import formats
from lo_portal.accounts.models import Role
from lo_portal.exports.listing import STAFF_ONLY, Ask, Column, Listing, register


def _rows(found, ask: Ask):
    """The delegations that fit the filter of their page."""
    chosen = bars.chosen_filter(ask.query)
    return (row for one in found for row in pages.narrow([pages.delegation_row(one)], chosen, ask.zone))


DELEGATIONS = register(
    Listing(
        key="delegations",
        title=gettext_lazy("Delegations"),
        permission="delegates.export_delegations",
        url_name="delegates:delegation-export",
        source=lambda ask: pages.delegations(ask.event, ask.reader),
        lines=_rows,
        in_feed=True,
        columns=(
            Column("code", gettext_lazy("Code"), lambda row: row.delegation.code),
            Column("tier", gettext_lazy("Tier"), lambda row: row.delegation.tier.code),
            Column("origin", gettext_lazy("Origin"), lambda row: origin_of(row.delegation)),
            Column("name", gettext_lazy("Delegation"), lambda row: row.delegation.name),
            Column("head", gettext_lazy("Head"), lambda row: str(row.head or ""), closed=True),
            Column(
                "position",
                gettext_lazy("Position"),
                lambda row: row.head.position if row.head else "",
                closed=True,
            ),
            Column("guests", gettext_lazy("Guests"), lambda row: row.guest_count),
            Column(
                "officers_needed", gettext_lazy("Officers needed"), lambda row: row.delegation.lo_required
            ),
            Column("arrives_at", gettext_lazy("Arrival"), lambda row: row.arrival and row.arrival.instant),
            Column("flight", gettext_lazy("Flight"), lambda row: row.arrival and row.arrival.carrier_code),
            Column("hotel", gettext_lazy("Hotel"), lambda row: row.hotel and row.hotel.name, closed=True),
            Column(
                "needs",
                gettext_lazy("Needs"),
                lambda row: "; ".join(need.text for need in row.needs),
                closed=True,
            ),
            Column("state", gettext_lazy("State"), lambda row: _state(row)),
        ),
    )
)


def _state(row: DelegationRow) -> str:
    return _("Cancelled") if row.delegation.is_cancelled else ""


def _guests(ask: Ask):
    """Standing guests of the delegations that the reader sees, in the order of precedence."""
    return (
        Guest.objects.standing()
        .visible_to(ask.reader)
        .filter(delegation__event=ask.event)
        .select_related("delegation__tier", "delegation__event")
        .prefetch_related(Prefetch("needs", Need.objects.filter(kind=NeedKind.DIET)))
        .order_by(
            "delegation__tier__rank", "delegation__precedence", "delegation__code", "order", "full_name", "pk"
        )
    )


def _chosen_guests(found, ask: Ask):
    chosen = bars.chosen_filter(ask.query)
    wanted = chosen.search.casefold()
    return (
        guest
        for guest in found
        if (not chosen.tier or guest.delegation.tier.code == chosen.tier)
        and (not chosen.origin or origin_of(guest.delegation) == chosen.origin)
        and wanted in f"{guest.delegation.code} {guest.delegation.name} {guest.full_name}".casefold()
    )


def restricted_to_staff(model, name: str) -> dict:
    """Who may take a restricted field home: of the roles that may see it, the bureau's staff."""
    return {"restricted": name, "roles": RESTRICTED[model][name] & {Role.STAFF}}


GUESTS = register(
    Listing(
        key="guests",
        title=gettext_lazy("Guests"),
        permission="delegates.export_delegations",
        url_name="delegates:guest-export",
        source=_guests,
        lines=_chosen_guests,
        subject=lambda guest: guest,
        columns=(
            Column("delegation", gettext_lazy("Code"), lambda one: one.delegation.code),
            Column("tier", gettext_lazy("Tier"), lambda one: one.delegation.tier.code),
            Column("delegation_name", gettext_lazy("Delegation"), lambda one: one.delegation.name),
            Column("role", gettext_lazy("Role"), lambda one: one.get_role_display()),
            Column("honorific", gettext_lazy("Form of address"), lambda one: one.honorific),
            Column("full_name", gettext_lazy("Full name"), lambda one: one.full_name),
            Column("spoken_name", gettext_lazy("Spoken as"), lambda one: one.spoken_name),
            Column("position", gettext_lazy("Position"), lambda one: one.position),
            Column("represents", gettext_lazy("Represents"), lambda one: one.represents),
            Column("nationality", gettext_lazy("Nationality"), lambda one: one.nationality.alpha3 or ""),
            Column("phone", gettext_lazy("Phone"), lambda one: formats.phone(str(one.phone)), STAFF_ONLY),
            Column(
                "diet", gettext_lazy("Diet"), lambda one: ", ".join(need.text for need in one.needs.all())
            ),
            Column(
                "passport_number",
                gettext_lazy("Passport number"),
                lambda one: one.passport_number,
                **restricted_to_staff(Guest, "passport_number"),
            ),
            Column(
                "health_note",
                gettext_lazy("Health"),
                lambda one: one.health_note,
                **restricted_to_staff(Guest, "health_note"),
            ),
            Column(
                "security_note",
                gettext_lazy("Security note"),
                lambda one: one.security_note,
                **restricted_to_staff(Guest, "security_note"),
            ),
        ),
    )
)
