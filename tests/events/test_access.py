import pytest

from tests.questions import Page, wrong_answers
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


@pytest.fixture
def world(event):
    return build_world(event)


def test_every_page_answers_each_as_it_should(world, visitors):
    assert wrong_answers(PAGES, world, visitors) == []


def test_coordinator_of_one_tier_changes_only_items_of_that_tier(world, coordinator, client_of):
    from tests.factories import TierFactory

    world["event"].roster.get(role="coordinator").tiers.set([world["tier"]])
    page, client = Page("events:item-change", "item"), client_of(coordinator)
    assert page.ask(client, world).status_code == 403
    world["item"].tiers.set([world["tier"]])
    assert page.ask(client, world).status_code == 200
    world["item"].tiers.add(TierFactory(event=world["event"], code="VVIP"))
    assert page.ask(client, world).status_code == 403
