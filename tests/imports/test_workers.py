"""A real worker dies in the middle of saving a list: all or nothing, and saving can be pressed again."""

import time
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from lo_portal.audit.models import AuditEntry
from lo_portal.imports import services
from lo_portal.imports.models import ImportBatch
from lo_portal.jobs import services as jobs
from lo_portal.jobs.models import Job
from officers.models import Agency, Officer, RosterEntry
from tests.imports.conftest import NOW, SAMPLES

pytestmark = pytest.mark.django_db(transaction=True)

LISTED = 38


def wait_until(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def an_agency_somebody_else_is_about_to_make():
    """A transaction that holds the name of one of the list's agencies: whoever makes it too must wait."""
    holder = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    holder.cursor().execute(
        "INSERT INTO officers_agency (id, created_at, updated_at, name, short_name, contact_name,"
        " contact_phone, contact_email, column_mapping, is_active)"
        " VALUES (gen_random_uuid(), now(), now(), 'Dinas Kesehatan', '', '', '', '', '{}', true)"
    )
    return holder


def confirm(batch, staff):
    return services.request_confirmation(batch=batch, digest=batch.digest, by=staff, at=NOW)


def saved(batch):
    return ImportBatch.objects.get(pk=batch.pk).state == "applied"


def test_killed_worker_leaves_nothing_and_saving_is_pressed_again(upload, staff, start_worker, tmp_path):
    batch = upload((SAMPLES / "daftar-lo-mentah.xlsx").read_bytes())
    first = start_worker(pool="prefork", concurrency=1, PORTAL_VAR=str(tmp_path))

    with closing(an_agency_somebody_else_is_about_to_make()) as holder:
        interrupted = confirm(batch, staff).job
        wait_until(somebody_waits_for_a_lock)
        first.kill()
        holder.rollback()
    wait_until(lambda: not somebody_waits_for_a_lock())

    assert (Officer.objects.count(), Agency.objects.count(), RosterEntry.objects.count()) == (0, 0, 0)
    assert ImportBatch.objects.get(pk=batch.pk).state == "checked"
    assert Job.objects.get(pk=interrupted.pk).is_open

    start_worker(pool="prefork", concurrency=1, PORTAL_VAR=str(tmp_path))
    confirm(batch, staff)
    wait_until(lambda: saved(batch))
    assert Officer.objects.count() == LISTED

    # The lease of the dead worker runs out, as the clock would let it, and the beat rings its job again.
    Job.objects.filter(pk=interrupted.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    jobs.ring_forgotten_jobs(at=timezone.now())
    wait_until(lambda: not Job.objects.get(pk=interrupted.pk).is_open)

    assert Job.objects.get(pk=interrupted.pk).state == "done"
    assert (Officer.objects.count(), RosterEntry.objects.count()) == (LISTED, LISTED)
    assert AuditEntry.objects.filter(verb="import.confirmed").count() == 1
