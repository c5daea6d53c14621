"""Old -> new in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assignments.duty import difference, overlay
from assignments.duty.sheet import Contact, FlightPart, HomeClock, VehiclePart
from tests.duty.factories import GALA, delegation_part, entry, sheet

AT = datetime(2022, 11, 21, 2, 0, tzinfo=UTC)


def told(old, new, at=AT, lang="id"):
    return [change.sentence for change in difference.sheet_changes(old, new, at=at, lang=lang)]


def moved(minutes, **facts):
    return entry(
        starts_at=GALA + timedelta(minutes=minutes),
        ends_at=GALA + timedelta(hours=3, minutes=minutes),
        **facts,
    )


def test_same_sheet_tells_nothing():
    assert told(sheet(), sheet()) == []


def test_moved_item_tells_old_and_new_with_the_zone_once():
    assert told(sheet(), sheet([moved(-30)])) == ["Gala dinner (Jum 25 Nov): 19.00 WIB → 18.30 WIB"]


def test_moved_item_tells_the_guests_clock_where_it_differs():
    home = (HomeClock("Manila", "Asia/Manila"),)
    assert told(sheet([entry(home=home)]), sheet([moved(-30, home=home)])) == [
        "Gala dinner (Jum 25 Nov): 19.00 WIB (20.00 di Manila) → 18.30 WIB (19.30 di Manila)"
    ]


def test_item_moved_to_another_day_tells_both_days():
    later = moved(24 * 60)
    assert told(sheet(), sheet([later])) == [
        "Gala dinner (Sab 26 Nov): Jum 25, 19.00 WIB → Sab 26, 19.00 WIB"
    ]


def test_longer_item_tells_its_end():
    longer = entry(ends_at=GALA + timedelta(hours=4))
    assert told(sheet(), sheet([longer])) == ["Gala dinner, selesai (Jum 25 Nov): 22.00 WIB → 23.00 WIB"]


def test_cancelled_item_tells_what_is_gone():
    assert told(sheet(), sheet([])) == ["Gala dinner (Jum 25 Nov): 19.00 WIB, Pendopo Gubernur → batal"]


def test_new_item_tells_when_and_where():
    assert told(sheet([]), sheet()) == ["Gala dinner (Jum 25 Nov): 19.00 WIB, Pendopo Gubernur"]


def test_english_reader_is_told_in_english():
    assert told(sheet(), sheet([]), lang="en") == [
        "Gala dinner (Fri 25 Nov): 19:00 WIB, Pendopo Gubernur → cancelled"
    ]


def test_delayed_flight_tells_landing_and_be_there_by():
    before = entry(
        "movement:1",
        kind="arrival",
        title="",
        guest="Tolentino",
        ends_at=None,
        be_there_by=GALA - timedelta(hours=1),
        flight=FlightPart("GA-502", scheduled_at=GALA),
    )
    after = replace(
        before,
        starts_at=GALA + timedelta(minutes=45),
        be_there_by=GALA - timedelta(minutes=15),
        flight=FlightPart("GA-502", scheduled_at=GALA, estimated_at=GALA + timedelta(minutes=45)),
    )
    assert told(sheet([before]), sheet([after])) == [
        "Jemput Tolentino (Jum 25 Nov): 19.00 WIB → 19.45 WIB",
        "Jemput Tolentino, di tempat paling lambat (Jum 25 Nov): 18.00 WIB → 18.45 WIB",
    ]


def test_other_car_tells_plate_and_driver():
    before = entry(vehicle=VehiclePart("KB 1 A", driver_name="Wahyu"))
    after = entry(vehicle=VehiclePart("KB 2 B", driver_name="Anton"))
    assert told(sheet([before]), sheet([after])) == [
        "Gala dinner, kendaraan (Jum 25 Nov): KB 1 A, Wahyu → KB 2 B, Anton"
    ]


def test_replaced_guest_tells_whom_he_represents():
    head = delegation_part().guests[0]
    deputy = replace(
        head, full_name="Joel Bascon", spoken_name="Bascon", honorific="Atty.", represents="Tolentino"
    )
    new = sheet(delegations=[delegation_part(guests=(deputy,))])
    assert told(sheet(), new) == [
        "Ketua PH-01: Madam Secretary Tolentino, Chair → Atty. Bascon, Chair, mewakili Tolentino"
    ]


def test_first_sheet_names_the_delegations():
    assert told(None, sheet()) == ["Lembar tugas: PH-01 Filipina (LO 1)"]


def test_released_officer_is_told_so():
    assert told(sheet(), sheet([entry()], [])) == [
        "Delegasi PH-01: PH-01 Filipina (LO 1) → tidak lagi bertugas"
    ]


def test_other_coordinator_is_told_with_the_phone():
    new = sheet(contacts=[Contact("coordinator", "Agus Salim", "+6285686188944")])
    assert told(sheet(), new) == ["Koordinator: Hendri Gunawan 0812-3456-7890 → Agus Salim 0856-8618-8944"]


def test_change_of_something_within_a_day_is_urgent():
    soon, far = GALA - timedelta(hours=20), GALA - timedelta(hours=40)
    urgencies = [
        difference.sheet_changes(sheet(), sheet([moved(-30)]), at=at)[0].urgency for at in (soon, far)
    ]
    assert urgencies == ["urgent", "normal"]


def test_overlay_takes_one_row_and_leaves_the_rest_as_published():
    lunch, later_lunch = (
        entry("agenda:lunch", title="Makan siang"),
        moved(60, key="agenda:lunch", title="Makan siang"),
    )
    merged = overlay.overlay_row(sheet([lunch, entry()]), sheet([later_lunch, moved(-30)]), "agenda:gala")
    assert [(line.key, line.starts_at) for line in merged.timeline] == [
        ("agenda:gala", GALA - timedelta(minutes=30)),
        ("agenda:lunch", GALA),
    ]


def test_overlay_of_a_cancelled_row_takes_it_away():
    assert overlay.overlay_row(sheet(), sheet([]), "agenda:gala").timeline == ()


def test_overlay_of_a_movement_brings_its_driver():
    driver = Contact("driver", "Wahyu", "+6281200000001", "KB 1 A")
    posko = Contact("posko", "", "+62561000112")
    coordinator = sheet().contacts[0]
    merged = overlay.overlay_row(
        sheet(contacts=[coordinator, posko]), sheet(contacts=[coordinator, driver, posko]), "movement:1"
    )
    assert merged.contacts == (coordinator, driver, posko)
