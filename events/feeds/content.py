"""What a feed holds: the rows of a declared list, of its columns only those that are for everybody."""

import json
from datetime import date, datetime

from django.http import QueryDict
from django.utils import translation

from events.models import Event
from lo_portal.accounts.models import Role
from lo_portal.exports.listing import Ask, Column, Found, Listing, listings, value_in


class Bureau:
    """Reads the rows that the bureau reads; no column that needs a role is given to it."""

    @staticmethod
    def has_role(*roles: Role) -> bool:
        return Role.STAFF in roles


def offered() -> list[Listing]:
    """The lists that a token may name."""
    return [one for one in listings() if one.in_feed]


def columns_of(listing: Listing) -> tuple[Column, ...]:
    return tuple(column for column in listing.columns if column.is_public)


def index(event: Event, keys: list[str]) -> dict:
    """Which lists there are for this token, with their columns."""
    with translation.override("id"):
        return {
            "event": _event(event),
            "lists": [
                {
                    "list": one.key,
                    "title": str(one.title),
                    "columns": [
                        {"name": column.name, "heading": str(column.heading)} for column in columns_of(one)
                    ],
                }
                for one in offered()
                if one.key in keys
            ],
        }


def rows(event: Event, listing: Listing, at: datetime) -> dict:
    """The list as plain values. Words are Indonesian, instants carry the offset of the event's zone."""
    ask, columns = Ask(Bureau(), event, QueryDict(""), at), columns_of(listing)
    with translation.override("id"):
        found = [
            {column.name: _plain(value_in(column, row, ask.zone)) for column in columns}
            for row in Found(listing, ask)
        ]
    return {"event": _event(event), "list": listing.key, "count": len(found), "rows": found}


def encoded(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _event(event: Event) -> dict:
    return {
        "slug": event.slug,
        "name": event.name,
        "starts_on": event.starts_on.isoformat(),
        "ends_on": event.ends_on.isoformat(),
        "timezone": event.timezone,
    }


def _plain(value):
    return value.isoformat() if isinstance(value, (date, datetime)) else value
