"""Reminder rows follow the event: written, moved, cancelled, revived; never twice, never after the start."""

from datetime import UTC, datetime, timedelta

import psycopg2
import pytest
from django.db import connection

from assignments.notices import delivery, reminders, services
from assignments.notices.models import Notice, ReminderProfile
from tests import factories
from tests.stack import database_url

pytestmark = pytest.mark.django_db

START = datetime(2022, 11, 24, 2, 0, tzinfo=UTC)  # Thursday 09.00 WIB


def plan(event, at):
    return dict(reminders.plan_event_reminders(event=event, at=at))


def due_times(user, **narrowed):
    rows = Notice.objects.filter(recipient=user, channel="inbox", state="due", **narrowed)
    return sorted(rows.values_list("due_at", flat=True))


@pytest.fixture
def briefing(event):
    return factories.BriefingFactory(item__event=event, item__starts_at=START, item__title="Rapat persiapan")


def pair(event, user, tier="VIP", **changes):
    """`user` serves a delegation of `event` and has accepted."""
    delegation = changes.pop("delegation", None) or factories.DelegationFactory(
        event=event, tier=factories.TierFactory(event=event, code=tier)
    )
    factories.AssignmentFactory(
        **{"delegation": delegation, "officer": user.officer, "state": "accepted"} | changes
    )
    return delegation


def move(item, starts_at):
    item.starts_at, item.ends_at = starts_at, starts_at + timedelta(hours=2)
    item.version += 1
    item.save()


def test_a_briefing_reminds_everyone_on_the_roster(event, briefing, officer_user, coordinator, at):
    done = plan(event, at)

    expected = [
        datetime(2022, 11, 21, 2, 0, tzinfo=UTC),  # H-3 09.00 WIB, right now
        datetime(2022, 11, 23, 11, 0, tzinfo=UTC),  # H-1 18.00 WIB
        datetime(2022, 11, 24, 0, 0, tzinfo=UTC),  # two hours before
    ]
    assert due_times(officer_user) == due_times(coordinator) == expected
    assert done == {"written": 2 * 3 * 2}
    mail = Notice.objects.filter(recipient=officer_user, channel="email").latest("due_at")
    assert mail.title.endswith(": Rapat persiapan, Kamis, 24 Nov 2022 – 09.00 WIB")
    assert mail.not_after == START
    assert mail.subject_version == briefing.item.version


def test_planning_again_changes_nothing(event, briefing, officer_user, at):
    plan(event, at)
    before = list(Notice.objects.order_by("pk").values())
    assert plan(event, at) == {}
    assert list(Notice.objects.order_by("pk").values()) == before


def test_a_moved_briefing_moves_its_reminders(event, briefing, officer_user, at):
    plan(event, at)
    move(briefing.item, START + timedelta(hours=5))

    done = plan(event, at)

    assert due_times(officer_user)[-1] == START + timedelta(hours=3)
    assert len(due_times(officer_user)) == 3
    assert done["superseded"] == 2  # two hours before, by both channels
    assert done["rewritten"] == 4  # the two by the clock keep their time and say the new one
    text = Notice.objects.filter(state="due", channel="email").first().text
    assert "14.00 WIB" in text
    assert "09.00 WIB" not in text


def test_a_briefing_moved_back_brings_its_reminder_back(event, briefing, officer_user, at):
    plan(event, at)
    move(briefing.item, START + timedelta(hours=5))
    plan(event, at)
    move(briefing.item, START)
    assert plan(event, at)["revived"] == 2
    assert due_times(officer_user)[-1] == START - timedelta(hours=2)


def test_a_cancelled_briefing_cancels_its_reminders(event, briefing, officer_user, at):
    plan(event, at)
    briefing.item.cancelled_at = at
    briefing.item.save()
    assert plan(event, at) == {"cancelled": 6}
    assert set(Notice.objects.values_list("state", flat=True)) == {"cancelled"}


def test_an_officer_who_leaves_the_roster_is_not_reminded(event, briefing, officer_user, at):
    plan(event, at)
    event.roster.update(withdrawn_at=at)
    plan(event, at)
    assert due_times(officer_user) == []


def test_a_muted_reminder_stays_muted(event, briefing, officer_user, staff, at):
    plan(event, at)
    services.mute_notices(notices=Notice.objects.all(), by=staff, at=at)
    assert plan(event, at) == {}
    assert set(Notice.objects.values_list("state", flat=True)) == {"cancelled"}


def test_a_failed_reminder_is_not_queued_by_planning(event, briefing, officer_user, at):
    plan(event, at)
    Notice.objects.update(state="failed", error_code="550")
    assert plan(event, at) == {}


def test_a_reminder_whose_time_is_long_past_is_not_written(event, briefing, officer_user):
    late = START - timedelta(hours=1)
    assert plan(event, late) == {}
    assert not Notice.objects.exists()


def test_a_duty_is_reminded_to_its_officer_only(event, officer_user, other_officer_user, at):
    pair(event, officer_user, tier="VVIP")
    pair(event, other_officer_user, tier="GUB")
    dinner = factories.AgendaItemFactory(event=event, title="Jamuan", starts_at=START)
    dinner.tiers.add(factories.TierFactory(event=event, code="VVIP"))

    plan(event, at)

    assert due_times(officer_user) == [START - timedelta(hours=2), START - timedelta(minutes=30)]
    assert due_times(other_officer_user) == []


