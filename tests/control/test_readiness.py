"""Five marks, each from the row that says it; whoever lacks one is listed with the phone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.control import readiness
from assignments.duty.models import DutySheet
from assignments.field.models import ChecklistTick
from officers.models import Attendance
from tests import factories
from tests.field.factories import published_pickup

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation(event, staff, officer_user, at):
    return published_pickup(event, staff, officer_user, at)


def marks(event):
    (line,) = readiness.lines_of(event)
    return {code for code, stands in line.marks.items() if stands}


def test_each_mark_stands_once_its_row_says_so(delegation, event, officer_user, at):
    assert marks(event) == {"willing"}
    briefing = factories.BriefingFactory(item__event=event)
    Attendance.objects.create(briefing=briefing, officer=officer_user.officer, marked_at=at, method="list")
    assert marks(event) == {"willing", "briefed"}
    DutySheet.objects.update(read_at=at)
    ChecklistTick.objects.create(delegation=delegation, phase="before", point="Kontak", ticked_at=at)
    assert marks(event) == {"willing", "briefed", "read", "guest"}


def test_a_briefing_that_was_cancelled_briefed_nobody(delegation, event, officer_user, at):
    briefing = factories.BriefingFactory(item__event=event, item__cancelled_at=at)
    Attendance.objects.create(briefing=briefing, officer=officer_user.officer, marked_at=at, method="list")
    assert marks(event) == {"willing"}


def test_the_list_of_a_mark_names_who_lacks_it_with_the_phone(
    delegation, event, staff, officer_user, client_of
):
    url = reverse("control:readiness", args=[event.slug])
    client = client_of(staff)
    page = client.get(url, {"lacking": "read"}).content.decode()
    assert officer_user.officer.name in page
    assert f"tel:{officer_user.officer.phone.as_e164}" in page
    assert officer_user.officer.name not in client.get(url, {"lacking": "willing"}).content.decode()


def test_what_is_missing_is_said_in_words(delegation, event, staff, client_of):
    page = client_of(staff).get(reverse("control:readiness", args=[event.slug])).content.decode()
    assert "1 belum" in page


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_whatever_the_size(event, staff, client_of, count):
    for number in range(count):
        delegation = factories.DelegationFactory(event=event, code=f"D-{number:02}")
        factories.AssignmentFactory(delegation=delegation, state="accepted")
    client = client_of(staff)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("control:readiness", args=[event.slug])).status_code == 200
    assert len(queries) == 10


def test_only_the_bureau_sees_it(event, coordinator, officer_user, stranger, client_of):
    url = reverse("control:readiness", args=[event.slug])
    assert [client_of(user).get(url).status_code for user in (coordinator, officer_user, stranger)] == [
        403,
        403,
        404,
    ]
