"""The coordinator's phone: my delegations and officers, what needs a hand, one word to all, nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.live import coordinating
from assignments.notices.models import Notice
from events.models import Event
from tests import factories
from tests.duty.factories import served_delegation
from tests.field.factories import published_pickup

pytestmark = pytest.mark.django_db
URL = "live:coordinator"


@pytest.fixture(autouse=True)
def coming(event, at):
    """The event of the factories is over by today's clock; this one begins in two days."""
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    Event.objects.filter(pk=event.pk).update(
        starts_on=today + timedelta(days=2), ends_on=today + timedelta(days=5)
    )
    event.refresh_from_db()


@pytest.fixture
def delegation(event, staff, officer_user, coordinator, at):
    return published_pickup(event, staff, officer_user, at)


def test_the_page_shows_the_cluster_and_what_waits(delegation, event, coordinator, client_of):
    asked = served_delegation(event, code="X-9", tier="VIP")
    waiting = factories.AssignmentFactory(delegation=asked, state="offered", offered_at=delegation.created_at)
    page = client_of(coordinator).get(reverse(URL)).content.decode()
    assert all(words in page for words in (delegation.code, "X-9", waiting.officer.name, "Belum menjawab"))


@pytest.mark.parametrize("name", ["duty:today", "officers:own-profile"])
def test_every_phone_page_of_a_coordinator_leads_back_to_the_group(
    name, delegation, coordinator, officer_user, client_of
):
    back = f'href="{reverse(URL)}"'
    assert back in client_of(coordinator).get(reverse(name)).content.decode()
    assert back not in client_of(officer_user).get(reverse(name)).content.decode()


def test_a_coordinator_of_one_tier_sees_nothing_of_another(delegation, event, coordinator, client_of):
    entry = event.roster.get(officer__user=coordinator)
    entry.tiers.set([factories.TierFactory(event=event, code="VIP")])
    page = client_of(coordinator).get(reverse(URL)).content.decode()
    assert delegation.code not in page
    assert coordinating.officers_of(event, coordinator) == []


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_whatever_the_size(event, coordinator, client_of, count):
    for number in range(count):
        served_delegation(event, code=f"D-{number:02}")
    client = client_of(coordinator)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(URL)).status_code == 200
    assert len(queries) == 13


def test_one_word_reaches_each_officer_of_the_cluster_once(
    delegation, event, coordinator, officer_user, other_officer_user, client_of
):
    client, url = client_of(coordinator), reverse("live:cluster-tell", args=[event.slug])
    for _press in range(2):
        assert client.post(url, {"text": "Kumpul di lobi 07.00.", "key": "abc"}).status_code == 302
    told = Notice.objects.filter(kind="broadcast", channel="inbox")
    assert [notice.recipient for notice in told] == [officer_user]
    assert client.post(url, {"text": "  ", "key": "x"}).status_code == 422


def test_only_coordinators_have_a_cluster(event, staff, officer_user, stranger, client_of):
    for user in (staff, officer_user, stranger):
        assert client_of(user).get(reverse(URL)).status_code == 403
    assert client_of(officer_user).post(reverse("live:cluster-tell", args=[event.slug])).status_code == 403
