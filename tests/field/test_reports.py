"""Taps: once each, in order, with the time of the tap, from whoever served at that moment."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assignments.duty import publishing
from assignments.field import services
from assignments.field.clock import moment_of_tap
from assignments.field.models import Incident, StatusReport
from assignments.field.phases import Phase, next_step, steps_of
from assignments.models import Assignment
from events.models import Event
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Refused
from tests import factories
from tests.duty.factories import assign
from tests.field.factories import leg_of, published_pickup

pytestmark = pytest.mark.django_db
NOBODY = "9268b713-a39d-4e67-aeef-d91429aa75fc"
LANDING = datetime(2022, 11, 23, 3, 35, tzinfo=UTC)


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def tap(delegation, user, phase="landed", at=LANDING, key=None, leg=None):
    return services.report_status(
        delegation=delegation, leg=leg or leg_of(delegation), phase=phase, tap_key=key or uuid.uuid4(),
        tapped_at=at, by=user, at=at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "reached", "following"),
    [
        ("arrival", [], Phase.ON_SITE),
        ("arrival", ["on_site"], Phase.LANDED),
        ("arrival", ["landed"], Phase.LOUNGE),
        ("arrival", ["on_site", "on_road"], Phase.AT_HOTEL),
        ("arrival", ["at_hotel"], None),
        ("departure", ["lounge"], Phase.DEPARTED),
        ("briefing", [], None),
        ("unknown", [], None),
    ],
)
def test_the_next_step_follows_the_furthest_one(kind, reached, following):
    assert next_step(kind, reached) == following


def test_every_step_belongs_to_some_duty():
    assert {phase for kind in ("arrival", "agenda", "departure") for phase in steps_of(kind)} == set(Phase)


def test_a_tap_is_kept_with_its_time_and_its_author(delegation, officer_user):
    done = tap(delegation, officer_user)
    row = StatusReport.objects.get()
    assert (done.is_new, row.phase, row.tapped_at, row.reported_by) == (True, "landed", LANDING, officer_user)
    assert AuditEntry.objects.filter(verb="status.reported").count() == 1


def test_the_same_tap_twice_is_one_row(delegation, officer_user):
    key = uuid.uuid4()
    first, second = tap(delegation, officer_user, key=key), tap(delegation, officer_user, key=key)
    assert (first.is_new, second.is_new) == (True, False)
    assert StatusReport.objects.count() == 1


def test_a_colleague_who_taps_the_same_step_is_told_that_it_stands(
    delegation, officer_user, other_officer_user
):
    assign(delegation, other_officer_user, slot=2)
    tap(delegation, officer_user)
    later = tap(delegation, other_officer_user, at=LANDING + timedelta(minutes=2))
    assert not later.is_new
    assert later.report.reported_by == officer_user


@pytest.mark.parametrize("phase", ["at_venue", "departed", "nonsense"])
def test_a_step_that_the_duty_does_not_have_is_refused(delegation, officer_user, phase):
    with pytest.raises(Refused) as refusal:
        tap(delegation, officer_user, phase=phase)
    assert refusal.value.code == "no_such_step"


@pytest.mark.parametrize("leg", ["movement:nonsense", f"movement:{NOBODY}", f"agenda:{NOBODY}", ""])
def test_a_leg_that_is_gone_is_refused(delegation, officer_user, leg):
    with pytest.raises(Refused) as refusal:
        tap(delegation, officer_user, leg=leg or "x")
    assert refusal.value.code == "leg_gone"


def test_a_closed_event_takes_no_more_taps(delegation, event, officer_user):
    Event.objects.filter(pk=event.pk).update(stage="closed")
    delegation.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        tap(type(delegation).objects.get(pk=delegation.pk), officer_user)
    assert refusal.value.code == "event_over"


def test_a_replaced_officer_may_send_what_was_tapped_before_and_nothing_after(delegation, officer_user):
    Assignment.objects.update(state="released", released_at=LANDING)
    assert tap(delegation, officer_user, at=LANDING - timedelta(minutes=5)).is_new
    with pytest.raises(Refused) as refusal:
        tap(delegation, officer_user, phase="lounge", at=LANDING + timedelta(minutes=5))
    assert refusal.value.code == "replaced"
    assert "10.35" in refusal.value.sentence


def test_somebody_who_never_served_is_refused(delegation, other_officer_user):
    with pytest.raises(Refused) as refusal:
        tap(delegation, other_officer_user)
    assert refusal.value.code == "not_serving"


def test_a_wrong_tap_is_taken_back_and_can_be_made_anew(delegation, officer_user, at):
    first = tap(delegation, officer_user).report
    services.withdraw_report(report=first, by=officer_user, at=LANDING + timedelta(minutes=1))
    services.withdraw_report(report=first, by=officer_user, at=LANDING + timedelta(minutes=9))
    first.refresh_from_db()
    assert (first.withdrawn_by, first.withdrawn_at) == (officer_user, LANDING + timedelta(minutes=1))
    assert AuditEntry.objects.filter(verb="status.withdrawn").count() == 1
    assert tap(delegation, officer_user, at=LANDING + timedelta(minutes=10)).is_new


def test_constraints_hold_what_the_code_promises(delegation, officer_user):
    kept = tap(delegation, officer_user).report
    for change in (
        {"movement": None},
        {"received_at": kept.tapped_at - timedelta(seconds=1)},
        {"withdrawn_at": kept.tapped_at - timedelta(seconds=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatusReport.objects.filter(pk=kept.pk).update(**change)


@pytest.mark.parametrize(
    ("tapped", "sent", "moment"),
    [(0, 0, 0), (-5, 0, -5), (-65, -60, -5), (600, 605, -5), (5, 0, 0)],
)
def test_only_the_phones_own_span_is_believed(at, tapped, sent, moment):
    """Minutes from our clock: a phone an hour slow or ten hours fast tells the right moment."""
    span = [at + timedelta(minutes=minutes) for minutes in (tapped, sent)]
    assert moment_of_tap(*span, at) == at + timedelta(minutes=moment)


def test_a_tap_of_last_week_is_refused(at):
    with pytest.raises(Refused):
        moment_of_tap(at - timedelta(days=7), at, at)


@pytest.mark.django_db(transaction=True)
def test_the_same_tap_at_once_from_twenty_connections_is_one_row(delegation, officer_user):
    key, outcomes = uuid.uuid4(), []
    barrier = threading.Barrier(20)

    def press():
        barrier.wait()
        try:
            outcomes.append(tap(delegation, officer_user, key=key).is_new)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(outcomes), StatusReport.objects.count()) == ([False] * 19 + [True], 1)


# --- the pages


def form_of(delegation, phase="landed", **facts):
    usual = {"delegation": delegation.pk, "leg": leg_of(delegation), "phase": phase, "tap_key": uuid.uuid4()}
    return usual | facts


def test_the_report_page_offers_the_next_step_first(delegation, officer_user, client_of):
    tap(delegation, officer_user, phase="on_site", at=LANDING - timedelta(hours=1))
    with time_machine.travel(LANDING, tick=False):
        answer = client_of(officer_user).get(reverse("field:report"), {"leg": leg_of(delegation)})
    page = answer.content.decode()
    assert page.index("Tamu sudah mendarat") < page.index("Tamu sudah bersama saya")
    assert 'data-step="landed"' in page
    assert 'data-step="lounge" data-label="Tamu bersama saya" hidden' in page
    assert 'data-step="on_site"' not in page


def test_a_tap_from_the_page_answers_with_a_way_back(delegation, officer_user, client_of):
    client = client_of(officer_user)
    answer = client.post(reverse("field:status-report"), form_of(delegation), follow=True)
    report = StatusReport.objects.get()
    assert reverse("field:report-withdraw", args=[report.pk]) in answer.content.decode()
    client.post(reverse("field:report-withdraw", args=[report.pk]))
    assert not StatusReport.objects.standing().exists()


@pytest.mark.parametrize("change", [{"phase": "flying"}, {"delegation": "x"}, {"tap_key": ""}, {"leg": ""}])
def test_a_mangled_tap_is_refused_in_words(delegation, officer_user, client_of, change):
    answer = client_of(officer_user).post(reverse("field:status-report"), form_of(delegation) | change)
    assert answer.status_code == 422
    assert "Halaman ini terlalu lama" in answer.content.decode()


def test_only_officers_report_and_only_their_own_taps_are_taken_back(
    delegation, officer_user, other_officer_user, staff, stranger, client_of
):
    assert client_of(staff).get(reverse("field:report")).status_code == 403
    report = tap(delegation, officer_user).report
    url = reverse("field:report-withdraw", args=[report.pk])
    assert client_of(other_officer_user).post(url).status_code == 404
    assert client_of(stranger).post(url).status_code == 404
    assert client_of(officer_user).get(url).status_code == 405
    assign(delegation, other_officer_user, slot=2)
    assert client_of(other_officer_user).post(url).status_code == 403
    assert StatusReport.objects.standing().count() == 1


def test_today_brings_the_next_step_to_the_thumb(delegation, officer_user, event, client_of, at):
    from assignments.duty.models import DutySheet

    DutySheet.objects.update(read_at=at + timedelta(hours=1))
    with time_machine.travel(LANDING - timedelta(hours=2), tick=False):
        page = client_of(officer_user).get(reverse("duty:today")).content.decode()
    assert reverse("field:status-report") in page
    assert reverse("field:incident-report") in page


# --- what the phone kept


def replayed(client, items, sent_at=1_000_000):
    body = {"items": items, "sent_at": sent_at}
    return client.post(reverse("field:replay"), body, content_type="application/json")


def item_of(delegation, phase, at, **facts):
    return {
        "type": "tap", "key": str(uuid.uuid4()), "at": at, "delegation": str(delegation.pk),
        "leg": leg_of(delegation), "phase": phase, **facts,
    }  # fmt: skip


def test_what_was_kept_is_stored_in_the_order_of_the_taps_once(delegation, officer_user, client_of):
    client = client_of(officer_user)
    items = [
        item_of(delegation, phase, at)
        for phase, at in (("lounge", 800_000), ("on_site", 100_000), ("landed", 500_000))
    ]
    first = replayed(client, items).json()["outcomes"]
    assert [outcome["state"] for outcome in first] == ["stored"] * 3
    again = replayed(client, items, sent_at=1_500_000).json()["outcomes"]
    assert [outcome["state"] for outcome in again] == ["known"] * 3
    rows = list(StatusReport.objects.all())
    assert [row.phase for row in rows] == ["on_site", "landed", "lounge"]
    gaps = [
        (later.tapped_at - row.tapped_at).total_seconds() for row, later in zip(rows, rows[1:], strict=False)
    ]
    assert gaps == pytest.approx([400, 300], abs=1)


def test_one_that_is_refused_stops_no_other_and_says_why(delegation, officer_user, client_of):
    items = [
        item_of(delegation, "landed", 1),
        item_of(delegation, "departed", 2),
        item_of(delegation, "lounge", 3) | {"delegation": str(uuid.uuid4())},
        {"type": "spell", "key": str(uuid.uuid4()), "at": 4},
        {"type": "tap", "key": "no key", "at": "soon"},
        "nonsense",
        item_of(delegation, "lounge", 5),
    ]
    outcomes = replayed(client_of(officer_user), items).json()["outcomes"]
    by_key = {outcome["key"]: outcome for outcome in outcomes}
    assert by_key[items[0]["key"]]["state"] == by_key[items[6]["key"]]["state"] == "stored"
    refused = [outcome for outcome in outcomes if outcome["state"] == "refused"]
    assert len(refused) == 4
    assert all(outcome["sentence"] for outcome in refused)


def test_receipts_wait_too(delegation, event, officer_user, client_of):
    from assignments.duty.models import DutySheet

    sheet = DutySheet.objects.get(officer__user=officer_user)
    item = {"type": "read", "key": str(uuid.uuid4()), "at": 1, "sheet": str(sheet.pk)}
    assert replayed(client_of(officer_user), [item]).json()["outcomes"][0]["state"] == "stored"
    sheet.refresh_from_db()
    assert sheet.read_at is not None


@pytest.mark.parametrize("body", ["", "[]", '{"items": 5, "sent_at": 1}', '{"items": []}'])
def test_an_unreadable_parcel_is_answered_400(officer_user, client_of, body):
    answer = client_of(officer_user).post(reverse("field:replay"), body, content_type="application/json")
    assert answer.status_code == 400


def test_a_ping_answers_the_living_only(officer_user, client_of, client):
    assert client_of(officer_user).get(reverse("field:ping")).status_code == 204
    assert client.get(reverse("field:ping")).status_code == 302


def test_the_admin_lists_reports_and_changes_none(delegation, officer_user, admin_user, client_of):
    report = tap(delegation, officer_user).report
    client = client_of(admin_user)
    assert client.get(reverse("admin:field_statusreport_changelist")).status_code == 200
    page = client.post(reverse("admin:field_statusreport_change", args=[report.pk]), {"phase": "lounge"})
    assert page.status_code == 403


def help_for(delegation, at=1_000_000, **facts):
    return {
        "type": "incident", "key": str(uuid.uuid4()), "at": at, "kind": "medical", "severity": "emergency",
        "delegation": str(delegation.pk) if delegation else None, **facts,
    }  # fmt: skip


def outcome_of(client, item):
    return replayed(client, [item]).json()["outcomes"][0]


def test_who_serves_or_stands_by_calls_for_help(delegation, officer_user, other_officer_user, client_of):
    assign(delegation, other_officer_user, kind="backup", state="proposed", offered_at=None)
    for user in (officer_user, other_officer_user):
        assert outcome_of(client_of(user), help_for(delegation))["state"] == "stored"
    assert set(Incident.objects.values_list("reported_by", "delegation")) == {
        (officer_user.pk, delegation.pk), (other_officer_user.pk, delegation.pk)
    }  # fmt: skip


@pytest.mark.parametrize(
    "ended",
    [
        {"state": "released", "released_at": LANDING},
        {"state": "declined", "answered_at": LANDING},
        {"state": "proposed", "offered_at": None, "answered_at": None},
    ],
)
def test_who_does_not_serve_any_more_or_yet_calls_for_nobody(delegation, officer_user, client_of, ended):
    Assignment.objects.update(**ended)
    with time_machine.travel(LANDING + timedelta(minutes=30), tick=False):
        client = client_of(officer_user)
        assert outcome_of(client, help_for(delegation))["state"] == "refused"
        assert not Incident.objects.exists()
        before_it_ended = help_for(delegation, at=1_000_000 - 45 * 60 * 1000)
        expected = "refused" if ended["state"] == "proposed" else "stored"
        assert outcome_of(client, before_it_ended)["state"] == expected


@pytest.mark.parametrize("who", ["roster", "officer"])
def test_who_withdrew_reports_nothing_of_afterwards(delegation, event, officer_user, client_of, who):
    row = officer_user.officer if who == "officer" else event.roster.get(officer=officer_user.officer)
    row.withdrawn_at = LANDING
    row.save()
    with time_machine.travel(LANDING + timedelta(minutes=30), tick=False):
        client = client_of(officer_user)
        taps = [item_of(delegation, "landed", 1_000_000), item_of(delegation, "landed", 1)]
        help_now, help_then = help_for(delegation), help_for(delegation, at=1)
        states = [outcome_of(client, item)["state"] for item in (taps[0], help_now, help_then)]
        assert states == ["refused", "refused", "refused"]
        earlier = help_for(delegation, at=1_000_000 - 45 * 60 * 1000)
        assert outcome_of(client, earlier)["state"] == "stored"


def test_who_serves_no_delegation_calls_for_help_at_the_event(
    delegation, event, staff, other_officer_user, stranger, client_of, at
):
    factories.BriefingFactory(item__event=event)
    publishing.publish_plan(event=event, by=staff, at=at)
    answer = outcome_of(client_of(other_officer_user), help_for(None, event=event.slug))
    assert (answer["state"], Incident.objects.get().delegation) == ("stored", None)
    assert Incident.objects.get().event == event
    assert outcome_of(client_of(stranger), help_for(None, event=event.slug))["state"] == "refused"
    assert Incident.objects.count() == 1
