"""Verbs about the tiers and venues of an event."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from events.models import Event, TierPolicy, Venue
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused


@transaction.atomic
def create_tier(*, event: Event, values: dict, by, at: datetime) -> TierPolicy:
    tier, told = rows.add_row(TierPolicy, {"event": event, **values})
    trail.record("tier.created", on=tier, by=by, at=at, detail=told)
    return tier


@transaction.atomic
def change_tier(*, tier: TierPolicy, changes: dict, by, at: datetime) -> TierPolicy:
    """Delegations keep the number of officers that they were given."""
    tier, diff = rows.change_row(tier, changes)
    if diff:
        trail.record("tier.changed", on=tier, by=by, at=at, detail=diff)
    return tier


@transaction.atomic
def remove_tier(*, tier: TierPolicy, by, at: datetime) -> None:
    """A tier that delegations still have is refused."""
    trail.record("tier.removed", on=tier, by=by, at=at)
    _delete(tier, _("Delegations still have the tier %(name)s. Give them another one first."))


@transaction.atomic
def create_venue(*, event: Event, values: dict, by, at: datetime) -> Venue:
    venue, told = rows.add_row(Venue, {"event": event, **values})
    trail.record("venue.created", on=venue, by=by, at=at, detail=told)
    return venue


@transaction.atomic
def change_venue(*, venue: Venue, changes: dict, by, at: datetime) -> Venue:
    venue, diff = rows.change_row(venue, changes)
    if diff:
        trail.record("venue.changed", on=venue, by=by, at=at, detail=diff)
    return venue


@transaction.atomic
def remove_venue(*, venue: Venue, by, at: datetime) -> None:
    """A venue where something happens or somebody sleeps is refused."""
    trail.record("venue.removed", on=venue, by=by, at=at)
    _delete(venue, _("The agenda or a hotel stay still uses %(name)s. Change those first."))


def _delete(row, sentence: str) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        raise Refused(sentence % {"name": row}, code="in_use") from error
