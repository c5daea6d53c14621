from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from delegates.models import Delegation, LanguageNeed, Need, Stay
from lo_portal.audit.models import ViewEntry
from tests.factories import (
    DelegationFactory,
    GuestFactory,
    MovementFactory,
    TierFactory,
    VehicleFactory,
    VenueFactory,
)

LIST_QUERIES = 13
VEHICLE_QUERIES = 7


def _fill(event, count):
    tier = TierFactory(event=event, code="VIP")
    hotel = VenueFactory(event=event, kind="hotel")
    for _n in range(count):
        delegation = DelegationFactory(event=event, tier=tier, country="MY")
        GuestFactory(delegation=delegation, role="head")
        MovementFactory(delegation=delegation, vehicle=VehicleFactory(event=event))
        Stay.objects.create(delegation=delegation, hotel=hotel)
        Need.objects.create(delegation=delegation, kind="diet", text="Halal")
        LanguageNeed.objects.create(delegation=delegation, language="en")


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_one_and_thirty(count, event, staff, client_of, django_assert_num_queries):
    _fill(event, count)
    client, url = client_of(staff), reverse("delegates:delegation-list", args=[event.slug])
    client.get(url)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(url)


@pytest.mark.parametrize("count", [1, 30])
def test_vehicles_cost_the_same_for_one_and_thirty(count, event, staff, client_of, django_assert_num_queries):
    _fill(event, count)
    client, url = client_of(staff), reverse("delegates:vehicle-list", args=[event.slug])
    client.get(url)
    with django_assert_num_queries(VEHICLE_QUERIES):
        client.get(url)


@pytest.fixture
def two(event):
    """A complete delegation from Malaysia and one from Brunei of which nothing is known."""
    tier = TierFactory(event=event, code="VIP")
    known = DelegationFactory(event=event, tier=tier, name="Kementerian Ekonomi", country="MY")
    GuestFactory(delegation=known, role="head", full_name="Datuk Azlan")
    MovementFactory(delegation=known, carrier_code="AK-6112")
    Stay.objects.create(delegation=known, hotel=VenueFactory(event=event, kind="hotel"))
    DelegationFactory(
        event=event, tier=TierFactory(event=event, code="GUB"), name="Kantor Gubernur", country="BN"
    )
    return event


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "azlan"}, ["Kementerian Ekonomi"]),
        ({"q": "ak-6112"}, ["Kementerian Ekonomi"]),
        ({"tier": "GUB"}, ["Kantor Gubernur"]),
        ({"origin": "BRN"}, ["Kantor Gubernur"]),
        ({"state": "incomplete"}, ["Kantor Gubernur"]),
        ({"day": "2022-11-24"}, ["Kementerian Ekonomi"]),
        ({"q": "tidak ada"}, []),
        ({}, ["Kementerian Ekonomi", "Kantor Gubernur"]),
    ],
)
def test_list_is_narrowed_by_its_filters(query, names, two, staff, client_of):
    response = client_of(staff).get(reverse("delegates:delegation-list", args=[two.slug]), query)
    assert [row.delegation.name for row in response.context["rows"]] == names


def test_filter_by_htmx_gets_the_rows_only(two, staff, client_of):
    url = reverse("delegates:delegation-list", args=[two.slug])
    response = client_of(staff).get(url, {"q": "azlan"}, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b"Kementerian Ekonomi" in response.content


def test_new_delegation_lands_on_its_page(event, staff, client_of):
    tier = TierFactory(event=event, code="VIP", lo_count=2)
    data = {
        "code": "D-01", "name": "Bank Contoh", "tier": tier.pk, "origin_kind": "organisation",
        "precedence": 100, "party_size": 3, "languages": "en B2, ms",
    }  # fmt: skip
    response = client_of(staff).post(reverse("delegates:delegation-create", args=[event.slug]), data)
    made = Delegation.objects.get()
    assert response["Location"] == reverse("delegates:delegation-detail", args=[made.pk])
    assert made.lo_required == 2
    assert [str(one) for one in made.languages.all()] == ["en B2", "ms B1"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "D-05"}, "D-05 already belongs to Delegasi lama. Choose another code."),
        ({"contact_phone": "12"}, "This is not a phone number. Write 10 to 13 digits"),
        ({"languages": "bahasa inggris"}, "“bahasa inggris” is not a language with a level."),
        ({"party_size": "-1"}, "greater than or equal to 0"),
        ({"tier": ""}, "This field is required."),
    ],
)
def test_bad_input_is_named_and_kept(wrong, sentence, event, staff, client_of):
    tier = TierFactory(event=event, code="VIP")
    DelegationFactory(event=event, code="D-05", name="Delegasi lama", tier=tier)
    data = {
        "code": "D-06", "name": "Nama yang diketik", "tier": tier.pk, "origin_kind": "country",
        "precedence": 100, "party_size": 3, "languages": "",
    } | wrong  # fmt: skip
    url = reverse("delegates:delegation-create", args=[event.slug])
    response = client_of(staff, "en").post(url, data)
    (field,) = wrong
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert "Nama yang diketik" in response.content.decode()
    assert Delegation.objects.count() == 1


