"""The list of officers who may stand in the register twice."""

import pytest
from django.urls import reverse
from django.utils import timezone

from officers import services
from officers.merging import suspecting
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/officers/duplicates/"


def officer(name="Syarifah Zahra", **values):
    return factories.OfficerFactory(name=name, **values)


def names():
    return [group.name for group in suspecting.groups_page(1)[1]]


def test_same_name_in_one_agency_is_suspected_whatever_its_case():
    first = officer()
    officer("syarifah zahra ", agency=first.agency)

    assert names() == [first.name]
    assert suspecting.count_groups() == 1


def test_same_name_and_telephone_in_two_agencies_is_suspected():
    first = officer(phone="+6281234567890")
    officer(phone="+6281234567890", agency=factories.AgencyFactory())

    (group,) = suspecting.groups_page(1)[1]
    twin = group.suspects[1]
    assert (twin.same_agency, twin.same_phone) == (False, True)
    assert {one.officer.name for one in group.suspects} == {first.name}


def test_same_name_alone_and_empty_telephones_are_not():
    officer(phone="", agency=factories.AgencyFactory())
    officer(phone="", agency=factories.AgencyFactory())
    officer("Nama Lain")

    assert names() == []


def test_merged_rows_are_no_suspects(staff):
    first = officer()
    second = officer(agency=first.agency)
    services.merge_officers(kept=first, other=second, taken=set(), by=staff, at=timezone.now())

    assert names() == []


def test_third_row_of_the_name_that_shares_nothing_is_left_out():
    first = officer()
    officer(agency=first.agency)
    officer(agency=factories.AgencyFactory(), phone="+6281299999999")

    (group,) = suspecting.groups_page(1)[1]
    assert len(group.suspects) == 2


def test_whoever_served_most_is_proposed_to_stay(event, client_of, staff):
    fresh = officer()
    served = officer(agency=fresh.agency)
    factories.RosterEntryFactory(event=event, officer=served)

    page = client_of(staff).get(PAGE).content.decode()

    assert reverse("officers:officer-merge", args=[served.pk, fresh.pk]) in page
    assert reverse("officers:officer-merge", args=[fresh.pk, served.pk]) not in page


def test_register_tells_how_many(client_of, staff):
    officer(agency=officer().agency)

    page = client_of(staff).get(reverse("officers:officer-index"))

    assert page.context["duplicates"] == 1
    assert PAGE in page.content.decode()


@pytest.mark.parametrize("count", [1, 24])
def test_page_costs_the_same(count, client_of, staff, django_assert_num_queries):
    for number in range(count):
        twin = officer(f"Nama {chr(65 + number)}")
        officer(twin.name, agency=twin.agency)
    client = client_of(staff)
    client.get(PAGE)

    with django_assert_num_queries(7):
        assert client.get(PAGE).status_code == 200


def test_long_list_has_pages(client_of, staff):
    for number in range(suspecting.GROUPS_A_PAGE + 1):
        twin = officer(f"Nama {number:02d}")
        officer(twin.name, agency=twin.agency)

    page = client_of(staff).get(PAGE, {"page": 2})

    assert [group.name for group in page.context["groups"]] == ["Nama 25"]


def test_page_is_for_staff_alone(client_of, coordinator, officer_user, stranger):
    assert [client_of(one).get(PAGE).status_code for one in (coordinator, officer_user, stranger)] == [
        403
    ] * 3
