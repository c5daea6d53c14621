"""Where everybody is, what is late, who is not in position: the table that the room is judged by."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from assignments.live import drawing
from assignments.live.board import Column, Duty, Facts, Group, Tap, board_of, row_of

LANDING = datetime(2022, 11, 24, 3, 35, tzinfo=UTC)
DUTY = LANDING - timedelta(minutes=60)


@dataclass(frozen=True)
class Tier:
    rank: int = 1


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def facts(*taps, **more) -> Facts:
    usual = {
        "key": "k", "code": "D-01", "name": "Filipina", "tier": Tier(), "arrives_at": LANDING,
        "departs_at": LANDING + timedelta(days=2), "agenda_at": LANDING + timedelta(hours=9),
        "duties": (Duty(DUTY, LANDING, "Tiba"),),
    }  # fmt: skip
    return Facts(**{**usual, "taps": tuple(taps), **more})


def tap(column, at) -> Tap:
    return Tap(column, at, str(column), "Rina")


@pytest.mark.parametrize(
    ("offset", "alarm"),
    [(-16, ""), (-15, "amber"), (-1, "amber"), (0, "red"), (59, "red"), (61, "")],
)
def test_a_row_turns_amber_a_quarter_before_and_red_at_the_moment(offset, alarm):
    assert row_of(facts(), DUTY + minutes(offset)).alarm == alarm


def test_an_officer_in_position_raises_no_alarm():
    ready = facts(duties=(Duty(DUTY, LANDING, "Tiba", on_site=True),))
    assert row_of(ready, DUTY + minutes(5)).alarm == ""


@pytest.mark.parametrize(
    ("reached", "states"),
    [
        ([], ["next", "planned", "planned", "planned", "planned", "planned"]),
        ([Column.LANDED], ["current", "next", "planned", "planned", "planned", "planned"]),
        ([Column.MET], ["empty", "current", "next", "planned", "planned", "planned"]),
        (
            [Column.LANDED, Column.MET, Column.HOTEL],
            ["done", "done", "current", "next", "planned", "planned"],
        ),
        ([Column.DEPARTED], ["empty"] * 5 + ["current"]),
    ],
)
def test_the_furthest_step_is_now_and_the_one_after_it_is_next(reached, states):
    taps = [tap(column, LANDING + minutes(number)) for number, column in enumerate(reached)]
    assert [cell.state for cell in row_of(facts(*taps), LANDING).cells] == states


def test_a_step_that_is_overdue_tells_by_how_many_minutes():
    cell = row_of(facts(), LANDING + minutes(25)).cells[0]
    assert (cell.state, cell.late) == ("late", 25)
    assert row_of(facts(), LANDING + minutes(9)).cells[0].state == "next"


@pytest.mark.parametrize(("age", "hearing"), [(30, "normal"), (46, "stale"), (181, "silent")])
def test_silence_is_told_while_a_guest_is_here(age, hearing):
    at = LANDING + minutes(age)
    assert row_of(facts(tap(Column.LANDED, LANDING)), at).hearing == hearing


def test_nothing_is_expected_from_a_delegation_that_has_not_come_or_has_left():
    assert row_of(facts(), LANDING + timedelta(hours=9)).hearing == "normal"
    left = facts(tap(Column.LANDED, LANDING), tap(Column.DEPARTED, LANDING + minutes(1)))
    assert row_of(left, LANDING + timedelta(days=1)).hearing == "normal"


@pytest.mark.parametrize(
    ("row", "group"),
    [
        (facts(duties=()), Group.EXPECTED),
        (facts(tap(Column.LANDED, LANDING), duties=()), Group.MOVING),
        (facts(tap(Column.HOTEL, LANDING), duties=()), Group.HOTEL),
        (facts(tap(Column.AGENDA, LANDING), duties=()), Group.AGENDA),
        (facts(tap(Column.DEPARTED, LANDING), duties=()), Group.GONE),
        (facts(tap(Column.HOTEL, LANDING), incidents=1), Group.LOOK),
    ],
)
def test_rows_stand_where_the_guests_are(row, group):
    assert row_of(row, LANDING).group == group


def test_the_most_urgent_row_comes_first():
    red = facts(code="D-09", tier=Tier(3))
    amber = facts(code="D-02", duties=(Duty(DUTY + minutes(10), LANDING, "Tiba"),))
    calm = facts(code="D-01", duties=(), incidents=1)
    board = board_of([calm, amber, red], DUTY + minutes(1))
    assert [row.facts.code for row in dict(board.groups)[Group.LOOK]] == ["D-09", "D-02", "D-01"]
    assert (board.to_look_at, board.arrived, board.moving) == (3, 0, 0)


@pytest.mark.parametrize(
    ("count", "lengths"), [(0, []), (1, [1]), (14, [14]), (15, [8, 7]), (24, [12, 12]), (60, [12] * 5)]
)
def test_tiles_stand_in_even_rows_that_leave_room_for_their_codes(count, lengths):
    board = board_of([facts(code=f"SULUT-{number:02}", duties=()) for number in range(count)], LANDING)
    assert [len(row) for row in drawing.tiles_of(board)] == lengths