def test_restricted_data_is_not_in_the_page(event, staff, client_of):
    guest = GuestFactory(
        delegation=DelegationFactory(event=event), health_note="asma berat", passport_number="A7654321"
    )
    client = client_of(staff)
    for name, key in [("delegation-detail", guest.delegation_id), ("guest-change", guest.pk)]:
        shown = client.get(reverse(f"delegates:{name}", args=[key])).content.decode()
        assert "asma berat" not in shown
        assert "A7654321" not in shown


def test_guest_form_of_a_coordinator_offers_only_what_she_may_write(event, coordinator, client_of, caplog):
    guest = GuestFactory(delegation=DelegationFactory(event=event))
    page = client_of(coordinator).get(reverse("delegates:guest-change", args=[guest.pk]))
    assert "health_note" in page.context["form"].fields
    assert "passport_number" not in page.context["form"].fields
    assert not caplog.records


def test_restricted_data_opens_with_a_reason(event, staff, client_of):
    guest = GuestFactory(delegation=DelegationFactory(event=event), health_note="asma berat")
    url = reverse("delegates:guest-restricted", args=[guest.pk])
    refused = client_of(staff).post(url, {"reason": ""})
    assert b"asma" not in refused.content
    opened = client_of(staff).post(url, {"reason": "tim medis bertanya"})
    assert b"asma berat" in opened.content
    assert ViewEntry.objects.get().reason == "tim medis bertanya"


def test_empty_restricted_field_keeps_what_is_stored(event, staff, client_of):
    guest = GuestFactory(delegation=DelegationFactory(event=event), health_note="asma")
    data = {"role": "member", "full_name": "Tamu Baru", "version": 0, "health_note": ""}
    client_of(staff).post(reverse("delegates:guest-change", args=[guest.pk]), data)
    guest.refresh_from_db()
    assert (guest.full_name, guest.health_note) == ("Tamu Baru", "asma")
    client_of(staff).post(
        reverse("delegates:guest-change", args=[guest.pk]), data | {"version": 1, "health_note": "-"}
    )
    guest.refresh_from_db()
    assert guest.health_note == ""


@pytest.mark.parametrize(("kind", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_export_has_every_delegation_and_no_restricted_field(kind, start, two, staff, client_of):
    response = client_of(staff).get(reverse("delegates:delegation-export", args=[two.slug, kind]))
    assert response.content.startswith(start)
    assert f".{kind}" in response["Content-Disposition"]
    if kind == "csv":
        assert "Kantor Gubernur" in response.content.decode()


def test_export_of_an_unknown_kind_is_missing(two, staff, client_of):
    url = reverse("delegates:delegation-export", args=[two.slug, "exe"])
    assert client_of(staff).get(url).status_code == 404


def test_garbled_item_is_missing(event, staff, client_of):
    url = reverse("delegates:participation-set", args=[DelegationFactory(event=event).pk])
    assert client_of(staff).post(url, {"item": "bukan kunci"}).status_code == 404


def test_cancel_without_a_reason_changes_nothing(event, staff, client_of):
    delegation = DelegationFactory(event=event)
    response = client_of(staff).post(
        reverse("delegates:delegation-cancel", args=[delegation.pk]), {"reason": " "}
    )
    delegation.refresh_from_db()
    assert response.status_code == 422
    assert not delegation.is_cancelled


def test_writing_a_passport_asks_for_the_second_step_again(event, staff, client_of):
    guest = GuestFactory(delegation=DelegationFactory(event=event), full_name="Tamu Lama")
    url = reverse("delegates:guest-change", args=[guest.pk])
    data = {"role": "member", "full_name": "Tamu Baru", "version": 0}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = client_of(staff)
        clock.shift(timedelta(minutes=16))
        asked = client.post(url, data | {"passport_number": "B 7654321"})
        assert asked.status_code == 401
        assert b"B 7654321" in asked.content, "what was typed is kept"
        guest.refresh_from_db()
        assert (guest.full_name, guest.passport_number) == ("Tamu Lama", "")
        assert client.post(url, data | {"health_note": "asma"}).status_code == 302


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [("MY", "Kementerian", "MY-02"), ("", "Filipina", "PH-01"), ("", "Bank", "INT-01")],
)
def test_a_code_left_empty_is_made_from_the_country(country, name, code, event, staff, client_of):
    tier = TierFactory(event=event, code="VIP")
    DelegationFactory(event=event, code="MY-01", name="Malaysia", tier=tier)
    DelegationFactory(event=event, code="INT-04", name="Asian Development Bank", tier=tier)
    data = {
        "code": "", "name": name, "tier": tier.pk, "origin_kind": "country", "country": country,
        "precedence": 100, "party_size": 3, "languages": "",
    }  # fmt: skip
    client_of(staff).post(reverse("delegates:delegation-create", args=[event.slug]), data)
    assert Delegation.objects.get(name=name).code == code
