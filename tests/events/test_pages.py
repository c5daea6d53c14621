from datetime import UTC, datetime

import pytest
from django.urls import reverse

from events.forms import first_guess
from events.models import AgendaItem, Briefing, Event
from tests.factories import AgendaItemFactory, BriefingFactory, EventFactory, TierFactory, VenueFactory

EVENTS_QUERIES = 5
AGENDA_QUERIES = 7


@pytest.mark.parametrize("count", [1, 30])
def test_events_cost_the_same_for_one_and_thirty(count, staff, client_of, django_assert_num_queries, db):
    for _n in range(count):
        EventFactory()
    client, url = client_of(staff), reverse("events:event-list")
    client.get(url)
    with django_assert_num_queries(EVENTS_QUERIES):
        client.get(url)


@pytest.mark.parametrize("count", [1, 30])
def test_agenda_costs_the_same_for_one_and_thirty(count, event, staff, client_of, django_assert_num_queries):
    tier = TierFactory(event=event, code="VIP")
    for _n in range(count):
        AgendaItemFactory(event=event).tiers.set([tier])
        BriefingFactory(item__event=event)
    client, url = client_of(staff), reverse("events:agenda-list", args=[event.slug])
    client.get(url)
    with django_assert_num_queries(AGENDA_QUERIES):
        client.get(url)


def _item(**more) -> dict:
    return {"title": "Kunjungan mendadak", "day": "2022-11-24", "starts": "14:00", "ends": "15:00"} | more


def test_title_day_and_two_times_are_enough(event, staff, client_of):
    response = client_of(staff).post(reverse("events:item-create", args=[event.slug]), _item())
    item = AgendaItem.objects.get()
    assert response["Location"].endswith("?day=2022-11-24")
    assert item.starts_at == datetime(2022, 11, 24, 7, 0, tzinfo=UTC)


def test_end_before_the_start_is_on_the_next_day(event, staff, client_of):
    data = _item(starts="22:00", ends="01.30")
    client_of(staff).post(reverse("events:item-create", args=[event.slug]), data)
    assert AgendaItem.objects.get().ends_at == datetime(2022, 11, 24, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"day": "kemarin"}, "This is not a date. Example: 24-11-2022."),
        ({"starts": "25:00"}, "This is not a time of day. Example: 09:00."),
        ({"ends": "14:00"}, "The item ends when it starts. Give it some minutes."),
        ({"meet": "16:00"}, "The meeting time is after the start."),
        ({"contact_phone": "0812"}, "This is not a phone number."),
    ],
)
def test_bad_item_is_named_and_kept(wrong, sentence, event, staff, client_of):
    url = reverse("events:item-create", args=[event.slug])
    response = client_of(staff, "en").post(url, _item(note="catatan yang diketik") | wrong)
    (field,) = wrong
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert "catatan yang diketik" in response.content.decode()
    assert not AgendaItem.objects.exists()


def test_first_guess_while_the_event_runs_is_the_next_quarter():
    event = EventFactory.build()
    guess = first_guess(event, datetime(2022, 11, 24, 6, 52, tzinfo=UTC))
    assert f"{guess['starts']:%H:%M}" == "14:00"
    assert guess["scheduled"] is False


def test_first_guess_before_the_event_is_its_first_morning():
    guess = first_guess(EventFactory.build(), datetime(2022, 11, 1, tzinfo=UTC))
    assert (f"{guess['day']}", f"{guess['starts']:%H:%M}") == ("2022-11-23", "09:00")


def test_coordinator_gives_an_item_only_own_tiers(event, coordinator, client_of):
    own, other = TierFactory(event=event, code="VIP"), TierFactory(event=event, code="VVIP")
    event.roster.get(role="coordinator").tiers.set([own])
    url, client = reverse("events:item-create", args=[event.slug]), client_of(coordinator)
    assert client.post(url, _item(tiers=[other.pk])).status_code == 422
    assert client.post(url, _item()).status_code == 422
    assert client.post(url, _item(tiers=[own.pk])).status_code == 302


def test_agenda_opens_on_the_day_asked_for(event, staff, client_of):
    AgendaItemFactory(event=event, title="Jamuan Kamis")
    url, client = reverse("events:agenda-list", args=[event.slug]), client_of(staff)
    assert b"Jamuan Kamis" in client.get(url, {"day": "2022-11-24"}).content
    assert b"Jamuan Kamis" not in client.get(url, {"day": "2022-11-25"}).content
    assert client.get(url, {"day": "bukan hari"}).status_code == 200


def test_event_is_made_from_name_days_and_place(staff, client_of, db):
    data = {
        "name": "Forum Gubernur", "short_name": "Forum", "kind": "ministerial", "starts_on": "2023-03-14",
        "ends_on": "2023-03-16", "timezone": "Asia/Pontianak", "travel_minutes": 45, "answer_hours": 24,
        "incident_minutes": 10,
    }  # fmt: skip
    response = client_of(staff).post(reverse("events:event-create"), data)
    assert response["Location"] == reverse("events:event-detail", args=["forum"])
    wrong = client_of(staff).post(reverse("events:event-create"), data | {"ends_on": "2023-03-01"})
    assert wrong.status_code == 422
    assert Event.objects.count() == 1


def test_unknown_stage_is_refused_in_words(event, staff, client_of):
    url = reverse("events:event-move", args=[event.slug])
    assert client_of(staff).post(url, {"stage": "besok"}).status_code == 422
    event.refresh_from_db()
    assert event.stage == "preparation"


def test_briefing_is_planned_and_changed_on_one_page(event, staff, client_of):
    venue = VenueFactory(event=event)
    data = _item(title="Gladi", kind="rehearsal", materials="Tata cara", lesson_hours=2, venue=venue.pk)
    client = client_of(staff)
    client.post(reverse("events:briefing-create", args=[event.slug]), data)
    briefing = Briefing.objects.get()
    assert (briefing.kind, briefing.item.venue, briefing.required) == ("rehearsal", venue, False)
    url = reverse("events:briefing-change", args=[briefing.pk])
    form = client.get(url).context["form"]
    assert (form["materials"].value(), form["version"].value()) == ("Tata cara", 0)
    client.post(url, data | {"materials": "Rute", "version": 0})
    briefing.refresh_from_db()
    assert (briefing.materials, briefing.item.version) == ("Rute", 1)
    assert client.post(url, data | {"materials": "Lain", "version": 0}).status_code == 409


def test_agenda_leaves_as_a_sheet(event, staff, client_of):
    AgendaItemFactory(event=event, title="=SUM(A1)")
    response = client_of(staff).get(reverse("events:agenda-export", args=[event.slug, "csv"]))
    assert "'=SUM(A1)" in response.content.decode()


def test_an_event_is_cloned_from_its_form(event, staff, client_of):
    values = {
        "name": "Pertemuan ke-26",
        "short_name": "MM ke-26",
        "starts_on": "2023-11-01",
        "ends_on": "2023-11-03",
    }
    url = reverse("events:event-clone", args=[event.slug])
    backward = client_of(staff).post(url, values | {"ends_on": "2023-10-01"})
    assert backward.status_code == 422
    assert client_of(staff).post(url, values).status_code == 302
    assert type(event).objects.filter(name="Pertemuan ke-26").exists()
