"""What *Hari Ini* shows at an instant: the entry that counts now, what follows, what is over. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from assignments.duty import phrasing
from assignments.duty.sheet import Contact, DelegationPart, Entry, Sheet
from assignments.duty.words import words_in
from lo_portal import formats

# A landing or a departure keeps the officer busy this long.
INSTANT_LASTS = timedelta(hours=1)
# How many people the card offers to call; the contacts page has them all.
CALLS = 2


@dataclass(frozen=True)
class Call:
    """One person to call: who, as what, on which number."""

    label: str
    name: str
    phone: str
    role: str

    @property
    def icon(self) -> str:
        return "car-front-fill" if self.role == "driver" else "telephone-fill"


@dataclass(frozen=True)
class NowCard:
    """The card of what counts: what, where, be there by, the clock that counts, whom to call."""

    entry: Entry
    running: bool
    number: int
    total: int
    title: str
    due_label: str
    due_at: datetime
    clock_label: str
    clock_at: datetime
    clock_note: str
    clock_kind: str
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Line:
    """One row of the list below."""

    entry: Entry
    title: str
    detail: str
    icon: str

    @property
    def side(self) -> str:
        """Filled for an arrival, outlined for a departure, grey for the rest."""
        return {"arrival": "in", "departure": "out"}.get(self.entry.kind, "")


@dataclass(frozen=True)
class Day:
    on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Today:
    """The page. `rest` is the remainder of the card's day, `days` the days after it, `past` what is over."""

    card: NowCard | None
    rest: tuple[Line, ...]
    days: tuple[Day, ...]
    past: tuple[Line, ...]
    first: DelegationPart | None


ICONS = {"arrival": "airplane", "departure": "airplane", "transfer": "car-front", "briefing": "easel"}


def today_of(sheet: Sheet, at: datetime, lang: str = "id") -> Today:
    """What the officer sees at `at`."""
    current = current_entry(sheet, at)
    coming = [entry for entry in sheet.timeline if entry is not current and not is_over(entry, at)]
    day = formats.local_day(current.due_at, current.zone) if current else None
    rest = [entry for entry in coming if _day(entry) == day]
    later = sorted((entry for entry in coming if _day(entry) != day), key=lambda entry: entry.starts_at)
    return Today(
        card=_card(sheet, current, at, lang) if current else None,
        rest=tuple(_line(entry, lang) for entry in rest),
        days=tuple(
            Day(on, tuple(_line(entry, lang) for entry in entries)) for on, entries in groupby(later, _day)
        ),
        past=tuple(_line(entry, lang) for entry in sheet.timeline if is_over(entry, at)),
        first=next(iter(sheet.delegations), None),
    )


def is_over(entry: Entry, at: datetime) -> bool:
    return (entry.ends_at or entry.starts_at + INSTANT_LASTS) <= at


def current_entry(sheet: Sheet, at: datetime) -> Entry | None:
    """The duty that began last and is not over, else the next one."""
    open_entries = [entry for entry in sheet.timeline if not is_over(entry, at)]
    running = [entry for entry in open_entries if entry.due_at <= at]
    if running:
        return max(running, key=lambda entry: (entry.due_at, entry.key))
    return min(open_entries, key=lambda entry: (entry.due_at, entry.key), default=None)


def _day(entry: Entry) -> date:
    return formats.local_day(entry.starts_at, entry.zone)


def _card(sheet: Sheet, entry: Entry, at: datetime, lang: str) -> NowCard:
    words = words_in(lang)
    kind, note = phrasing.flight_state(entry, lang)
    homes = [phrasing.home_clock(entry.starts_at, entry, clock, lang) for clock in entry.home]
    return NowCard(
        entry=entry,
        running=entry.due_at <= at,
        number=sheet.timeline.index(entry) + 1,
        total=len(sheet.timeline),
        title=phrasing.entry_title(entry, lang),
        due_label=words["be_there_by"],
        due_at=entry.due_at,
        clock_label=phrasing.clock_label(entry, lang),
        clock_at=entry.starts_at,
        clock_note=" · ".join(part for part in (note, *dict.fromkeys(homes)) if part),
        clock_kind=kind,
        calls=_calls(sheet, entry, lang),
    )


def _calls(sheet: Sheet, entry: Entry, lang: str) -> tuple[Call, ...]:
    """Coordinator first, then the driver of this leg or the person in charge, then whoever else there is."""
    of_entry = []
    if entry.vehicle and entry.vehicle.driver_phone:
        of_entry.append(
            Contact("driver", entry.vehicle.driver_name, entry.vehicle.driver_phone, entry.vehicle.plate)
        )
    if entry.contact_phone:
        of_entry.append(Contact("in_charge", entry.contact_name, entry.contact_phone))
    leaders = [contact for contact in sheet.contacts if contact.role == "coordinator"]
    order = [*leaders[:1], *of_entry, *sheet.contacts]
    unique = {contact.phone: contact for contact in reversed(order)}
    chosen = sorted(unique.values(), key=order.index)[:CALLS]
    return tuple(call_of(contact, lang) for contact in chosen)


def call_of(contact: Contact, lang: str) -> Call:
    return Call(
        label=phrasing.contact_label(contact, lang),
        name=phrasing.contact_name(contact, lang),
        phone=contact.phone,
        role=contact.role,
    )


def _line(entry: Entry, lang: str) -> Line:
    pieces = (entry.place, entry.dress_code, entry.vehicle.plate if entry.vehicle else "")
    return Line(
        entry=entry,
        title=phrasing.entry_title(entry, lang),
        detail=" · ".join(piece for piece in pieces if piece),
        icon=ICONS.get(entry.kind, "people"),
    )
