"""Dates as lists write them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lo_portal.sheets.dates import MONTHS, read_date, read_instant, read_time
from lo_portal.sheets.numbers import EPOCH, instant, shows_date
from lo_portal.sheets.sentences import ReadingError
from lo_portal.sheets.tables import Cell

ZONE = "Asia/Pontianak"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Jumat, 25 November 2022 pukul 09.00 WIB", "2022-11-25T09:00:00+07:00"),
        ("25 Nop 2022, 09.00", "2022-11-25T09:00:00+07:00"),
        ("25 November 2022 – 14.30 WITA", "2022-11-25T14:30:00+08:00"),
        ("25 November 2022 07:15 WIT", "2022-11-25T07:15:00+09:00"),
        ("25/11/2022 09:30", "2022-11-25T09:30:00+07:00"),
        ("25-11-22 09.30", "2022-11-25T09:30:00+07:00"),
        ("25.11.2022 09.30", "2022-11-25T09:30:00+07:00"),
        ("2022-11-25T09:00:00+08:00", "2022-11-25T09:00:00+08:00"),
        ("2022-11-25T01:00:00Z", "2022-11-25T01:00:00+00:00"),
        ("2022-11-25 09:00:00", "2022-11-25T09:00:00+07:00"),
        ("25 Nov 2022 9:05 PM", "2022-11-25T21:05:00+07:00"),
        ("44890.375", "2022-11-25T09:00:00+07:00"),
        (Cell(44890.375, "number", "44890.375"), "2022-11-25T09:00:00+07:00"),
        (Cell(datetime(2022, 11, 25, 9), "date", ""), "2022-11-25T09:00:00+07:00"),
        ("1 Mei 2023 08.00", "2023-05-01T08:00:00+07:00"),
        ("17 Agustus 2022 10.00 wib", "2022-08-17T10:00:00+07:00"),
    ],
)
def test_instant_is_read_with_its_zone(text, iso):
    assert read_instant(text, ZONE).value.isoformat() == iso


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31 November 2022", "date_impossible"),
        ("30/02/2022", "date_impossible"),
        ("25/13/2022", "date_impossible"),
        ("minggu depan", "date_unknown"),
        ("25", "date_unknown"),
        ("25 November 2022 27.00", "time_unknown"),
    ],
)
def test_impossible_date_is_refused(text, code):
    with pytest.raises(ReadingError) as refused:
        read_instant(text, ZONE)

    assert refused.value.code == code


def test_missing_time_and_wrong_weekday_are_doubts():
    read = read_instant("Senin, 25 November 2022", ZONE)

    assert {note.code for note in read.notes} == {"weekday_differs", "time_missing"}


def test_empty_cell_is_no_date():
    assert read_date("").value is None
    assert read_instant("-", ZONE).value is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [("09.00 WIB", time(9)), ("15:30", time(15, 30)), (Cell(time(8), "date", ""), time(8)), ("", None)],
)
def test_time_is_read(text, clock):
    assert read_time(text).value == clock


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("yyyy-mm-dd", True),
        ("dd/mm/yyyy hh:mm", True),
        ("General", False),
        ("0.00", False),
        ('"Rp"#,##0', False),
        ("[h]:mm", True),
        ("@", False),
        ('0" hari"', False),
        ("[Red]0.00", False),
    ],
)
def test_number_format_tells_dates(code, shows):
    assert shows_date(code) is shows


DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))


@given(DAYS, st.sampled_from(["words", "short", "iso", "slashes"]))
def test_every_day_is_read_in_every_style(day, style):
    names = MONTHS[day.month]
    text = {
        "words": f"{day.day} {names[0].title()} {day.year}",
        "short": f"{day.day}-{names[1]}-{day.year}",
        "iso": day.isoformat(),
        "slashes": f"{day.day:02d}/{day.month:02d}/{day.year}",
    }[style]

    assert read_date(text).value == day


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)))
def test_serial_number_comes_back_to_the_second(moment):
    moment = moment.replace(microsecond=0)
    serial = (moment - EPOCH).total_seconds() / 86_400

    assert instant(serial) == moment


@given(st.text(max_size=40))
def test_date_answers_or_refuses_whatever_is_typed(text):
    try:
        value = read_instant(text, ZONE).value
    except ReadingError as refused:
        assert refused.text("en")
    else:
        assert value is None or value.tzinfo is not None


def test_zone_of_the_place_holds_where_none_is_named():
    assert read_instant("25/11/2022 09.00", "Asia/Makassar").value.tzinfo == ZoneInfo("Asia/Makassar")
