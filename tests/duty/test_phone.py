"""The officer's phone: one sheet row, few queries, few bytes, and nobody else's page."""

import gzip
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.duty import compose, loader, publishing
from assignments.duty import sheet as sheets
from assignments.duty.models import DutySheet
from assignments.duty.views.app import KEPT_PAGES
from assignments.models import Assignment
from delegates.models import Stay
from lo_portal.audit.models import ViewEntry
from tests import factories
from tests.duty.factories import GALA, assign, gala, served_delegation

pytestmark = pytest.mark.django_db

# Before the arrival of 23 November, 10.35 WIB; the session of a signed-in officer costs two queries.
MORNING = datetime(2022, 11, 23, 1, 30, tzinfo=UTC)
PAGES = [
    "duty:today",
    "duty:delegations",
    "field:report",
    "field:incident-report",
    "field:guide",
    "duty:contacts",
    "duty:documents",
]
BUDGET = 60_000


@pytest.fixture
def published(event, staff, officer_user, other_officer_user, coordinator, at):
    event.posko_phone = "+62561736541"
    event.save()
    factories.VenueFactory(event=event, kind="airport", name="Bandara Supadio", meeting_point="Pintu 2")
    delegation = served_delegation(event, officer_user, contact_name="Carlo", contact_phone="+639171234567")
    served_delegation(event, other_officer_user, code="GUB-01", tier="GUB", name="Maluku")
    gala(event)
    publishing.publish_plan(event=event, by=staff, at=at)
    return delegation


def get(client, name, *args, at=MORNING, **query):
    with time_machine.travel(at, tick=False):
        return client.get(reverse(name, args=args), query)


def text_of(response):
    return response.content.decode()


def test_today_answers_what_where_when_and_whom_to_call_in_this_order(published, officer_user, client_of):
    page = text_of(get(client_of(officer_user), "duty:today"))
    places = [page.index(words) for words in ("Jemput", "Bandara Supadio", "09.35", "10.35", "tel:+62")]
    assert places == sorted(places)
    assert "WIB" in page
    assert "https://wa.me/62" in page


def test_today_after_the_landing_shows_the_next_duty(published, officer_user, client_of):
    page = text_of(get(client_of(officer_user), "duty:today", at=GALA + timedelta(minutes=5)))
    assert '<h1 class="do">Gala dinner</h1>' in page


def test_today_after_the_last_duty_says_that_it_is_done(published, officer_user, client_of):
    response = get(client_of(officer_user), "duty:today", at=GALA + timedelta(hours=4))
    assert response.context["page"].card is None


def test_today_shows_what_changed_until_it_is_read(published, event, staff, officer_user, client_of, at):
    item = event.agenda.get(title="Gala dinner")
    item.starts_at = GALA - timedelta(minutes=30)
    item.save()
    publishing.publish_plan(event=event, by=staff, at=at + timedelta(hours=1))
    client = client_of(officer_user)
    page = text_of(get(client, "duty:today"))
    assert "<del>19.00 WIB (20.00 di Manila)</del><ins>18.30 WIB (19.30 di Manila)</ins>" in page
    sheet = DutySheet.objects.filter(officer__user=officer_user).newest().get()
    with time_machine.travel(MORNING):
        assert client.post(reverse("duty:sheet-read", args=[sheet.pk])).status_code == 302
    assert "<del>" not in text_of(get(client, "duty:today"))
    sheet.refresh_from_db()
    assert sheet.read_at is not None


def test_delegations_page_greets_guests_and_names_the_car(published, officer_user, client_of):
    page = text_of(get(client_of(officer_user), "duty:delegations"))
    assert "Madam Secretary Tolentino" in page
    assert "KB " in page


def test_contacts_page_has_everybody_and_no_chat_for_a_landline(published, officer_user, client_of):
    page = text_of(get(client_of(officer_user), "duty:contacts"))
    assert "tel:+639171234567" in page
    assert "tel:+62561736541" in page
    assert "wa.me/62561736541" not in page


@pytest.mark.parametrize("name", PAGES)
def test_no_restricted_field_is_on_a_page_that_the_phone_keeps(
    name, published, event, officer_user, client_of
):
    Stay.objects.create(
        delegation=published, hotel=factories.VenueFactory(event=event, kind="hotel"), room="RAHASIA 1901"
    )
    assert "RAHASIA" not in text_of(get(client_of(officer_user), name))


@pytest.mark.parametrize("name", PAGES[:3])
def test_page_tells_whose_it_is_and_until_when_it_may_be_kept(name, published, officer_user, client_of):
    response = get(client_of(officer_user), name)
    until = datetime.fromtimestamp(int(response["X-Sheet-Keep-Until"]) / 1000, UTC)
    assert until == datetime(2022, 11, 27, 17, 0, tzinfo=UTC)  # the end of H+1 in Pontianak
    assert len(response["X-Sheet-Owner"]) == 16
    assert response["Cache-Control"] == "no-store, private"


def test_two_officers_have_two_owners(published, officer_user, other_officer_user, client_of):
    owners = {
        get(client_of(user), "duty:today")["X-Sheet-Owner"] for user in (officer_user, other_officer_user)
    }
    assert len(owners) == 2


