from datetime import date

import pytest
from django.urls import reverse

from lo_portal.audit.models import ViewEntry
from officers import pages
from officers.models import Attendance, CompetencyRating, Officer, RosterEntry
from tests.factories import (
    AgencyFactory,
    BriefingFactory,
    EventFactory,
    OfficerFactory,
    OfficerLanguageFactory,
    RosterEntryFactory,
)

ROSTER_QUERIES = 10
REGISTER_QUERIES = 9  # one of them counts who may stand twice
AGENCY_QUERIES = 5
BRIEFING_QUERIES = 7
ATTENDANCE_QUERIES = 15


def _fill(event, count):
    briefing = BriefingFactory(item__event=event)
    for _n in range(count):
        entry = RosterEntryFactory(event=event)
        OfficerLanguageFactory(officer=entry.officer)
        CompetencyRating.objects.create(officer=entry.officer, competency="time", self_rating=4)
        Attendance.objects.create(
            briefing=briefing, officer=entry.officer, marked_at=briefing.item.starts_at, method="list"
        )
    return briefing


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("officers:officer-list", ROSTER_QUERIES),
        ("officers:officer-index", REGISTER_QUERIES),
        ("officers:agency-list", AGENCY_QUERIES),
        ("officers:briefing-detail", ATTENDANCE_QUERIES),
    ],
)
def test_lists_cost_the_same_for_one_and_thirty(
    count, name, queries, event, staff, client_of, django_assert_num_queries
):
    briefing = _fill(event, count)
    keys = {"officers:officer-list": [event.slug], "officers:briefing-detail": [briefing.pk]}.get(name, [])
    client, url = client_of(staff), reverse(name, args=keys)
    client.get(url)
    with django_assert_num_queries(queries):
        client.get(url)


@pytest.mark.parametrize("count", [1, 30])
def test_briefings_cost_the_same_for_one_and_thirty(
    count, event, staff, client_of, django_assert_num_queries
):
    for _n in range(count):
        BriefingFactory(item__event=event)
    client, url = client_of(staff), reverse("officers:briefing-list", args=[event.slug])
    client.get(url)
    with django_assert_num_queries(BRIEFING_QUERIES):
        client.get(url)


@pytest.fixture
def roster(event):
    rina = OfficerFactory(name="Rina", agency=AgencyFactory(name="DPMPTSP"), phone="+6281234567890")
    OfficerLanguageFactory(officer=rina, language="tl")
    RosterEntryFactory(event=event, officer=rina, briefed=True)
    RosterEntryFactory(event=event, officer=OfficerFactory(name="Bayu"), role="reserve")
    return event


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "rin"}, ["Rina"]),
        ({"q": "dpmptsp"}, ["Rina"]),
        ({"q": "0812-3456"}, ["Rina"]),
        ({"role": "reserve"}, ["Bayu"]),
        ({"language": "tl"}, ["Rina"]),
        ({"briefed": "no"}, ["Bayu"]),
        ({}, ["Rina", "Bayu"]),
    ],
)
def test_roster_is_narrowed_by_its_filters(query, names, roster, staff, client_of):
    response = client_of(staff).get(reverse("officers:officer-list", args=[roster.slug]), query)
    assert [row.officer.name for row in response.context["rows"]] == names


@pytest.mark.parametrize("name", ["officers:officer-list", "officers:officer-export"])
def test_the_search_tells_no_digit_of_a_phone_that_is_masked(name, roster, coordinator, client_of):
    kind = ["csv"] if name.endswith("export") else []
    url, client = reverse(name, args=[roster.slug, *kind]), client_of(coordinator)
    assert "Rina" in client.get(url, {"q": "rin"}).content.decode()
    assert "Rina" not in client.get(url, {"q": "8123456"}).content.decode()


def test_a_coordinator_reads_phones_on_the_days_of_the_own_event_only(roster, coordinator):
    day = date(2022, 11, 24)
    rina, elsewhere = Officer.objects.get(name="Rina"), OfficerFactory(name="Sari")
    RosterEntryFactory(event=EventFactory(), officer=elsewhere)
    assert pages.phone_shown(rina, coordinator, day)
    assert not pages.phone_shown(rina, coordinator, date(2022, 11, 20))
    assert not pages.phone_shown(elsewhere, coordinator, day)


def _officer(agency, **more) -> dict:
    return {
        "agency": agency.pk, "identity_kind": "pns", "nip": "19900101 201501 1 001", "name": "Siti Contoh",
        "prior_events": 0, "golongan": "III/c",
    } | more  # fmt: skip


