"""One change, and exactly the people concerned know, once, with old and new."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.duty import publishing
from assignments.duty.models import DutySheet, Publication
from assignments.duty.preview import preview_publication
from assignments.models import Assignment
from assignments.notices import reminders
from assignments.notices.delivery import deliver_due
from assignments.notices.models import Notice
from events.models import Event
from lo_portal.accounts.models import SignInLink
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from tests import factories
from tests.duty.factories import GALA, assign, gala, served_delegation

pytestmark = pytest.mark.django_db

PREVIEW_QUERIES = 17
FIRST_PUBLICATION_QUERIES = 44


@pytest.fixture
def published(event, staff, officer_user, other_officer_user, at):
    """Rina serves the Philippines (VVIP), Bayu a governor (GUB); both know the gala dinner as of v1."""
    ph = served_delegation(event, officer_user, code="PH-01", tier="VVIP")
    gub = served_delegation(event, other_officer_user, code="GUB-01", tier="GUB", country="ID")
    item = gala(event)
    publishing.publish_plan(event=event, by=staff, at=at)
    return {"item": item, "ph": ph, "gub": gub}


def told(user):
    """What publishing put into the person's inbox, oldest first; reminders are another matter."""
    about = Notice.objects.filter(recipient=user, channel="inbox", subject_type="duty.publication")
    return list(about.order_by("created_at"))


def publish(event, staff, at):
    return publishing.publish_plan(event=event, by=staff, at=at)


def test_first_publication_gives_every_officer_a_sheet_and_one_message(published, event, officer_user):
    assert Publication.objects.get().version == 1
    sheet = DutySheet.objects.get(officer__user=officer_user)
    assert [part.code for part in sheet.sheet.delegations] == ["PH-01"]
    assert len(told(officer_user)) == 1


def test_gala_moved_with_two_other_edits_tells_each_affected_officer_once(
    published, event, staff, officer_user, other_officer_user, at
):
    """The case that the room is measured on."""
    third = factories.UserFactory(roles=["officer"])
    factories.RosterEntryFactory(event=event, officer=factories.OfficerFactory(user=third))
    factories.BriefingFactory(item__event=event)
    publish(event, staff, at + timedelta(minutes=1))
    before = {user: len(told(user)) for user in (officer_user, other_officer_user, third)}
    item = published["item"]
    item.starts_at, item.ends_at = GALA - timedelta(minutes=30), GALA + timedelta(hours=2, minutes=30)
    item.save()
    item.dress_code = "Batik"
    item.save()
    movement = published["ph"].movements.get()
    movement.estimated_at = movement.scheduled_at + timedelta(minutes=45)
    movement.save()
    publish(event, staff, at + timedelta(hours=1))
    after = {user: len(told(user)) - before[user] for user in before}
    assert after == {officer_user: 1, other_officer_user: 1, third: 0}
    rina, bayu = told(officer_user)[-1], told(other_officer_user)[-1]
    assert "19.00 WIB (20.00 di Manila)" in rina.text
    assert "18.30 WIB (19.30 di Manila)" in rina.text
    assert "11.20 WIB" in rina.text
    assert {"label": "Gala dinner (Jum 25 Nov)", "old": "19.00 WIB", "new": "18.30 WIB"} in bayu.content[
        "changes"
    ]
    assert "11.20 WIB" not in bayu.text


def test_calendar_feed_shows_the_new_time(published, event, staff, officer_user, client_of, client, at):
    client_of(officer_user).get(reverse("duty:calendar"))
    item = published["item"]
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    publish(event, staff, at + timedelta(hours=1))
    url = reverse("duty:calendar-feed", args=[officer_user.officer.calendar_feed.secret])
    with time_machine.travel(GALA, tick=False):
        calendar = icalendar.Calendar.from_ical(client.get(url).content)
    dinner = next(each for each in calendar.walk("VEVENT") if "Gala dinner" in each["SUMMARY"])
    assert dinner["DTSTART"].dt == datetime(2022, 11, 25, 11, 30, tzinfo=UTC)
    assert dinner["DTSTART"].params["TZID"] == "Asia/Pontianak"


