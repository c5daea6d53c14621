"""Verbs about one guest, and the one door to restricted fields."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from delegates.models import Delegation, Guest, GuestRole, Need, Stay
from events.models import TierPolicy
from lo_portal import rows
from lo_portal.access import matrix
from lo_portal.audit import trail
from lo_portal.refusals import Refused

# Columns that are opened one by one, with a reason, and the roles that the access table lets do so.
RESTRICTED: dict[type[models.Model], dict[str, frozenset[str]]] = {
    model: {name: matrix.readers(model, name, "group") for name in names}
    for model, names in {
        Guest: ("health_note", "security_note", "passport_number"),
        Stay: ("room",),
    }.items()
}


@transaction.atomic
def add_guest(*, delegation: Delegation, values: dict, by, at: datetime) -> Guest:
    """A new person of the delegation, last in its order; a second head is refused."""
    place = delegation.guests.aggregate(last=models.Max("order"))["last"] or 0
    guest, told = rows.add_row(Guest, {"delegation": delegation, "order": place + 1, **values})
    trail.record("guest.added", on=guest, by=by, at=at, detail=told)
    return guest


@transaction.atomic
def change_guest(*, guest: Guest, changes: dict, by, at: datetime, seen: int | None = None) -> Guest:
    guest, diff = rows.change_row(guest, changes, seen=seen)
    if diff:
        trail.record("guest.changed", on=guest, by=by, at=at, detail=diff)
    return guest


@transaction.atomic
def replace_guest(*, guest: Guest, values: dict, by, at: datetime, tier: TierPolicy | None = None) -> Guest:
    """Somebody comes in the guest's place (mewakili): same role and place, the old person is kept
    as cancelled. With `tier` the delegation's tier changes too; the old one is kept in the log.
    """
    if guest.cancelled_at:
        raise Refused(_("This guest is already replaced or cancelled."), code="cancelled")
    rows.change_row(guest, {"cancelled_at": at})
    represents = values.get("represents") or f"{guest}, {guest.position}".rstrip(", ")
    heir, _told = rows.add_row(
        Guest,
        {
            "delegation": guest.delegation,
            "role": guest.role,
            "order": guest.order,
            **values,
            "represents": represents[:250],
        },
    )
    detail = {"guest": [str(guest), str(heir)]}
    if tier is not None and tier != guest.delegation.tier and guest.role == GuestRole.HEAD:
        detail["tier"] = [str(guest.delegation.tier), str(tier)]
        rows.change_row(guest.delegation, {"tier": tier})
    trail.record("guest.replaced", on=heir, by=by, at=at, detail=detail)
    return heir


@transaction.atomic
def cancel_guest(*, guest: Guest, by, at: datetime) -> None:
    if guest.cancelled_at:
        raise Refused(_("This guest is already replaced or cancelled."), code="cancelled")
    rows.change_row(guest, {"cancelled_at": at})
    trail.record("guest.cancelled", on=guest, by=by, at=at)


@transaction.atomic
def add_need(*, delegation: Delegation, values: dict, by, at: datetime) -> Need:
    """A need of the delegation, or of the guest in `values`; a guest of another delegation is refused."""
    guest = values.get("guest")
    if guest is not None and guest.delegation_id != delegation.pk:
        raise Refused(_("This guest belongs to another delegation."), code="other_delegation")
    need, told = rows.add_row(Need, {"delegation": delegation, **values})
    trail.record("need.added", on=need, by=by, at=at, detail=told)
    return need


@transaction.atomic
def remove_need(*, need: Need, by, at: datetime) -> None:
    trail.record("need.removed", on=need, by=by, at=at)
    need.delete()


@transaction.atomic
def show_restricted(*, row: Guest | Stay, by, at: datetime, reason: str) -> list[tuple[str, str]]:
    """The restricted fields of `row` that `by` may see, as (label, text); the look is logged.

    Raises `Refused` without a reason: a look without a purpose is not allowed.
    """
    if len(reason.strip()) < 5:
        raise Refused(_("Write why you need to see this, in a few words."), code="no_reason")
    allowed = [name for name, roles in RESTRICTED[type(row)].items() if by.has_role(*roles)]
    trail.record_view(on=row, by=by, at=at, fields=allowed, reason=reason.strip())
    return [(str(row._meta.get_field(name).verbose_name), getattr(row, name)) for name in allowed]
