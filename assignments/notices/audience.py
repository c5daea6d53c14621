"""Who a broadcast reaches: officers of an event by tier, country, venue and agency."""

from dataclasses import dataclass, field

from django.db.models import Q

from assignments.models import Assignment
from delegates.models import Delegation
from events.models import AgendaItem, Event
from officers.models import Officer, RosterEntry


@dataclass(frozen=True)
class Audience:
    """What narrows the roster. Within one list any fits, all lists must fit; empty means everybody.

    Keys as text, so that it can be kept as JSON; countries are two-letter codes.
    """

    tiers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reached:
    """Officers with an account, and those whom only the phone reaches."""

    officers: list[Officer] = field(default_factory=list)
    unreachable: list[Officer] = field(default_factory=list)


def resolve(event: Event, audience: Audience) -> Reached:
    """The officers on the standing roster of `event` who fit, in order of their names."""
    entries = RosterEntry.objects.filter(event=event).standing()
    officers = Officer.objects.filter(roster__in=entries).select_related("agency", "user")
    if audience.agencies:
        officers = officers.filter(agency__in=audience.agencies)
    if audience.tiers:
        by_roster = RosterEntry.objects.filter(event=event, tiers__in=audience.tiers).values("officer")
        officers = officers.filter(Q(pk__in=by_roster) | _serving(event, tier__in=audience.tiers))
    if audience.countries:
        officers = officers.filter(_serving(event, country__in=audience.countries))
    if audience.venues:
        officers = officers.filter(_serving(event, pk__in=_at_venues(event, audience.venues)))
    return _sorted_out(officers.distinct().order_by("name", "pk"))


def _serving(event: Event, **delegations) -> Q:
    """Officers held as the first for a standing delegation like this."""
    of = Delegation.objects.standing().filter(event=event, **delegations)
    held = Assignment.objects.held().primary().filter(delegation__in=of)
    return Q(pk__in=held.exclude(state="proposed").values("officer"))


def _at_venues(event: Event, venues) -> set:
    """Delegations that sleep at one of the venues or are called to an agenda item there."""
    keys = set(event.delegations.filter(stays__hotel__in=venues).values_list("pk", flat=True))
    items = AgendaItem.objects.filter(event=event, venue__in=venues, for_officers=False).standing()
    for item in items.prefetch_related("tiers"):
        tiers = [tier.pk for tier in item.tiers.all()]
        called = event.delegations.filter(tier__in=tiers) if tiers else event.delegations.all()
        keys.update(called.values_list("pk", flat=True))
    invited = event.delegations.filter(participations__item__in=items, participations__excused=False)
    return keys | set(invited.values_list("pk", flat=True))


def _sorted_out(officers) -> Reached:
    reached = Reached()
    for officer in officers:
        alive = officer.user is not None and officer.user.is_active
        (reached.officers if alive else reached.unreachable).append(officer)
    return reached
