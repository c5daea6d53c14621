"""Long lists are made by a worker, kept a day for their owner alone; a kill loses and doubles nothing."""

import os
import time
import tracemalloc
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from assignments.letters.models import Register, RegisterEntry
from lo_portal.audit.models import AuditEntry
from lo_portal.exports import services, writing
from lo_portal.exports.listing import Ask, Found, listing
from lo_portal.exports.models import Export
from lo_portal.jobs import services as jobs
from lo_portal.jobs.models import Job
from lo_portal.refusals import Refused
from tests.factories import UserFactory


def fill_register(count: int) -> None:
    register = Register.objects.create(unit_code="RO-ADPIM", year=2022, last_sequence=count)
    now = timezone.now()
    RegisterEntry.objects.bulk_create(
        (
            RegisterEntry(
                register=register, sequence=n, number=f"800/{n}", subject=f"Perihal {n}", taken_at=now,
                dated_on=now.date(),
            )
            for n in range(1, count + 1)
        ),
        batch_size=2000,
    )  # fmt: skip


def take(client, kind="xlsx"):
    return client.get(reverse("letters:register-export", args=[kind]))


def work(job_pk):
    jobs.perform_job(job_id=job_pk, at=timezone.now())


@pytest.mark.django_db
def test_a_long_list_becomes_a_job_and_a_file_for_its_owner_alone(staff, client_of):
    fill_register(1001)
    client = client_of(staff)
    response = take(client)
    export = Export.objects.get()
    page = reverse("exports:export-detail", args=[export.pk])
    assert response["Location"] == page
    assert "Menunggu pekerja" in client.get(page).content.decode() or export.job.is_open
    assert not AuditEntry.objects.filter(verb="list.exported").exists()
    work(export.job_id)
    export.refresh_from_db()
    assert (export.row_count, export.job.state) == (1001, "done")
    file = reverse("exports:export-download", args=[export.pk])
    assert file in client.get(page).content.decode()
    fetched = client.get(file)
    book = openpyxl.load_workbook(BytesIO(b"".join(fetched.streaming_content)), read_only=True)
    assert sum(1 for _row in book.active.iter_rows()) == 1002
    assert AuditEntry.objects.get(verb="list.exported").detail["rows"] == 1001
    other = UserFactory(roles=["staff"])
    assert client_of(other).get(page).status_code == 404
    assert client_of(other).get(file).status_code == 404


@pytest.mark.django_db
def test_a_file_ends_after_a_day(staff, client_of):
    fill_register(1001)
    take(client_of(staff))
    export = Export.objects.get()
    work(export.job_id)
    export.refresh_from_db()
    path = export.file.path
    assert services.clear_exports(at=export.expires_at - timedelta(seconds=1)) == 0
    Export.objects.update(expires_at=timezone.now())
    file = reverse("exports:export-download", args=[export.pk])
    assert client_of(staff).get(file).status_code == 404
    assert services.clear_exports(at=timezone.now()) == 1
    assert not os.path.exists(path)
    assert (
        "sudah dihapus"
        in client_of(staff).get(reverse("exports:export-detail", args=[export.pk])).content.decode()
    )
    assert Export.objects.get().row_count == 1001


@pytest.mark.django_db
def test_who_lost_the_right_gets_no_file(staff, client_of):
    fill_register(1001)
    take(client_of(staff))
    staff.roles = ["officer"]
    staff.save()
    export = Export.objects.get()
    work(export.job_id)
    export.refresh_from_db()
    assert not export.file
    assert "tidak lagi berhak" in export.job.message
    assert not AuditEntry.objects.filter(verb="list.exported").exists()


@pytest.mark.django_db
def test_a_pdf_too_long_is_refused_in_words(staff):
    fill_register(writing.PDF_ROWS + 1)
    found = Found(listing("register"), Ask(staff, None, QueryDict(""), timezone.now()))
    columns = found.listing.columns_for(found.ask)
    with pytest.raises(Refused) as refusal:
        writing.write(BytesIO(), found, columns, kind="pdf", by="Dewi")
    assert refusal.value.code == "pdf_too_long"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_memory_does_not_grow_with_the_rows(kind, staff, tmp_path):
    """Thousands of rows, the same memory: what is read and written is not kept."""
    fill_register(4_000)
    peaks = []
    for wanted in ("q=800/1999", ""):  # one row and 4,000
        found = Found(listing("register"), Ask(staff, None, QueryDict(wanted), timezone.now()))
        columns = found.listing.columns_for(found.ask)
        with (tmp_path / "list").open("wb") as stream:
            tracemalloc.start()
            writing.write(stream, found, columns, kind=kind, by="Dewi")
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 3 * 1024 * 1024


def test_leftovers_of_the_killed_are_swept_and_others_stay(tmp_path):
    old = time.time() - 3 * 24 * 3600
    for name in ("lo-portal-export-a", "openpyxl.b", "keep.txt"):
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (old, old))
    (tmp_path / "openpyxl.new").write_text("x")
    before = timezone.now() - timedelta(days=1)
    assert services.clear_leftovers(tmp_path, before=before) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keep.txt", "openpyxl.new"]


def files() -> set[str]:
    return set(default_storage.listdir("exports")[1]) if default_storage.exists("exports") else set()


def wait_until(condition, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def test_a_killed_worker_leaves_one_file_in_the_end(transactional_db, start_worker, client_of):
    staff = UserFactory(roles=["staff"])
    fill_register(6_000)
    there = files()
    first = start_worker(pool="prefork", concurrency=1)
    take(client_of(staff))
    job = Job.objects.get()
    wait_until(lambda: Job.objects.get().done >= 400)
    first.kill()
    assert not Export.objects.get().file, "the worker was not in the middle of its list"
    # The lease of the dead worker runs out, as the clock would let it, and the beat rings again.
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    start_worker(pool="prefork", concurrency=1)
    jobs.ring_forgotten_jobs(at=timezone.now())
    wait_until(lambda: Job.objects.get().state == "done")
    export = Export.objects.get()
    assert export.row_count == 6_000
    assert export.file.storage.exists(export.file.name)
    assert files() - there == {export.file.name.removeprefix("exports/")}
    assert AuditEntry.objects.filter(verb="list.exported").count() == 1
