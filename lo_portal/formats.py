"""How dates, times, numbers and phones read: pure functions, no Django, no clock, no settings.

Every instant is an aware ``datetime``; ``zone`` is an IANA name or ``ZoneInfo`` of the place where the
reader stands; ``lang`` is "id" or "en" (anything else reads as Indonesian). Forms follow Indonesian
official use: 24 h with a dot, the zone always named.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

Zone = str | ZoneInfo

DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni",
           "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WORDS = {
    "id": {
        "minute": "mnt", "hour": "j", "day": "hari", "left": "{} lagi", "late": "lewat {}", "now": "sekarang",
        "just now": "baru saja", "the day": "Hari-H", "before": "H-{}", "after": "H+{}", "in": "{} di {}",
    },
    "en": {
        "minute": "min", "hour": "h", "day": "days", "left": "in {}", "late": "{} ago", "now": "now",
        "just now": "just now", "the day": "D-day", "before": "D-{}", "after": "D+{}", "in": "{} in {}",
    },
}  # fmt: skip
# The three Indonesian zones by name (Keppres 41/1987); every other clock is told by its distance to UTC.
NAMED_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
# Area codes of two digits (Jakarta, Bandung, Semarang, Surabaya, Medan); all others have three.
BIG_CITIES = {"21", "22", "24", "31", "61"}
NEIGHBOURS = ("+673", "+60", "+63", "+65")
MINUTE, DAY = 60, 86400


def _lang(lang: str) -> str:
    return "en" if (lang or "").startswith("en") else "id"


def _local(at: datetime, zone: Zone) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)


def zone_name(at: datetime, zone: Zone) -> str:
    """``WIB``, ``WITA``, ``WIT``; elsewhere ``UTC+8``, ``UTC-3.30`` at that instant."""
    name = NAMED_ZONES.get(str(zone))
    if name:
        return name
    minutes = int(_local(at, zone).utcoffset().total_seconds() // MINUTE)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f".{rest:02d}" if rest else "")


def clock(at: datetime, zone: Zone, lang: str = "id") -> str:
    """``09.00`` (English ``09:00``), without the zone: only where the zone stands beside it."""
    return _local(at, zone).strftime("%H:%M" if _lang(lang) == "en" else "%H.%M")


def time(at: datetime, zone: Zone, lang: str = "id") -> str:
    """``09.00 WIB``."""
    return f"{clock(at, zone, lang)} {zone_name(at, zone)}"


def day(on: date, lang: str = "id") -> str:
    """``Jumat, 25 Nov 2022``."""
    lang = _lang(lang)
    return f"{DAYS[lang][on.weekday()]}, {on.day} {SHORT_MONTHS[lang][on.month - 1]} {on.year}"


def long_day(on: date, lang: str = "id") -> str:
    """``Jumat, 11 November 2022``, as in letters."""
    return f"{DAYS[_lang(lang)][on.weekday()]}, {long_date(on, lang)}"


def long_date(on: date, lang: str = "id") -> str:
    """``11 November 2022``."""
    return f"{on.day} {MONTHS[_lang(lang)][on.month - 1]} {on.year}"


def short_day(on: date, lang: str = "id") -> str:
    """``Kam 24``."""
    return f"{DAYS[_lang(lang)][on.weekday()][:3]} {on.day}"


def local_day(at: datetime, zone: Zone) -> date:
    """The calendar day on which the instant falls at that place."""
    return _local(at, zone).date()


def full(at: datetime, zone: Zone, lang: str = "id") -> str:
    """``Jumat, 25 Nov 2022 – 09.00 WIB``."""
    return f"{day(local_day(at, zone), lang)} – {time(at, zone, lang)}"


def compact(at: datetime, zone: Zone, lang: str = "id", now: datetime | None = None) -> str:
    """``Kam 24, 12.55``; ``12.55`` on the day of ``now``; with month and year from 20 days away on."""
    on = local_day(at, zone)
    if now is not None:
        apart = abs((on - local_day(now, zone)).days)
        if apart == 0:
            return clock(at, zone, lang)
        if apart >= 20:
            return f"{on.day} {SHORT_MONTHS[_lang(lang)][on.month - 1]} {on.year}, {clock(at, zone, lang)}"
    return f"{short_day(on, lang)}, {clock(at, zone, lang)}"


def day_range(first: date, last: date, lang: str = "id") -> str:
    """``23–26 Nov 2022``; ``30 Nov – 2 Des 2022``; ``30 Des 2022 – 2 Jan 2023``; one day stays one day."""
    months = SHORT_MONTHS[_lang(lang)]
    end = f"{last.day} {months[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {months[first.month - 1]} – {end}"
    return f"{first.day} {months[first.month - 1]} {first.year} – {end}"


def time_range(start: datetime, end: datetime | None, zone: Zone, lang: str = "id") -> str:
    """``09.00–10.30 WIB``, ``Kam 24, 22.00 – Jum 25, 01.00 WIB``, open end ``09.00 WIB s.d. selesai``."""
    if end is None:
        return f"{time(start, zone, lang)} {'until the end' if _lang(lang) == 'en' else 's.d. selesai'}"
    if local_day(start, zone) == local_day(end, zone):
        return f"{clock(start, zone, lang)}–{time(end, zone, lang)}"
    return f"{compact(start, zone, lang)} – {compact(end, zone, lang)} {zone_name(end, zone)}"


def home_time(at: datetime, zone: Zone, home: Zone, lang: str = "id", place: str = "") -> str:
    """The guest's clock, ``10.00 di Manila`` or ``10.00 UTC+8``; empty where it shows what the event's shows.

    A different day is said too: ``Jum 25, 00.30 di Manila``.
    """
    here, there = _local(at, zone), _local(at, home)
    if here.utcoffset() == there.utcoffset():
        return ""
    shown = clock(at, home, lang) if here.date() == there.date() else compact(at, home, lang)
    return WORDS[_lang(lang)]["in"].format(shown, place) if place else f"{shown} {zone_name(at, home)}"


def duration(seconds: float, lang: str = "id") -> str:
    """``9 mnt``, ``3 j 10`` (hours and minutes), ``2 j``, from two days on ``3 hari``."""
    words, minutes = WORDS[_lang(lang)], int(seconds // MINUTE)
    if minutes < 60:
        return f"{minutes} {words['minute']}"
    if seconds >= 2 * DAY:
        return f"{int(seconds // DAY)} {words['day']}"
    hours, rest = divmod(minutes, 60)
    return f"{hours} {words['hour']}" + (f" {rest:02d}" if rest else "")


def age(since: datetime, now: datetime, lang: str = "id") -> str:
    """How long ago: ``baru saja`` under a minute, ``9 mnt``, ``3 j 10``, ``2 hari``."""
    seconds = (now - since).total_seconds()
    return WORDS[_lang(lang)]["just now"] if seconds < MINUTE else duration(seconds, lang)


def countdown(to: datetime, now: datetime, zone: Zone, lang: str = "id") -> str:
    """``H-3``, within half a day ``3 j 18 lagi``, ``48 mnt lagi``, ``sekarang``, then ``lewat 12 mnt``."""
    words, seconds = WORDS[_lang(lang)], (to - now).total_seconds()
    days = (local_day(to, zone) - local_day(now, zone)).days
    if days >= 2 or (days == 1 and seconds >= DAY / 2):
        return words["before"].format(days)
    if abs(seconds) < MINUTE:
        return words["now"]
    if seconds > 0:
        return words["left"].format(duration(seconds, lang))
    return words["late"].format(duration(-seconds, lang))


def day_count(to: date, today: date, lang: str = "id") -> str:
    """``H-3``, ``Hari-H``, ``H+1`` by calendar days."""
    words, days = WORDS[_lang(lang)], (to - today).days
    if days == 0:
        return words["the day"]
    return words["before"].format(days) if days > 0 else words["after"].format(-days)


def number(value: float | int | Decimal, lang: str = "id", decimals: int = 0) -> str:
    """``1.148``, with decimals ``1.234,5``; English ``1,148`` and ``1,234.5``. Halves are rounded up."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    english = f"{exact:,.{decimals}f}"
    return english if _lang(lang) == "en" else english.translate(str.maketrans(",.", ".,"))


