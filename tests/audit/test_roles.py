"""The application's role: it runs the portal, and cannot touch what the trail says."""

from datetime import timedelta

import pgtrigger
import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from events import services as events
from lo_portal.audit import chain, database, tasks, trail
from lo_portal.audit.models import AuditEntry
from lo_portal.privacy import purging
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


REFUSED = [
    "UPDATE audit_auditentry SET verb = 'x'",
    "DELETE FROM audit_auditentry",
    "TRUNCATE audit_auditentry",
    "UPDATE audit_viewentry SET reason = 'x'",
    "DELETE FROM audit_viewentry",
    "TRUNCATE audit_viewentry",
    "UPDATE audit_link SET digest = 'x'",
    "DELETE FROM audit_link",
    "TRUNCATE audit_link",
    "INSERT INTO audit_link (kind, entry_id, at, entry_digest) VALUES ('A', 1, now(), 'x')",
    "ALTER TABLE audit_auditentry DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_note ON audit_auditentry",
    "CREATE OR REPLACE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "SET session_replication_role = replica",
]


@pytest.fixture
def as_application(settings):
    """From here on this connection is the application's role; afterwards the role is gone."""
    role = f"application_of_{connection.settings_dict['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        settings.DATABASE_APP_ROLE = role
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        cursor.execute(f"SET ROLE {role}")
        yield
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {role}")
        cursor.execute(f"DROP ROLE {role}")


def test_the_trail_refuses_the_application(as_application):
    for statement in REFUSED:
        refused = pytest.raises(ProgrammingError, match="permission denied|must be owner")
        with pgtrigger.ignore(), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_application_works_and_is_sealed(as_application, at):
    staff = factories.UserFactory(name="Dewi Staf")
    event = factories.EventFactory()
    events.change_event(event=event, changes={"name": "Nama baru"}, by=staff, at=timezone.now())
    trail.record_view(on=event, by=staff, at=timezone.now(), fields=["room"])
    purging.purge_due(by=None, at=timezone.now())

    verdict = chain.verify(at=timezone.now())

    assert AuditEntry.objects.get().verb == "event.changed"
    assert (verdict.breaks, verdict.lines) == ([], 2)


def test_the_application_prunes_only_through_the_databases_own_rule(as_application):
    event = factories.EventFactory()
    with transaction.atomic():
        trail.record("event.changed", on=event, by=None, at=timezone.now() - timedelta(days=401))
        trail.record("event.changed", on=event, by=None, at=timezone.now())
    assert database.prune(before=timezone.now()) == 1
    assert chain.verify(at=timezone.now()).sound


def test_each_night_the_head_leaves_the_machine(settings, mailoutbox):
    settings.AUDIT_WITNESS = "saksi@contoh.example"
    with transaction.atomic():
        trail.record("event.changed", on=factories.EventFactory(), by=None, at=timezone.now())

    tasks.witness_trail()

    assert str(chain.verify(at=timezone.now()).head) in mailoutbox[0].body
    assert "utuh" in mailoutbox[0].subject
    assert settings.CELERY_BEAT_SCHEDULE["witness-trail"]["task"] == tasks.witness_trail.name
