"""What a list is: its columns, who may have which, and where its rows come from. Declared once as data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import QueryDict

from lo_portal.accounts.models import Role

STAFF_ONLY = frozenset({Role.STAFF})
CHUNK = 500  # rows read from the database at a time


@dataclass(frozen=True)
class Ask:
    """Who asks (`has_role`) for a list of which event, narrowed how (the page's query), and when."""

    reader: object
    event: Model | None = None
    query: QueryDict = field(default_factory=lambda: QueryDict(""))
    at: datetime | None = None
    memo: dict = field(default_factory=dict, compare=False)  # what columns and rows of one list share

    @property
    def zone(self) -> ZoneInfo:
        return self.event.zone if self.event is not None else ZoneInfo(settings.TIME_ZONE)


@dataclass(frozen=True)
class Column:
    """One column: its name in the feed, its heading, the value of a row, and who may have it.

    Values are plain (see `sheets.writing.ExportTable`); instants are shown on the event's clock.
    `roles` empty: everybody who may have the list. `restricted`: only when asked for with a reason,
    and the look is logged under this field's name. `closed` columns stay out of feeds; a PDF says
    `headed` ones in the heading of each part instead, and leaves out those not `on_paper`.
    """

    name: str
    heading: object
    value: Callable
    roles: frozenset[Role] = frozenset()
    restricted: str = ""
    closed: bool = False
    headed: bool = False
    on_paper: bool = True

    def is_open_to(self, reader, *, restricted: bool) -> bool:
        if self.restricted and not restricted:
            return False
        return not self.roles or reader.has_role(*self.roles)

    @property
    def is_public(self) -> bool:
        """Whether a feed may carry it: nothing that only some roles have."""
        return not (self.roles or self.restricted or self.closed)


@dataclass(frozen=True)
class Listing:
    """A list. `source` gives a queryset (read in chunks) or a list; `lines` turns its things into rows.

    `subject` names the record whose restricted fields a row shows; `group` heads the parts of the PDF.
    `picture` gives the `data:` address of a row's photo, for the PDF alone. `url_name` is its address, the
    kind of file last.
    """

    key: str
    title: object
    permission: str
    columns: tuple[Column, ...] | Callable[[Ask], tuple[Column, ...]]
    source: Callable[[Ask], QuerySet | list]
    lines: Callable[[Iterable, Ask], Iterable] = lambda found, ask: found
    subject: Callable | None = None
    group: Callable | None = None
    picture: Callable[..., str] | None = None
    url_name: str = ""
    of_event: bool = True
    fits: Callable[[Model], bool] = lambda event: True  # whether events of this kind have the list
    in_feed: bool = False
    template: str = "exports/list.html"
    part: str = ""  # the filter that picks one part (one hotel, one flight), and the parts there are
    parts: Callable[[Ask], Iterable[str]] | None = None
    kinds: tuple[str, ...] = ("xlsx", "csv", "pdf")

    def columns_for(self, ask: Ask, *, restricted: bool = False) -> tuple[Column, ...]:
        columns = self.columns(ask) if callable(self.columns) else self.columns
        return tuple(one for one in columns if one.is_open_to(ask.reader, restricted=restricted))

    def restricted_for(self, ask: Ask) -> tuple[Column, ...]:
        """The restricted columns that the reader may have, once somebody else released them."""
        if not self.has_restricted:
            return ()
        return tuple(one for one in self.columns_for(ask, restricted=True) if one.restricted)

    @property
    def has_restricted(self) -> bool:
        return not callable(self.columns) and any(one.restricted for one in self.columns)


class Found:
    """The rows of a list for one `Ask`: their number beforehand, then each once."""

    def __init__(self, listing: Listing, ask: Ask):
        self.listing, self.ask = listing, ask
        self.things = listing.source(ask)

    def count(self) -> int:
        """How many at most: the filter of `lines` may leave some out."""
        return self.things.count() if isinstance(self.things, QuerySet) else len(self.things)

    def __iter__(self) -> Iterator:
        things = self.things
        if isinstance(things, QuerySet):
            things = things.iterator(chunk_size=CHUNK)
        return iter(self.listing.lines(things, self.ask))


_lists: dict[str, Listing] = {}


def register(listing: Listing) -> Listing:
    if listing.key in _lists:
        raise ValueError(f"two lists are called {listing.key}")
    _lists[listing.key] = listing
    return listing


def listing(key: str) -> Listing:
    """Raises `KeyError` for a list that no room declares."""
    return _lists[key]


def listings() -> list[Listing]:
    return list(_lists.values())


def value_in(column: Column, row, zone: ZoneInfo):
    """The cell: an instant as wall time of `zone`, a lazy text as text."""
    value = column.value(row)
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return value if not hasattr(value, "_proxy____args") else str(value)
