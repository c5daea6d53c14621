"""Spreadsheet numbers that are dates, and how their formats tell."""

import re
from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
LAST_SERIAL = 2_958_465  # 31 December 9999

# ECMA-376 part 1, 18.8.30: built-in formats that show a date or a time.
BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)


def shows_date(format_code):
    """Whether a number format shows a date or a time ('dd mmm yyyy', '[h]:mm')."""
    first = _NOT_LETTERS.sub("", format_code.split(";")[0]).lower()
    if "general" in first:
        return False
    return any(letter in first for letter in "ymdhs")


def instant(serial, epoch=EPOCH):
    """Excel's day number as a naive datetime rounded to the second.

    A number below 1 is a time of day. None when it is no date (negative or past 9999).
    """
    if not 0 <= serial <= LAST_SERIAL:
        return None
    moment = epoch + timedelta(seconds=round(serial * 86_400))
    return moment.time() if serial < 1 else moment


def number(text):
    """'12' -> 12, '1.5' -> 1.5, None for what is no finite number."""
    if text.isdecimal() and len(text) < 16:
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return None
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
