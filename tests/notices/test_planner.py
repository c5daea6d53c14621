"""The pure planner: which reminders, for whom, when. No database."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments.notices.planner import (
    BRIEFING,
    DUTY,
    Called,
    EventFacts,
    Occasion,
    Rule,
    plan_reminders,
)

WIB = "Asia/Pontianak"
START = datetime(2022, 11, 24, 2, 0, tzinfo=UTC)  # 09.00 WIB
EARLY = datetime(2022, 11, 1, tzinfo=UTC)


def occasion(kind=BRIEFING, starts_at=START, subject="events.agendaitem/1", people=("rina",), tiers=()):
    called = tuple(Called(person, frozenset(tiers)) for person in people)
    return Occasion(kind, subject, 1, starts_at, "Rapat persiapan", called=called)


def due_times(*occasions, rules=(), now=EARLY, zone=WIB):
    plan = plan_reminders(EventFacts(zone, occasions), rules, now)
    return sorted(planned.due_at for planned in plan.values())


def test_a_briefing_follows_the_defaults_in_the_events_zone():
    assert due_times(occasion()) == [
        datetime(2022, 11, 21, 2, 0, tzinfo=UTC),  # H-3 09.00 WIB
        datetime(2022, 11, 23, 11, 0, tzinfo=UTC),  # H-1 18.00 WIB
        datetime(2022, 11, 24, 0, 0, tzinfo=UTC),  # two hours before
    ]


def test_a_duty_follows_the_defaults():
    assert due_times(occasion(DUTY)) == [START - timedelta(hours=2), START - timedelta(minutes=30)]


def test_the_same_clock_in_another_zone_is_another_instant():
    jayapura = due_times(occasion(), zone="Asia/Jayapura")
    assert jayapura[0] == datetime(2022, 11, 21, 0, 0, tzinfo=UTC)  # 09.00 WIT


def test_the_day_before_is_the_zones_day_not_the_servers():
    just_after_midnight = datetime(
        2022, 11, 23, 17, 30, tzinfo=UTC
    )  # Thursday 00.30 WIB, still Wednesday UTC
    rule = Rule(BRIEFING, days_before=1, clock=time(18))
    assert due_times(occasion(starts_at=just_after_midnight), rules=(rule,)) == [
        datetime(2022, 11, 23, 11, 0, tzinfo=UTC)
    ]


def test_a_zone_with_daylight_saving_keeps_its_clock():
    rule = Rule(BRIEFING, days_before=1, clock=time(18))
    after_change = datetime(2022, 10, 30, 9, 0, tzinfo=UTC)  # clocks went back that night
    assert due_times(
        occasion(starts_at=after_change), rules=(rule,), zone="Europe/Brussels", now=EARLY - timedelta(60)
    ) == [datetime(2022, 10, 29, 16, 0, tzinfo=UTC)]


def test_nothing_is_due_at_or_after_the_start():
    late = Rule(BRIEFING, days_before=0, clock=time(10))
    assert due_times(occasion(), rules=(late,)) == []


def test_nothing_is_planned_once_it_started():
    assert due_times(occasion(), now=START) == []


def test_a_reminder_that_is_due_stays_planned_until_the_start():
    assert len(due_times(occasion(), now=START - timedelta(minutes=1))) == 3


def test_a_tiers_own_rules_replace_the_general_ones():
    rules = (Rule(DUTY, minutes_before=60), Rule(DUTY, minutes_before=180, tier="vvip"))
    assert due_times(occasion(DUTY, tiers=["vvip"]), rules=rules) == [START - timedelta(minutes=180)]
    assert due_times(occasion(DUTY, tiers=["vip"]), rules=rules) == [START - timedelta(minutes=60)]


def test_a_tier_rule_alone_leaves_the_defaults_to_the_others():
    rules = (Rule(DUTY, minutes_before=180, tier="vvip"),)
    assert len(due_times(occasion(DUTY, tiers=["vip"]), rules=rules)) == 2


def test_a_switched_off_rule_reminds_nobody_and_brings_no_default_back():
    rules = (Rule(DUTY, minutes_before=60, is_active=False),)
    assert due_times(occasion(DUTY), rules=rules) == []


def test_a_person_of_two_tiers_is_reminded_by_both_but_once_each_time():
    rules = (Rule(DUTY, minutes_before=60, tier="a"), Rule(DUTY, minutes_before=60, tier="b"))
    assert due_times(occasion(DUTY, tiers=["a", "b"]), rules=rules) == [START - timedelta(minutes=60)]


def test_keys_name_kind_object_person_and_due():
    (key, planned) = next(iter(plan_reminders(EventFacts(WIB, (occasion(DUTY),)), (), EARLY).items()))
    assert key == "duty:events.agendaitem/1:rina:20221124T000000Z"
    assert planned.not_after == START


def test_the_fingerprint_follows_what_is_said_not_who_is_called():
    first = occasion(people=["rina"])
    assert first.fingerprint == occasion(people=["bayu"]).fingerprint
    assert first.fingerprint != occasion(starts_at=START + timedelta(minutes=5)).fingerprint


@pytest.mark.parametrize("kind", [BRIEFING, DUTY])
@given(
    minutes=st.integers(0, 60 * 24 * 20),
    lead=st.integers(1, 60 * 24 * 4),
    days=st.integers(0, 5),
    hour=st.integers(0, 23),
    zone=st.sampled_from([WIB, "Asia/Makassar", "Asia/Jayapura", "Europe/Brussels", "Pacific/Apia"]),
)
def test_no_reminder_is_ever_after_its_start(kind, minutes, lead, days, hour, zone):
    starts_at = EARLY + timedelta(minutes=minutes)
    rules = (Rule(kind, minutes_before=lead), Rule(kind, days_before=days, clock=time(hour)))
    facts = EventFacts(zone, (occasion(kind, starts_at),))
    for planned in plan_reminders(facts, rules, EARLY).values():
        assert planned.due_at < planned.not_after == starts_at
    assert plan_reminders(facts, rules, EARLY) == plan_reminders(facts, rules, EARLY)
