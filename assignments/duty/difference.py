"""The difference of two duty sheets, in words a person acts on. Pure.

`sheet_changes(old, new, at=...)` is what the publish page shows, what the notice says and what the
phone marks. A changed time is always old and new with the zone, and with the guest's clock at home
where it differs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assignments.duty import phrasing
from assignments.duty.sheet import Contact, DelegationPart, Entry, Sheet
from assignments.duty.words import words_in
from lo_portal import formats

# A change of something that begins within this time is told as urgent.
NEAR = timedelta(hours=24)


@dataclass(frozen=True)
class Change:
    """One fact that differs. `old` is empty for what is new, `new` for what is gone.

    `key` is that of the entry or delegation, so that a page can group the lines; `when` is the day
    it concerns ("Jum 25 Nov"), empty where it has none. `urgency` is "urgent" or "normal".
    """

    key: str
    label: str
    old: str
    new: str
    when: str = ""
    urgency: str = "normal"

    @property
    def sentence(self) -> str:
        """``Gala dinner (Jum 25 Nov): 19.00 WIB → 18.30 WIB``."""
        return f"{self.heading}: {self.arrow}" if self.arrow else self.heading

    @property
    def heading(self) -> str:
        return f"{self.label} ({self.when})" if self.when else self.label

    @property
    def arrow(self) -> str:
        return " → ".join(side for side in (self.old, self.new) if side)


def sheet_changes(old: Sheet | None, new: Sheet, *, at: datetime, lang: str = "id") -> tuple[Change, ...]:
    """What an officer must learn when `new` replaces `old`; a first sheet is one line per delegation."""
    if old is None:
        return _first_sheet(new, lang)
    found = [*_delegation_changes(old, new, lang), *_timeline_changes(old, new, at, lang)]
    return (*found, *_contact_changes(old, new, lang))


def _first_sheet(new: Sheet, lang: str) -> tuple[Change, ...]:
    words = words_in(lang)
    lines = [phrasing.duty_line(part, lang) for part in new.delegations]
    if not lines:
        lines = [words["agenda_lines"].format(n=len(new.timeline))]
    return tuple(Change("sheet", words["sheet"], "", line) for line in lines)


# --- delegations


def _delegation_changes(old: Sheet, new: Sheet, lang: str):
    before = {part.key: part for part in old.delegations}
    after = {part.key: part for part in new.delegations}
    words = words_in(lang)
    for key, part in before.items():
        if key not in after:
            label = words["delegation"].format(code=part.code)
            line = phrasing.duty_line(part, lang)
            yield Change(f"delegation:{key}", label, line, words["released"], urgency="urgent")
    for key, part in after.items():
        if key in before:
            yield from _part_changes(before[key], part, lang)
        else:
            label = words["delegation"].format(code=part.code)
            line = phrasing.duty_line(part, lang)
            yield Change(f"delegation:{key}", label, "", line, urgency="urgent")


def _part_changes(old: DelegationPart, new: DelegationPart, lang: str):
    for label, describe in _PART_FACTS:
        was, now = describe(old, lang), describe(new, lang)
        if was != now:
            shown = words_in(lang)[label].format(code=new.code)
            yield Change(f"delegation:{new.key}", shown, was, now)


def _head_line(part: DelegationPart, lang: str) -> str:
    head = part.head
    if head is None:
        return ""
    stands_for = words_in(lang)["represents"].format(name=head.represents) if head.represents else ""
    return ", ".join(piece for piece in (head.addressed, head.position, stands_for) if piece)


def _guest_line(part: DelegationPart, lang: str) -> str:
    others = [guest for guest in part.guests if guest is not part.head]
    return ", ".join(f"{guest.addressed} ({phrasing.guest_role(guest, lang)})" for guest in others)


def _need_line(part: DelegationPart, lang: str) -> str:
    return "; ".join(f"{need.guest}: {need.text}" if need.guest else need.text for need in part.needs)


def _stay_line(part: DelegationPart, lang: str) -> str:
    return ", ".join(dict.fromkeys(stay.hotel for stay in part.stays))


_PART_FACTS = (
    ("delegation", phrasing.duty_line),
    ("head", _head_line),
    ("guests", _guest_line),
    ("needs", _need_line),
    ("stays", _stay_line),
)


# --- timeline


def _timeline_changes(old: Sheet, new: Sheet, at: datetime, lang: str):
    before = {entry.key: entry for entry in old.timeline}
    after = {entry.key: entry for entry in new.timeline}
    gone = [entry for key, entry in before.items() if key not in after]
    kept = [(before.get(entry.key), entry) for entry in new.timeline]
    for was, now in sorted(
        [(entry, None) for entry in gone] + kept, key=lambda pair: (pair[1] or pair[0]).starts_at
    ):
        if was != now:
            yield from _entry_changes(was, now, at, lang)


def _entry_changes(old: Entry | None, new: Entry | None, at: datetime, lang: str):
    words, entry = words_in(lang), new or old
    about = {"key": entry.key, "when": _day(entry, lang), "urgency": _urgency(old, new, at)}
    title = phrasing.entry_title(entry, lang)
    if old is None or new is None:
        line = _entry_line(entry, lang)
        old_line, new_line = (line, words["cancelled"]) if new is None else ("", line)
        yield Change(label=title, old=old_line, new=new_line, **about)
        return
    for label, describe in _ENTRY_FACTS:
        was, now = describe(old, new, lang)
        if was != now:
            shown = f"{title}, {words[label]}" if label else title
            yield Change(label=shown, old=was, new=now, **about)


def _day(entry: Entry, lang: str) -> str:
    on = formats.local_day(entry.starts_at, entry.zone)
    return f"{formats.short_day(on, lang)} {formats.SHORT_MONTHS[lang][on.month - 1]}"


def _urgency(old: Entry | None, new: Entry | None, at: datetime) -> str:
    starts = [entry.due_at for entry in (old, new) if entry is not None]
    return "urgent" if any(at - NEAR <= start <= at + NEAR for start in starts) else "normal"


def _entry_line(entry: Entry, lang: str) -> str:
    return ", ".join(piece for piece in (phrasing.zoned(entry.starts_at, entry, lang), entry.place) if piece)


def _at(moment: datetime | None, entry: Entry, other: datetime | None, lang: str) -> str:
    """An instant in words; with its day where the other side falls on another one."""
    if moment is None:
        return ""
    shown = phrasing.zoned(moment, entry, lang)
    on = formats.local_day(moment, entry.zone)
    if other is not None and formats.local_day(other, entry.zone) != on:
        return f"{formats.short_day(on, lang)}, {shown}"
    return shown


def _start(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    return _at(old.starts_at, old, new.starts_at, lang), _at(new.starts_at, new, old.starts_at, lang)


def _end(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    """The end, unless it only moved along with the start."""
    if old.ends_at is None or new.ends_at is None:
        return "", ""
    if old.ends_at - old.starts_at == new.ends_at - new.starts_at:
        return "", ""
    return _at(old.ends_at, old, new.ends_at, lang), _at(new.ends_at, new, old.ends_at, lang)


def _be_there(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    was, now = old.be_there_by, new.be_there_by
    return _at(was, old, now, lang), _at(now, new, was, lang)


def _text(name: str):
    def describe(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
        return getattr(old, name), getattr(new, name)

    return describe


def _vehicle(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    return tuple(
        ", ".join(part for part in (entry.vehicle.plate, entry.vehicle.driver_name) if part)
        if entry.vehicle
        else ""
        for entry in (old, new)
    )


def _flight_code(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    return tuple(entry.flight.code if entry.flight else "" for entry in (old, new))


def _in_charge(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    return tuple(
        " ".join(part for part in (entry.contact_name, formats.phone(entry.contact_phone)) if part)
        for entry in (old, new)
    )


def _own_title(old: Entry, new: Entry, lang: str) -> tuple[str, str]:
    return phrasing.entry_title(old, lang), phrasing.entry_title(new, lang)


# In the order in which they are read: an empty label is the entry's own line.
_ENTRY_FACTS = (
    ("", _start),
    ("be_there", _be_there),
    ("ends_at", _end),
    ("place", _text("place")),
    ("meeting_point", _text("meeting_point")),
    ("title", _own_title),
    ("flight_code", _flight_code),
    ("vehicle", _vehicle),
    ("dress_code", _text("dress_code")),
    ("contact", _in_charge),
    ("note", _text("note")),
)


# --- contacts


def _contact_changes(old: Sheet, new: Sheet, lang: str):
    before, after = _by_place(old), _by_place(new)
    for place in dict.fromkeys((*before, *after)):
        was, now = before.get(place, ()), after.get(place, ())
        if was != now and (was or now):
            label = phrasing.contact_label((now or was)[0], lang)
            yield Change("contacts", label, _people(was, lang), _people(now, lang))


def _by_place(sheet: Sheet) -> dict[tuple, tuple[Contact, ...]]:
    places: dict[tuple, tuple[Contact, ...]] = {}
    for contact in sheet.contacts:
        place = (contact.role, contact.detail)
        places[place] = (*places.get(place, ()), contact)
    return places


def _people(contacts: tuple[Contact, ...], lang: str) -> str:
    return ", ".join(
        f"{phrasing.contact_name(contact, lang)} {formats.phone(contact.phone)}".strip()
        for contact in contacts
    )
