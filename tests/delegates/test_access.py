import pytest
from django.urls import reverse

from tests.factories import DelegationFactory, MovementFactory, TierFactory, VehicleFactory
from tests.questions import Page, wrong_answers
from tests.world import build_world

REASON = {"reason": "serah terima ke tim medis"}
PAGES = [
    Page("delegates:delegation-list", "event", officer=403),
    Page("delegates:delegation-create", "event", officer=403, coordinator=403),
    Page("delegates:delegation-export", "event", officer=403, coordinator=403, extra={"kind": "xlsx"}),
    Page("delegates:guest-export", "event", officer=403, coordinator=403, extra={"kind": "csv"}),
    Page("delegates:rooming-export", "event", officer=403, coordinator=403, extra={"kind": "csv"}),
    Page("delegates:vehicle-export", "event", officer=403, coordinator=403, extra={"kind": "csv"}),
    Page("delegates:manifest-export", "event", officer=403, coordinator=403, extra={"kind": "csv"}),
    Page("delegates:delegation-detail", "delegation"),
    Page("delegates:delegation-change", "delegation"),
    Page("delegates:delegation-cancel", "delegation", REASON, read=False, coordinator=403),
    Page(
        "delegates:participation-set",
        "delegation",
        {"item": "@item", "attends": "no"},
        read=False,
        coordinator=302,
    ),
    Page("delegates:guest-add", "delegation"),
    Page("delegates:guest-change", "guest"),
    Page("delegates:guest-replace", "guest"),
    Page("delegates:guest-cancel", "guest", {}, read=False, coordinator=302),
    Page("delegates:guest-restricted", "guest", REASON, read=False),
    Page("delegates:need-add", "delegation"),
    Page("delegates:need-remove", "need", {}, read=False, coordinator=302),
    Page("delegates:movement-add", "delegation"),
    Page("delegates:movement-change", "movement"),
    Page("delegates:movement-cancel", "movement", {}, read=False, coordinator=302),
    Page("delegates:stay-add", "delegation"),
    Page("delegates:stay-change", "stay"),
    Page("delegates:stay-remove", "stay", {}, read=False, coordinator=302),
    Page("delegates:stay-restricted", "stay", REASON, read=False),
    Page("delegates:gift-record", "delegation"),
    Page("delegates:gift-remove", "gift", {}, read=False, coordinator=302),
    Page("delegates:vehicle-list", "event", officer=403),
    Page("delegates:vehicle-add", "event", officer=403, coordinator=403),
    Page("delegates:vehicle-change", "vehicle", officer=403, coordinator=403),
    Page("delegates:vehicle-remove", "vehicle", {}, read=False, officer=403, coordinator=403),
]


@pytest.fixture
def world(event):
    return build_world(event)


def test_every_page_answers_each_as_it_should(world, visitors):
    assert wrong_answers(PAGES, world, visitors) == []


def test_coordinator_of_another_tier_sees_nothing(world, coordinator, client_of):
    from tests.factories import TierFactory

    other = TierFactory(event=world["event"], code="VVIP")
    world["event"].roster.get(role="coordinator").tiers.set([other])
    page = Page("delegates:delegation-detail", "delegation")
    assert page.ask(client_of(coordinator), world).status_code == 404


def test_the_motor_pool_tells_a_coordinator_nothing_of_other_tiers(event, coordinator, client_of):
    mine, other = TierFactory(event=event, code="GUB"), TierFactory(event=event, code="VVIP")
    event.roster.get(role="coordinator").tiers.set([mine])
    car = VehicleFactory(event=event)
    for code, tier in (("G-01", mine), ("V-01", other)):
        MovementFactory(delegation=DelegationFactory(event=event, code=code, tier=tier), vehicle=car)
    page = client_of(coordinator).get(reverse("delegates:vehicle-list", args=[event.slug])).content.decode()
    assert "G-01" in page
    assert "V-01" not in page
