"""Numbers, dates and ranks in the Indonesian of official letters. Pure, no locale."""

from __future__ import annotations

from datetime import date as Day

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"))


def date_text(day: Day) -> str:
    """8 November 2022."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: Day) -> str:
    """Jumat, 11 November 2022."""
    return f"{DAYS[day.weekday()]}, {date_text(day)}"


def date_range(first: Day, last: Day) -> str:
    """23 s.d. 26 November 2022; repeats month or year only where they differ.

    Raises ValueError when `last` is before `first`.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    if first == last:
        return date_text(first)
    if first.year != last.year:
        return f"{date_text(first)} s.d. {date_text(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} s.d. {date_text(last)}"
    return f"{first.day} s.d. {date_text(last)}"


def roman_month(month: int) -> str:
    """Month 1..12 as I..XII; raises ValueError outside that range."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return ROMAN[month - 1]


def terbilang(number: int) -> str:
    """38 -> "tiga puluh delapan"; 0 up to 999 trillion, ValueError outside."""
    if not 0 <= number < 10**15:
        raise ValueError(f"cannot spell {number}")
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    if number < 100:
        return _joined(f"{ONES[number // 10]} puluh", number % 10)
    scale, word = next(step for step in SCALES if number >= step[0])
    head = f"se{word}" if number // scale == 1 and scale <= 1000 else f"{terbilang(number // scale)} {word}"
    return _joined(head, number % scale)


def _joined(head: str, rest: int) -> str:
    return f"{head} {terbilang(rest)}" if rest else head


def counted(number: int, noun: str) -> str:
    """38 (tiga puluh delapan) orang."""
    return f"{grouped(number)} ({terbilang(number)}) {noun}"


def grouped(number: int) -> str:
    """1234567 -> "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def rank_text(pangkat: str, golongan: str) -> str:
    """Penata Muda Tingkat I (III/b); Golongan IX for a contract employee; - when unknown."""
    if pangkat and golongan:
        return f"{pangkat} ({golongan})"
    if golongan:
        return f"Golongan {golongan}"
    return pangkat or "-"
