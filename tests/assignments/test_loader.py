from datetime import date

from assignments.matching import loader, resolve, solve, validate
from assignments.models import AssignmentState
from delegates.models import LanguageNeed
from officers.models import Leave
from tests.factories import (
    AssignmentFactory,
    DelegationFactory,
    MovementFactory,
    OfficerLanguageFactory,
    RosterEntryFactory,
    TierFactory,
)


def test_the_rows_of_an_event_become_a_valid_problem(event):
    delegation = DelegationFactory(event=event, tier=TierFactory(event=event, code="VVIP"), lo_required=2)
    LanguageNeed.objects.create(delegation=delegation, language="en", min_level="B1")
    fluent, mute = RosterEntryFactory(event=event).officer, RosterEntryFactory(event=event).officer
    OfficerLanguageFactory(officer=fluent, language="en", level="C1")
    problem = loader.load_problem(event)
    assert validate(problem) == []
    result = solve(problem)
    assert result.pairs == ((str(fluent.pk), str(delegation.pk)),)
    assert mute.pk != fluent.pk


def test_a_duty_is_the_service_window(event):
    delegation = DelegationFactory(event=event)
    arrival = MovementFactory(delegation=delegation)
    duty = loader.load_problem(event).duties[0]
    lead = delegation.tier.arrival_lead_minutes
    assert duty.start == loader.minutes(arrival.scheduled_at) - lead


def test_leave_days_leave_a_hole_in_the_availability(event):
    DelegationFactory(event=event)
    officer = RosterEntryFactory(event=event).officer
    Leave.objects.create(officer=officer, starts_on=date(2022, 11, 24), ends_on=date(2022, 11, 24))
    windows = loader.load_problem(event).officers[0].availability
    assert len(windows) == 2
    assert windows[1].start - windows[0].end == 24 * 60


def test_withdrawn_officers_are_not_candidates(event, at):
    DelegationFactory(event=event)
    RosterEntryFactory(event=event, withdrawn_at=at)
    assert loader.load_problem(event).officers == ()


def test_a_coordinator_is_taken_only_where_nobody_else_is_left(event):
    first, second = DelegationFactory(event=event), DelegationFactory(event=event)
    for delegation in (first, second):
        LanguageNeed.objects.create(delegation=delegation, language="id", min_level="B1")
    strong = RosterEntryFactory(event=event, role="coordinator", officer__golongan="IV/e").officer
    weak = RosterEntryFactory(event=event, officer__golongan="II/a").officer
    assert {officer for officer, _duty in solve(loader.load_problem(event)).pairs} == {
        str(strong.pk),
        str(weak.pk),
    }
    second.delete()
    assert [officer for officer, _duty in solve(loader.load_problem(event)).pairs] == [str(weak.pk)]


def test_coordinators_stay_out_where_the_event_says_so(event):
    DelegationFactory(event=event)
    RosterEntryFactory(event=event, role="coordinator")
    event.solver_settings = {"coordinators_serve": 0}
    assert loader.load_problem(event).officers == ()


def test_every_officer_speaks_indonesian(event):
    officer = RosterEntryFactory(event=event).officer
    delegation = DelegationFactory(event=event)
    LanguageNeed.objects.create(delegation=delegation, language="id", min_level="C2")
    assert solve(loader.load_problem(event)).pairs == ((str(officer.pk), str(delegation.pk)),)


def test_held_pairs_are_the_baseline_and_locked_ones_stay(event):
    entry = RosterEntryFactory(event=event)
    delegation = DelegationFactory(event=event)
    AssignmentFactory(
        officer=entry.officer, delegation=delegation, state=AssignmentState.ACCEPTED, locked=True
    )
    problem = loader.load_problem(event)
    pair = (str(entry.officer.pk), str(delegation.pk))
    assert problem.baseline == problem.locks == (pair,)


def test_a_lock_of_somebody_who_left_binds_nobody(event, at):
    gone = RosterEntryFactory(event=event, withdrawn_at=at)
    delegation = DelegationFactory(event=event)
    AssignmentFactory(officer=gone.officer, delegation=delegation, locked=True)
    cancelled = DelegationFactory(event=event, cancelled_at=at)
    AssignmentFactory(officer=RosterEntryFactory(event=event).officer, delegation=cancelled, locked=True)
    problem = loader.load_problem(event)
    assert problem.locks == ()
    result = resolve(problem)
    assert result.status == "optimal"
    assert {pair[1] for pair in result.pairs} == {str(delegation.pk)}
    assert {change.officer for change in result.changes if change.kind == "forced"} >= {str(gone.officer_id)}


def test_who_declined_and_left_the_roster_stops_no_suggestion(event, at):
    gone = RosterEntryFactory(event=event, withdrawn_at=at)
    RosterEntryFactory(event=event)
    delegation = DelegationFactory(event=event)
    AssignmentFactory(officer=gone.officer, delegation=delegation, state=AssignmentState.DECLINED)
    assert len(solve(loader.load_problem(event)).pairs) == 1


def test_settings_beyond_their_bounds_are_cut(event):
    event.solver_settings = {"rest_min": 99_999, "country_cost": -5, "nonsense": 1}
    params = loader.load_params(event, [TierFactory(event=event)])
    assert (params.rest_min, params.country_cost) == (24 * 60, 0)


def test_loading_costs_the_same_for_one_and_thirty(event, django_assert_num_queries):
    for count in (1, 29):
        for _ in range(count):
            DelegationFactory(event=event)
            OfficerLanguageFactory(officer=RosterEntryFactory(event=event).officer)
        with django_assert_num_queries(11):
            loader.load_problem(event)
