"""The suggestion: what it stores, what of it still fits, and that people never half-apply it."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from assignments import services, suggestions
from assignments.board import BoardPage
from assignments.models import Assignment, Suggestion
from assignments.suggestions.computing import compute
from delegates.models import LanguageNeed
from lo_portal.audit import trail
from lo_portal.jobs import services as jobs
from lo_portal.jobs.models import Job, JobState
from lo_portal.refusals import Conflict, Refused
from tests.factories import (
    DelegationFactory,
    MovementFactory,
    OfficerLanguageFactory,
    RosterEntryFactory,
    TierFactory,
)


@pytest.fixture
def delegations(event):
    return [DelegationFactory(event=event, code=f"D-0{n}") for n in (1, 2)]


@pytest.fixture
def officers(event):
    """Three who served before: no pair warns."""
    return [RosterEntryFactory(event=event, officer__prior_events=2).officer for _ in range(3)]


@pytest.fixture
def suggestion(event, delegations, officers, staff, at):
    return suggest(event, staff, at)


def suggest(event, by, at):
    return suggestions.store_suggestion(event=event, outcome=suggestions.work_out(event), by=by, at=at)


def apply(suggestion, by, at, codes=("D-01/1", "D-02/1"), reason="", answered=None):
    return suggestions.apply_suggestion(
        suggestion=suggestion, codes=list(codes), reason=reason, answered=answered, by=by, at=at
    )


def held(event):
    return sorted((row.code, row.officer_id) for row in Assignment.objects.of_event(event).held())


def test_suggestion_fills_every_slot_and_is_proven(suggestion):
    result = suggestion.result
    assert (result["status"], result["filled_before"], result["filled_after"]) == ("optimal", 0, 2)
    assert [line["code"] for line in result["lines"]] == ["D-01/1", "D-02/1"]


def test_only_what_is_ticked_is_applied(event, suggestion, staff, at):
    apply(suggestion, staff, at, codes=["D-02/1"])
    assert [code for code, _officer in held(event)] == ["D-02/1"]


def test_undo_brings_the_former_holders_back(event, delegations, officers, staff, at):
    english = [LanguageNeed(delegation=one, language="en", min_level="B1") for one in delegations]
    LanguageNeed.objects.bulk_create(english)
    for officer in officers[1:]:
        OfficerLanguageFactory(officer=officer)
    warned = [services.Warned("language", "Bahasa kurang.")]
    services.place_officer(
        delegation=delegations[0], slot=1, officer=officers[0], warnings=warned,
        reasons={"language": "Sementara."}, by=staff, at=at,
    )  # fmt: skip
    before = held(event)
    suggestion = suggest(event, staff, at)
    apply(suggestion, staff, at)
    assert officers[0].pk not in [officer for _code, officer in held(event)]
    suggestions.undo_suggestion(suggestion=suggestion, by=staff, at=at)
    assert held(event) == before
    again = Assignment.objects.held().get()
    assert again.accepted_warnings.get().reason == "Sementara."


def test_undo_is_refused_once_an_officer_was_asked(event, suggestion, staff, at):
    placed = apply(suggestion, staff, at)
    services.offer_assignments(assignments=[placed[0]], by=staff, at=at)
    before = held(event)
    with pytest.raises(Conflict) as refusal:
        suggestions.undo_suggestion(suggestion=suggestion, by=staff, at=at)
    assert placed[0].code in str(refusal.value.sentence)
    assert held(event) == before


def test_applying_twice_is_refused(suggestion, staff, at):
    apply(suggestion, staff, at)
    with pytest.raises(Conflict) as refusal:
        apply(suggestion, staff, at)
    assert refusal.value.code == "already_applied"


def test_nothing_ticked_is_refused(suggestion, staff, at):
    with pytest.raises(Refused) as refusal:
        apply(suggestion, staff, at, codes=["X-99/1"])
    assert refusal.value.code == "nothing_ticked"


def test_a_stale_line_applies_nothing_and_says_who_and_when(
    client_of, event, suggestion, delegations, officers, staff, coordinator, at
):
    services.place_officer(delegation=delegations[1], slot=1, officer=officers[2], by=coordinator, at=at)
    before = held(event)
    url = reverse("assignments:suggestion-apply", args=[suggestion.pk])
    answer = client_of(staff).post(url, {"slots": ["D-01/1", "D-02/1"]})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "D-02/1" in page
    assert coordinator.name in page
    assert "09.00" in page
    assert held(event) == before


def test_a_stale_line_is_not_offered(event, suggestion, delegations, officers, staff, at):
    suggested = {line["new_id"] for line in suggestion.result["lines"]}
    spare = next(officer for officer in officers if str(officer.pk) not in suggested)
    services.place_officer(delegation=delegations[1], slot=1, officer=spare, by=staff, at=at)
    offer = suggestions.current_offer(BoardPage(event))
    assert offer.state == "open"
    assert {one.line.code: bool(one.stale) for one in offer.lines} == {"D-01/1": False, "D-02/1": True}


def test_a_line_whose_officer_is_busy_by_now_is_not_offered(event, suggestion, delegations, staff, at):
    other = DelegationFactory(event=event, code="D-09")
    line = suggestion.result["lines"][0]
    officer = RosterEntryFactory._meta.model.objects.get(officer_id=line["new_id"]).officer
    services.place_officer(delegation=other, slot=1, officer=officer, by=staff, at=at)
    offer = suggestions.current_offer(BoardPage(event))
    assert "D-09" in next(one.stale for one in offer.lines if one.line.code == line["code"])


def test_a_suggestion_of_which_nothing_fits_is_outdated(event, suggestion, delegations, officers, staff, at):
    for delegation in delegations:
        services.place_officer(delegation=delegation, slot=1, officer=officers.pop(), by=staff, at=at)
    offer = suggestions.current_offer(BoardPage(event))
    assert (offer.state, offer.fresh) == ("outdated", 0)


def test_warnings_are_asked_once_and_kept(client_of, event, staff, at):
    DelegationFactory(
        event=event, code="D-01", tier=TierFactory(event=event, code="VVIP", requires_briefing=False)
    )
    RosterEntryFactory(event=event)
    suggestion = suggest(event, staff, at)
    client, url = client_of(staff), reverse("assignments:suggestion-apply", args=[suggestion.pk])
    asked = client.post(url, {"slots": "D-01/1"})
    assert asked.status_code == 422
    assert not Assignment.objects.exists()
    answered = ["D-01/1:first_time_top_tier"]
    assert answered[0].encode() in asked.content
    done = client.post(url, {"slots": "D-01/1", "reason": "Didampingi koordinator.", "answered": answered})
    assert done.status_code == 302
    assert Assignment.objects.get().accepted_warnings.get().reason == "Didampingi koordinator."


def test_a_new_warning_is_asked_again(event, staff, at):
    DelegationFactory(
        event=event, code="D-01", tier=TierFactory(event=event, code="VVIP", requires_briefing=False)
    )
    RosterEntryFactory(event=event)
    suggestion = suggest(event, staff, at)
    with pytest.raises(services.WarningsUnanswered):
        apply(suggestion, staff, at, codes=["D-01/1"], reason="Sudah dibahas.", answered={"D-01/1:language"})
    assert not Assignment.objects.exists()


def test_a_locked_pair_never_appears(event, delegations, officers, staff, at):
    placed = services.place_officer(delegation=delegations[0], slot=1, officer=officers[2], by=staff, at=at)
    services.lock_assignment(assignment=placed, locked=True, by=staff, at=at)
    suggestion = suggest(event, staff, at)
    assert [line["code"] for line in suggestion.result["lines"]] == ["D-02/1"]
    assert suggestion.result["locked"] == 1


def test_a_withdrawal_moves_nobody_else(event, delegations, officers, staff, at):
    apply(suggest(event, staff, at), staff, at)
    gone, stays = Assignment.objects.of_event(event).held()
    gone.officer.roster.update(withdrawn_at=at)
    lines = suggest(event, staff, at).result["lines"]
    assert [line["code"] for line in lines] == [gone.code]
    assert lines[0]["old_id"] == str(gone.officer_id)
    assert lines[0]["new_id"] not in ("", str(stays.officer_id))


def test_a_delegation_that_stays_short_says_why_and_what_would_help(event, officers, staff, at):
    delegation = DelegationFactory(event=event, code="D-07")
    LanguageNeed.objects.create(delegation=delegation, language="ms", min_level="B1")
    OfficerLanguageFactory(officer=officers[0], language="ms", level="A2")
    result = suggest(event, staff, at).result
    assert result["gaps"][0]["blockers"][0]["any"] == 3
    assert "lower_language" in [remedy["kind"] for remedy in result["gaps"][0]["remedies"]]
    offer = suggestions.current_offer(BoardPage(event))
    assert offer.gaps[0].blockers[0][2] == "LO menguasai salah satu bahasa yang diterima"


def test_an_empty_event_gets_an_empty_suggestion(event, staff, at):
    result = suggest(event, staff, at).result
    assert (list(result["lines"]), result["total"]) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_two_people_applying_at_once_one_wins_and_nothing_is_half_applied(
    event, delegations, officers, staff, admin_user, at
):
    first, second = suggest(event, staff, at), suggest(event, admin_user, at)
    start, refused = threading.Barrier(2), []

    def run(suggestion, by):
        try:
            start.wait()
            apply(suggestion, by, at)
        except Conflict as conflict:
            refused.append(conflict.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((first, staff), (second, admin_user))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["stale_suggestion"]
    assert [code for code, _officer in held(event)] == ["D-01/1", "D-02/1"]
    assert Suggestion.objects.filter(applied_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_computes_while_the_board_stays_usable(
    start_worker, client_of, event, delegations, officers, staff
):
    start_worker()
    client, url = client_of(staff), reverse("assignments:suggestion-request", args=[event.slug])
    assert client.post(url).status_code == 302
    assert client.get(reverse("assignments:board", args=[event.slug])).status_code == 200
    job = Job.objects.get()
    deadline = time.monotonic() + 60
    while job.is_open and time.monotonic() < deadline:
        time.sleep(0.2)
        job.refresh_from_db()
    assert (job.state, job.message) == (JobState.DONE, job.message)
    assert job.result == {"suggestion": str(Suggestion.objects.get().pk)}
    page = client.get(reverse("assignments:board", args=[event.slug])).content.decode()
    assert 'name="slots" value="D-01/1" checked' in page


def test_asking_twice_rings_one_worker(event, staff, at):
    first = suggestions.request_suggestion(event=event, by=staff, at=at)
    assert suggestions.request_suggestion(event=event, by=staff, at=at) == first


def test_a_stopped_computation_stores_nothing(event, delegations, officers, staff, at):
    job = suggestions.request_suggestion(event=event, by=staff, at=at)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    jobs.cancel_job(job=job, by=staff, at=at)
    with pytest.raises(jobs.Cancelled):
        compute(job, jobs.Progress(job))
    assert not Suggestion.objects.exists()


def test_a_failed_audit_applies_nothing(suggestion, staff, at, monkeypatch):
    def fail(verb, **kwargs):
        raise RuntimeError("audit is full")

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        apply(suggestion, staff, at)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("name", ["suggestion-apply", "suggestion-undo"])
def test_suggestions_are_for_staff_by_post(
    name, client_of, suggestion, staff, coordinator, officer_user, stranger
):
    url = reverse(f"assignments:{name}", args=[suggestion.pk])
    assert client_of(staff).get(url).status_code == 405
    answers = [client_of(one).post(url).status_code for one in (coordinator, officer_user, stranger)]
    assert answers == [404, 404, 404]


def test_asking_is_for_staff_by_post(client_of, event, staff, coordinator, stranger):
    url = reverse("assignments:suggestion-request", args=[event.slug])
    answers = [client_of(staff).get(url), client_of(coordinator).post(url), client_of(stranger).post(url)]
    assert [answer.status_code for answer in answers] == [405, 403, 404]


def test_a_new_delegation_moves_nobody(event, delegations, officers, staff, at):
    apply(suggest(event, staff, at), staff, at)
    DelegationFactory(event=event, code="D-03")
    lines = suggest(event, staff, at).result["lines"]
    assert [(line["code"], line["old_id"]) for line in lines] == [("D-03/1", "")]


def test_a_changed_tier_replaces_only_who_no_longer_fits(event, delegations, officers, staff, at):
    apply(suggest(event, staff, at), staff, at)
    RosterEntryFactory(event=event, officer__prior_events=2, briefed=True)
    delegations[0].tier = TierFactory(event=event, code="VVIP", requires_briefing=True)
    delegations[0].save()
    suggestion = suggest(event, staff, at + timedelta(minutes=5))
    assert [line["code"] for line in suggestion.result["lines"]] == ["D-01/1"]
    note = suggestions.current_offer(BoardPage(event)).lines[0].note
    assert "belum ikut pengarahan" in note


def test_a_moved_flight_that_now_clashes_moves_one_pair(client_of, event, staff, at):
    first, second = (DelegationFactory(event=event, code=code) for code in ("D-01", "D-02"))
    flights = {
        first: (datetime(2022, 11, 23, 2, tzinfo=UTC), datetime(2022, 11, 23, 6, tzinfo=UTC)),
        second: (datetime(2022, 11, 25, 2, tzinfo=UTC), datetime(2022, 11, 25, 6, tzinfo=UTC)),
    }
    for delegation, (lands, leaves) in flights.items():
        MovementFactory(delegation=delegation, scheduled_at=lands)
        MovementFactory(delegation=delegation, kind="departure", scheduled_at=leaves)
    both = RosterEntryFactory(event=event, officer__prior_events=2).officer
    for delegation in (first, second):
        services.place_officer(delegation=delegation, slot=1, officer=both, by=staff, at=at)
    RosterEntryFactory(event=event, officer__prior_events=2)
    second.movements.filter(kind="arrival").update(scheduled_at=datetime(2022, 11, 23, 3, tzinfo=UTC))
    lines = suggest(event, staff, at).result["lines"]
    assert len(lines) == 1
    client, board = client_of(staff), reverse("assignments:board", args=[event.slug])
    assert [row.code for row in client.get(board).context["moved"]] == ["D-02/1"]
    refit = reverse("assignments:periods-refit", args=[event.slug])
    assert client.post(refit).status_code == 409
    apply(Suggestion.objects.first(), staff, at, codes=[lines[0]["code"]])
    assert client.post(refit).status_code == 302
    assert list(client.get(board).context["moved"]) == []
