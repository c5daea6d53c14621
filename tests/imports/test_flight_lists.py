"""Flights as airlines and protocol list them: way, day and flight said once or in one cell."""

from datetime import UTC, datetime

import pytest

from delegates.models import Delegation, Movement
from tests import factories
from tests.imports.test_messy_lists import as_csv, book
from tests.imports.test_ministry_lists import figures, report

FLIGHTS = (
    ("FLIGHT SCHEDULE OF DELEGATIONS",),
    ("No", "Country", "Arrival", "Departure"),
    (1, "Malaysia", "MH 2345 / 23 Nov 09.10", "26 Nov 1520H (AK-273)"),
    (2, "Brunei", "23 November 2022 pkl 16.10 WIB BI 851", "TBA"),
)


def test_a_flight_and_its_time_in_one_cell_are_both_read(known, staff):
    first = report(book(*FLIGHTS), known, staff, "delegations")
    again = report(book(*FLIGHTS), known, staff, "delegations")

    assert (first["errors"], figures(first)) == ([], {"changed": 2})
    legs = Movement.objects.order_by("scheduled_at")
    assert [(leg.delegation.code, leg.kind, leg.carrier_code) for leg in legs] == [
        ("MY-01", "arrival", "MH 2345"),
        ("BN-01", "arrival", "BI 851"),
        ("MY-01", "departure", "AK-273"),
    ]
    assert [f"{leg.scheduled_at:%d %H.%M}" for leg in legs] == ["23 02.10", "23 09.10", "26 08.20"]
    assert figures(again) == {"unchanged": 2}
    assert Delegation.objects.filter(cancelled_at=None).count() == 2


def test_a_flight_written_another_way_is_the_same(known, staff):
    legs = [("Delegasi", "Jenis", "Waktu", "Penerbangan"), ("Brunei", "Tiba", "23/11/2022 16.10", "BI-851")]
    report(book(*legs), known, staff, "movements")

    other = [legs[0], (*legs[1][:3], "bi 851")]
    assert figures(report(book(*other), known, staff, "movements")) == {"unchanged": 1}
    both = [
        ("Delegasi", "Ketua", "Tiba", "Penerbangan"),
        ("Brunei", "Hasan Yusof", "23/11/2022 16.10", "BI851"),
    ]
    assert figures(report(book(*both), known, staff, "delegations")) == {"unchanged": 1}


def test_a_party_that_comes_by_two_flights_keeps_both(known, staff):
    brunei = Delegation.objects.get(code="BN-01")
    for hour, flight in ((2, "GA-500"), (9, "BI-851")):
        at = datetime(2022, 11, 23, hour, 10, tzinfo=UTC)
        factories.MovementFactory(delegation=brunei, kind="arrival", carrier_code=flight, scheduled_at=at)
    head = ("Delegasi", "Ketua", "Tiba", "Penerbangan")

    same = report(
        book(head, ("Brunei", "Hasan Yusof", "23/11/2022 16.10", "BI 851")), known, staff, "delegations"
    )
    late = book(head, ("Brunei", "Hasan Yusof", "23/11/2022 17.30", "BI 851"))

    assert figures(same) == {"unchanged": 1}
    assert figures(report(late, known, staff, "delegations")) == {"changed": 1}
    assert figures(report(late, known, staff, "delegations")) == {"unchanged": 1}
    legs = Movement.objects.order_by("scheduled_at")
    assert [f"{leg.carrier_code} {leg.scheduled_at:%H.%M}" for leg in legs] == [
        "GA-500 02.10",
        "BI 851 10.30",
    ]


SECTIONS = (
    ("JADWAL PENERBANGAN",),
    ("No", "Delegasi", "Flight / Tanggal / Jam", "Dari"),
    ("A. KEDATANGAN",),
    (1, "Malaysia", "MH 2345 / 23 Nov 2022 / 09.10", "Kuching"),
    (2, "BN-01", "BI-851 / 23 Nov 2022 / 16.10", "Bandar Seri Begawan"),
    ("B. KEBERANGKATAN",),
    (3, "Malaysia", "MH 2346 / 26 Nov 2022 / 15.20", None),
)


@pytest.mark.parametrize("saved", ["xlsx", "csv"])
def test_the_way_of_a_flight_may_stand_above_it(saved, known, staff):
    data = book(*SECTIONS) if saved == "xlsx" else as_csv(*SECTIONS)

    part = report(data, known, staff, "movements", f"jadwal.{saved}")

    assert (part["errors"], part["new"]) == ([], 3)
    assert [(leg.kind, leg.carrier_code) for leg in Movement.objects.order_by("scheduled_at")] == [
        ("arrival", "MH 2345"),
        ("arrival", "BI-851"),
        ("departure", "MH 2346"),
    ]


def test_a_flight_without_a_way_is_asked_for(known, staff):
    part = report(book(SECTIONS[1], SECTIONS[3]), known, staff, "movements")

    assert [(one["row"], one["column"]) for one in part["errors"]] == [(2, "Jenis")]


MANIFEST = (
    ("MANIFEST PENERBANGAN",),
    ("No", "Flight", "ETA/ETD", "Asal/Tujuan", "Delegasi", "Jml Pax"),
    ("ARRIVALS",),
    ("Wednesday, 23 November 2022",),
    (1, "BI 851", "16.10", "BWN - PNK", "Brunei Darussalam", 14),
    (2, "AK 272", "1340 hrs", "KCH - PNK", "Malaysia", 16),
    ("DEPARTURES",),
    ("Saturday, 26 November 2022",),
    (1, "BI 852", "11.00", "PNK - BWN", "Brunei Darussalam", 14),
)


def test_a_manifest_with_the_day_in_a_row_of_its_own(known, staff):
    part = report(book(*MANIFEST), known, staff, "movements")

    assert (part["errors"], part["new"]) == ([], 3)
    legs = Movement.objects.order_by("scheduled_at").values_list(
        "kind", "carrier_code", "origin", "destination"
    )
    assert list(legs) == [
        ("arrival", "AK 272", "KCH", "PNK"),
        ("arrival", "BI 851", "BWN", "PNK"),
        ("departure", "BI 852", "PNK", "BWN"),
    ]
    last = Movement.objects.order_by("scheduled_at").last()
    assert last.scheduled_at.isoformat() == "2022-11-26T04:00:00+00:00"


def test_a_manifest_with_a_row_for_each_passenger_is_one_flight(known, staff):
    head = ("Pergerakan", "Penerbangan", "Waktu", "Delegasi", "Tamu")
    rows = [
        ("Tiba", "BI-851", "23/11/2022 16.10", "BN-01 Brunei Darussalam", name) for name in ("Hasan", "Ali")
    ]

    part = report(book(head, *rows), known, staff, "movements")

    assert (part["errors"], part["new"]) == ([], 1)