def test_new_officer_goes_on_to_the_roster(event, staff, client_of):
    url = f"{reverse('officers:officer-create')}?event={event.slug}"
    response = client_of(staff).post(url, _officer(AgencyFactory()))
    officer = Officer.objects.get(name="Siti Contoh")
    assert officer.nip == "199001012015011001"
    assert response["Location"].endswith(f"/enrol/?officer={officer.pk}")
    page = client_of(staff).get(response["Location"])
    assert page.context["form"]["officer"].value() == str(officer.pk)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nip": "1990"}, "A NIP has exactly 18 digits; this has 4."),
        ({"phone": "12"}, "This is not a phone number."),
        ({"golongan": "V/z"}, "V/z"),
        ({"name": ""}, "This field is required."),
        ({"email": "bukan-surel"}, "Enter a valid email address."),
    ],
)
def test_bad_officer_is_named_and_kept(wrong, sentence, staff, client_of, db):
    data = _officer(AgencyFactory(), position="Jabatan yang diketik") | wrong
    response = client_of(staff, "en").post(reverse("officers:officer-create"), data)
    (field,) = wrong
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert "Jabatan yang diketik" in response.content.decode()
    assert not Officer.objects.exists()


def test_number_is_shown_once_and_logged(staff, client_of, db):
    officer, client = OfficerFactory(), client_of(staff)
    page = client.post(reverse("officers:officer-identity", args=[officer.pk]), follow=True)
    assert officer.nip in page.content.decode()
    assert ViewEntry.objects.get().actor == staff
    assert (
        officer.nip not in client.get(reverse("officers:officer-detail", args=[officer.pk])).content.decode()
    )


def test_attendance_is_ticked_with_one_tap(event, staff, client_of):
    entry, briefing = RosterEntryFactory(event=event), BriefingFactory(item__event=event)
    url = reverse("officers:attendance-mark", args=[briefing.pk])
    response = client_of(staff).post(url, {"officer": entry.officer_id}, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert response.context["counts"]["present"] == 1
    assert Attendance.objects.get().marked_by == staff


def test_garbled_officer_is_missing(event, staff, client_of):
    url = reverse("officers:attendance-mark", args=[BriefingFactory(item__event=event).pk])
    assert client_of(staff).post(url, {"officer": "bukan kunci"}).status_code == 404


def test_levels_and_ratings_are_saved_from_their_pages(staff, client_of, db):
    officer, client = OfficerFactory(), client_of(staff)
    client.post(reverse("officers:languages-set", args=[officer.pk]), {"en": "C1", "ms": ""})
    client.post(reverse("officers:officer-rate", args=[officer.pk]), {"coordinator-diplomacy": "4"})
    assert [str(one) for one in officer.languages.all()] == ["en C1"]
    assert officer.ratings.get(competency="diplomacy").coordinator_rating == 4
    wrong = client.post(reverse("officers:languages-set", args=[officer.pk]), {"en": "Z9"})
    assert wrong.status_code == 422


def test_roster_exports_hide_number_and_phone(roster, staff, client_of):
    response = client_of(staff).get(reverse("officers:officer-export", args=[roster.slug, "csv"]))
    shown = response.content.decode()
    officer = Officer.objects.get(name="Rina")
    assert "Rina" in shown
    assert officer.nip not in shown
    assert "81234567890" not in shown.replace("-", "")


def test_officer_is_enrolled_from_the_register(event, staff, client_of):
    officer = OfficerFactory()
    url = reverse("officers:officer-enrol", args=[event.slug])
    client = client_of(staff)
    client.post(url, {"officer": officer.pk, "role": "officer"})
    assert RosterEntry.objects.get().officer == officer
    assert client.post(url, {"officer": officer.pk, "role": "officer"}).status_code == 422


def test_languages_are_named_on_the_list_and_in_its_file(roster, event, staff, client_of):
    OfficerLanguageFactory(officer=Officer.objects.get(name="Rina"), language="th", level="A2")
    client = client_of(staff, "en")

    shown = client.get(reverse("officers:officer-list", args=[event.slug])).content.decode()
    saved = client.get(reverse("officers:officer-export", args=[event.slug, "csv"])).content.decode()

    assert "Thai <b>A2</b>" in shown
    assert "Tagalog" in saved
    assert "Thai A2" in saved
