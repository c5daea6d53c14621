from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from delegates import pages, services
from delegates.models import Guest, Movement
from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.refusals import Conflict, Refused
from tests.factories import (
    MORNING,
    AgendaItemFactory,
    DelegationFactory,
    GuestFactory,
    MovementFactory,
    TierFactory,
    VehicleFactory,
)


@pytest.fixture
def delegation(event):
    return DelegationFactory(event=event, tier=TierFactory(event=event, code="VIP", lo_count=2))


def _last_entry(verb):
    return AuditEntry.objects.filter(verb=verb).first()


def test_new_delegation_takes_the_number_of_its_tier(event, staff, at):
    tier = TierFactory(event=event, code="VVIP", lo_count=3)
    values = {"code": "D-77", "name": "Kementerian Contoh", "tier": tier}
    made = services.create_delegation(event=event, values=values, languages=[("en", "B2")], by=staff, at=at)
    assert made.lo_required == 3
    assert [str(one) for one in made.languages.all()] == ["en B2"]
    assert _last_entry("delegation.created").detail["languages"] == [[], ["en B2"]]


def test_second_delegation_with_one_code_is_refused(delegation, staff, at):
    values = {"code": delegation.code, "name": "Kembar", "tier": delegation.tier}
    with pytest.raises(Refused):
        services.create_delegation(event=delegation.event, values=values, by=staff, at=at)


def test_change_tells_old_and_new_and_counts_the_version(delegation, staff, at):
    changed = services.change_delegation(
        delegation=delegation, changes={"party_size": 9}, by=staff, at=at, seen=0
    )
    assert (changed.party_size, changed.version) == (9, 1)
    assert _last_entry("delegation.changed").detail == {"party_size": [1, 9]}


def test_same_values_change_nothing(delegation, staff, at):
    services.change_delegation(delegation=delegation, changes={"party_size": 1}, by=staff, at=at, seen=0)
    delegation.refresh_from_db()
    assert delegation.version == 0
    assert _last_entry("delegation.changed") is None


def test_late_change_is_a_conflict(delegation, staff, at):
    services.change_delegation(delegation=delegation, changes={"party_size": 2}, by=staff, at=at, seen=0)
    with pytest.raises(Conflict):
        services.change_delegation(delegation=delegation, changes={"party_size": 3}, by=staff, at=at, seen=0)


def test_failed_audit_undoes_the_change(delegation, staff, at):
    """A trail line that PostgreSQL refuses takes the change with it."""
    staff.name = "x" * 300
    with pytest.raises(Exception, match="too long"):
        services.change_delegation(delegation=delegation, changes={"party_size": 5}, by=staff, at=at)
    delegation.refresh_from_db()
    assert delegation.party_size == 1


def test_cancelled_delegation_is_not_cancelled_twice(delegation, staff, at):
    cancelled = services.cancel_delegation(delegation=delegation, reason="batal", by=staff, at=at)
    with pytest.raises(Refused):
        services.cancel_delegation(delegation=cancelled, reason="lagi", by=staff, at=at)