def test_nothing_changed_is_refused_and_writes_nothing(published, event, staff, at):
    with pytest.raises(Refused) as refusal:
        publish(event, staff, at)
    assert refusal.value.code == "nothing_to_publish"
    assert Publication.objects.count() == 1


def test_publishing_a_draft_takes_it_to_preparation_and_plans_its_reminders(event, staff, officer_user, at):
    Event.objects.filter(pk=event.pk).update(stage="draft")
    factories.BriefingFactory(item__event=event, item__starts_at=at + timedelta(days=2))
    publish(event, staff, at)
    event.refresh_from_db()
    assert event.stage == "preparation"
    assert AuditEntry.objects.get(verb="event.moved").detail == {"stage": ["draft", "preparation"]}
    reminders.plan_event_reminders(event=event, at=at)
    assert Notice.objects.filter(kind="briefing", recipient=officer_user).exists()


@pytest.mark.parametrize("stage", ["closed", "archived"])
def test_nothing_of_a_closed_event_is_published(published, event, staff, at, stage):
    Event.objects.filter(pk=event.pk).update(stage=stage)
    with pytest.raises(Refused) as refusal:
        publish(event, staff, at)
    assert refusal.value.code == "event_over"


def test_edited_and_undone_before_publishing_tells_nobody(published, event, staff, at):
    item = published["item"]
    for starts_at in (GALA - timedelta(minutes=30), GALA):
        item.starts_at = starts_at
        item.save()
    assert preview_publication(event, at=at).is_empty


def test_stale_preview_is_a_conflict(published, event, staff, at):
    item = published["item"]
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    seen = preview_publication(event, at=at).fingerprint
    item.starts_at = GALA - timedelta(minutes=60)
    item.save()
    with pytest.raises(Conflict):
        publishing.publish_plan(event=event, by=staff, at=at, seen=seen)
    fresh = preview_publication(event, at=at).fingerprint
    assert publishing.publish_plan(event=event, by=staff, at=at, seen=fresh).version == 2


def test_proposed_officer_is_asked_with_a_personal_link_in_the_mail(
    event, staff, officer_user, at, mailoutbox
):
    delegation = served_delegation(event, officer_user, state="proposed")
    publish(event, staff, at)
    assignment = Assignment.objects.get(delegation=delegation)
    assert (assignment.state, assignment.offered_at) == ("offered", at)
    mail = Notice.objects.get(recipient=officer_user, channel="email", kind="offer")
    inbox = Notice.objects.get(recipient=officer_user, channel="inbox", kind="offer")
    answer = reverse("duty:assignment-answer", args=[assignment.pk])
    assert answer in inbox.text
    assert "/me/link/" not in f"{mail.text}{mail.content}"
    assert not SignInLink.objects.exists()
    deliver_due(limit=10)
    (sent,) = mailoutbox
    for body in (sent.body, sent.alternatives[0].content):
        assert "/me/link/" in body
        assert answer not in body
    assert SignInLink.objects.get(user=officer_user).next_path == answer
    assert not Notice.objects.filter(text__contains="/me/link/").exists()


def test_released_officer_is_told_and_the_new_one_is_asked(
    published, event, staff, officer_user, other_officer_user, at
):
    Assignment.objects.filter(officer__user=officer_user).update(state="released", released_at=at)
    newcomer = factories.UserFactory(roles=["officer"])
    factories.RosterEntryFactory(event=event, officer=factories.OfficerFactory(user=newcomer))
    assign(published["ph"], newcomer, state="proposed")
    publish(event, staff, at + timedelta(hours=1))
    assert told(officer_user)[-1].kind == "release"
    assert told(newcomer)[-1].kind == "offer"
    assert len(told(other_officer_user)) == 1


def test_officer_who_left_the_roster_gets_an_empty_sheet(published, event, staff, officer_user, at):
    Assignment.objects.filter(officer__user=officer_user).update(state="released", released_at=at)
    event.roster.filter(officer__user=officer_user).update(withdrawn_at=at)
    publish(event, staff, at + timedelta(hours=1))
    assert DutySheet.objects.filter(officer__user=officer_user).newest().get().sheet.is_blank


