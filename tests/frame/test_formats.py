"""Dates, times and numbers as Indonesian officials write them, and as English readers expect."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lo_portal import formats

PONTIANAK = "Asia/Pontianak"
OPENING = datetime(2022, 11, 25, 2, 0, tzinfo=UTC)  # Friday 09.00 in Pontianak
NOW = datetime(2022, 11, 22, 1, 42, tzinfo=UTC)  # Tuesday 08.42 in Pontianak


def test_full_names_day_month_and_zone():
    assert formats.full(OPENING, PONTIANAK) == "Jumat, 25 Nov 2022 – 09.00 WIB"
    assert formats.full(OPENING, PONTIANAK, "en") == "Friday, 25 Nov 2022 – 09:00 WIB"


def test_time_needs_an_aware_instant():
    with pytest.raises(ValueError, match="time zone"):
        formats.time(datetime(2022, 11, 25, 9, 0), PONTIANAK)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("Asia/Manila", "UTC+8"),
        ("Asia/Kolkata", "UTC+5.30"),
        ("America/St_Johns", "UTC-3.30"),
        ("UTC", "UTC"),
    ],
)
def test_zone_name_is_indonesian_or_an_offset(zone, name):
    assert formats.zone_name(OPENING, zone) == name


def test_compact_drops_the_day_that_is_today():
    landing = datetime(2022, 11, 24, 5, 55, tzinfo=UTC)

    assert formats.compact(landing, PONTIANAK) == "Kam 24, 12.55"
    assert formats.compact(landing, PONTIANAK, now=landing - timedelta(hours=5)) == "12.55"
    assert formats.compact(landing, PONTIANAK, now=landing - timedelta(days=30)) == "24 Nov 2022, 12.55"


def test_compact_takes_the_day_of_the_place_not_of_utc():
    after_midnight = datetime(2022, 11, 24, 18, 30, tzinfo=UTC)

    assert formats.compact(after_midnight, PONTIANAK) == "Jum 25, 01.30"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2022, 11, 23), date(2022, 11, 26), "23–26 Nov 2022"),
        (date(2022, 11, 30), date(2022, 12, 2), "30 Nov – 2 Des 2022"),
        (date(2022, 12, 30), date(2023, 1, 2), "30 Des 2022 – 2 Jan 2023"),
        (date(2022, 8, 17), date(2022, 8, 17), "17 Agu 2022"),
    ],
)
def test_day_range_says_each_part_once(first, last, shown):
    assert formats.day_range(first, last) == shown


def test_time_range_over_midnight_names_both_days():
    evening = datetime(2022, 11, 24, 15, 0, tzinfo=UTC)

    assert formats.time_range(OPENING, OPENING + timedelta(minutes=90), PONTIANAK) == "09.00–10.30 WIB"
    assert (
        formats.time_range(evening, evening + timedelta(hours=3), PONTIANAK)
        == "Kam 24, 22.00 – Jum 25, 01.00 WIB"
    )
    assert formats.time_range(OPENING, None, PONTIANAK) == "09.00 WIB s.d. selesai"


def test_home_time_speaks_only_where_the_clock_differs():
    assert formats.home_time(OPENING, PONTIANAK, "Asia/Manila") == "10.00 UTC+8"
    assert formats.home_time(OPENING, PONTIANAK, "Asia/Manila", place="Manila") == "10.00 di Manila"
    assert formats.home_time(OPENING, PONTIANAK, "Asia/Jakarta") == ""


def test_home_time_names_another_day():
    late = datetime(2022, 11, 24, 16, 30, tzinfo=UTC)

    assert formats.home_time(late, PONTIANAK, "Asia/Kuching") == "Jum 25, 00.30 UTC+8"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(20, "baru saja"), (9 * 60, "9 mnt"), (3 * 3600 + 600, "3 j 10"), (7200, "2 j"), (50 * 3600, "2 hari")],
)
def test_age_grows_from_minutes_to_days(seconds, shown):
    assert formats.age(NOW - timedelta(seconds=seconds), NOW) == shown


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        (timedelta(days=3, minutes=18), "H-3"),
        (timedelta(hours=26), "H-1"),
        (timedelta(hours=3, minutes=18), "3 j 18 lagi"),
        (timedelta(minutes=48), "48 mnt lagi"),
        (timedelta(seconds=30), "sekarang"),
        (timedelta(minutes=-12), "lewat 12 mnt"),
    ],
)
def test_countdown_nears_the_moment(ahead, shown):
    assert formats.countdown(NOW + ahead, NOW, PONTIANAK) == shown


@pytest.mark.parametrize(("days", "shown"), [(3, "H-3"), (0, "Hari-H"), (-1, "H+1")])
def test_day_count_reads_by_calendar(days, shown):
    today = date(2022, 11, 22)

    assert formats.day_count(today + timedelta(days=days), today) == shown


def test_long_day_is_the_form_of_letters():
    assert formats.long_day(date(2022, 11, 11)) == "Jumat, 11 November 2022"


def test_numbers_follow_the_language():
    assert formats.number(1148) == "1.148"
    assert formats.number(1234567.891, decimals=2) == "1.234.567,89"
    assert formats.number(1148, "en") == "1,148"
    assert formats.number(2.5) == "3"


def test_percent_drops_empty_decimals():
    assert formats.percent(22 / 24) == "91,7%"
    assert formats.percent(0.5) == "50%"


@pytest.mark.parametrize(
    ("stored", "shown", "masked"),
    [
        ("+6281234567890", "0812-3456-7890", "0812-••••-7890"),
        ("+62561736541", "(0561) 736541", "(0561) ••6541"),
        ("+62215551234", "(021) 5551234", "(021) 5••1234"),
        ("+60123456789", "+60 12-345 6789", "+60 12-••• 6789"),
        ("+6738123456", "+673 8123456", "+673 8••3456"),
        ("", "", ""),
    ],
)
def test_phone_reads_as_people_write_it(stored, shown, masked):
    assert formats.phone(stored) == shown
    assert formats.masked_phone(stored) == masked


def test_whatsapp_wants_international_digits():
    assert formats.whatsapp("+6281234567890") == "6281234567890"
    assert formats.whatsapp("0812") == ""
