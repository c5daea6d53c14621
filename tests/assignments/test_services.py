from datetime import date, timedelta

import pytest

from assignments import selectors, services
from assignments.models import Assignment
from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from officers.models import Leave
from tests.factories import DelegationFactory, MovementFactory, OfficerFactory, RosterEntryFactory


@pytest.fixture
def delegation(event):
    return DelegationFactory(event=event, code="D-01", lo_required=2)


@pytest.fixture
def officer(event):
    return RosterEntryFactory(event=event).officer


def test_place_officer_holds_the_window_with_travel(delegation, officer, staff, at):
    arrival = MovementFactory(delegation=delegation)
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    lead = timedelta(minutes=delegation.tier.arrival_lead_minutes)
    assert (
        assignment.period[0]
        == arrival.scheduled_at - lead - timedelta(minutes=delegation.event.travel_minutes) / 2
    )
    assert AuditEntry.objects.filter(verb="assignment.placed", subject_id=str(assignment.pk)).count() == 1


def test_place_officer_twice_at_once_names_the_other_slot(event, delegation, officer, staff, at):
    services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    other = DelegationFactory(event=event)
    with pytest.raises(Conflict) as refusal:
        services.place_officer(delegation=other, slot=1, officer=officer, by=staff, at=at)
    assert "D-01/1" in str(refusal.value.sentence)


def test_place_officer_in_a_taken_slot_names_the_holder(event, delegation, officer, staff, at):
    services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    second = RosterEntryFactory(event=event).officer
    with pytest.raises(Conflict) as refusal:
        services.place_officer(delegation=delegation, slot=1, officer=second, by=staff, at=at)
    assert str(officer) in str(refusal.value.sentence)


@pytest.mark.parametrize("slot", [0, 3])
def test_place_officer_refuses_a_slot_that_is_not_there(slot, delegation, officer, staff, at):
    with pytest.raises(Refused):
        services.place_officer(delegation=delegation, slot=slot, officer=officer, by=staff, at=at)


def test_place_officer_refuses_who_is_not_on_the_roster(delegation, staff, at):
    with pytest.raises(Refused) as refusal:
        services.place_officer(delegation=delegation, slot=1, officer=OfficerFactory(), by=staff, at=at)
    assert refusal.value.code == "not_on_roster"


def test_place_officer_refuses_who_is_on_leave(delegation, officer, staff, at):
    Leave.objects.create(officer=officer, starts_on=date(2022, 11, 25), ends_on=date(2022, 11, 25))
    with pytest.raises(Refused) as refusal:
        services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    assert refusal.value.code == "on_leave"


def test_a_warning_needs_its_own_reason(delegation, officer, staff, at):
    warnings = [services.Warned("short_rest", "Istirahat 5 jam."), services.Warned("first_time", "LO baru.")]
    with pytest.raises(services.WarningsUnanswered):
        services.place_officer(
            delegation=delegation,
            slot=1,
            officer=officer,
            by=staff,
            at=at,
            warnings=warnings,
            reasons={"short_rest": "Hanya malam ini."},
        )
    assignment = services.place_officer(
        delegation=delegation,
        slot=1,
        officer=officer,
        by=staff,
        at=at,
        warnings=warnings,
        reasons={"short_rest": "Hanya malam ini.", "first_time": "Didampingi."},
    )
    assert assignment.accepted_warnings.count() == 2


def test_answer_before_the_question_is_refused(delegation, officer, staff, at):
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    with pytest.raises(Conflict):
        services.accept_assignment(assignment=assignment, by=staff, at=at)


def test_accept_twice_is_one_answer(delegation, officer, staff, at):
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    services.offer_assignments(assignments=[assignment], by=staff, at=at)
    services.accept_assignment(assignment=assignment, by=staff, at=at)
    services.accept_assignment(assignment=Assignment.objects.get(), by=staff, at=at + timedelta(hours=1))
    assert Assignment.objects.get().answered_at == at
    assert AuditEntry.objects.filter(verb="assignment.accepted").count() == 1


def test_decline_opens_the_slot_and_keeps_the_reason(event, delegation, officer, staff, at):
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    services.offer_assignments(assignments=[assignment], by=staff, at=at)
    services.decline_assignment(assignment=assignment, reason="Sakit", by=staff, at=at)
    slot = selectors.event_slots(event)[0]
    assert slot.is_open
    assert slot.declined.decline_reason == "Sakit"


def test_decline_without_reason_is_refused(delegation, officer, staff, at):
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    services.offer_assignments(assignments=[assignment], by=staff, at=at)
    with pytest.raises(Refused):
        services.decline_assignment(assignment=assignment, reason="  ", by=staff, at=at)


def test_locked_assignment_is_not_released(delegation, officer, staff, at):
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    services.lock_assignment(assignment=assignment, locked=True, by=staff, at=at)
    with pytest.raises(Refused):
        services.release_assignment(assignment=assignment, reason="tukar", by=staff, at=at)


def test_replacement_keeps_both_rows(event, delegation, officer, staff, at):
    first = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    reserve = RosterEntryFactory(event=event, role="reserve").officer
    second = services.replace_officer(assignment=first, officer=reserve, reason="Sakit", by=staff, at=at)
    first.refresh_from_db()
    assert (first.state, first.release_reason, second.replaces) == ("released", "Sakit", first)


def test_refit_follows_a_moved_flight(event, delegation, officer, staff, at):
    arrival = MovementFactory(delegation=delegation)
    assignment = services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    before = Assignment.objects.get(pk=assignment.pk).period.lower
    arrival.estimated_at = arrival.scheduled_at + timedelta(minutes=85)
    arrival.save()
    assert [row.pk for row in services.refit_periods(event=event, by=staff, at=at)] == [assignment.pk]
    assert Assignment.objects.get(pk=assignment.pk).period.lower == before + timedelta(minutes=85)
    assert services.out_of_step(event) == []


def test_a_failed_audit_undoes_the_placing(delegation, officer, staff, at, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("audit is full")

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    assert not Assignment.objects.exists()


def test_coverage_counts_each_slot_once(event, delegation, officer, staff, at):
    services.place_officer(delegation=delegation, slot=1, officer=officer, by=staff, at=at)
    counted = selectors.coverage(selectors.event_slots(event))
    assert (counted.total, counted.open, counted.proposed) == (2, 1, 1)
    assert (counted.delegations, counted.covered_delegations) == (1, 0)


@pytest.mark.parametrize("rows", [1, 30])
def test_event_slots_cost_the_same(rows, event, django_assert_num_queries):
    for _ in range(rows):
        DelegationFactory(event=event)
    with django_assert_num_queries(2):
        selectors.event_slots(event)
