"""Why this officer and not that one; what frees a slot; backups; settings; load."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments import services, suggestions, tuning
from assignments.board import BoardPage
from assignments.load import LoadPage
from assignments.models import AcceptedWarning, Assignment
from assignments.pairs import PairPage
from delegates.models import LanguageNeed
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from tests.factories import (
    AssignmentFactory,
    DelegationFactory,
    MovementFactory,
    OfficerLanguageFactory,
    RosterEntryFactory,
    TierFactory,
)


@pytest.fixture
def english(event):
    """A delegation that asks for English B2."""
    delegation = DelegationFactory(event=event, code="MY-01")
    LanguageNeed.objects.create(delegation=delegation, language="en", min_level="B2")
    return delegation


def speaker(event, level, **officer):
    found = RosterEntryFactory(event=event, officer__prior_events=2, **officer).officer
    OfficerLanguageFactory(officer=found, language="en", level=level)
    return found


def why(client, event, slot, officer):
    return client.get(
        reverse("assignments:pair-detail", args=[event.slug]), {"slot": slot, "officer": officer}
    )


def test_a_pair_names_every_rule_and_ranks_the_others(event, english):
    best, weaker = speaker(event, "C1"), speaker(event, "B2")
    pair = PairPage(event, "MY-01/1", str(best.pk))
    assert (pair.rank, all(line.passed for line in pair.rules)) == (1, True)
    assert [one.name for one in pair.alternatives] == [str(weaker)]
    assert pair.alternatives[0].difference < 0


def test_a_pair_says_which_rule_fails_with_its_values(event, english):
    mute = speaker(event, "A2")
    failed = [line for line in PairPage(event, "MY-01/1", str(mute.pk)).rules if not line.passed]
    assert failed[0].finding == "bahasa kurang: perlu Inggris B2, ada Inggris A2"


def test_a_pair_says_whom_it_would_uncover(event, english, staff, at):
    officer = speaker(event, "C1")
    other = DelegationFactory(event=event, code="SBH")
    services.place_officer(delegation=other, slot=1, officer=officer, by=staff, at=at)
    assert PairPage(event, "MY-01/1", str(officer.pk)).uncovers == ("SBH",)


def test_every_pair_on_the_board_has_its_page(client_of, staff, event, english, at):
    officer = speaker(event, "C1")
    services.place_officer(delegation=english, slot=1, officer=officer, by=staff, at=at)
    answer = why(client_of(staff), event, "MY-01/1", officer.pk)
    assert answer.status_code == 200
    assert officer.printed_name in answer.content.decode()


@pytest.mark.parametrize(("slot", "officer"), [("XX/1", ""), ("MY-01/1", "tidak-ada"), ("", "")])
def test_a_pair_that_is_not_on_the_board_is_not_found(slot, officer, client_of, staff, event, english):
    assert why(client_of(staff), event, slot, officer).status_code == 404


def test_pair_page_is_for_the_team(client_of, event, english, coordinator, officer_user, stranger):
    officer = speaker(event, "C1")
    answers = [
        why(client_of(one), event, "MY-01/1", officer.pk) for one in (coordinator, officer_user, stranger)
    ]
    assert [answer.status_code for answer in answers] == [200, 403, 404]


def test_an_open_slot_counts_its_blockers_and_offers_ways(event, english):
    speaker(event, "B1")
    block = BoardPage(event, chosen="MY-01/1").block
    assert block.blockers[0][:2] == (1, 1)
    assert [way.key.split(":")[0] for way in block.ways] == ["lower_language", "ask_agency"]
    assert "MY-01/1" in block.ways[-1].copy


def test_lowering_a_language_is_audited_and_can_be_taken_back(client_of, staff, event, english):
    speaker(event, "B1")
    way = BoardPage(event, chosen="MY-01/1").block.ways[0]
    client = client_of(staff)
    assert client.post(way.action.url, way.action.fields).status_code == 302
    assert english.languages.get().min_level == "B1"
    assert AuditEntry.objects.get(verb="delegation.changed").detail["languages"] == [["en B2"], ["en B1"]]
    assert BoardPage(event, chosen="MY-01/1").block is None
    client.post(reverse("assignments:language-level-set", args=[english.pk, "en", "B2"]))
    assert english.languages.get().min_level == "B2"


@pytest.mark.parametrize(("language", "level"), [("en", "D9"), ("zz", "B1")])
def test_a_level_that_does_not_exist_is_refused(language, level, client_of, staff, english):
    url = reverse("assignments:language-level-set", args=[english.pk, language, level])
    assert client_of(staff).post(url).status_code in {302, 422}
    assert english.languages.get().min_level == "B2"


def test_a_swap_is_carried_out_in_one_act_and_a_stale_one_is_refused(client_of, staff, event, english, at):
    fluent, mute = speaker(event, "C1"), speaker(event, "A1")
    other = DelegationFactory(event=event, code="SBH")
    LanguageNeed.objects.create(delegation=other, language="id", min_level="B1")
    services.place_officer(delegation=other, slot=1, officer=fluent, by=staff, at=at)
    way = next(way for way in BoardPage(event, chosen="MY-01/1").block.ways if way.lines)
    client = client_of(staff)
    assert client.post(way.action.url, way.action.fields).status_code == 302
    held = {row.delegation.code: row.officer for row in Assignment.objects.held()}
    assert held == {"MY-01": fluent, "SBH": mute}
    assert AuditEntry.objects.filter(verb="pairs.moved").count() == 1
    assert client.post(way.action.url, way.action.fields).status_code == 409


def test_a_request_for_women_can_be_lifted(client_of, staff, event):
    delegation = DelegationFactory(event=event, code="PH-02", lo_sex="P")
    RosterEntryFactory(event=event, officer__sex="L")
    url = reverse("assignments:sex-request-lift", args=[delegation.pk])
    assert client_of(staff).post(url).status_code == 302
    delegation.refresh_from_db()
    assert delegation.lo_sex == ""


@pytest.mark.parametrize("name", ["sex-request-lift", "language-level-set"])
def test_asking_less_is_for_staff_by_post(name, client_of, english, staff, coordinator, stranger):
    args = [english.pk, "en", "B1"] if name == "language-level-set" else [english.pk]
    url = reverse(f"assignments:{name}", args=args)
    answers = [client_of(staff).get(url), client_of(coordinator).post(url), client_of(stranger).post(url)]
    assert [answer.status_code for answer in answers] == [405, 403, 404]


def test_a_backup_is_set_replaced_and_removed(client_of, staff, event, english):
    first, second = speaker(event, "C1"), speaker(event, "C1")
    client, url = client_of(staff), reverse("assignments:backup-place", args=[event.slug])
    client.post(url, {"slot": "MY-01/1", "officer": first.pk})
    client.post(url, {"slot": "MY-01/1", "officer": second.pk})
    backup = BoardPage(event, chosen="MY-01/1").chosen.backup
    assert backup.officer == second
    client.post(reverse("assignments:assignment-release", args=[backup.pk]))
    assert BoardPage(event, chosen="MY-01/1").chosen.backup is None


def test_a_backup_holds_nobodys_time(event, english, staff, at):
    officer = speaker(event, "C1")
    slot = BoardPage(event, chosen="MY-01/1").chosen
    services.seat_backup(slot=slot, officer=officer, score={}, by=staff, at=at)
    other = DelegationFactory(event=event)
    assert services.place_officer(delegation=other, slot=1, officer=officer, by=staff, at=at).pk


def test_who_serves_a_delegation_is_not_its_backup(event, english, staff, at):
    officer = speaker(event, "C1")
    services.place_officer(delegation=english, slot=1, officer=officer, by=staff, at=at)
    slot = BoardPage(event, chosen="MY-01/1").chosen
    with pytest.raises(Refused):
        services.seat_backup(slot=slot, officer=officer, score={}, by=staff, at=at)


def test_undo_of_a_move_gives_both_slots_back(event, english, staff, at):
    fluent, holder = speaker(event, "C1"), speaker(event, "C2")
    other = DelegationFactory(event=event, code="SBH")
    services.place_officer(delegation=other, slot=1, officer=fluent, by=staff, at=at)
    services.place_officer(delegation=english, slot=1, officer=holder, by=staff, at=at)
    page = BoardPage(event, chosen="MY-01/1")
    moved = services.seat_officer(
        slot=page.chosen, seen=str(holder.pk), officer=fluent, take=True, warnings=[], reasons={},
        score={}, by=staff, at=at,
    )  # fmt: skip
    services.undo_assignment(assignment=moved, by=staff, at=at)
    held = {row.delegation.code: row.officer for row in Assignment.objects.held()}
    assert held == {"MY-01": holder, "SBH": fluent}


def test_a_conflict_names_who_and_when(client_of, event, english, staff, coordinator, at):
    first, second = speaker(event, "C1"), speaker(event, "C1")
    services.place_officer(delegation=english, slot=1, officer=first, by=coordinator, at=at)
    with pytest.raises(Conflict) as refusal:
        services.place_officer(delegation=english, slot=1, officer=second, by=staff, at=at)
    assert coordinator.name in refusal.value.theirs[0]
    assert "09.00" in refusal.value.theirs[0]


def test_a_new_warning_asks_again_with_what_was_typed(client_of, staff, event):
    delegation = DelegationFactory(event=event, code="D-01", tier=TierFactory(event=event, code="VVIP"))
    LanguageNeed.objects.create(delegation=delegation, language="en", min_level="B2")
    mute = RosterEntryFactory(event=event).officer
    url = reverse("assignments:officer-place", args=[event.slug])
    posted = {"slot": "D-01/1", "officer": mute.pk, "holder": "", "reason-language": "Ada juru bahasa."}
    answer = client_of(staff).post(url, posted)
    assert answer.status_code == 422
    assert "Ada juru bahasa." in answer.content.decode()
    codes = [warning.code for warning, _typed in answer.context["asked"]]
    assert {"language", "first_time_top_tier"} <= set(codes)
    posted |= {f"reason-{code}": "Didampingi." for code in codes}
    assert client_of(staff).post(url, posted).status_code == 302
    assert AcceptedWarning.objects.count() == len(codes)
    entry = AuditEntry.objects.get(verb="assignment.placed")
    assert entry.detail["reasons"]["first_time_top_tier"] == "Didampingi."


def test_short_rest_warns(event, english, staff, at):
    """Two one-day duties seven hours apart."""
    officer = speaker(event, "C1")
    other = DelegationFactory(event=event, code="SBH")
    for delegation, lands, leaves in ((english, (23, 2), (23, 6)), (other, (23, 15), (23, 20))):
        MovementFactory(delegation=delegation, scheduled_at=datetime(2022, 11, *lands, tzinfo=UTC))
        MovementFactory(
            delegation=delegation, kind="departure", scheduled_at=datetime(2022, 11, *leaves, tzinfo=UTC)
        )
    services.place_officer(delegation=english, slot=1, officer=officer, by=staff, at=at)
    candidate = BoardPage(event, chosen="SBH/1").candidate(str(officer.pk))
    assert "short_rest" in [warning.code for warning in candidate.warnings]


def test_no_shared_language_warns(event, staff, at):
    delegation = DelegationFactory(event=event, code="D-01", lo_required=2)
    for place, code in enumerate(("en", "ms"), 1):
        LanguageNeed.objects.create(delegation=delegation, language=code, min_level="B1", order=place)
    english, malay = speaker(event, "C1"), RosterEntryFactory(event=event, officer__prior_events=2).officer
    OfficerLanguageFactory(officer=malay, language="ms", level="C1")
    services.place_officer(delegation=delegation, slot=1, officer=english, by=staff, at=at)
    candidate = BoardPage(event, chosen="D-01/2").candidate(str(malay.pk))
    assert "no_shared_language" in [warning.code for warning in candidate.warnings]


def test_an_agency_over_its_limit_warns(event, english, staff, at):
    first = speaker(event, "C1")
    second = speaker(event, "C1", officer__agency=first.agency)
    event.solver_settings = {"agency_caps": {str(first.agency_id): 1}}
    event.save()
    services.place_officer(delegation=DelegationFactory(event=event), slot=1, officer=first, by=staff, at=at)
    candidate = BoardPage(event, chosen="MY-01/1").candidate(str(second.pk))
    assert "agency_drained" in [warning.code for warning in candidate.warnings]


def tuned(form_page, **changes):
    """What a browser would post from the settings page, with changes."""
    form = form_page.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() is not None} | changes


def test_settings_are_kept_used_and_told(client_of, staff, event):
    RosterEntryFactory(event=event)
    client, url = client_of(staff), reverse("assignments:pairing-tune", args=[event.slug])
    page = client.get(url)
    assert page.status_code == 200
    answer = client.post(url, tuned(page, weight_language=7, mode_language="soft", points_language=150))
    assert answer.status_code == 302
    event.refresh_from_db()
    assert tuning.values(event)["weight_language"] == 7
    assert tuning.soft_rules(event) == {"language": 150}
    assert AuditEntry.objects.get(verb="pairing.tuned").detail["weight_language"] == [None, 7]


@pytest.mark.parametrize(
    "wrong", [{"weight_language": 99}, {"rest_min": "x"}, {"hours_1": 200}, {"points_language": 0}]
)
def test_settings_beyond_their_bounds_come_back_with_a_sentence(wrong, client_of, staff, event):
    client, url = client_of(staff), reverse("assignments:pairing-tune", args=[event.slug])
    assert client.post(url, tuned(client.get(url), **wrong)).status_code == 422
    event.refresh_from_db()
    assert event.solver_settings == {}


def test_settings_changed_by_two_people_are_compared(client_of, staff, event):
    client, url = client_of(staff), reverse("assignments:pairing-tune", args=[event.slug])
    posted = tuned(client.get(url), weight_rank=4)
    client.post(url, tuned(client.get(url), weight_language=5))
    assert client.post(url, posted).status_code == 409


def test_settings_are_for_staff(client_of, event, coordinator, stranger):
    url = reverse("assignments:pairing-tune", args=[event.slug])
    assert [client_of(one).get(url).status_code for one in (coordinator, stranger)] == [403, 404]


@pytest.mark.parametrize("value", [float("nan"), "9", True, None])
def test_garbage_in_the_settings_means_the_default(value, event):
    event.solver_settings = {"weight_language": value, "soft_language": value}
    assert tuning.values(event)["weight_language"] == 3
    assert tuning.soft_rules(event) == {}


def test_load_counts_hours_and_rest(event, english, staff, at):
    officer = speaker(event, "C1")
    services.place_officer(delegation=english, slot=1, officer=officer, by=staff, at=at)
    page = LoadPage(event)
    assert [(one.officer, one.codes, one.hours) for one in page.serving] == [(officer, ["MY-01/1"], 48)]
    assert page.agencies[0].serving == 1
    assert page.coverage.filled == 1


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_load_is_exported(kind, client_of, staff, event, english):
    speaker(event, "C1")
    answer = client_of(staff).get(reverse("assignments:load-export", args=[event.slug, kind]))
    assert answer.status_code == 200
    assert len(answer.content) > 100


def test_load_page_for_the_team_only(client_of, event, staff, coordinator, officer_user, stranger):
    url = reverse("assignments:load-list", args=[event.slug])
    users = (staff, coordinator, officer_user, stranger)
    assert [client_of(user).get(url).status_code for user in users] == [200, 200, 403, 404]
    assert client_of(staff).post(url).status_code == 405
    assert (
        client_of(staff).get(reverse("assignments:load-export", args=[event.slug, "exe"])).status_code == 404
    )


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("load-list", 10), ("pair-detail", 20)])
def test_pages_cost_the_same(name, queries, rows, client_of, staff, event, django_assert_num_queries):
    for _n in range(rows):
        row = AssignmentFactory(
            delegation=DelegationFactory(event=event), officer=RosterEntryFactory(event=event).officer
        )
    client = client_of(staff)
    asked = {"slot": row.code, "officer": row.officer_id}
    with django_assert_num_queries(queries):
        assert client.get(reverse(f"assignments:{name}", args=[event.slug]), asked).status_code == 200


def test_who_declined_is_not_suggested_and_warns_on_the_board(event, english, staff, at):
    officer = speaker(event, "C1")
    asked = services.place_officer(delegation=english, slot=1, officer=officer, by=staff, at=at)
    services.offer_assignments(assignments=[asked], by=staff, at=at)
    services.decline_assignment(assignment=asked, reason="Sakit", by=staff, at=at)
    assert suggestions.work_out(event).filled_after == 0
    candidate = BoardPage(event, chosen="MY-01/1").candidate(str(officer.pk))
    assert [warning.code for warning in candidate.warnings] == ["exclusion"]
    assert candidate.warnings[0].sentence == _("has declined a duty of this event")


def test_undo_is_one_key_away_while_it_is_possible(client_of, staff, event, english):
    officer = speaker(event, "C1")
    client, url = client_of(staff), reverse("assignments:board", args=[event.slug])
    assert client.get(url).context["undo_url"] == ""
    place = reverse("assignments:officer-place", args=[event.slug])
    client.post(place, {"slot": "MY-01/1", "officer": officer.pk, "holder": ""})
    assert client.post(client.get(url).context["undo_url"]).status_code == 302
    assert not Assignment.objects.held().exists()


def test_a_locked_holder_is_not_replaced(client_of, staff, event, english, at):
    first, second = speaker(event, "C1"), speaker(event, "C1")
    placed = services.place_officer(delegation=english, slot=1, officer=first, by=staff, at=at)
    client = client_of(staff)
    client.post(reverse("assignments:assignment-lock", args=[placed.pk]), {"locked": "1"})
    place = reverse("assignments:officer-place", args=[event.slug])
    client.post(place, {"slot": "MY-01/1", "officer": second.pk, "holder": first.pk})
    assert Assignment.objects.held().get().officer == first


@pytest.mark.parametrize("name", ["assignment-release", "assignment-undo", "assignment-lock"])
def test_acts_on_a_pair_are_by_post_and_not_for_strangers(
    name, client_of, event, english, staff, officer_user, stranger, at
):
    placed = services.place_officer(delegation=english, slot=1, officer=speaker(event, "C1"), by=staff, at=at)
    url = reverse(f"assignments:{name}", args=[placed.pk])
    answers = [client_of(staff).get(url), client_of(officer_user).post(url), client_of(stranger).post(url)]
    assert [answer.status_code for answer in answers] == [405, 404, 404]
    assert Assignment.objects.held().count() == 1


@pytest.mark.parametrize("name", ["officer-place", "backup-place", "officers-move", "periods-refit"])
def test_acts_on_the_board_are_by_post_and_for_the_team(
    name, client_of, event, staff, officer_user, stranger
):
    url = reverse(f"assignments:{name}", args=[event.slug])
    answers = [client_of(staff).get(url), client_of(officer_user).post(url), client_of(stranger).post(url)]
    assert [answer.status_code for answer in answers] == [405, 403, 404]
