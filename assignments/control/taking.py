"""The page of everything that can be taken home from an event: what a person may have, and how."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from events.models import Event
from lo_portal.access import may
from lo_portal.exports.listing import Ask, Listing, listings
from lo_portal.exports.models import Export

ORDER = (
    *("contacts", "rooming", "manifest", "vehicles", "guests", "delegations"),
    *("agenda", "briefings", "officers", "pairs", "load", "letters", "notices"),
)


@dataclass(frozen=True)
class Offer:
    """One list: its name, what its columns are, and the parts that can be had alone as a PDF."""

    listing: Listing
    about: str
    parts: list[tuple[str, str]]


def offers(event: Event, user, at) -> list[Offer]:
    """The lists of the event that `user` may have, those for the event day first."""
    order = {key: place for place, key in enumerate(ORDER)}
    of_event = [one for one in listings() if one.of_event and one.fits(event)]
    found = [one for one in of_event if may(user, one.permission, event)]
    ask = Ask(user, event, QueryDict(""), at)
    return [_offer(one, ask) for one in sorted(found, key=lambda one: order.get(one.key, len(order)))]


def _offer(listing: Listing, ask: Ask) -> Offer:
    columns = listing.columns_for(ask)
    address = reverse(listing.url_name, args=[ask.event.slug, "pdf"])
    parts = [
        (text, f"{address}?{urlencode({listing.part: text})}") for text in listing.parts(ask) if text
    ] if listing.parts else []  # fmt: skip
    return Offer(listing, ", ".join(str(column.heading) for column in columns), parts)


def own_files(event: Event, user, at):
    """The files made for `user` that are still there, and requests that still wait, newest first."""
    there = Export.objects.with_file().filter(expires_at__gt=at) | Export.objects.waiting(at)
    return there.filter(owner=user, event_id=event.pk)
