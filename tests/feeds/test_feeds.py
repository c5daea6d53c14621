"""JSON for other programs: by a token that ends, of one event, of columns that are for everybody."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.feeds import content, services, views
from events.feeds.models import FeedToken
from lo_portal.audit.models import AuditEntry
from lo_portal.exports.listing import listing
from tests import factories
from tests.exports.conftest import CANARIES
from tests.world import build_world

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs" / "interfaces.md"


@pytest.fixture
def make(event, staff):
    """`make("agenda")`: a token for these lists and its secret."""

    def token(*lists, life=timedelta(days=2)):
        now = timezone.now()
        values = {"consumer": "Situs Pemprov", "lists": list(lists), "expires_at": now + life}
        return services.create_feed_token(event=event, values=values, by=staff, at=now)

    return token


def ask(client, event, secret, key="agenda", **headers):
    url = (
        reverse("feeds:feed", args=[event.slug, key])
        if key
        else reverse("feeds:feed-index", args=[event.slug])
    )
    return client.get(url, headers={"Authorization": f"Bearer {secret}", **headers})


def test_a_program_reads_the_lists_of_its_token(event, make, client):
    factories.AgendaItemFactory(event=event, title="Jamuan Gubernur")
    token, secret = make("agenda")
    answer = ask(client, event, secret).json()
    assert answer["event"]["slug"] == event.slug
    assert (answer["list"], answer["count"]) == ("agenda", 1)
    assert answer["rows"][0]["title"] == "Jamuan Gubernur"
    assert answer["rows"][0]["starts_at"].endswith("+07:00")
    assert ask(client, event, secret, "officers").status_code == 404
    assert [one["list"] for one in ask(client, event, secret, "").json()["lists"]] == ["agenda"]
    token.refresh_from_db()
    assert token.use_count == 3


def test_unchanged_lists_are_answered_with_304(event, make, client):
    item = factories.AgendaItemFactory(event=event)
    _token, secret = make("agenda")
    etag = ask(client, event, secret)["ETag"]
    again = ask(client, event, secret, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    item.title = "Dipindah"
    item.save()
    assert ask(client, event, secret, **{"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("how", ["revoked", "ended", "garbled", "missing"])
def test_a_token_that_does_not_hold_reads_nothing(how, event, make, staff, client):
    token, secret = make("agenda")
    if how == "revoked":
        services.revoke_feed_token(token=token, by=staff, at=timezone.now())
    if how == "ended":
        FeedToken.objects.update(expires_at=timezone.now())
    if how == "missing":
        answer = client.get(reverse("feeds:feed", args=[event.slug, "agenda"]))
    else:
        answer = ask(client, event, "x" * 43 if how == "garbled" else secret)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json() == {"error": "no valid token"}


def test_a_token_of_one_event_does_not_read_another(event, make, client):
    other = factories.EventFactory()
    _token, secret = make("agenda")
    assert ask(client, other, secret).status_code == 404


@pytest.mark.usefixtures("still_clock")
def test_too_many_readings_and_guesses_are_slowed_down(event, make, client):
    _token, secret = make("agenda")
    with time_machine.travel(timezone.now(), tick=False):  # one minute's window, however slow the machine
        answers = [ask(client, event, secret).status_code for _time in range(views.READINGS_A_MINUTE + 1)]
        guesses = [ask(client, event, "x").status_code for _time in range(views.FAILURES_A_MINUTE + 1)]
    assert answers == [200] * views.READINGS_A_MINUTE + [429]
    assert guesses == [401] * views.FAILURES_A_MINUTE + [429]


def test_no_feed_carries_what_is_for_some_only(event, make, client):
    world = build_world(event)
    for name in ("passport_number", "health_note", "security_note"):
        setattr(world["guest"], name, CANARIES[name])
    world["guest"].save()
    factories.AgendaItemFactory(event=event, contact_name="Bayu", contact_phone="+628123456789")
    keys = [one.key for one in content.offered()]
    assert {"agenda", "delegations", "officers", "pairs"} <= set(keys)
    _token, secret = make(*keys)
    hidden = {*CANARIES.values(), "8123", "Bayu", world["officer"].nip, world["guest"].full_name, "Halal"}
    for key in keys:
        answer = ask(client, event, secret, key)
        assert answer.json()["count"] >= 1
        assert not [text for text in hidden if text in answer.content.decode()], key


def test_every_column_with_a_condition_is_left_out():
    for one in content.offered():
        left_out = {column.name for column in one.columns} - {
            column.name for column in content.columns_of(one)
        }
        assert left_out >= {column.name for column in one.columns if column.roles or column.restricted}


def test_one_and_thirty_rows_cost_the_same(event, make, client):
    build_world(event)
    _token, secret = make("agenda", "delegations", "officers", "pairs")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            for key in ("agenda", "delegations", "officers", "pairs"):
                ask(client, event, secret, key)
        return len(queries)

    few = cost()
    for _number in range(29):
        one = factories.DelegationFactory(event=event, tier=event.tiers.first())
        factories.MovementFactory(delegation=one)
        factories.AgendaItemFactory(event=event)
        entry = factories.RosterEntryFactory(event=event)
        factories.AssignmentFactory(delegation=one, officer=entry.officer, state="accepted")
    assert cost() == few


def test_staff_make_a_token_that_is_shown_once_and_revoke_it(event, staff, client_of, client):
    page, browser = reverse("feeds:token-list", args=[event.slug]), client_of(staff)
    ends = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    post = {"consumer": "Situs Pemprov", "lists": ["agenda", "pairs"], "expires_at": ends}
    assert browser.post(page, post | {"lists": []}).status_code == 422
    assert browser.post(page, post | {"lists": ["guests"]}).status_code == 422
    assert browser.post(page, post | {"expires_at": "2031-01-01T10:00"}).status_code == 422
    shown = browser.post(page, post, follow=True).content.decode()
    secret = re.search(r'data-copy="([^"]+)"', shown).group(1)
    assert secret not in browser.get(page).content.decode()
    assert ask(client, event, secret).status_code == 200
    token = FeedToken.objects.get()
    assert secret not in token.secret_hash
    browser.post(reverse("feeds:token-revoke", args=[token.pk]))
    assert ask(client, event, secret).status_code == 401
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"feed_token.created", "feed_token.revoked"} <= verbs


def test_only_staff_make_tokens(event, make, coordinator, officer_user, stranger, client_of, client):
    token, _secret = make("agenda")
    page, revoke = (
        reverse("feeds:token-list", args=[event.slug]),
        reverse("feeds:token-revoke", args=[token.pk]),
    )
    assert [client_of(user).get(page).status_code for user in (coordinator, officer_user, stranger)] == [
        403,
        403,
        404,
    ]
    assert client_of(coordinator).post(revoke).status_code == 403
    assert client_of(stranger).post(revoke).status_code == 404
    assert client.get(page).status_code == 302
    assert client.post(reverse("feeds:feed", args=[event.slug, "agenda"])).status_code == 405


def example(event, client, secret) -> str:
    answer = ask(client, event, secret).json()
    return json.dumps(answer, ensure_ascii=False, indent=2)


def test_the_documented_example_is_what_a_program_gets(event, make, client):
    event.slug = "bimp-eaga-2022"
    event.save()
    venue = factories.VenueFactory(event=event, name="Balai Petitih")
    item = factories.AgendaItemFactory(
        event=event, title="Jamuan makan malam", venue=venue, dress_code="Batik",
        host_agency="Biro Administrasi Pimpinan",
    )  # fmt: skip
    item.tiers.set([factories.TierFactory(event=event, code="VVIP")])
    _token, secret = make("agenda")
    assert example(event, client, secret) in DOCS.read_text()


def test_the_documented_columns_are_the_columns():
    text = DOCS.read_text()
    for one in content.offered():
        names = ", ".join(f"`{column.name}`" for column in content.columns_of(one))
        assert f"| `{one.key}` | {names} |" in text, f"| `{one.key}` | {names} |"
    assert "| `guests` |" not in text
    assert listing("guests").in_feed is False