def percent(ratio: float | Decimal, lang: str = "id", decimals: int = 1) -> str:
    """A ratio of 0 to 1 as ``91,7%``; a whole percentage loses its decimals: ``50%``."""
    hundred = Decimal(str(ratio)) * 100
    whole = hundred == hundred.to_integral_value()
    return f"{number(hundred, lang, 0 if whole else decimals)}%"


def phone(e164: str) -> str:
    """``0812-3456-7890`` of +6281234567890, ``(0561) 736541`` of a land line, ``+60 12-345 6789`` abroad.

    Other text stays as it is.
    """
    text = str(e164 or "")
    if text.startswith("+628"):
        digits = "0" + text[3:]
        return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)
    if text.startswith("+62"):
        area = 2 if text[3:5] in BIG_CITIES else 3
        return f"(0{text[3 : 3 + area]}) {text[3 + area :]}"
    code = next((code for code in NEIGHBOURS if text.startswith(code)), "")
    rest = text.removeprefix(code)
    if not code or len(rest) <= 7:
        return f"{code} {rest}".strip()
    return f"{code} {rest[:2]}-{rest[2:5]} {rest[5:]}"


def masked_phone(e164: str) -> str:
    """``0812-••••-7890``: enough to recognise, not enough to call."""
    shown = phone(e164)
    digits = [place for place, sign in enumerate(shown) if sign.isdigit()]
    hidden = set(digits[4:-4]) if len(digits) > 8 else set(digits[:-4])
    return "".join("•" if place in hidden else sign for place, sign in enumerate(shown))


def whatsapp(e164: str) -> str:
    """Digits for a wa.me address: ``6281234567890``; empty where there is no international number."""
    text = str(e164 or "")
    return "".join(sign for sign in text if sign.isdigit()) if text.startswith("+") else ""
