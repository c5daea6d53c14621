"""A published event with one pick-up, as the field's tests need it."""

from assignments.duty import publishing
from tests import factories
from tests.duty.factories import gala, served_delegation


def published_pickup(event, staff, user, at, **facts):
    """`user` serves PH-01: an arrival on 23 November 10.35 WIB and the gala dinner; version 1 is out."""
    factories.VenueFactory(event=event, kind="airport", name="Bandara Supadio")
    delegation = served_delegation(event, user, **facts)
    gala(event)
    publishing.publish_plan(event=event, by=staff, at=at)
    return delegation


def leg_of(delegation) -> str:
    return f"movement:{delegation.movements.get(kind='arrival').pk}"
