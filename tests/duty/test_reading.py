"""What an officer reads of a published sheet: by the answer given, and until two days after the event."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments import services
from assignments.duty import feeds, publishing, reading
from assignments.duty.models import DutySheet
from assignments.duty.sheet import Contact, VehiclePart
from assignments.models import Assignment
from assignments.notices.models import Notice
from delegates.models import Need, Stay
from tests import factories
from tests.duty.factories import assign, delegation_part, entry, gala, served_delegation, sheet

pytestmark = pytest.mark.django_db
MORNING = datetime(2022, 11, 23, 1, 0, tzinfo=UTC)
GUESTS_DAY = ["Tolentino", "QZ 8501", "Gala dinner"]
KEPT_BACK = ["Halal ketat", "Hotel Kapuas"]


@pytest.fixture
def delegation(event, officer_user):
    row = served_delegation(event)
    assign(row, officer_user, state="proposed", offered_at=None, answered_at=None)
    Need.objects.create(delegation=row, kind="diet", text="Halal ketat")
    hotel = factories.VenueFactory(event=event, kind="hotel", name="Hotel Kapuas")
    Stay.objects.create(delegation=row, hotel=hotel, room="1901")
    row.movements.update(carrier_code="QZ 8501")
    gala(event)
    return row


@pytest.fixture
def asked(delegation, event, staff, officer_user, at):
    """Published, and the officer has not answered."""
    publishing.publish_plan(event=event, by=staff, at=at)
    return Assignment.objects.get(officer__user=officer_user)


def everything_read_by(user, client_of, at=MORNING) -> str:
    """Every rendering of the own sheet, in one text."""
    row = DutySheet.objects.filter(officer__user=user).latest("version")
    names = ["duty:today", "duty:delegations", "duty:contacts", "field:report", "field:guide"]
    urls = [reverse(name) for name in names]
    urls += [reverse(f"duty:sheet-{way}", args=[row.pk]) for way in ("json", "message")]
    urls.append(reverse("duty:calendar-feed", args=[feeds.feed_of(user.officer).secret]))
    with time_machine.travel(at, tick=False):
        client = client_of(user)
        answers = [client.get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode().replace("\r\n ", "") for answer in answers)


def missing(words, text) -> list[str]:
    return [word for word in words if word not in text]


def test_who_was_only_asked_reads_whom_and_when_but_not_needs_and_hotels(asked, officer_user, client_of):
    text = everything_read_by(officer_user, client_of)
    assert missing(GUESTS_DAY, text) == []
    assert missing(KEPT_BACK, text) == KEPT_BACK
    assert str(_("Needs and hotel are shown once you accept the assignment.")) in text


def test_who_accepts_reads_all_of_it_without_another_publication(asked, officer_user, client_of, at):
    services.accept_assignment(assignment=asked, by=officer_user, at=at)
    assert missing(GUESTS_DAY + KEPT_BACK, everything_read_by(officer_user, client_of)) == []


def test_who_declines_reads_nothing_of_the_delegation_from_that_moment(
    asked, event, officer_user, client_of, at
):
    factories.BriefingFactory(item__event=event, item__title="Pengarahan LO")
    services.decline_assignment(assignment=asked, reason="sakit", by=officer_user, at=at)
    text = everything_read_by(officer_user, client_of)
    assert missing([*GUESTS_DAY, *KEPT_BACK, "PH-01"], text) == [*GUESTS_DAY, *KEPT_BACK, "PH-01"]


def test_what_concerns_another_delegation_too_stays_after_a_refusal():
    ours, theirs = delegation_part(), delegation_part(key="d2", code="MY-02", name="Malaysia")
    both = entry(delegations=("PH-01", "MY-02"), vehicle=VehiclePart("KB 1"))
    ended = entry("movement:1", delegations=("PH-01",), vehicle=VehiclePart("KB 2"))
    for_all = entry("agenda:briefing", delegations=())
    people = [
        Contact("driver", "Sopir", "1", "KB 1"), Contact("driver", "Sopir lain", "2", "KB 2"),
        Contact("colleague", "Bayu", "3", "MY-02/2"), Contact("colleague", "Sari", "4", "PH-01/2"),
        Contact("guest", "Ajudan", "5", "MY-02"), Contact("guest", "Aide", "6", "PH-01"),
        Contact("coordinator", "Hendri", "7"), Contact("posko", "", "8"),
    ]  # fmt: skip
    whole = sheet([both, ended, for_all], [ours, theirs], people)
    left = reading.as_read(whole, declined={"d1"})
    assert [part.code for part in left.delegations] == ["MY-02"]
    assert [(one.key, one.delegations) for one in left.timeline] == [
        ("agenda:gala", ("MY-02",)), ("agenda:briefing", ())
    ]  # fmt: skip
    assert [one.phone for one in left.contacts] == ["1", "3", "5", "7", "8"]
    assert reading.as_read(whole) == whole


def test_who_was_only_asked_is_told_no_need_by_a_message(asked, delegation, event, staff, officer_user, at):
    Need.objects.create(delegation=delegation, kind="access", text="Kursi roda")
    delegation.movements.update(lounge="Lounge Borneo")
    publishing.publish_plan(event=event, by=staff, at=at + timedelta(hours=1))
    told = "\n".join(f"{one.title} {one.text} {one.content}" for one in Notice.objects.all())
    assert "Lounge Borneo" in told
    assert missing([*KEPT_BACK, "Kursi roda"], told) == [*KEPT_BACK, "Kursi roda"]


def test_guests_are_closed_two_days_after_the_event(asked, event, officer_user, client_of, at):
    services.accept_assignment(assignment=asked, by=officer_user, at=at)
    last = datetime.combine(event.ends_on, datetime.min.time(), event.zone)
    open_still = everything_read_by(officer_user, client_of, at=last + timedelta(days=2, hours=23))
    closed = everything_read_by(officer_user, client_of, at=last + timedelta(days=3, hours=1))
    assert missing(["Tolentino"], open_still) == []
    assert missing([*GUESTS_DAY, *KEPT_BACK], closed) == [*GUESTS_DAY, *KEPT_BACK]
    assert "PH-01" in closed


def test_what_is_published_after_the_event_is_open_for_two_days(
    asked, delegation, event, staff, officer_user, client_of, at
):
    services.accept_assignment(assignment=asked, by=officer_user, at=at)
    later = datetime.combine(event.ends_on, datetime.min.time(), event.zone) + timedelta(days=30)
    delegation.movements.update(lounge="Lounge Borneo")
    publishing.publish_plan(event=event, by=staff, at=later)
    open_still = everything_read_by(officer_user, client_of, at=later + timedelta(days=2))
    closed = everything_read_by(officer_user, client_of, at=later + timedelta(days=3))
    assert missing(["Tolentino"], open_still) == []
    assert missing([*GUESTS_DAY, *KEPT_BACK], closed) == [*GUESTS_DAY, *KEPT_BACK]


def test_staff_read_the_sheet_whole(asked, staff, client_of):
    row = DutySheet.objects.latest("version")
    page = client_of(staff).get(reverse("duty:sheet-json", args=[row.pk])).content.decode()
    assert missing(KEPT_BACK, page) == []


@pytest.mark.parametrize("state", ["proposed", "offered"])
def test_health_and_rooms_are_for_who_accepted(state, asked, officer_user, client_of):
    Assignment.objects.update(state=state)
    with time_machine.travel(MORNING, tick=False):
        client = client_of(officer_user)
        url = reverse("duty:care-note", args=[asked.pk])
        assert client.get(url).status_code == 403
        assert url not in client.get(reverse("duty:delegations")).content.decode()
        Assignment.objects.update(state="accepted", answered_at=MORNING)
        assert "1901" in client.get(url).content.decode()
        assert url in client.get(reverse("duty:delegations")).content.decode()
