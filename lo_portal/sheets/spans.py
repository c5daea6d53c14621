"""A day and the hours on it: lists give them in one cell, in two, or as '08.00 - 09.30 WIB'."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lo_portal.sheets import dates
from lo_portal.sheets.reading import Read, one_line
from lo_portal.sheets.sentences import ReadingError, Sentence, note
from lo_portal.sheets.tables import Cell

DAY_MISSING = Sentence(
    "day_missing",
    "“{text}” tanpa tanggal. Isi tanggalnya di kolom Tanggal atau di sel ini.",
    "“{text}” has no date. Fill in the date in the column Date or in this cell.",
)

# An end before its start is on the next day, where that makes at most so long a night.
LONGEST_NIGHT = timedelta(hours=8)

_CLOCK = r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?"
_ZONE = r"(?:\s*(wib|wita|wit)\b)?"
_TO = r"\s*(?:-|–|—|−|s\s*[./]?\s*d\.?|sd|sampai(?:\s+dengan)?|hingga|to|until)\s*"
_HOURS = re.compile(
    rf"(?:\b(?:pukul|pkl|jam)\b\.?\s*)?(?<![\d.:]){_CLOCK}{_ZONE}(?:{_TO}(?:{_CLOCK}|selesai|usai|end){_ZONE})?(?!\d)"
)
_ONLY_HOURS = re.compile(rf"{_HOURS.pattern}[\s.]*(?:[/(].*)?$")
# "1610" in a column of hours.
_BARE = re.compile(r"(\d{1,2})(\d\d)$")
_NO_YEAR = re.compile(r"(?<!\d)(\d{1,2})[\s\-/.]*([a-z]{3,9})\b\.?(?![\s\-/.,]*(?:\d{4}|\d\d(?![.:\d])))")
# How people write that they do not know yet.
_NOT_YET = re.compile(
    r"^(tb[acd]|to be (announced|confirmed|determined)|menyusul|belum( ada| diketahui| pasti| tahu)?|"
    r"n ?/? ?a|\?+)\W*$"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """What a cell says of the clock; `zone` is the one it names."""

    start: time | None = None
    end: time | None = None
    zone: ZoneInfo | None = None


def read_day(source, year: int | None = None) -> Read:
    """A date, or None for an empty cell; `year` is meant where the cell names none."""
    try:
        return dates.read_date(source)
    except ReadingError:
        full = _with_year(one_line(source), year) if year else None
        if full is None:
            raise
        return dates.read_date(full)


def read_hours(source) -> Read:
    """Hours, or None for an empty cell: '08.00', 'pukul 08.00 WIB', '08.00 s.d. selesai', 8.30."""
    value = source.value if isinstance(source, Cell) else source
    if isinstance(value, datetime):
        return Read(Hours(value.time()))
    if isinstance(value, time):
        return Read(Hours(value))
    if isinstance(value, (int, float)) and 0 <= value < 24:
        return Read(Hours(_counted(value)))
    text = dates.with_signs(one_line(source)).casefold()
    if text in ("", "-"):
        return Read(None)
    bare = _BARE.match(text)
    hours = Hours(_time(bare[1], bare[2], text)) if bare else _hours(text)
    if hours is None:
        raise ReadingError(dates.TIME_UNKNOWN, text=one_line(source))
    return Read(hours)


def read_known_hours(source) -> Read:
    """Hours like `read_hours`; 'TBA' is nothing, and noted."""
    text = one_line(source)
    return Read(None, (note(dates.NOT_YET, text=text),)) if is_not_yet(text) else read_hours(source)


def read_span(source, zone: str, day: date | None = None) -> Read:
    """(start, end or None) as aware datetimes, or None for an empty cell.

    `day` holds where the cell names none. Raises ReadingError where neither does.
    """
    value = source.value if isinstance(source, Cell) else source
    text = one_line(source)
    if text in ("", "-"):
        return Read(None)
    if isinstance(value, time) or _ONLY_HOURS.match(text.casefold()) or _is_counted(value):
        hours = read_hours(source).value
        if day is None:
            raise ReadingError(DAY_MISSING, text=text)
        return Read(on_day(day, hours, zone))
    try:
        start = dates.read_instant(source, zone)
    except ReadingError as error:
        if day is None or error.code != dates.DATE_UNKNOWN.code:
            raise
        raise ReadingError(dates.TIME_UNKNOWN, text=text) from error
    hours = None if isinstance(value, (date, float)) else _hours(dates.beside_the_date(text))
    end = hours.end if hours else None
    return Read((start.value, _closing(start.value, end)), start.notes)


def is_not_yet(text: str) -> bool:
    """Whether a cell says that nobody knows yet: 'TBA', 'menyusul', 'belum ada'."""
    return bool(_NOT_YET.match(text.casefold().strip()))


def read_moment(source, hours: Hours | None, zone: str, near: date | None = None) -> Read:
    """An aware datetime of a day's cell, with the hours of another cell where it has none itself.

    A day without a year is the one next to `near`. 'TBA' is nothing, and noted.
    """
    text = dates.with_signs(one_line(source))
    if is_not_yet(text):
        return Read(None, (note(dates.NOT_YET, text=text),))
    try:
        return _moment(source, hours, zone)
    except ReadingError as error:
        full = _nearest_year(text, near) if near and error.code == dates.DATE_UNKNOWN.code else None
        if full is None:
            raise
        read = _moment(full, hours, zone)
        said = note(dates.YEAR_MISSING, text=text, day=f"{read.value:%d/%m/%Y}")
        return Read(read.value, (*read.notes, said))


def _nearest_year(text, near):
    """The text with the year that brings its day next to `near`, or None."""
    days = {}
    for year in (near.year - 1, near.year, near.year + 1):
        full = _with_year(text, year)
        try:
            days[full] = abs(dates.read_date(full).value - near) if full else None
        except ReadingError:  # the 29th of February
            continue
    days = {full: away for full, away in days.items() if full}
    return min(days, key=days.get, default=None)


def _with_year(text, year):
    """'26 November pukul 10.00' with its year behind the month, or None where no month is named."""
    found = _NO_YEAR.search(text.casefold())
    if not found or found[2] not in dates.MONTH_OF:
        return None
    return f"{text[: found.end()]} {year} {text[found.end() :]}"


def _moment(source, hours, zone):
    if hours is None or hours.start is None:
        return dates.read_instant(source, zone)
    day, clock = dates.read_day_and_clock(source)
    if day is None or clock is not None:
        return dates.read_instant(source, zone)
    return Read(on_day(day, hours, zone)[0])


def read_end(source, starts: datetime, zone: str) -> Read:
    """When something ends that starts at `starts`: a moment, or hours of the same day or night."""
    value = source.value if isinstance(source, Cell) else source
    text = one_line(source)
    if isinstance(value, time) or _is_counted(value) or _ONLY_HOURS.match(text.casefold()):
        hours = read_hours(source).value
        there = starts.astimezone(hours.zone or ZoneInfo(zone))
        return Read(_closing(there, hours.end or hours.start))
    return dates.read_instant(source, zone)


def on_day(day: date, hours: Hours, zone: str):
    """(start, end or None) of `hours` on `day`."""
    start = datetime.combine(day, hours.start or time(), tzinfo=hours.zone or ZoneInfo(zone))
    return start, _closing(start, hours.end)


def _closing(start, clock):
    """The end at `clock` of what starts at `start`, on the next day after a night."""
    if clock is None:
        return None
    end = datetime.combine(start.date(), clock, tzinfo=start.tzinfo)
    if end <= start and end + timedelta(days=1) - start <= LONGEST_NIGHT:
        end += timedelta(days=1)
    return end


def _hours(text):
    found = _HOURS.search(text)
    if not found:
        return None
    zone = found[3] or found[6]
    start = _time(found[1], found[2], text)
    end = _time(found[4], found[5], text) if found[4] else None
    return Hours(start, end, ZoneInfo(dates.ZONES[zone.upper()]) if zone else None)


def _time(hour, minute, text):
    if (hour, minute) == ("24", "00"):
        return time(23, 59)
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise ReadingError(dates.TIME_UNKNOWN, text=text) from error


def _is_counted(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 24


def _counted(value):
    """A time that the spreadsheet keeps as a number: a part of the day, or 8.30 for 08.30."""
    if 0 < value < 1:
        minutes = round(value * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    hour, minute = int(value), round((value - int(value)) * 100)
    if minute >= 60:
        raise ReadingError(dates.TIME_UNKNOWN, text=str(value))
    return time(hour, minute)