def test_officer_with_an_address_gets_an_account_and_the_message(event, staff, at):
    officer = factories.OfficerFactory()
    factories.RosterEntryFactory(event=event, officer=officer)
    factories.BriefingFactory(item__event=event)
    assert preview_publication(event, at=at).unreachable == []
    publish(event, staff, at)
    officer.refresh_from_db()
    assert len(told(officer.user)) == 1


def test_officer_without_account_gets_a_sheet_and_no_message(event, staff, at):
    officer = factories.OfficerFactory(email="")
    factories.RosterEntryFactory(event=event, officer=officer)
    factories.BriefingFactory(item__event=event)
    assert [update.officer for update in preview_publication(event, at=at).unreachable] == [officer]
    publish(event, staff, at)
    assert DutySheet.objects.filter(officer=officer).exists()
    assert not Notice.objects.exists()


def test_held_period_follows_the_moved_delegation(published, event, staff, officer_user, at):
    movement = published["ph"].movements.get()
    movement.scheduled_at += timedelta(hours=6)
    movement.save()
    publish(event, staff, at + timedelta(hours=1))
    period = Assignment.objects.get(officer__user=officer_user).period
    lands_at = movement.scheduled_at
    assert lands_at - timedelta(hours=2) < period.lower < lands_at


def test_urgent_row_tells_only_that_row(published, event, staff, officer_user, other_officer_user, at):
    item = published["item"]
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    published["ph"].name = "Filipina (Mindanao)"
    published["ph"].save()
    made = publishing.publish_row(
        event=event, row_key=f"agenda:{item.pk}", by=staff, at=at + timedelta(hours=1)
    )
    assert made.row_key == f"agenda:{item.pk}"
    assert "Mindanao" not in told(officer_user)[-1].text
    left = preview_publication(event, at=at)
    assert [update.officer.user for update in left.updates] == [officer_user]
    assert "Mindanao" in left.updates[0].changes[0].sentence


def test_reminders_follow_the_published_time(
    published, event, staff, officer_user, at, django_capture_on_commit_callbacks
):
    item = published["item"]
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    with django_capture_on_commit_callbacks(execute=True) as rung:
        publish(event, staff, at + timedelta(hours=1))
    assert "_ring_planner" in [callback.__name__ for callback in rung]
    reminders.plan_event_reminders(event=event, at=at + timedelta(hours=1))
    waiting = Notice.objects.filter(recipient=officer_user, kind="duty", state="due", subject_id=str(item.pk))
    assert waiting.exists()
    assert not waiting.filter(not_after__gt=item.starts_at).exists()


def test_row_without_change_is_refused(published, event, staff, at):
    with pytest.raises(Refused):
        publishing.publish_row(event=event, row_key=f"agenda:{published['item'].pk}", by=staff, at=at)


def test_silent_correction_leaves_a_read_sheet_read(published, event, staff, officer_user, at):
    sheet = DutySheet.objects.get(officer__user=officer_user)
    publishing.mark_sheet_read(sheet=sheet, by=officer_user, at=at)
    venue = published["item"].venue
    venue.map_url = "https://peta.example/pendopo"
    venue.save()
    before = Notice.objects.count()
    publish(event, staff, at + timedelta(hours=1))
    newest = DutySheet.objects.filter(officer__user=officer_user).newest().get()
    assert newest.version == 2
    assert newest.read_at is not None
    assert Notice.objects.count() == before


def test_reading_marks_older_versions_too_and_twice_changes_nothing(
    published, event, staff, officer_user, at
):
    item = published["item"]
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    publish(event, staff, at + timedelta(hours=1))
    newest = DutySheet.objects.filter(officer__user=officer_user).newest().get()
    read_at = at + timedelta(hours=2)
    assert publishing.mark_sheet_read(sheet=newest, by=officer_user, at=read_at)
    assert not publishing.mark_sheet_read(sheet=newest, by=officer_user, at=read_at + timedelta(hours=1))
    assert set(DutySheet.objects.filter(officer__user=officer_user).values_list("read_at", flat=True)) == {
        read_at
    }
    assert AuditEntry.objects.filter(verb="duty_sheet.read").count() == 1


