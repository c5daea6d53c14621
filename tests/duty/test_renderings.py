"""Calendar, brief, text and JSON: one value, four clothes, each with its version and age."""

import io
from datetime import UTC, datetime, timedelta

import icalendar
import pypdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from assignments.duty.renderings import brief
from assignments.duty.renderings.brief import brief_pdf
from assignments.duty.renderings.calendar import Published, calendar_of
from assignments.duty.renderings.message import message_text
from assignments.duty.sheet import Contact, FlightPart, NeedPart, VehiclePart
from lo_portal import typeface
from tests.duty.factories import GALA, delegation_part, entry, sheet

AT = datetime(2022, 11, 21, 7, 5, tzinfo=UTC)
NEW_YORK_SUNDAY = datetime(2022, 11, 6, 7, 0, tzinfo=UTC)  # after the clocks went back there


def published(value=None, version=3):
    return Published(value or full_sheet(), version, AT)


def full_sheet(lines=1):
    arrival = entry(
        "movement:1",
        kind="arrival",
        title="",
        guest="Madam Secretary Tolentino",
        starts_at=GALA - timedelta(days=2),
        ends_at=None,
        be_there_by=GALA - timedelta(days=2, hours=1),
        place="Bandara Supadio",
        delegations=("PH-01",),
        flight=FlightPart("GA-502"),
        vehicle=VehiclePart("KB 1104 XT", driver_name="Wahyu", driver_phone="+6281200000001"),
    )
    dinners = [
        entry(
            f"agenda:{n}",
            title=f"Acara {n}",
            starts_at=GALA + timedelta(hours=n),
            ends_at=None,
            note="Catatan",
        )
        for n in range(lines)
    ]
    part = delegation_part(needs=(NeedPart("diet", "Vegetarian"),))
    contacts = (
        Contact("coordinator", "Hendri Gunawan", "+6281234567890"),
        Contact("posko", "", "+62561736541"),
    )
    return sheet([arrival, *dinners], [part], contacts)


def events_of(content):
    return {str(each["UID"]): each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_calendar_keeps_the_uid_and_raises_the_sequence_when_an_item_moves():
    before = events_of(calendar_of([published(sheet())], host="lo.example"))
    moved = sheet([entry(starts_at=GALA - timedelta(minutes=30))])
    after = events_of(calendar_of([published(moved, 4)], host="lo.example"))
    assert before.keys() == after.keys() == {"agenda-gala@lo.example"}
    one, other = before["agenda-gala@lo.example"], after["agenda-gala@lo.example"]
    assert (int(one["SEQUENCE"]), int(other["SEQUENCE"])) == (3, 4)
    assert one["DTSTART"].dt - other["DTSTART"].dt == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("zone", "hours"), [("Asia/Pontianak", 7), ("Asia/Makassar", 8), ("America/New_York", -5)]
)
def test_calendar_brings_the_rules_of_its_zones(zone, hours):
    """The VTIMEZONE alone, without any library's own table, gives the right offset."""
    content = calendar_of(
        [published(sheet([entry(starts_at=NEW_YORK_SUNDAY, ends_at=None, zone=zone)]))], host="x"
    )
    calendar = icalendar.Calendar.from_ical(content)
    rules = {str(each["TZID"]): each.to_tz(lookup_tzid=False) for each in calendar.walk("VTIMEZONE")}
    local = calendar.walk("VEVENT")[0]["DTSTART"].dt.replace(tzinfo=None)
    assert rules[zone].utcoffset(local) == timedelta(hours=hours)


def test_calendar_is_valid_and_says_version_and_age():
    content = calendar_of([published()], host="lo.example")
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    arrival = events_of(content)["movement-1@lo.example"]
    assert "Versi 3, data per Sen 21, 14.05 WIB" in arrival["DESCRIPTION"]
    assert "Di tempat paling lambat: 18.00 WIB" in arrival["DESCRIPTION"]
    assert arrival["LOCATION"] == "Bandara Supadio"


def test_message_tells_times_and_cars_but_no_guest():
    text = message_text(published())
    assert (
        "19.00 WIB: Jemput PH-01 · Bandara Supadio · di tempat paling lambat 18.00 WIB · KB 1104 XT" in text
    )
    assert "Posko panitia: (0561) 736541" in text
    assert text.endswith("Versi 3, data per Sen 21, 14.05 WIB")
    assert "Tolentino" not in text
    assert "Vegetarian" not in text


def test_message_in_english():
    assert "19:00 WIB: Meet PH-01" in message_text(published(), "en")


@pytest.mark.parametrize(("lang", "words"), [("id", "Jemput Madam"), ("en", "Meet Madam")])
def test_brief_is_one_page_in_its_language(lang, words):
    pdf = pypdf.PdfReader(io.BytesIO(brief_pdf(published(), lang)))
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    assert words in text
    assert "KB 1104 XT" in text
    assert ("Versi 3" if lang == "id" else "Version 3") in text


def test_brief_of_a_long_week_is_still_one_page_and_says_what_it_left_out():
    pdf = pypdf.PdfReader(io.BytesIO(brief_pdf(published(full_sheet(lines=90)))))
    assert len(pdf.pages) == 1
    assert 15 < pdf.pages[0].extract_text().count("WIB") < 90
    html = brief.brief_html(published(full_sheet(lines=160)), lines=100)
    assert "61 " in html


def test_brief_loads_nothing_but_its_typeface():
    hostile = sheet([entry(note='<img src="http://127.0.0.1:9/x">')])
    assert "&lt;img" in brief.brief_html(published(hostile))
    for url in ("http://127.0.0.1:9/x", "file:///etc/hostname", "asset:../secret"):
        with pytest.raises((ValueError, FatalURLFetchingError)):
            typeface.fetcher().fetch(url)
