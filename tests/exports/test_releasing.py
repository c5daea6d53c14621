"""A list with restricted fields: one asks, another releases; never oneself, never twice, never late."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assignments.notices.models import Notice
from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.crypto import SEAL
from lo_portal.exports import releasing
from lo_portal.exports.listing import listing, listings
from lo_portal.exports.models import Export
from lo_portal.jobs.models import Job
from lo_portal.jobs.services import perform_job
from lo_portal.refusals import Refused
from tests import factories
from tests.exports.conftest import CANARIES, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db):
    return factories.UserFactory(name="Yusuf Staf", email="yusuf@contoh.example", roles=["staff"])


@pytest.fixture
def asked(world, event, staff, colleague, client_of):
    """The export that staff asked for by the menu of the list of guests."""
    url = reverse("delegates:guest-export", args=[event.slug, "xlsx"])
    response = client_of(staff).post(url, {"reason": "Visa on arrival"})
    export = Export.objects.get()
    assert response["Location"] == reverse("exports:export-detail", args=[export.pk])
    return export


def _release(export):
    return reverse("exports:export-release", args=[export.pk])


def test_only_these_lists_have_restricted_fields():
    """A new one is listed here, and in docs/access.md."""
    found = {one.key: [column.restricted for column in one.columns if column.restricted]
             for one in listings() if one.has_restricted}  # fmt: skip
    assert found == {
        "guests": ["passport_number", "health_note", "security_note"],
        "officers": ["nip"],
        "rooming": ["room"],
    }


def test_a_request_makes_nothing_and_tells_the_others(asked, staff, colleague, client_of):
    assert (asked.job, bool(asked.file)) == (None, False)
    assert (Job.objects.count(), ViewEntry.objects.count()) == (0, 0)
    assert {notice.recipient for notice in Notice.objects.filter(kind="export")} == {colleague}
    assert not Notice.objects.filter(text__contains="Visa on arrival").exists()
    page = client_of(staff).get(reverse("exports:export-detail", args=[asked.pk])).content.decode()
    assert "Menunggu orang kedua" in page or "Waiting for a second person" in page
    assert AuditEntry.objects.get(verb="export.requested").detail["reason"] == "Visa on arrival"


def test_the_same_wish_again_is_the_one_that_waits(asked, event, staff, colleague, client_of):
    url, told = reverse("delegates:guest-export", args=[event.slug, "xlsx"]), Notice.objects.count()
    for _time in range(3):
        client_of(staff).post(url, {"reason": "Visa on arrival, lagi"})
    assert Export.objects.get() == asked
    assert Notice.objects.count() == told

    client_of(staff).post(url.replace("xlsx", "csv"), {"reason": "Visa on arrival"})
    assert Export.objects.count() == 2


def test_another_person_releases_and_the_asker_fetches(asked, world, staff, colleague, client_of):
    page = client_of(colleague).get(_release(asked)).content.decode()
    assert "Visa on arrival" in page
    assert not [canary for canary in CANARIES.values() if canary in page]

    assert client_of(colleague).post(_release(asked)).status_code == 302
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by) == ("released", colleague)
    perform_job(job_id=asked.job_id, at=timezone.now())

    asked.refresh_from_db()
    with asked.file.open("rb") as kept:
        assert kept.read().startswith(SEAL)
    download = reverse("exports:export-download", args=[asked.pk])
    answer = client_of(staff).get(download)
    shown = text_of(b"".join(answer.streaming_content), "xlsx")
    assert all(CANARIES[name] in shown for name in ("passport_number", "health_note", "security_note"))
    assert client_of(colleague).get(download).status_code == 403
    view = ViewEntry.objects.get(subject_id=str(world["guest"].pk))
    assert (view.actor, view.reason) == (staff, "Visa on arrival")
    assert set(view.fields) == {"passport_number", "health_note", "security_note"}
    assert AuditEntry.objects.get(verb="export.released").actor == colleague
    assert AuditEntry.objects.get(verb="list.exported").detail["released_by"] == "Yusuf Staf"
    assert Notice.objects.filter(recipient=staff, kind="export").exists()


def test_the_page_of_downloads_shows_it_to_the_asker_alone(asked, event, staff, colleague, client_of):
    url, mine = reverse("control:downloads", args=[event.slug]), str(asked.pk)
    assert mine in client_of(staff).get(url).content.decode()
    held = releasing.release_export(export=asked, by=colleague, at=timezone.now())
    perform_job(job_id=held.job_id, at=timezone.now())
    assert mine in client_of(staff).get(url).content.decode()
    assert mine not in client_of(colleague).get(url).content.decode()


def test_nobody_releases_the_own_request(asked, staff, client_of):
    client = client_of(staff)
    assert [client.get(_release(asked)).status_code, client.post(_release(asked)).status_code] == [403, 403]
    with pytest.raises(IntegrityError, match="export_decided_by_another"), transaction.atomic():
        Export.objects.update(decision="released", decided_by=staff, decided_at=timezone.now())


@pytest.mark.parametrize("person", ["coordinator", "officer_user", "stranger", "admin_user"])
def test_nobody_else_sees_the_request(person, asked, client_of, request):
    client = client_of(request.getfixturevalue(person))
    assert client.get(_release(asked)).status_code == 404
    assert client.get(reverse("exports:request-list")).status_code == 403


def test_a_release_asks_for_the_second_step_again(asked, colleague, client_of):
    client = client_of(colleague)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        answers = [
            client.post(_release(asked)),
            client.post(reverse("exports:export-refuse", args=[asked.pk]), {"reason": "Tidak perlu"}),
        ]
    assert [reverse("accounts:step-up") in answers[0]["Location"], answers[1].status_code] == [True, 401]
    asked.refresh_from_db()
    assert asked.decision == ""


def test_a_refusal_says_why_and_ends_it(asked, staff, colleague, client_of):
    url = reverse("exports:export-refuse", args=[asked.pk])
    assert client_of(colleague).post(url, {"reason": " "}).status_code in (302, 422)
    asked.refresh_from_db()
    assert asked.decision == ""

    client_of(colleague).post(url, {"reason": "Cukup daftar tanpa paspor"})
    page = client_of(staff).get(reverse("exports:export-detail", args=[asked.pk])).content.decode()
    assert "Cukup daftar tanpa paspor" in page
    with pytest.raises(Refused, match="Yusuf"):
        releasing.release_export(export=asked, by=factories.UserFactory(), at=timezone.now())
    assert AuditEntry.objects.get(verb="export.refused").detail["reason"] == "Cukup daftar tanpa paspor"


def test_after_a_day_the_request_is_over(asked, staff, colleague, client_of):
    later = timezone.now() + timedelta(hours=24, minutes=1)
    with pytest.raises(Refused) as refused:
        releasing.release_export(export=asked, by=colleague, at=later)
    assert refused.value.code == "over"
    assert (Job.objects.count(), list(Export.objects.waiting(later))) == (0, [])


def test_the_database_makes_no_file_that_nobody_released(asked):
    with pytest.raises(IntegrityError, match="export_restricted_is_released"), transaction.atomic():
        Export.objects.update(file="exports/x.xlsx", expires_at=timezone.now())
    with pytest.raises(IntegrityError, match="export_restricted_is_asked_for"), transaction.atomic():
        Export.objects.update(asked_until=None)


def test_a_right_that_was_lost_meanwhile_ends_the_work(asked, staff, colleague):
    held = releasing.release_export(export=asked, by=colleague, at=timezone.now())
    staff.roles = ["officer"]
    staff.save()
    perform_job(job_id=held.job_id, at=timezone.now())
    assert (Job.objects.get().state, ViewEntry.objects.count()) == ("failed", 0)


def test_work_that_failed_is_not_done_again_long_after_the_release(asked, staff, colleague, client_of):
    """A failed job may be started again by its owner; the second person's word does not last as long."""
    now = timezone.now()
    releasing.release_export(export=asked, by=colleague, at=now)
    job = Job.objects.get()
    Job.objects.update(state="failed")
    client_of(staff).post(reverse("jobs:job-retry", args=[job.pk]))
    with time_machine.travel(now + timedelta(days=2), tick=True):
        perform_job(job_id=job.pk, at=timezone.now())
    asked.refresh_from_db()
    assert not asked.file
    assert ViewEntry.objects.count() == 0


def test_the_list_of_requests_costs_the_same_with_more(asked, colleague, client_of):
    client, url = client_of(colleague), reverse("exports:request-list")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert _release(asked) in client.get(url).content.decode()
    for number in range(20):
        Export.objects.create(
            listing="guests", kind="xlsx", owner=factories.UserFactory(), restricted=True, reason="Perlu",
            file_name=f"daftar-{number}.xlsx", asked_until=asked.asked_until,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_two_who_release_at_once_release_it_once():
    event = factories.EventFactory()
    asker, *others = [factories.UserFactory(roles=["staff"]) for _ in range(7)]
    export = releasing.ask_for_export(
        listing("guests"), kind="xlsx", event=event, query=QueryDict(""), by=asker, at=timezone.now(),
        reason="Visa on arrival",
    )  # fmt: skip
    barrier, refused = threading.Barrier(len(others)), []

    def press(person):
        try:
            barrier.wait()
            releasing.release_export(export=export, by=person, at=timezone.now())
        except Refused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["decided"] * 5
    assert (Job.objects.count(), AuditEntry.objects.filter(verb="export.released").count()) == (1, 1)
