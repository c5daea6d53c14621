from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from events import services
from events.models import EVENT_MOVES, AgendaItem, Event, EventStage, TierPolicy
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Conflict, Refused
from tests.factories import (
    MORNING,
    AgendaItemFactory,
    BriefingFactory,
    DelegationFactory,
    EventFactory,
    TierFactory,
    VenueFactory,
)


def _values(**more) -> dict:
    return {
        "name": "Forum Gubernur se-Kalimantan",
        "short_name": "Forum Gubernur",
        "starts_on": "2023-03-14",
        "ends_on": "2023-03-16",
    } | more


def test_new_event_is_a_draft_with_the_usual_tiers(staff, at, db):
    event = services.create_event(values=_values(), by=staff, at=at)
    assert (event.stage, event.slug) == ("draft", "forum-gubernur")
    assert [tier.code for tier in event.tiers.all()] == ["VVIP", "VIP", "GUB", "UMUM"]
    assert AuditEntry.objects.get().verb == "event.created"


def test_second_event_of_one_name_gets_another_address(staff, at, db):
    slugs = [services.create_event(values=_values(), by=staff, at=at).slug for _n in range(3)]
    assert slugs == ["forum-gubernur", "forum-gubernur-2", "forum-gubernur-3"]


def test_address_of_the_new_event_page_is_never_taken(staff, at, db):
    assert services.create_event(values=_values(short_name="New"), by=staff, at=at).slug == "new-2"


def test_event_that_ends_before_it_starts_is_refused_by_both(staff, at, db):
    with pytest.raises(Refused):
        services.create_event(values=_values(ends_on="2023-03-13"), by=staff, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventFactory(starts_on="2023-03-14", ends_on="2023-03-13")


@pytest.mark.parametrize("old", EventStage)
@pytest.mark.parametrize("new", EventStage)
def test_stage_moves_only_as_the_table_says(old, new, staff, at, db):
    event = EventFactory(stage=old)
    if new in EVENT_MOVES[old]:
        assert services.move_event(event=event, stage=new, by=staff, at=at).stage == new
    else:
        with pytest.raises(Refused):
            services.move_event(event=event, stage=new, by=staff, at=at)
        event.refresh_from_db()
        assert event.stage == old


def test_clone_takes_the_rules_and_no_guests(event, staff, at):
    TierFactory(event=event, code="VIP", lo_count=2, aliases=["Menteri"])
    VenueFactory(event=event, name="Pendopo")
    AgendaItemFactory(event=event)
    DelegationFactory(event=event)
    copy = services.clone_event(event=event, values=_values(), by=staff, at=at)
    assert copy.stage == "draft"
    assert [(tier.code, tier.lo_count, tier.aliases) for tier in copy.tiers.all()] == [
        ("VIP", 2, ["Menteri"])
    ]
    assert "Pendopo" in [venue.name for venue in copy.venues.all()]
    assert not copy.agenda.exists()
    assert not copy.delegations.exists()
    assert Event.objects.count() == 2


def test_tier_that_delegations_have_stays(event, staff, at):
    tier = TierFactory(event=event, code="VIP")
    DelegationFactory(event=event, tier=tier)
    with pytest.raises(Refused):
        services.remove_tier(tier=tier, by=staff, at=at)
    assert TierPolicy.objects.filter(pk=tier.pk).exists()


def test_removed_tier_leaves_its_line(event, staff, at):
    services.remove_tier(tier=TierFactory(event=event, code="UMUM"), by=staff, at=at)
    assert AuditEntry.objects.get().verb == "tier.removed"


def test_item_of_a_foreign_venue_is_refused(event, staff, at):
    values = {"title": "Sidang", "starts_at": MORNING, "ends_at": MORNING + timedelta(hours=1)}
    with pytest.raises(Refused):
        services.create_item(event=event, values=values | {"venue": VenueFactory()}, by=staff, at=at)
    assert not AgendaItem.objects.exists()


def test_item_that_ends_before_it_starts_is_refused_by_both(event, staff, at):
    values = {"title": "Sidang", "starts_at": MORNING, "ends_at": MORNING - timedelta(hours=1)}
    with pytest.raises(Refused):
        services.create_item(event=event, values=values, by=staff, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItemFactory(event=event, ends_at=MORNING - timedelta(hours=1))


def test_moved_item_tells_old_and_new_tiers(event, staff, at):
    item = AgendaItemFactory(event=event)
    tier = TierFactory(event=event, code="VVIP")
    services.change_item(item=item, changes={"tiers": [tier]}, by=staff, at=at, seen=0)
    assert AuditEntry.objects.get().detail == {"tiers": [[], ["VVIP"]]}


def test_cancelled_item_is_not_cancelled_twice(event, staff, at):
    item = services.cancel_item(item=AgendaItemFactory(event=event), reason="hujan", by=staff, at=at)
    assert item.is_cancelled
    with pytest.raises(Refused):
        services.cancel_item(item=item, reason="lagi", by=staff, at=at)


def test_briefing_is_an_item_for_officers(event, staff, at):
    item_values = {"title": "Gladi", "starts_at": MORNING, "ends_at": MORNING + timedelta(hours=2)}
    briefing = services.create_briefing(
        event=event, item_values=item_values, values={"kind": "rehearsal"}, by=staff, at=at
    )
    assert briefing.item.for_officers
    assert AuditEntry.objects.get().subject_label == "Gladi"


def test_late_minutes_are_a_conflict(event, staff, at):
    briefing = BriefingFactory(item__event=event)
    services.record_minutes(briefing=briefing, minutes="Semua hadir.", by=staff, at=at, seen=0)
    with pytest.raises(Conflict):
        services.record_minutes(briefing=briefing, minutes="Tidak semua.", by=staff, at=at, seen=0)
    briefing.refresh_from_db()
    assert briefing.minutes == "Semua hadir."


def test_action_is_finished_once(event, staff, at):
    action = services.add_action(
        briefing=BriefingFactory(item__event=event),
        values={"text": "Cetak lencana", "owner_name": "Bayu"},
        by=staff,
        at=at,
    )
    done = services.finish_action(action=action, by=staff, at=at)
    assert done.done_at == at
    with pytest.raises(Refused):
        services.finish_action(action=done, by=staff, at=at)