@pytest.mark.parametrize("delegations", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("duty:today", 6), ("duty:delegations", 4), ("field:report", 4), ("duty:contacts", 3)],
)
def test_page_costs_the_same_queries_whatever_the_size(
    name, queries, delegations, event, staff, officer_user, client_of, at
):
    for number in range(delegations):
        start = datetime(2022, 10, 1, tzinfo=UTC) + timedelta(days=number)
        delegation = served_delegation(event, code=f"X-{number}")
        assign(delegation, officer_user, state="accepted", period=(start, start + timedelta(hours=8)))
        gala(event, title=f"Acara {number}", venue=None)
    DutySheet.objects.all().delete()
    _publish_without_refit(event, staff, at)
    client = client_of(officer_user)
    with CaptureQueriesContext(connection) as seen:
        response = get(client, name)
    assert len(response.context["sheet"].delegations) == delegations
    assert len(seen) == queries


def _publish_without_refit(event, staff, at):
    """One officer with thirty delegations at once is not a plan, but it makes a long sheet."""
    for sheet in compose.compose_sheets(loader.load_facts(event)).values():
        DutySheet.objects.create(
            event=event,
            officer_id=sheet.officer.key,
            version=1,
            content=sheets.to_json(sheet),
            published_at=at,
        )


def test_first_visit_transfers_less_than_60_kilobytes(published, officer_user, client_of):
    """All that the first visit fetches, gzipped: the page, its files, the worker, the pages it keeps."""
    client = client_of(officer_user)
    pages = [get(client, name) for name in KEPT_PAGES]
    public = [client.get(reverse(name)) for name in ("duty:service-worker", "duty:manifest", "duty:offline")]
    files = [Path(finders.find(name)) for name in _files_of(text_of(pages[0]))]
    bodies = [page.content for page in (*pages, *public)] + [file.read_bytes() for file in files]
    sizes = [len(gzip.compress(body, 6)) for body in bodies]
    assert {file.name for file in files} >= {"phone.css", "icons.svg", "phone.js", "phone-duty.js"}
    assert sum(sizes) < BUDGET
    assert "bootstrap" not in text_of(pages[0])
    assert "htmx" not in text_of(pages[0])


def _files_of(page):
    """The static files that the page and its style sheets name, each once."""
    found = dict.fromkeys(re.findall(r'(?:href|src)="/static/([^"#]+)', page))
    css = (settings.BASE_DIR / "static" / "phone.css").read_text()
    for name in re.findall(r'url\("?([^"):]+\.woff2)"?\)', css):
        found[name.lstrip("./")] = None
    return list(found)


def test_officer_without_sheet_is_told_what_will_appear(event, officer_user, client_of):
    response = get(client_of(officer_user), "duty:today")
    assert response.status_code == 200
    assert next(template.name for template in response.templates) == "duty/no_sheet.html"


def test_pages_without_sheet_lead_to_the_first(event, officer_user, client_of):
    for name in PAGES[1:]:
        assert get(client_of(officer_user), name).url == reverse("duty:today")


def test_nearest_event_is_shown_and_another_by_its_name(published, event, staff, officer_user, client_of, at):
    later = factories.EventFactory(
        starts_on=event.starts_on + timedelta(days=60), ends_on=event.ends_on + timedelta(days=60)
    )
    factories.RosterEntryFactory(event=later, officer=officer_user.officer)
    factories.BriefingFactory(item__event=later, item__title="Rapat lain")
    publishing.publish_plan(event=later, by=staff, at=at)
    client = client_of(officer_user)
    assert get(client, "duty:today").context["row"].event == event
    assert get(client, "duty:today", event=later.slug).context["row"].event == later
    assert get(client, "duty:today", event="tidak-ada").status_code == 200


def test_care_note_is_shown_to_the_serving_officer_and_each_look_is_recorded(
    published, event, officer_user, client_of
):
    Stay.objects.create(
        delegation=published, hotel=factories.VenueFactory(event=event, kind="hotel"), room="1901"
    )
    assignment = Assignment.objects.get(officer__user=officer_user)
    response = get(client_of(officer_user), "duty:care-note", assignment.pk)
    assert "alergi penisilin" in text_of(response)
    assert "RAHASIA P123" not in text_of(response)
    assert "X-Sheet-Owner" not in response
    assert sorted(ViewEntry.objects.values_list("fields", flat=True)) == [["health_note"], ["room"]]


def test_care_note_is_closed_long_before_the_event(published, officer_user, client_of):
    assignment = Assignment.objects.get(officer__user=officer_user)
    response = get(client_of(officer_user), "duty:care-note", assignment.pk, at=MORNING - timedelta(days=20))
    assert response.status_code == 422
    assert not ViewEntry.objects.exists()


def test_care_note_of_a_released_assignment_is_forbidden(published, officer_user, client_of, at):
    Assignment.objects.filter(officer__user=officer_user).update(state="released", released_at=at)
    assignment = Assignment.objects.get(officer__user=officer_user)
    assert get(client_of(officer_user), "duty:care-note", assignment.pk).status_code == 403
