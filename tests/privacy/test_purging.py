"""What is due goes at its time, from the rows and their history, and not a day earlier."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from assignments.duty.models import DutySheet
from assignments.letters import services as letters
from assignments.letters.models import LetterRow
from assignments.notices import delivery
from assignments.notices.models import Notice
from delegates import services as delegates
from delegates.models import Guest, Need, Stay
from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.imports.models import ImportBatch
from lo_portal.privacy import purging, registry, sweeping
from lo_portal.privacy.models import PurgeEntry
from tests import factories
from tests.letters.factories import ProfileFactory

NAME = "YAB Datuk Cendana bin Gaharu"


def days_after(event, days: int) -> datetime:
    last = event.ends_on
    return datetime(last.year, last.month, last.day, 1, tzinfo=UTC) + timedelta(days=days)


@pytest.fixture
def guest(event, staff, at):
    guest = factories.GuestFactory(
        full_name=NAME, phone="+60123456789", passport_number="K1234567", health_note="diabetes",
        delegation__event=event,
    )  # fmt: skip
    delegates.change_guest(guest=guest, changes={"position": "Menteri Besar"}, by=staff, at=at)
    Need.objects.create(delegation=guest.delegation, guest=guest, kind="diet", text="Tanpa gula")
    hotel = factories.VenueFactory(event=event)
    Stay.objects.create(delegation=guest.delegation, guest=guest, hotel=hotel, room="1801")
    DutySheet.objects.create(
        event=event, officer=factories.OfficerFactory(), version=1, content={"x": NAME}, published_at=at
    )
    return guest


def test_each_class_goes_at_its_time(guest, event):
    event.guest_data_days = 14
    event.save()

    purging.purge_due(by=None, at=days_after(event, 14))
    assert (Need.objects.count(), DutySheet.objects.count()) == (1, 1)

    purging.purge_due(by=None, at=days_after(event, 15))
    assert (Need.objects.count(), Stay.objects.count(), DutySheet.objects.count()) == (0, 0, 0)
    guest.refresh_from_db()
    assert (guest.phone, guest.passport_number, guest.full_name) == ("", "K1234567", NAME)
    assert sweeping.mentions({"Tanpa gula", "+60123456789"}) == {}

    purging.purge_due(by=None, at=days_after(event, 31))
    guest.refresh_from_db()
    assert (guest.passport_number, guest.health_note, guest.full_name) == ("", "", NAME)

    purging.purge_due(by=None, at=days_after(event, 366))
    assert Guest.objects.get().full_name == "(dihapus)"
    assert sweeping.mentions({NAME, "Menteri Besar"}) == {}


def test_history_is_purged_with_its_rows(guest, event):
    """The negative control: without forgetting the history the name is still there."""
    from lo_portal.privacy import history

    at = days_after(event, 366)
    real, history.forget_history = history.forget_history, lambda model, keys: 0
    try:
        purging.purge_due(by=None, at=at)
    finally:
        history.forget_history = real
    assert "delegates_guestevent.full_name" in sweeping.mentions({NAME})


def test_purge_twice_logs_once_and_letters_stay(guest, event, officer_user, staff, at):
    factories.AssignmentFactory(officer=officer_user.officer, delegation__event=event, state="accepted")
    letters.issue_letters(event=event, profile=ProfileFactory(), collective=False, by=staff, at=at)
    later = days_after(event, 400)

    first = purging.purge_due(by=staff, at=later)
    second = purging.purge_due(by=staff, at=later)

    assert (first["guest-identity"], second["guest-identity"]) == (1, 0)
    assert PurgeEntry.objects.filter(rule="guest-identity").count() == 1
    assert LetterRow.objects.get().facts != {}
    assert all(one.count == 0 for one in purging.preview(at=later))


@pytest.mark.django_db(transaction=True)
def test_texts_of_messages_go_and_waiting_ones_stay(post, officer_user, event, smtp):
    post(officer_user)
    delivery.deliver_due(limit=10)
    waiting = Notice.objects.order_by("pk").first()
    Notice.objects.filter(pk=waiting.pk).update(state="due", sent_at=None)

    purging.purge_due(by=None, at=timezone.now())

    assert {bool(text) for text in Notice.objects.values_list("text", flat=True)} == {True, False}
    assert Notice.objects.get(pk=waiting.pk).text
    assert Notice.objects.exclude(pk=waiting.pk).get().content == {}


def test_uploads_and_the_access_log_go(event, staff, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    batch = ImportBatch(file_name="a.csv", plan={"a": NAME}, corrections={"a": {"2": {"b": NAME}}})
    batch.keep(b"x")
    batch.save()
    for age in (399, 401):
        then = now - timedelta(days=age)
        trail.record_view(on=event, by=staff, at=then, fields=["room"])
        trail.record("event.changed", on=event, by=staff, at=then)

    purging.purge_due(by=None, at=now + timedelta(days=29))
    assert list(tmp_path.rglob("*.sealed"))
    assert (ViewEntry.objects.count(), AuditEntry.objects.count()) == (1, 1)

    purging.purge_due(by=None, at=now + timedelta(days=31))
    batch.refresh_from_db()
    assert (batch.plan, batch.corrections, list(tmp_path.rglob("*.sealed"))) == ({}, {}, [])
    # The database's own clock decides about the trail: no later instant takes younger lines.
    assert (ViewEntry.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_a_dry_run_changes_nothing(guest, event, capsys, time_machine):
    time_machine.move_to(days_after(event, 40), tick=False)
    call_command("purge_personal_data", dry_run=True)

    assert "guest-restricted" in capsys.readouterr().out
    guest.refresh_from_db()
    assert guest.passport_number == "K1234567"
    call_command("purge_personal_data")
    guest.refresh_from_db()
    assert guest.passport_number == ""


def test_the_nightly_job_is_planned(settings):
    assert settings.CELERY_BEAT_SCHEDULE["purge-due"]["task"] == "lo_portal.privacy.tasks.purge_due"
    assert len(registry.rules) >= 9
