"""The sheet as an iCalendar feed. Pure: sheets in, bytes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from assignments.duty import phrasing
from assignments.duty.sheet import Entry, Sheet
from assignments.duty.words import words_in
from lo_portal import formats

# How long a calendar shows an instant, and how often it should look again.
INSTANT = timedelta(minutes=30)
REFRESH = timedelta(minutes=15)


@dataclass(frozen=True)
class Published:
    """A sheet with the version and the instant of its publication."""

    sheet: Sheet
    version: int
    published_at: datetime


def calendar_of(published: Iterable[Published], *, host: str, lang: str = "id") -> bytes:
    """All entries of these sheets, each in the zone of its place, with the zones' rules included.

    An entry keeps its UID when it moves; SEQUENCE is the version, so a calendar takes the newer one.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//LO Portal//{host}//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Tugas LO" if lang == "id" else "LO duties")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    for each in published:
        for entry in each.sheet.timeline:
            calendar.add_component(_event(entry, each, host, lang))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry, published: Published, host: str, lang: str) -> Event:
    zone = ZoneInfo(entry.zone)
    event = Event()
    event.add("uid", f"{entry.key.replace(':', '-')}@{host}")
    event.add("dtstamp", published.published_at)
    event.add("last-modified", published.published_at)
    event.add("sequence", published.version)
    event.add("summary", _summary(entry, lang))
    event.add("dtstart", entry.starts_at.astimezone(zone))
    event.add("dtend", (entry.ends_at or entry.starts_at + INSTANT).astimezone(zone))
    place = ", ".join(part for part in (entry.place, entry.meeting_point, entry.address) if part)
    if place:
        event.add("location", place)
    event.add("description", _description(entry, published, lang))
    return event


def _summary(entry: Entry, lang: str) -> str:
    codes = ", ".join(entry.delegations)
    title = phrasing.entry_title(entry, lang)
    return f"{title} ({codes})" if codes else title


def _description(entry: Entry, published: Published, lang: str) -> str:
    words = words_in(lang)
    lines = []
    if entry.be_there_by:
        lines.append(f"{words['be_there_by']}: {phrasing.zoned(entry.be_there_by, entry, lang)}")
    if entry.home:
        lines.append(phrasing.zoned(entry.starts_at, entry, lang))
    if entry.vehicle:
        driver = f"{entry.vehicle.driver_name} {formats.phone(entry.vehicle.driver_phone)}".strip()
        lines.append(f"{words['vehicle'].capitalize()}: {entry.vehicle.plate}, {driver}".rstrip(", "))
    lines += [line for line in (entry.dress_code, entry.note) if line]
    lines.append(age_line(published, lang))
    return "\n".join(lines)


def age_line(published: Published, lang: str = "id") -> str:
    """``Versi 3, data per Kam 24, 14.05 WIB``."""
    words, zone = words_in(lang), published.sheet.event.zone
    at = published.published_at
    time = f"{formats.short_day(formats.local_day(at, zone), lang)}, {formats.time(at, zone, lang)}"
    version = words["version"].format(n=published.version)
    return f"{version.capitalize()}, {words['data_as_of'].format(time=time)}"