def test_a_delegation_has_one_head(delegation, staff, at):
    GuestFactory(delegation=delegation, role="head")
    with pytest.raises(Refused, match=r"."):
        services.add_guest(
            delegation=delegation, values={"full_name": "Kepala kedua", "role": "head"}, by=staff, at=at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestFactory(delegation=delegation, role="head")


def test_another_head_is_fine_once_the_first_is_cancelled(delegation, staff, at):
    first = GuestFactory(delegation=delegation, role="head")
    services.cancel_guest(guest=first, by=staff, at=at)
    assert services.add_guest(
        delegation=delegation, values={"full_name": "Pengganti", "role": "head"}, by=staff, at=at
    ).pk


def test_replacement_keeps_person_and_tier_in_the_log(delegation, staff, at):
    minister = GuestFactory(
        delegation=delegation, role="head", full_name="Datuk Azlan", position="Menteri Ekonomi"
    )
    lower = TierFactory(event=delegation.event, code="GUB")
    heir = services.replace_guest(
        guest=minister, values={"full_name": "Dr. Noraini"}, tier=lower, by=staff, at=at
    )
    delegation.refresh_from_db()
    minister.refresh_from_db()
    assert (heir.role, heir.represents) == ("head", "Datuk Azlan, Menteri Ekonomi")
    assert minister.cancelled_at == at
    assert delegation.tier == lower
    detail = _last_entry("guest.replaced").detail
    assert detail == {"guest": ["Datuk Azlan", "Dr. Noraini"], "tier": ["VIP", "GUB"]}


def test_restricted_values_never_enter_the_trail(delegation, staff, at):
    services.add_guest(
        delegation=delegation,
        values={"full_name": "Puan Sri", "health_note": "asma", "passport_number": "A123"},
        by=staff,
        at=at,
    )
    assert "asma" not in str(_last_entry("guest.added").detail)
    assert _last_entry("guest.added").detail["health_note"] == "•••"


def test_restricted_fields_open_with_a_reason_and_are_logged(delegation, staff, at):
    guest = GuestFactory(delegation=delegation, health_note="asma")
    shown = services.show_restricted(row=guest, by=staff, at=at, reason="tim medis bertanya")
    assert "asma" in [text for _label, text in shown]
    entry = ViewEntry.objects.get()
    assert (entry.actor, entry.reason) == (staff, "tim medis bertanya")
    assert "health_note" in entry.fields


def test_restricted_fields_stay_closed_without_a_reason(delegation, staff, at):
    guest = GuestFactory(delegation=delegation, health_note="asma")
    with pytest.raises(Refused):
        services.show_restricted(row=guest, by=staff, at=at, reason=" ")
    assert not ViewEntry.objects.exists()


def test_coordinator_never_sees_a_passport(delegation, coordinator, at):
    guest = GuestFactory(delegation=delegation, passport_number="A123")
    shown = services.show_restricted(row=guest, by=coordinator, at=at, reason="pemeriksaan bandara")
    assert "A123" not in [text for _label, text in shown]


def test_health_is_stored_encrypted(delegation):
    from django.db import connection

    guest = GuestFactory(delegation=delegation, health_note="asma")
    with connection.cursor() as cursor:
        cursor.execute("SELECT health_note FROM delegates_guest WHERE id = %s", [guest.pk])
        stored = cursor.fetchone()[0]
    assert "asma" not in stored
    assert Guest.objects.get(pk=guest.pk).health_note == "asma"


def test_departure_before_the_arrival_is_refused(delegation, staff, at):
    MovementFactory(delegation=delegation, scheduled_at=MORNING)
    values = {"kind": "departure", "scheduled_at": MORNING - timedelta(hours=1)}
    with pytest.raises(Refused) as refusal:
        services.add_movement(delegation=delegation, values=values, by=staff, at=at)
    assert refusal.value.code == "departure_before_arrival"
    assert Movement.objects.count() == 1


def test_estimate_is_a_change_with_its_old_value(delegation, staff, at):
    movement = MovementFactory(delegation=delegation)
    later = MORNING + timedelta(hours=2)
    services.change_movement(movement=movement, changes={"estimated_at": later}, by=staff, at=at, seen=0)
    assert _last_entry("movement.changed").detail == {"estimated_at": [None, later.isoformat()]}


def test_car_that_drives_somebody_stays_in_the_pool(delegation, staff, at):
    car = VehicleFactory(event=delegation.event)
    movement = MovementFactory(delegation=delegation, vehicle=car)
    with pytest.raises(Refused):
        services.remove_vehicle(vehicle=car, by=staff, at=at)
    services.cancel_movement(movement=movement, by=staff, at=at)
    services.remove_vehicle(vehicle=car, by=staff, at=at)


def test_guest_of_another_delegation_has_no_need_here(delegation, staff, at):
    stranger = GuestFactory(delegation=DelegationFactory(event=delegation.event, tier=delegation.tier))
    with pytest.raises(Refused):
        services.add_need(
            delegation=delegation,
            values={"kind": "diet", "text": "Halal", "guest": stranger},
            by=staff,
            at=at,
        )


def test_agenda_of_a_delegation_follows_tier_and_participation(delegation, staff, at):
    other = TierFactory(event=delegation.event, code="VVIP")
    for_all = AgendaItemFactory(event=delegation.event, title="Pembukaan")
    own = AgendaItemFactory(event=delegation.event, title="Sidang")
    own.tiers.set([delegation.tier])
    foreign = AgendaItemFactory(event=delegation.event, title="Bilateral")
    foreign.tiers.set([other])
    AgendaItemFactory(event=delegation.event, title="Rapat LO", for_officers=True)
    assert set(pages.agenda_of(delegation)) == {for_all, own}
    services.set_participation(delegation=delegation, item=foreign, attends=True, by=staff, at=at)
    services.set_participation(delegation=delegation, item=for_all, attends=False, by=staff, at=at)
    assert set(pages.agenda_of(delegation)) == {own, foreign}
    services.set_participation(delegation=delegation, item=for_all, attends=True, by=staff, at=at)
    assert for_all in set(pages.agenda_of(delegation))
