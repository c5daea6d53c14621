"""Every declared list: who gets which column, what it costs, what is written down about it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.exports import writing
from lo_portal.exports.listing import Ask, Found, listing, listings, value_in
from lo_portal.exports.models import Export
from tests import factories
from tests.exports.conftest import CANARIES, text_of
from tests.letters.factories import LetterFactory
from tests.world import build_world

pytestmark = pytest.mark.django_db

OF_EVENT = [one.key for one in listings() if one.of_event]
KINDS = ("xlsx", "csv", "pdf")


def address(key, event, kind):
    return reverse(listing(key).url_name, args=[event.slug, kind])


def cells(key, ask):
    """Every cell of the list, as a writer takes it."""
    wanted = listing(key)
    columns = wanted.columns_for(ask)
    return [[value_in(column, row, ask.zone) for column in columns] for row in Found(wanted, ask)]


def test_every_room_has_declared_its_lists():
    assert {
        *("agenda", "attendance", "briefings", "contacts", "delegations", "guests", "letters", "load"),
        *("manifest", "notices", "officers", "pairs", "register", "rooming", "vehicles"),
    } <= {one.key for one in listings()}


@pytest.mark.parametrize("key", OF_EVENT)
def test_one_and_thirty_rows_cost_the_same(key, event, staff, at):
    ask = Ask(staff, event, QueryDict(""), at)
    rows = build_world(event)
    factories.AssignmentFactory(delegation=rows["delegation"], officer=rows["officer"], state="accepted")
    with CaptureQueriesContext(
        connection,
    ) as few:
        cells(key, ask)
    tier, hotel = event.tiers.first(), event.venues.filter(kind="hotel").first()
    for number in range(29):
        one = factories.DelegationFactory(event=event, tier=tier, contact_name=f"Kontak {number}")
        guest = factories.GuestFactory(delegation=one, role="head")
        factories.MovementFactory(delegation=one, vehicle=factories.VehicleFactory(event=event))
        one.stays.create(hotel=hotel, guest=guest)
        one.needs.create(kind="diet", text="Halal")
        factories.AgendaItemFactory(event=event)
        factories.BriefingFactory(item__event=event)
        entry = factories.RosterEntryFactory(event=event)
        factories.AssignmentFactory(delegation=one, officer=entry.officer, state="accepted")
    with CaptureQueriesContext(connection) as many:
        cells(key, Ask(staff, event, QueryDict(""), at))
    assert len(many) == len(few)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("person", ["staff", "coordinator"])
def test_no_list_carries_a_restricted_field_unasked(person, kind, world, event, client_of, request):
    client = client_of(request.getfixturevalue(person))
    read = 0
    for key in OF_EVENT:
        response = client.get(address(key, event, kind))
        assert response.status_code in (200, 403), key
        if response.status_code == 200:
            shown = text_of(response.content, kind)
            assert not [name for name, canary in CANARIES.items() if canary in shown], key
            assert world["officer"].nip not in shown, key
            read += 1
    assert read >= {"staff": 11, "coordinator": 6}[person]


def test_restricted_fields_ask_for_the_second_step_again(world, event, staff, client_of):
    client = client_of(staff)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        response = client.post(address("guests", event, "xlsx"), {"reason": "Visa on arrival"})
    assert response.status_code == 401
    assert "Visa on arrival" in response.content.decode()
    assert not ViewEntry.objects.exists()


@pytest.mark.parametrize("key", ["guests", "rooming"])
def test_without_a_reason_there_is_nothing_restricted(key, world, event, staff, client_of):
    response = client_of(staff).post(address(key, event, "xlsx"), {"reason": " "})
    assert response.status_code == 422
    assert not ViewEntry.objects.exists()
    assert not Export.objects.exists()


def test_a_coordinator_never_takes_restricted_fields(world, event, coordinator, client_of):
    for key in ("guests", "rooming"):
        response = client_of(coordinator).post(address(key, event, "xlsx"), {"reason": "Perlu sekali"})
        assert response.status_code == 403
    client_of(coordinator).post(address("officers", event, "csv"), {"reason": "Perlu sekali"})
    assert not Export.objects.exists()
    assert not ViewEntry.objects.exists()


def test_the_filter_on_the_screen_is_the_filter_of_the_file(event, staff, client_of):
    vip, guv = (factories.TierFactory(event=event, code=code) for code in ("VIP", "GUB"))
    factories.DelegationFactory(event=event, tier=vip, name="Delegasi Sarawak")
    factories.DelegationFactory(event=event, tier=guv, name="Delegasi Maluku")
    shown = client_of(staff).get(address("delegations", event, "csv"), {"tier": "VIP"}).content.decode()
    assert "Sarawak" in shown
    assert "Maluku" not in shown
    assert AuditEntry.objects.get().detail["filter"] == "tier=VIP"


@pytest.mark.parametrize("kind", KINDS)
def test_texts_that_look_like_formulas_stay_texts(kind, event, staff, client_of):
    factories.AgendaItemFactory(event=event, title="=1+1", contact_name="Bayu", contact_phone="+628123456789")
    content = client_of(staff).get(address("agenda", event, kind)).content
    shown = text_of(content, kind)
    assert "=1+1" in shown
    assert "0812-3456-789" in shown
    if kind == "csv":
        assert "'=1+1" in shown


def test_a_list_without_rows_is_a_file_too(event, staff, client_of):
    for kind in KINDS:
        assert client_of(staff).get(address("vehicles", event, kind)).status_code == 200


def test_the_manifest_has_the_party_of_each_flight(event, staff, at):
    delegation = factories.DelegationFactory(event=event)
    names = [factories.GuestFactory(delegation=delegation, order=n).full_name for n in (1, 2)]
    alone = factories.MovementFactory(delegation=delegation, carrier_code="AK 6112", kind="departure")
    alone.guests.set([delegation.guests.last()])
    factories.MovementFactory(delegation=delegation, carrier_code="GA 502")
    factories.MovementFactory(delegation=delegation, carrier_code="", kind="transfer")
    ask = Ask(staff, event, QueryDict("flight=GA 502"), at)
    assert [row[7] for row in cells("manifest", ask)] == names
    assert len(cells("manifest", Ask(staff, event, QueryDict(""), at))) == 3


def test_the_contact_book_masks_phones_for_coordinators_before_the_days(event, coordinator, staff, at):
    factories.VehicleFactory(event=event)
    early = at.replace(day=10)
    assert "0812-3456-7890" in str(cells("contacts", Ask(staff, event, QueryDict(""), early)))
    assert "0812-3456-7890" not in str(cells("contacts", Ask(coordinator, event, QueryDict(""), early)))
    on_duty = at.replace(day=24)
    assert "0812-3456-7890" in str(cells("contacts", Ask(coordinator, event, QueryDict(""), on_duty)))


def test_a_coordinator_of_one_tier_finds_no_other_delegation(event, coordinator, at):
    own, other = (factories.TierFactory(event=event, code=code) for code in ("VIP", "GUB"))
    event.roster.get(role="coordinator").tiers.set([own])
    for tier in (own, other):
        factories.DelegationFactory(event=event, tier=tier, contact_name=f"Kontak {tier.code}")
    ask = Ask(coordinator, event, QueryDict(""), at)
    for key in ("pairs", "contacts"):
        shown = str(cells(key, ask))
        assert "VIP" in shown
        assert "GUB" not in shown


@pytest.mark.parametrize("day", ["2022-11-24", "kosong"])
def test_attendance_of_another_event_is_missing(day, event, staff, client_of):
    briefing = factories.BriefingFactory(item__event=event)
    url = reverse("officers:attendance-export", args=[briefing.pk, "pdf"])
    assert client_of(staff).get(url, {"briefing": day}).status_code == 200


def test_menu_shows_what_one_may_take(world, event, staff, coordinator, client_of):
    page = reverse("delegates:delegation-list", args=[event.slug])
    shown = client_of(staff).get(page, {"tier": "VIP"}).content.decode()
    assert f"{address('delegations', event, 'pdf')}?tier=VIP" in shown
    assert address("delegations", event, "pdf") not in client_of(coordinator).get(page).content.decode()


def test_paper_leaves_out_what_only_machines_read_and_keeps_times_whole(event, staff, at):
    LetterFactory(event=event, sha256="0f" * 32)
    factories.AgendaItemFactory(event=event)
    ask = Ask(staff, event, QueryDict(""), at)
    letters = listing("letters")
    page = writing.pdf_html(writing.Passed(Found(letters, ask)), letters.columns_for(ask), "Dewi")
    assert "0f0f" not in page
    assert "0f" * 32 in str(cells("letters", ask))
    agenda = listing("agenda")
    page = writing.pdf_html(writing.Passed(Found(agenda, ask)), agenda.columns_for(ask), "Dewi")
    assert '<td class="w">Kam 24, 09.00</td>' in page
