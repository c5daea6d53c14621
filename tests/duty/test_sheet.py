"""The sheet as a value: what goes in comes out, and nothing else."""

import json
from zoneinfo import ZoneInfo

import pytest

from assignments.duty import sheet as sheets
from assignments.duty.sheet import FlightPart, HomeClock, NeedPart, StayPart, VehiclePart
from tests.duty.factories import GALA, delegation_part, entry, sheet


def full_sheet():
    arrival = entry(
        "movement:1",
        kind="arrival",
        title="",
        guest="Tolentino",
        be_there_by=GALA,
        flight=FlightPart("GA-502", "Jakarta", scheduled_at=GALA, estimated_at=GALA),
        vehicle=VehiclePart("KB 1104 XT", driver_name="Wahyu", driver_phone="+6281200000001"),
        home=(HomeClock("Manila", "Asia/Manila"),),
        delegations=("PH-01",),
    )
    part = delegation_part(
        needs=(NeedPart("diet", "Vegetarian"),), stays=(StayPart("Hotel Raya", check_in_on=GALA.date()),)
    )
    return sheet([arrival, entry()], [part])


def test_sheet_survives_the_round_trip_through_json():
    original = full_sheet()
    assert sheets.from_json(json.loads(json.dumps(sheets.to_json(original)))) == original


def test_same_sheet_gives_the_same_json_in_any_zone():
    moved = entry(starts_at=GALA.astimezone(ZoneInfo("Asia/Tokyo")))
    assert sheets.to_json(sheet([moved])) == sheets.to_json(sheet([entry()]))


def test_from_json_takes_defaults_for_fields_that_an_older_version_did_not_have():
    content = sheets.to_json(sheet())
    del content["timeline"][0]["dress_code"]
    content["timeline"][0]["forgotten"] = "x"
    assert sheets.from_json(content) == sheet()


def test_from_json_refuses_a_schema_from_the_future():
    with pytest.raises(ValueError, match="schema 99"):
        sheets.from_json({**sheets.to_json(sheet()), "schema": 99})


def test_no_restricted_field_has_a_place_in_the_sheet():
    text = json.dumps(sheets.to_json(full_sheet()))
    assert not [word for word in ("health", "passport", "security_note", "room") if word in text]
