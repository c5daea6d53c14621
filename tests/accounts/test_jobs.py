"""The progress card of background work: it polls while it runs and offers what can be done."""

import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lo_portal.jobs import services
from lo_portal.jobs.models import Job
from lo_portal.jobs.tasks import run_job


@pytest.fixture
def job(staff):
    return Job.objects.create(kind="contoh", title="Cetak 38 surat", owner=staff, total=38, done=12)


def _card(client, job):
    return client.get(reverse("jobs:job-detail", args=[job.pk]), headers={"HX-Request": "true"})


def test_card_polls_itself_while_it_runs(job, staff, client_of):
    Job.objects.filter(pk=job.pk).update(state="running")
    card = _card(client_of(staff), job)
    assert card.status_code == 200
    assert b'hx-trigger="every 2s' in card.content
    assert reverse("jobs:job-cancel", args=[job.pk]) in card.content.decode()


def test_card_stops_polling_when_it_is_done(job, staff, client_of):
    Job.objects.filter(pk=job.pk).update(state="done", done_url="/hasil/")
    card = _card(client_of(staff), job)
    assert card.status_code == 286
    assert b"every 2s" not in card.content
    assert b'href="/hasil/"' in card.content


def test_a_done_card_on_the_page_of_its_result_shows_that_page_anew(job, staff, client_of):
    Job.objects.filter(pk=job.pk).update(state="done", done_url="/hasil/")
    client, url = client_of(staff), reverse("jobs:job-detail", args=[job.pk])
    pages = {"here": "http://testserver/hasil/", "elsewhere": "http://testserver/lain/"}
    answers = {
        name: client.get(url, headers={"HX-Request": "true", "HX-Current-URL": page})
        for name, page in pages.items()
    }
    assert answers["here"].get("HX-Refresh") == "true"
    assert "HX-Refresh" not in answers["elsewhere"]


def test_failed_work_says_why_and_offers_another_try(job, staff, client_of):
    Job.objects.filter(pk=job.pk).update(state="failed", message="Printer habis kertas.")
    client = client_of(staff)
    card = _card(client, job)
    assert card.status_code == 286
    assert b"Printer habis kertas." in card.content
    client.post(reverse("jobs:job-retry", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "queued"


def test_open_work_can_be_stopped(job, staff, client_of):
    client_of(staff).post(reverse("jobs:job-cancel", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_page_works_without_htmx(job, staff, client_of):
    assert client_of(staff).get(reverse("jobs:job-detail", args=[job.pk])).status_code == 200


@pytest.mark.parametrize("name", ["job-cancel", "job-retry"])
def test_verbs_need_a_post(name, job, staff, client_of):
    assert client_of(staff).get(reverse(f"jobs:{name}", args=[job.pk])).status_code == 405


def test_other_people_see_nothing(job, officer_user, stranger, client_of):
    for user in (officer_user, stranger):
        assert _card(client_of(user), job).status_code == 404


def test_every_thread_of_the_server_rings_our_broker():
    found = []
    thread = threading.Thread(target=lambda: found.append((run_job.app.main, run_job.app.conf.broker_url)))
    thread.start()
    thread.join()
    assert found == [("lo_portal", settings.CELERY_BROKER_URL)]


def test_a_job_that_asks_for_too_much_memory_fails_in_words(staff):
    """In a process of its own, bounded as Celery bounds a child of its worker."""
    done = subprocess.run(
        [sys.executable, "-c", GREEDY], cwd=settings.BASE_DIR, env=os.environ | {"WORKER_MEMORY_MB": "200"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == "MemoryError", done.stderr


GREEDY = """
import django; django.setup()
from celery.signals import worker_process_init
import lo_portal.celery
worker_process_init.send(sender=None)
try:
    bytearray(400 * 1024 * 1024)
except MemoryError:
    print("MemoryError")
"""


@pytest.mark.django_db
def test_the_card_of_such_a_job_says_what_to_do(staff, monkeypatch):
    def greedy(job, progress):
        raise MemoryError

    monkeypatch.setitem(services._handlers, "contoh", greedy)
    job = Job.objects.create(kind="contoh", title="Semua surat", owner=staff)
    services.perform_job(job_id=job.pk, at=timezone.now())
    job.refresh_from_db()
    assert (job.state, job.message) == (
        "failed",
        "Pekerjaan ini terlalu besar untuk sekali jalan. Persempit, lalu mulai lagi.",
    )
