import pytest

from tests.questions import Page, wrong_method
from tests.world import build_world

PAGES = [
    Page("events:event-list", "", officer=403, stranger=403),
    Page("events:event-create", "", officer=403, stranger=403, coordinator=403),
    Page("events:event-detail", "event", officer=403),
    Page("events:event-change", "event", officer=403, coordinator=403),
    Page("events:event-move", "event", {"stage": "live"}, read=False, officer=403, coordinator=403),
    Page("events:event-clone", "event", officer=403, coordinator=403),
    Page("events:tier-create", "event", officer=403, coordinator=403),
    Page("events:tier-change", "tier", officer=403, coordinator=403),
    Page("events:tier-remove", "spare_tier", {}, read=False, officer=403, coordinator=403),
    Page("events:venue-create", "event", officer=403, coordinator=403),
    Page("events:venue-change", "venue", officer=403, coordinator=403),
    Page("events:venue-remove", "venue", {}, read=False, officer=403, coordinator=403),
    Page("events:batch-create", "event", officer=403, coordinator=403),
    Page("events:batch-change", "batch", officer=403, coordinator=403),
    Page("events:batch-remove", "batch", {}, read=False, officer=403, coordinator=403),
    Page("events:speaker-create", "event", officer=403, coordinator=403),
    Page("events:speaker-change", "speaker", officer=403, coordinator=403),
    Page("events:speaker-remove", "speaker", {}, read=False, officer=403, coordinator=403),
    Page("events:agenda-list", "event", officer=403),
    Page("events:agenda-export", "event", officer=403, extra={"kind": "csv"}),
    Page("events:item-create", "event", officer=403),
    Page("events:item-change", "item", officer=403),
    Page("events:item-cancel", "item", {"reason": "hujan"}, read=False, officer=403, coordinator=302),
    Page("events:briefing-create", "event", officer=403, coordinator=403),
    Page("events:briefing-change", "briefing", officer=403, coordinator=403),
    Page("events:minutes-record", "briefing", officer=403, coordinator=403),
    Page("events:action-add", "briefing", officer=403, coordinator=403),
    Page("events:action-finish", "action", {}, read=False, officer=403, coordinator=403),
]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture
def world(event):
    return build_world(event)


@each_page
def test_staff_get_an_answer(page, world, staff, client_of):
    assert page.ask(client_of(staff), world).status_code in (200, 302)


@each_page
def test_wrong_method_is_refused(page, world, staff, client_of):
    assert wrong_method(page, client_of(staff), world).status_code == 405


@each_page
def test_stranger_sees_nothing(page, world, stranger, client_of):
    assert page.ask(client_of(stranger), world).status_code == page.stranger


@each_page
def test_officer_is_refused(page, world, officer_user, client_of):
    assert page.ask(client_of(officer_user), world).status_code == page.officer


@each_page
def test_coordinator_follows_the_matrix(page, world, coordinator, client_of):
    assert page.ask(client_of(coordinator), world).status_code == page.coordinator


def test_coordinator_of_one_tier_changes_only_items_of_that_tier(world, coordinator, client_of):
    from tests.factories import TierFactory

    world["event"].roster.get(role="coordinator").tiers.set([world["tier"]])
    page, client = Page("events:item-change", "item"), client_of(coordinator)
    assert page.ask(client, world).status_code == 403
    world["item"].tiers.set([world["tier"]])
    assert page.ask(client, world).status_code == 200
    world["item"].tiers.add(TierFactory(event=world["event"], code="VVIP"))
    assert page.ask(client, world).status_code == 403
