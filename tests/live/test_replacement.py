"""A reserve takes over in four taps: everybody who must know is told, once, and the history keeps both."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from assignments.duty.models import DutySheet
from assignments.live import loader
from assignments.models import AcceptedWarning, Assignment
from assignments.notices.models import Notice
from lo_portal.audit.models import AuditEntry
from tests import factories
from tests.field.factories import published_pickup

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation(event, staff, officer_user, coordinator, at):
    return published_pickup(event, staff, officer_user, at)


@pytest.fixture
def reserve(event):
    """On the roster, free, served before."""
    user = factories.UserFactory(name="Yohanes Cadangan", roles=["officer"])
    officer = factories.OfficerFactory(user=user, name="Yohanes Cadangan", prior_events=2)
    factories.RosterEntryFactory(event=event, officer=officer, role="reserve")
    return officer


def press(client, assignment, officer, **facts):
    url = reverse("live:replacement", args=[assignment.pk])
    return client.post(url, {"officer": officer.pk, "reason": "Sakit", **facts})


def test_the_reserve_takes_over_and_just_these_people_are_told(
    delegation, reserve, event, staff, coordinator, officer_user, other_officer_user, client_of
):
    old = Assignment.objects.get()
    versions = DutySheet.objects.count()
    answer = press(client_of(staff), old, reserve)
    new = Assignment.objects.get(officer=reserve)
    old.refresh_from_db()
    assert answer.url == reverse("live:replacement-detail", args=[new.pk])
    assert (old.state, old.release_reason, new.state, new.replaces) == ("released", "Sakit", "offered", old)
    told = Notice.objects.filter(channel="inbox", created_at__gte=new.created_at)
    assert {(notice.recipient, notice.kind) for notice in told} == {
        (officer_user, "release"), (reserve.user, "offer"), (coordinator, "change"),
    }  # fmt: skip
    assert DutySheet.objects.count() == versions + 2
    assert AuditEntry.objects.filter(verb="assignment.replaced").count() == 1


def test_the_page_ranks_the_free_with_reasons_and_leads_there_in_four_taps(
    delegation, reserve, event, staff, client_of
):
    client = client_of(staff)
    held = Assignment.objects.get()
    seats = client.get(reverse("assignments:delegation-seats", args=[delegation.pk])).content.decode()
    assert reverse("live:replacement", args=[held.pk]) in seats  # tap 1
    page = client.get(reverse("live:replacement", args=[held.pk])).content.decode()
    assert f'value="{reserve.pk}"' in page  # tap 2, the reason is chosen already
    done = client.get(press(client, held, reserve).url).content.decode()
    assert "Yohanes Cadangan" in done
    assert "wa.me" in done or "Belum ada pengemudi" in done


def test_the_coordinator_may_and_officers_may_not(
    delegation, reserve, coordinator, officer_user, stranger, client_of
):
    held = Assignment.objects.get()
    url = reverse("live:replacement", args=[held.pk])
    assert client_of(coordinator).get(url).status_code == 200
    assert client_of(officer_user).get(url).status_code == 403
    assert client_of(stranger).get(url).status_code == 404


def test_somebody_who_is_not_free_is_refused(delegation, reserve, event, staff, client_of):
    held = Assignment.objects.get()
    other = factories.DelegationFactory(event=event)
    factories.AssignmentFactory(delegation=other, officer=reserve, period=held.period)
    assert press(client_of(staff), held, reserve).status_code == 409
    assert press(client_of(staff), held, factories.OfficerFactory()).status_code == 409
    held.refresh_from_db()
    assert held.state == "accepted"


def test_a_softer_rule_is_overridden_with_the_reason_on_record(delegation, event, staff, client_of):
    newcomer = factories.OfficerFactory(prior_events=0)
    factories.RosterEntryFactory(event=event, officer=newcomer, role="reserve")
    press(client_of(staff), Assignment.objects.get(), newcomer)
    warnings = AcceptedWarning.objects.filter(assignment__officer=newcomer)
    assert warnings.exists()
    assert set(warnings.values_list("reason", flat=True)) == {"Sakit"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_replace_at_once_one_wins_and_one_is_told(delegation, reserve, event, staff, client_of):
    second = factories.OfficerFactory(prior_events=2)
    factories.RosterEntryFactory(event=event, officer=second, role="reserve")
    held = Assignment.objects.get()
    statuses, barrier = [], threading.Barrier(2)

    def work(officer):
        client = client_of(staff)
        barrier.wait()
        try:
            statuses.append(press(client, held, officer).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(officer,)) for officer in (reserve, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302, 409]
    assert Assignment.objects.held().filter(delegation=delegation).count() == 1


def test_the_board_names_the_new_officer_before_the_answer(delegation, reserve, staff, client_of, at):
    press(client_of(staff), Assignment.objects.get(), reserve)
    (facts,) = loader.load_facts(delegation.event, staff, at)
    assert facts.officers == ("Yohanes Cadangan",)
    assert facts.phone == str(reserve.phone)