def test_nobody_else_can_mark_a_sheet_as_read(published, officer_user, staff, at):
    sheet = DutySheet.objects.get(officer__user=officer_user)
    with pytest.raises(Refused):
        publishing.mark_sheet_read(sheet=sheet, by=staff, at=at)


def test_reminding_reaches_only_those_who_have_not_read(
    published, event, staff, officer_user, other_officer_user, at
):
    sheet = DutySheet.objects.get(officer__user=officer_user)
    publishing.mark_sheet_read(sheet=sheet, by=officer_user, at=at)
    publication = Publication.objects.get()
    assert publishing.resend_publication(publication=publication, by=staff, at=at + timedelta(hours=3)) == 1
    assert len(told(officer_user)) == 1
    assert len(told(other_officer_user)) == 2


def test_reminding_after_everybody_read_is_refused(published, officer_user, other_officer_user, staff, at):
    DutySheet.objects.update(read_at=at)
    with pytest.raises(Refused):
        publishing.resend_publication(publication=Publication.objects.get(), by=staff, at=at)


def test_failed_audit_undoes_the_publication(published, event, staff, at):
    item = published["item"]
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    before = Notice.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the lines so far are sealed
        cursor.execute(
            "ALTER TABLE audit_auditentry ADD CONSTRAINT none_now CHECK (verb <> 'plan.published') NOT VALID"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        publish(event, staff, at + timedelta(hours=1))
    assert Publication.objects.count() == 1
    assert Notice.objects.count() == before


def test_one_publication_is_one_audit_line(published, event):
    entry = AuditEntry.objects.get(verb="plan.published")
    assert entry.detail == {"officers": 2, "asked": 0, "sheets": 2, "version": 1, "row": ""}


def test_a_version_exists_once(published, event, staff, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(event=event, version=1, published_at=at)


def test_a_sheet_version_exists_once(published, officer_user):
    sheet = DutySheet.objects.get(officer__user=officer_user)
    with pytest.raises(ValidationError, match="Duty sheet|Lembar tugas"):
        DutySheet(
            event=sheet.event,
            officer=sheet.officer,
            version=1,
            content={"a": 1},
            published_at=sheet.published_at,
        ).full_clean()


def test_a_sheet_is_not_read_before_it_is_published(published, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        DutySheet.objects.update(read_at=at - timedelta(minutes=1))


@pytest.mark.parametrize("officers", [1, 30])
def test_preview_costs_the_same_queries_for_any_number_of_officers(event, at, officers):
    gala(event)
    for number in range(officers):
        user = factories.UserFactory()
        factories.RosterEntryFactory(event=event, officer=factories.OfficerFactory(user=user))
        served_delegation(event, user, code=f"X-{number}")
    with CaptureQueriesContext(connection) as queries:
        preview = preview_publication(event, at=at)
    assert len(preview.told) == officers
    assert len(queries) == PREVIEW_QUERIES


@pytest.mark.parametrize("count", [3, 30])
def test_a_first_publication_asks_everybody_in_the_same_number_of_queries(event, staff, at, count):
    """Accounts, periods, questions, sheets and messages; nobody had an account before."""
    for number in range(count):
        officer = factories.OfficerFactory(email=f"calon-{number}@contoh.example")
        factories.RosterEntryFactory(event=event, officer=officer)
        delegation = factories.DelegationFactory(event=event, code=f"D-{number:02}")
        factories.AssignmentFactory(delegation=delegation, officer=officer, state="proposed")
    factories.MovementFactory(delegation=delegation)
    with CaptureQueriesContext(connection) as queries:
        publish(event, staff, at)
    assert Notice.objects.filter(kind="offer", channel="email").count() == count
    assert AuditEntry.objects.filter(verb="assignment.offered").count() == count
    assert len(queries) == FIRST_PUBLICATION_QUERIES
