"""Lists for police, hotel and airport: fixed columns, a link that ends, every opening noted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from delegates.models import Need, Stay
from delegates.sharing import services
from delegates.sharing.models import ShareList, ShareOpening
from lo_portal.audit.models import AuditEntry
from tests import factories

HIDDEN = {"K-RAHASIA-1", "asma berat", "ancaman khusus", "R-1801", "+60123456789", "0123-456-789"}


@pytest.fixture
def hotel(event):
    return factories.VenueFactory(event=event, name="Hotel Ibu Kota", kind="hotel")


@pytest.fixture
def guest(event, hotel):
    guest = factories.GuestFactory(
        full_name="Datuk Ulin Merah", role="head", phone="+60123456789", passport_number="K-RAHASIA-1",
        health_note="asma berat", security_note="ancaman khusus", delegation__event=event,
        delegation__name="Sarawak",
    )  # fmt: skip
    delegation = guest.delegation
    Stay.objects.create(delegation=delegation, guest=guest, hotel=hotel, room="R-1801", room_type="Suite")
    Need.objects.create(delegation=delegation, guest=guest, kind="diet", text="Tanpa udang")
    car = factories.VehicleFactory(event=event, plate="KB 1 SR")
    factories.MovementFactory(
        delegation=delegation, carrier_code="MH123", scheduled_at=timezone.now(), vehicle=car
    )
    return guest


@pytest.fixture
def make(event, staff):
    """`make(kind)`: a list and the address of its link."""

    def share(kind: str, hotel=None, life=timedelta(days=2)):
        now = timezone.now()
        values = {"kind": kind, "hotel": hotel, "recipient": "Iptu Rudi", "expires_at": now + life}
        row, secret = services.create_share_list(event=event, values=values, by=staff, at=now)
        return row, reverse("sharing:share-open", args=[secret])

    return share


@pytest.mark.parametrize(
    ("kind", "shown", "not_shown"),
    [
        ("police", {"Sarawak", "Datuk Ulin Merah", "KB 1 SR"}, {"Tanpa udang", "Suite"}),
        ("airport", {"Sarawak", "Datuk Ulin Merah", "MH123"}, {"KB 1 SR", "Tanpa udang", "Suite"}),
        ("hotel", {"Sarawak", "Datuk Ulin Merah", "Suite", "Tanpa udang"}, {"KB 1 SR", "MH123"}),
    ],
)
def test_each_list_shows_its_own_columns_and_nothing_restricted(
    kind, shown, not_shown, guest, hotel, make, client
):
    row, link = make(kind, hotel if kind == "hotel" else None)

    answer = client.get(link, headers={"User-Agent": "Peramban Satlantas"})

    page = answer.content.decode()
    assert all(words in page for words in shown)
    assert 'data-l="Delegasi"' in page  # on a phone a row is a card, each cell under its heading
    assert not [words for words in not_shown | HIDDEN if words in page]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    opening = ShareOpening.objects.get(share=row)
    assert (opening.address, opening.device) == ("127.0.0.1", "Peramban Satlantas")


def test_a_hotel_sees_its_own_guests_only(guest, event, make, client):
    other = factories.VenueFactory(event=event, name="Hotel Lain", kind="hotel")
    _row, link = make("hotel", other)

    assert "Datuk Ulin Merah" not in client.get(link).content.decode()


def test_a_link_that_ended_was_revoked_or_never_was_looks_the_same(guest, make, staff, client):
    row, link = make("police")
    services.revoke_share_list(share=row, by=staff, at=timezone.now())
    old, ended = make("airport")
    ShareList.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    never = reverse("sharing:share-open", args=["x" * 32])

    answers = [client.get(address) for address in (link, ended, never)]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({len(answer.content) - len(answer.content.split(b"csrf")[0]) for answer in answers}) <= 3
    assert ShareOpening.objects.count() == 0


@pytest.mark.usefixtures("still_clock")
def test_guessing_is_slowed_down(make, client):
    never = reverse("sharing:share-open", args=["x" * 32])
    answers = [client.get(never).status_code for _time in range(22)]

    assert answers == [404] * 20 + [429] * 2


def test_staff_make_a_link_that_is_shown_once_and_revoke_it(guest, event, staff, client_of, client):
    page, browser = reverse("sharing:share-list", args=[event.slug]), client_of(staff)
    ends = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")

    bad = browser.post(page, {"kind": "hotel", "recipient": "Resepsionis", "expires_at": ends})
    assert bad.status_code == 422
    assert "Pilih hotel" in bad.content.decode()
    far = {"kind": "police", "recipient": "Satlantas", "expires_at": "2031-01-01T10:00"}
    assert browser.post(page, far).status_code == 422

    shown = browser.post(page, far | {"expires_at": ends}, follow=True).content.decode()
    link = shown.split("<code")[1].split(">")[1].split("<")[0]
    assert "<code" not in browser.get(page).content.decode()
    assert client.get(link).status_code == 200
    assert "1×" in browser.get(page).content.decode()

    row = ShareList.objects.get()
    assert row.secret_hash not in link
    browser.post(reverse("sharing:share-revoke", args=[row.pk]))
    assert client.get(link).status_code == 404
    assert browser.post(reverse("sharing:share-revoke", args=[row.pk])).status_code in (302, 422)
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert (verbs.count("share_list.created"), verbs.count("share_list.revoked")) == (1, 1)


def test_only_staff_share(make, event, coordinator, officer_user, stranger, client_of, client):
    row, link = make("police")
    page = reverse("sharing:share-list", args=[event.slug])
    revoke = reverse("sharing:share-revoke", args=[row.pk])
    assert client_of(coordinator).get(page).status_code == 403
    assert client_of(stranger).get(page).status_code == 404
    assert client_of(officer_user).post(revoke).status_code in (403, 404)
    assert client.get(page).status_code == 302
    assert client.post(link).status_code == 405
    row.refresh_from_db()
    assert row.revoked_at is None


@pytest.mark.parametrize("count", [1, 30])
def test_lists_cost_the_same(count, event, hotel, make, client, client_of, staff, django_assert_num_queries):
    for number in range(count):
        delegation = factories.DelegationFactory(event=event)
        factories.GuestFactory(delegation=delegation, role="head", full_name=f"Tamu {number}")
        factories.MovementFactory(delegation=delegation, scheduled_at=timezone.now())
    for kind in ("police", "airport"):
        _row, link = make(kind)
        with django_assert_num_queries(6):
            client.get(link)
    browser = client_of(staff)
    for _number in range(count):
        make("police")
    with django_assert_num_queries(8):
        browser.get(reverse("sharing:share-list", args=[event.slug]))
