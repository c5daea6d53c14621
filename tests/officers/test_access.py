import pytest
from django.urls import reverse

from officers import services
from tests.questions import Page, wrong_answers
from tests.world import build_world

PRESENT = {"officer": "@officer"}
PAGES = [
    Page("officers:officer-list", "event", officer=403),
    Page("officers:officer-export", "event", officer=403, extra={"kind": "xlsx"}),
    Page("officers:officer-enrol", "event", officer=403, coordinator=403),
    Page("officers:roster-entry-change", "entry", officer=403, coordinator=403),
    Page(
        "officers:roster-entry-withdraw",
        "entry",
        {"reason": "sakit"},
        read=False,
        officer=403,
        coordinator=403,
    ),
    Page("officers:officer-index", "", officer=403, stranger=403, coordinator=403),
    Page("officers:officer-create", "", officer=403, stranger=403, coordinator=403),
    Page("officers:officer-detail", "officer"),
    Page("officers:officer-change", "officer", coordinator=403),
    Page("officers:officer-withdraw", "officer", {}, read=False, coordinator=403),
    Page("officers:officer-identity", "officer", {}, read=False, coordinator=403),
    Page("officers:photo-change", "officer", coordinator=403),
    Page("officers:photo-remove", "officer", {}, read=False, coordinator=403),
    Page("officers:languages-set", "officer", coordinator=403),
    Page("officers:officer-rate", "officer"),
    Page("officers:training-add", "officer", coordinator=403),
    Page("officers:training-remove", "training", {}, read=False, coordinator=404),
    Page("officers:leave-add", "officer", coordinator=403),
    Page("officers:leave-remove", "leave", {}, read=False, coordinator=404),
    Page("officers:agency-list", "", officer=403, stranger=403, coordinator=403),
    Page("officers:agency-create", "", officer=403, stranger=403, coordinator=403),
    Page("officers:agency-change", "agency", coordinator=404),
    Page("officers:briefing-list", "event", officer=403),
    Page("officers:briefing-detail", "briefing", officer=403),
    Page("officers:attendance-mark", "briefing", PRESENT, read=False, officer=403, coordinator=302),
    Page("officers:attendance-unmark", "briefing", PRESENT, read=False, officer=403, coordinator=302),
    Page("officers:briefing-export", "event", officer=403, extra={"kind": "csv"}),
    Page("officers:attendance-export", "briefing", officer=403, extra={"kind": "csv"}),
]


@pytest.fixture
def world(event):
    return build_world(event)


def test_every_page_answers_each_as_it_should(world, visitors):
    assert wrong_answers(PAGES, world, visitors) == []


def test_coordinator_reads_the_phone_only_around_the_event(world, coordinator, client_of):
    page = Page("officers:officer-detail", "officer")
    shown = page.ask(client_of(coordinator), world).content.decode()
    assert str(world["officer"].phone) not in shown
    assert "••••" in shown


def test_staff_do_not_see_the_service_number_unasked(world, staff, client_of):
    page = Page("officers:officer-detail", "officer")
    assert world["officer"].nip not in page.ask(client_of(staff), world).content.decode()


AS_COORDINATOR = [
    ("officers:officer-detail", "officer"),
    ("officers:officer-list", "event"),
    ("officers:briefing-detail", "briefing"),
    ("delegates:vehicle-list", "event"),
    ("letters:letter-list", "event"),
]


def open_all(client, world) -> set[int]:
    urls = [reverse(name, args=[getattr(world[key], "slug", world[key].pk)]) for name, key in AS_COORDINATOR]
    return {client.get(url).status_code for url in urls}


@pytest.mark.parametrize("leave", ["roster", "service"])
def test_a_coordinator_who_withdrew_sees_nothing_of_the_event_any_more(
    world, event, coordinator, staff, client_of, at, leave
):
    client = client_of(coordinator)
    assert open_all(client, world) == {200}
    if leave == "roster":
        entry = event.roster.get(officer__user=coordinator)
        services.withdraw_roster_entry(entry=entry, reason="pindah tugas", by=staff, at=at)
    else:
        services.withdraw_officer(officer=coordinator.officer, by=staff, at=at)
    assert open_all(client, world) <= {403, 404}


def test_an_officer_who_withdrew_opens_no_briefing_of_the_event(
    world, event, officer_user, staff, client_of, at
):
    url = reverse("officers:check-in", args=[world["briefing"].pk, "0" * 12])
    client = client_of(officer_user)
    assert client.get(url).status_code == 410
    entry = event.roster.get(officer__user=officer_user)
    services.withdraw_roster_entry(entry=entry, reason="pindah tugas", by=staff, at=at)
    assert client.get(url).status_code == 404
