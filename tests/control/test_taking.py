"""The page of everything that can be taken home."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(event):
    return reverse("control:downloads", args=[event.slug])


def test_each_role_finds_what_it_may_take(url, event, staff, coordinator, officer_user, stranger, client_of):
    build_world(event)
    rooms = reverse("delegates:rooming-export", args=[event.slug, "xlsx"])
    contacts = reverse("assignments:contact-export", args=[event.slug, "pdf"])
    shown = client_of(staff).get(url).content.decode()
    assert rooms in shown
    assert contacts in shown
    assert "?hotel=Hotel+Contoh" in shown
    assert "?flight=GA-502" in shown
    shown = client_of(coordinator).get(url).content.decode()
    assert rooms not in shown
    assert contacts in shown
    assert client_of(officer_user).get(url).status_code == 403
    assert client_of(stranger).get(url).status_code == 404
    assert client_of(staff).post(url).status_code == 405


def test_the_page_costs_the_same_for_one_and_thirty(url, event, staff, client_of):
    build_world(event)
    client = client_of(staff)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _number in range(29):
        one = factories.DelegationFactory(event=event, tier=event.tiers.first())
        factories.MovementFactory(delegation=one)
        one.stays.create(hotel=event.venues.filter(kind="hotel").first())
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_participants_are_offered_where_officers_learn(url, event, staff, client_of):
    participants = reverse("officers:learning-export", args=[event.slug, "pdf"])
    client = client_of(staff)
    assert participants not in client.get(url).content.decode()
    event.kind = "training"
    event.save()
    assert participants in client.get(url).content.decode()
