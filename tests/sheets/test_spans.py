"""A day and its hours, however a list spreads them."""

from datetime import date, datetime, time

import pytest

from lo_portal.sheets.sentences import ReadingError
from lo_portal.sheets.spans import read_day, read_end, read_hours, read_moment, read_span
from lo_portal.sheets.tables import Cell

ZONE = "Asia/Pontianak"
DAY = date(2022, 11, 23)


@pytest.mark.parametrize(
    ("source", "start", "end"),
    [
        ("08.00 - 09.30 WIB", "2022-11-23T08:00:00+07:00", "2022-11-23T09:30:00+07:00"),
        ("08.00-09.30", "2022-11-23T08:00:00+07:00", "2022-11-23T09:30:00+07:00"),
        ("Pukul 08.00 s.d. 09.30 WITA", "2022-11-23T08:00:00+08:00", "2022-11-23T09:30:00+08:00"),
        ("08.00 WIB s/d 09.30 WIB", "2022-11-23T08:00:00+07:00", "2022-11-23T09:30:00+07:00"),
        ("08.00 sampai dengan 09.30", "2022-11-23T08:00:00+07:00", "2022-11-23T09:30:00+07:00"),
        ("08.00 – 09.30 (tentatif)", "2022-11-23T08:00:00+07:00", "2022-11-23T09:30:00+07:00"),
        ("08.00 - 09.30 WIB / 09.00 - 10.30 WITA", "2022-11-23T08:00:00+07:00", "2022-11-23T09:30:00+07:00"),
        ("19.00 WIB - selesai", "2022-11-23T19:00:00+07:00", None),
        ("22.00 - 01.00", "2022-11-23T22:00:00+07:00", "2022-11-24T01:00:00+07:00"),
        ("20.00 - 24.00", "2022-11-23T20:00:00+07:00", "2022-11-23T23:59:00+07:00"),
        ("24 November 2022, 08.00 - 09.30 WIB", "2022-11-24T08:00:00+07:00", "2022-11-24T09:30:00+07:00"),
        ("2022-11-24 08:00", "2022-11-24T08:00:00+07:00", None),
        (Cell(time(8), "date", ""), "2022-11-23T08:00:00+07:00", None),
        (Cell(datetime(2022, 11, 24, 8), "date", ""), "2022-11-24T08:00:00+07:00", None),
        (Cell(8.3, "number", "8.3"), "2022-11-23T08:30:00+07:00", None),
        (Cell(0.375, "number", "0.375"), "2022-11-23T09:00:00+07:00", None),
    ],
)
def test_span_is_read_on_its_day(source, start, end):
    found = read_span(source, ZONE, DAY).value

    assert [moment and moment.isoformat() for moment in found] == [start, end]


@pytest.mark.parametrize(
    ("source", "day", "code"),
    [
        ("08.00 - 09.30", None, "day_missing"),
        ("25.00 - 26.00", DAY, "time_unknown"),
        ("pagi", DAY, "time_unknown"),
        ("pagi", None, "date_unknown"),
        (Cell(8.75, "number", "8.75"), DAY, "time_unknown"),
    ],
)
def test_span_without_a_day_or_hour_is_refused(source, day, code):
    with pytest.raises(ReadingError) as refused:
        read_span(source, ZONE, day)

    assert refused.value.code == code


@pytest.mark.parametrize(
    "text", ["Rabu, 23 November 2022", "Rabu/23 November", "Rabu\n23 Nov 2022", "23/11/2022"]
)
def test_day_is_read_and_the_year_is_the_events(text):
    assert read_day(text, 2022).value == DAY


def test_day_that_is_none_is_refused():
    with pytest.raises(ReadingError):
        read_day("Hari I", 2022)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("09.30 WIB", "2022-11-23T09:30:00+07:00"),
        ("01.00", "2022-11-24T01:00:00+07:00"),
        ("24 November 2022 10.00", "2022-11-24T10:00:00+07:00"),
    ],
)
def test_end_is_on_the_day_of_its_start_or_in_its_night(end, expected):
    starts = read_span("19.00" if end == "01.00" else "08.00", ZONE, DAY).value[0]

    assert read_end(end, starts, ZONE).value.isoformat() == expected


def test_hours_of_another_cell_are_used_only_where_the_day_has_none():
    hours = read_hours("16.10 WITA").value

    assert read_moment("23/11/2022", hours, ZONE).value.isoformat() == "2022-11-23T16:10:00+08:00"
    assert read_moment("23/11/2022 09.00", hours, ZONE).value.isoformat() == "2022-11-23T09:00:00+07:00"
    assert read_moment("", hours, ZONE).value is None
