"""The board: what it shows, what it refuses, and that a reason is asked where a softer rule breaks."""

import pytest
from django.urls import reverse

from assignments import services
from assignments.board import BoardPage
from assignments.models import AcceptedWarning, Assignment
from delegates.models import Delegation, LanguageNeed
from tests.factories import (
    AssignmentFactory,
    DelegationFactory,
    OfficerLanguageFactory,
    RosterEntryFactory,
    TierFactory,
)


@pytest.fixture
def vvip(event):
    delegation = DelegationFactory(event=event, code="MY-01", tier=TierFactory(event=event, code="VVIP"))
    LanguageNeed.objects.create(delegation=delegation, language="en", min_level="B1")
    return delegation


@pytest.fixture
def gub(event):
    return DelegationFactory(event=event, code="SBH", tier=TierFactory(event=event, code="GUB"))


@pytest.fixture
def fluent(event):
    officer = RosterEntryFactory(event=event, officer__prior_events=2).officer
    OfficerLanguageFactory(officer=officer, language="en", level="C1")
    return officer


@pytest.fixture
def mute(event):
    return RosterEntryFactory(event=event, officer__prior_events=2).officer


def place(client, event, slot, officer, **more):
    url = reverse("assignments:officer-place", args=[event.slug])
    return client.post(url, {"slot": slot, "officer": officer.pk, "holder": ""} | more)


def test_open_vvip_comes_first(event, gub, vvip):
    assert BoardPage(event).chosen.code == "MY-01/1"


def test_who_meets_every_rule_ranks_before_who_does_not(event, vvip, mute, fluent):
    first, second = BoardPage(event, chosen="MY-01/1").candidates
    assert (first.officer, second.officer) == (fluent, mute)
    assert first.warnings == ()
    assert [warning.code for warning in second.warnings] == ["language"]


def test_score_is_the_sum_of_six_factors(event, vvip, fluent):
    candidate = BoardPage(event, chosen="MY-01/1").candidates[0]
    assert len(candidate.factors) == 6
    assert candidate.score == sum(factor.points for factor in candidate.factors)


def test_busy_officer_is_offered_as_a_move_that_names_what_it_uncovers(event, vvip, gub, fluent, staff, at):
    services.place_officer(delegation=gub, slot=1, officer=fluent, by=staff, at=at)
    page = BoardPage(event, chosen="MY-01/1")
    assert page.candidates == []
    assert [(one.officer, one.taken_from) for one in page.swaps] == [(fluent, ("SBH",))]
    assert [(one.rule, one.count) for one in page.blocked] == [("overlap", 1)]


def test_place_fills_the_slot_and_offers_undo(client_of, staff, event, vvip, fluent):
    client = client_of(staff)
    assert place(client, event, "MY-01/1", fluent).status_code == 302
    assignment = Assignment.objects.get()
    assert (assignment.officer, assignment.score["score"] > 0) == (fluent, True)
    assert client.post(reverse("assignments:assignment-undo", args=[assignment.pk])).status_code == 302
    assignment.refresh_from_db()
    assert assignment.state == "released"


def test_softer_rule_asks_for_a_reason_and_keeps_it(client_of, staff, event, vvip, mute):
    client = client_of(staff)
    answer = place(client, event, "MY-01/1", mute)
    assert answer.status_code == 422
    assert not Assignment.objects.exists()
    place(client, event, "MY-01/1", mute, **{"reason-language": "Didampingi juru bahasa."})
    assert AcceptedWarning.objects.get().reason == "Didampingi juru bahasa."


def test_move_frees_the_other_slot_in_the_same_breath(client_of, staff, event, vvip, gub, fluent, at):
    services.place_officer(delegation=gub, slot=1, officer=fluent, by=staff, at=at)
    place(client_of(staff), event, "MY-01/1", fluent, take="1")
    held = Assignment.objects.held()
    assert [(row.delegation, row.officer) for row in held] == [(vvip, fluent)]