def test_an_excused_delegation_is_not_called_and_an_extra_one_is(event, officer_user, other_officer_user, at):
    from delegates.models import Participation

    excused, extra = pair(event, officer_user, tier="VVIP"), pair(event, other_officer_user, tier="GUB")
    dinner = factories.AgendaItemFactory(event=event, starts_at=START)
    dinner.tiers.add(factories.TierFactory(event=event, code="VVIP"))
    Participation.objects.create(item=dinner, delegation=excused, excused=True)
    Participation.objects.create(item=dinner, delegation=extra)
    plan(event, at)
    assert (len(due_times(officer_user)), len(due_times(other_officer_user))) == (0, 2)


@pytest.mark.parametrize("state", ["proposed", "declined", "released"])
def test_who_does_not_serve_is_not_called(event, officer_user, state, at):
    pair(event, officer_user, state=state)
    factories.AgendaItemFactory(event=event, starts_at=START)
    plan(event, at)
    assert due_times(officer_user) == []


def test_an_arrival_reminds_before_the_time_at_the_airport(event, officer_user, at):
    delegation = pair(event, officer_user)
    delegation.tier.arrival_lead_minutes = 90
    delegation.tier.save()
    factories.MovementFactory(delegation=delegation, scheduled_at=START)
    plan(event, at)
    at_airport = START - timedelta(minutes=90)
    assert due_times(officer_user) == [at_airport - timedelta(hours=2), at_airport - timedelta(minutes=30)]
    assert set(Notice.objects.values_list("not_after", flat=True)) == {at_airport}


def test_a_delayed_flight_moves_its_reminder(event, officer_user, at):
    movement = factories.MovementFactory(delegation=pair(event, officer_user), scheduled_at=START)
    plan(event, at)
    movement.estimated_at = START + timedelta(hours=4)
    movement.version += 1
    movement.save()
    plan(event, at)
    assert due_times(officer_user)[0] == START + timedelta(hours=4 - 2 - 1)


def test_a_guest_from_wita_sees_both_clocks(event, officer_user, at):
    delegation = pair(event, officer_user)
    delegation.home_timezone = "Asia/Makassar"
    delegation.save()
    factories.MovementFactory(delegation=delegation, scheduled_at=START)
    plan(event, at)
    assert "09.00 WIB (10.00 WITA)" in Notice.objects.filter(channel="email").first().text


def test_the_events_zone_decides_not_the_servers(officer_user, settings, at):
    settings.TIME_ZONE = "UTC"
    east = factories.EventFactory(timezone="Asia/Jayapura")
    factories.RosterEntryFactory(event=east, officer=officer_user.officer)
    factories.BriefingFactory(item__event=east, item__starts_at=datetime(2022, 11, 25, 1, tzinfo=UTC))
    plan(east, at)
    assert due_times(officer_user)[0] == datetime(2022, 11, 22, 0, 0, tzinfo=UTC)  # H-3 09.00 WIT


def test_a_draft_event_reminds_nobody(event, briefing, officer_user, at):
    event.stage = "draft"
    event.save()
    assert plan(event, at) == {}


def test_the_events_own_rules_win(event, briefing, officer_user, at):
    ReminderProfile.objects.create(event=event, kind="briefing", minutes_before=45)
    plan(event, at)
    assert due_times(officer_user) == [START - timedelta(minutes=45)]


def test_someone_without_an_account_is_left_out(event, briefing, at):
    factories.RosterEntryFactory(event=event)
    assert plan(event, at) == {}


def test_restricted_fields_never_enter_a_message(event, officer_user, at, django_assert_max_num_queries):
    delegation = pair(event, officer_user)
    canary = "KENARI-RAHASIA"
    guest = factories.GuestFactory(
        delegation=delegation, passport_number=canary, health_note=canary, security_note=canary
    )
    delegation.needs.create(guest=guest, kind="diet", text=canary)
    hotel = factories.VenueFactory(event=event, kind="hotel")
    delegation.stays.create(guest=guest, hotel=hotel, room=canary)
    factories.MovementFactory(delegation=delegation, scheduled_at=START, note=canary)
    factories.AgendaItemFactory(event=event, starts_at=START, note=canary)

    with django_assert_max_num_queries(40) as queries:
        plan(event, at)

    assert Notice.objects.count() == 2 * 2 * 2
    for notice in Notice.objects.all():
        assert canary not in f"{notice.title}{notice.text}{notice.content}"
    read = " ".join(query["sql"] for query in queries if query["sql"].startswith("SELECT"))
    for column in ("passport_number", "health_note", "security_note", '"room"'):
        assert column not in read


@pytest.mark.parametrize("officers", [1, 30])
def test_planning_takes_the_same_queries_for_one_and_for_thirty(
    event, briefing, officers, at, django_assert_num_queries
):
    for number in range(officers):
        user = factories.UserFactory(roles=["officer"])
        officer = factories.OfficerFactory(user=user)
        factories.RosterEntryFactory(event=event, officer=officer)
        delegation = pair(event, user)
        factories.MovementFactory(delegation=delegation, scheduled_at=START + timedelta(minutes=number))
    with django_assert_num_queries(15):
        reminders.plan_event_reminders(event=event, at=at)


def test_a_planned_reminder_arrives_as_mail(smtp, event, briefing, officer_user, at):
    plan(event, at)
    Notice.objects.update(not_after=None)  # the meeting of this test lies in the past of the real clock
    Notice.objects.update(subject_version=briefing.item.version)
    delivery.deliver_until_empty(seconds=10)
    assert len(smtp.mails) == 3
    assert Notice.objects.filter(state="sent").count() == 6


def test_who_delivers_does_not_wait_for_somebody_elses_planning(event, briefing, officer_user, at):
    with psycopg2.connect(database_url(connection.settings_dict["NAME"])) as other:
        other.cursor().execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"plan:{event.pk}"])
        assert reminders.plan_unattended_reminders(at=at) == {}
    assert reminders.plan_unattended_reminders(at=at) == {"written": 6}
    other.close()
