"""Dates and times as lists carry them: Indonesian words, ISO, day/month/year, serials, zones."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from lo_portal.sheets.numbers import instant
from lo_portal.sheets.reading import Read, one_line, plain
from lo_portal.sheets.sentences import ReadingError, Sentence, note
from lo_portal.sheets.tables import Cell

DATE_UNKNOWN = Sentence(
    "date_unknown",
    "“{text}” bukan tanggal. Isi misalnya 25 November 2022 atau 25/11/2022.",
    "“{text}” is no date. Fill in for example 25 November 2022 or 25/11/2022.",
)
DATE_IMPOSSIBLE = Sentence(
    "date_impossible",
    "Tanggal “{text}” tidak ada di kalender.",
    "Date “{text}” does not exist in the calendar.",
)
TIME_UNKNOWN = Sentence(
    "time_unknown",
    "“{text}” bukan jam. Isi misalnya 09.00 WIB.",
    "“{text}” is no time. Fill in for example 09.00 WIB.",
)
TIME_MISSING = Sentence(
    "time_missing",
    "“{text}” tanpa jam; dibaca 00.00.",
    "“{text}” has no time; read as 00.00.",
)
YEAR_MISSING = Sentence(
    "year_missing",
    "“{text}” tanpa tahun; dibaca {day}.",
    "“{text}” has no year; read as {day}.",
)
NOT_YET = Sentence(
    "not_yet",
    "“{text}” dibaca sebagai belum diketahui.",
    "“{text}” was read as not known yet.",
)
WEEKDAY_DIFFERS = Sentence(
    "weekday_differs",
    "{day} tidak cocok dengan tanggal {text}.",
    "{day} does not match the date {text}.",
)

MONTHS = {
    1: ("januari", "jan", "january"),
    2: ("februari", "pebruari", "feb", "peb", "february"),
    3: ("maret", "mar", "march"),
    4: ("april", "apr"),
    5: ("mei", "may"),
    6: ("juni", "jun", "june"),
    7: ("juli", "jul", "july"),
    8: ("agustus", "agu", "agt", "ags", "agust", "aug", "august"),
    9: ("september", "sept", "sep"),
    10: ("oktober", "okt", "oct", "october"),
    11: ("november", "nopember", "nov", "nop"),
    12: ("desember", "des", "dec", "december"),
}
WEEKDAYS = (
    ("senin", "sen", "monday", "mon"),
    ("selasa", "sel", "tuesday", "tue"),
    ("rabu", "rab", "wednesday", "wed"),
    ("kamis", "kam", "thursday", "thu"),
    ("jumat", "jum'at", "jum’at", "jum", "friday", "fri"),
    ("sabtu", "sab", "saturday", "sat"),
    ("minggu", "ahad", "min", "sunday", "sun"),
)
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "UTC": "UTC", "GMT": "UTC"}
# Serials outside of these years are numbers, not dates.
SERIALS = (20_000, 80_000)

MONTH_OF = {name: number for number, names in MONTHS.items() for name in names}
_DAY_OF = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
_WORDS = re.compile(r"(?<!\d)(\d{1,2})[\s\-/.]*([a-z]{3,9})\.?[\s\-/.,]*(\d{4}|\d{2}(?![.:]\d\d))(?!\d)")
# "November 23rd, 2022", as English lists have it.
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})(?!\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
# "1610 hrs", "0910H": hours without a sign between.
_MILITARY = re.compile(
    r"(?<!\d)([01]\d|2[0-4])([0-5]\d)(?:\s*(?:hrs?|hours|lt|local time)\b\.?|h\b(?!\.))", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_TIME = re.compile(r"(?<![\d.:])(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?:\.\d+)?\s*(am|pm)?(?![\d])")
_OFFSET = re.compile(r"(?:z|([+-])(\d{2}):?(\d{2}))$")
_ZONE = re.compile(r"\b(wib|wita|wit|utc|gmt)\b")
_NUMBER = re.compile(r"^\d{5}(?:[.,]\d+)?$")


def read_date(source) -> Read:
    """A date, or None for an empty cell. A time beside it is ignored."""
    moment = _naive(source)
    if moment is None:
        return Read(None)
    day, _clock, _zone, notes = moment
    return Read(day, tuple(notes))


def read_instant(source, zone: str) -> Read:
    """An aware datetime, or None for an empty cell.

    `zone` (IANA) holds unless the cell names WIB, WITA, WIT or an offset.
    """
    moment = _naive(source)
    if moment is None:
        return Read(None)
    day, clock, named, notes = moment
    if clock is None:
        notes = [*notes, note(TIME_MISSING, text=one_line(source))]
    there = named or ZoneInfo(zone)
    return Read(datetime.combine(day, clock or time(), tzinfo=there), tuple(notes))


def read_time(source) -> Read:
    """A time of day, or None for an empty cell ('09.00 WIB' -> 09:00)."""
    if isinstance(source, Cell) and isinstance(source.value, time):
        return Read(source.value)
    if isinstance(source, Cell) and isinstance(source.value, datetime):
        return Read(source.value.time())
    text = one_line(source).casefold()
    if text in ("", "-"):
        return Read(None)
    clock = _clock(text)
    if clock is None:
        raise ReadingError(TIME_UNKNOWN, text=one_line(source))
    return Read(clock)


def read_day_and_clock(source):
    """(date, time), each None where the cell has none. Raises ReadingError like `read_date`."""
    moment = _naive(source)
    return (moment[0], moment[1]) if moment else (None, None)


def beside_the_date(text: str) -> str:
    """What a text with a date says beside it, in small letters."""
    return _calendar(text.casefold(), text)[3]


def with_signs(text: str) -> str:
    """'1610 hrs' as '16:10'."""
    return _MILITARY.sub(r"\1:\2", text)


def _naive(source):
    """(date, time or None, zone or None, notes), or None for an empty cell."""
    value = source.value if isinstance(source, Cell) else source
    if isinstance(value, datetime):
        clock = value.time()
        return value.date(), (clock if clock != time() else None), None, []
    if isinstance(value, date):
        return value, None, None, []
    text = with_signs(" ".join(plain(source).split()))
    if text in ("", "-"):
        return None
    if _NUMBER.match(text) or isinstance(value, float):
        return _serial(text)
    return _spoken(text)


def _serial(text):
    number = float(text.replace(",", "."))
    moment = instant(number) if SERIALS[0] <= number <= SERIALS[1] else None
    if not isinstance(moment, datetime):
        raise ReadingError(DATE_UNKNOWN, text=text)
    clock = moment.time()
    return moment.date(), (clock if clock != time() else None), None, []


def _spoken(text):
    lowered = text.casefold()
    year, month, day, rest = _calendar(lowered, text)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise ReadingError(DATE_IMPOSSIBLE, text=text) from error
    return found, _clock(rest), _zone(rest), _weekday_doubt(lowered, found, text)


def _calendar(lowered, text):
    """Year, month, day and what is left of the text (the time)."""
    lowered = _ORDINAL.sub("", lowered)
    if found := _ISO.search(lowered):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _WORDS.search(lowered)) and found[2] in MONTH_OF:
        day, month, year = int(found[1]), MONTH_OF[found[2]], _full_year(found[3])
    elif (found := _MONTH_FIRST.search(lowered)) and found[1] in MONTH_OF:
        day, month, year = int(found[2]), MONTH_OF[found[1]], int(found[3])
    elif found := _NUMERIC.search(lowered):
        day, month, year = int(found[1]), int(found[2]), _full_year(found[3])
    else:
        raise ReadingError(DATE_UNKNOWN, text=text)
    return year, month, day, lowered[: found.start()] + " " + lowered[found.end() :]


def _full_year(text):
    return int(text) if len(text) == 4 else 2000 + int(text)


def _clock(text):
    found = _TIME.search(text.replace("t", " ", 1) if text[:1] == "t" else text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4] == "pm" and hour < 12:
        hour += 12
    elif found[4] == "am" and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise ReadingError(TIME_UNKNOWN, text=text.strip()) from error


def _zone(rest):
    if named := _ZONE.search(rest):
        return ZoneInfo(ZONES[named[1].upper()])
    offset = _OFFSET.search(rest.strip())
    if offset and _TIME.search(rest):
        if offset[1] is None:
            return UTC
        sample = f"2000-01-01T00:00:00{offset[1]}{offset[2]}:{offset[3]}"
        return datetime.fromisoformat(sample).tzinfo
    return None


def _weekday_doubt(lowered, found, text):
    word = re.match(r"[a-z'’]+", lowered)
    number = _DAY_OF.get(word.group()) if word else None
    if number is None or number == found.weekday():
        return []
    return [note(WEEKDAY_DIFFERS, day=word.group().title(), text=text)]