@pytest.mark.parametrize("elsewhere", ["tier", "event"])
def test_a_coordinator_takes_no_officer_from_a_delegation_of_others(
    elsewhere, client_of, staff, coordinator, event, vvip, gub, fluent, at
):
    event.roster.get(officer__user=coordinator).tiers.set([gub.tier])
    theirs = vvip
    if elsewhere == "event":
        entry = RosterEntryFactory(officer=fluent)
        theirs = DelegationFactory(event=entry.event, code="BN-01")
    held = services.place_officer(delegation=theirs, slot=1, officer=fluent, by=staff, at=at)
    place(client_of(coordinator), event, "SBH/1", fluent, take="1")
    assert list(Assignment.objects.held()) == [held]


def test_slot_filled_by_somebody_else_meanwhile_is_a_conflict(
    client_of, staff, event, vvip, fluent, mute, at
):
    services.place_officer(delegation=vvip, slot=1, officer=fluent, by=staff, at=at)
    answer = place(client_of(staff), event, "MY-01/1", mute, **{"reason-language": "x"})
    assert answer.status_code == 409
    assert str(fluent).encode() in answer.content
    assert Assignment.objects.held().count() == 1


@pytest.mark.parametrize("slot", ["XX/1", "MY-01/9", ""])
def test_place_in_a_slot_that_is_not_there_is_refused(slot, client_of, staff, event, vvip, fluent):
    assert place(client_of(staff), event, slot, fluent).status_code in {302, 422}
    assert not Assignment.objects.exists()


def test_board_is_for_staff_and_coordinators(
    client_of, staff, coordinator, officer_user, stranger, event, vvip
):
    url = reverse("assignments:board", args=[event.slug])
    statuses = [client_of(user).get(url).status_code for user in (staff, coordinator, officer_user, stranger)]
    assert statuses == [200, 200, 403, 404]


def test_a_coordinator_sees_the_slots_of_the_own_tiers_and_no_plan_for_all(
    client_of, staff, coordinator, event, vvip, gub, fluent, at
):
    event.roster.get(officer__user=coordinator).tiers.set([gub.tier])
    theirs = services.place_officer(delegation=vvip, slot=1, officer=fluent, by=staff, at=at)
    Delegation.objects.filter(pk=vvip.pk).update(cancelled_at=at)
    url = reverse("assignments:board", args=[event.slug])
    pages = {user: client_of(user).get(url).content.decode() for user in (staff, coordinator)}
    assert reverse("assignments:assignment-release", args=[theirs.pk]) in pages[staff]
    assert reverse("assignments:assignment-release", args=[theirs.pk]) not in pages[coordinator]
    assert ['id="suggestion"' in pages[user] for user in (staff, coordinator)] == [True, False]

    Delegation.objects.filter(pk=vvip.pk).update(cancelled_at=None)
    pages = {user: client_of(user).get(url + "?show=all").content.decode() for user in (staff, coordinator)}
    assert [vvip.name in pages[user] for user in (staff, coordinator)] == [True, False]
    assert f"{vvip.code} " in pages[coordinator]  # whom it would leave without, by code alone
    assert gub.name in pages[coordinator]


def test_why_a_pair_of_another_tier_is_not_for_the_coordinator(
    client_of, coordinator, event, vvip, gub, fluent
):
    event.roster.get(officer__user=coordinator).tiers.set([gub.tier])
    url = reverse("assignments:pair-detail", args=[event.slug])
    answers = [
        client_of(coordinator).get(url, {"slot": slot, "officer": str(fluent.pk)}).status_code
        for slot in ("SBH/1", "MY-01/1")
    ]
    assert answers == [200, 404]


def test_board_answers_only_get(client_of, staff, event):
    assert client_of(staff).post(reverse("assignments:board", args=[event.slug])).status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
def test_board_costs_the_same(rows, client_of, staff, event, django_assert_num_queries):
    for _ in range(rows):
        AssignmentFactory(
            delegation=DelegationFactory(event=event), officer=RosterEntryFactory(event=event).officer
        )
    client = client_of(staff)
    with django_assert_num_queries(28):
        client.get(reverse("assignments:board", args=[event.slug]) + "?show=all")


def test_who_holds_another_slot_of_the_delegation_is_no_candidate(event, vvip, fluent, mute, staff, at):
    vvip.lo_required = 2
    vvip.save()
    services.place_officer(delegation=vvip, slot=1, officer=fluent, by=staff, at=at)
    page = BoardPage(event, chosen="MY-01/2")
    assert [one.officer for one in (*page.candidates, *page.swaps)] == [mute]
