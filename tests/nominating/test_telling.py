"""Staff read in their inbox what an agency did, once for each time, in their own language."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from assignments.nominating.telling import TITLES
from assignments.notices.models import Notice
from lo_portal.accounts.models import Role
from lo_portal.refusals import Refused
from officers.nominations import services
from officers.nominations.listening import Heard
from tests import factories
from tests.nominations.conftest import PERSON, entry


@pytest.fixture
def nomination(ask, agency):
    return ask({agency: 2})[0]


@pytest.fixture
def nominee(nomination):
    return services.name_nominee(nomination=nomination, entry=entry(nomination), at=timezone.now())


def hand_in(nomination, remark=""):
    services.submit_nomination(nomination=nomination, remark=remark, at=timezone.now())


def titles(person):
    told = Notice.objects.filter(recipient=person).order_by("created_at")
    return list(told.values_list("title", flat=True))


def said(heard, person):
    with override(person.language):
        return str(TITLES[heard]) % {"agency": "Dinas Pariwisata"}


def test_hand_in_is_told_once_to_staff_alone(nomination, nominee, staff, coordinator, officer_user):
    abroad = factories.UserFactory(roles=[Role.STAFF], language="en")

    hand_in(nomination)
    hand_in(nomination, "Siap bertugas")

    assert titles(staff) == [said(Heard.HANDED_IN, staff)]
    assert titles(abroad) == ["Dinas Pariwisata has handed in its nomination"]
    assert Notice.objects.count() == 2
    notice = Notice.objects.get(recipient=staff)
    assert (notice.channel, notice.kind, notice.event) == ("inbox", "nomination", nomination.event)
    assert notice.content["action"]["path"] == f"/events/{nomination.event.slug}/nominations/"
    assert notice.content["lines"][0]["value"] == nomination.event.name
    assert nominee.name not in notice.text
    assert "Siap" not in notice.text


def test_handing_in_after_reopening_is_told_again(nomination, nominee, staff):
    hand_in(nomination)
    services.close_nomination(nomination=nomination, by=staff, at=timezone.now())
    services.reopen_nomination(nomination=nomination, by=staff, at=timezone.now())

    hand_in(nomination)

    assert len(titles(staff)) == 2


def test_answer_and_correction_after_a_question_are_told_once_each(nomination, nominee, staff):
    hand_in(nomination)
    services.ask_nominee(nominee=nominee, question="Dapat bertugas malam?", by=staff, at=timezone.now())
    nominee.refresh_from_db()

    changed = entry(nomination, PERSON | {"position": "Analis Protokol"})
    for _time in range(2):
        services.change_nominee(nominee=nominee, entry=changed, at=timezone.now())
    for _time in range(2):
        services.answer_question(nominee=nominee, answer="Dapat", at=timezone.now())

    assert titles(staff)[1:] == [said(Heard.CORRECTED, staff), said(Heard.ANSWERED, staff)]


def test_change_without_a_question_is_not_told(nomination, nominee, staff):
    services.change_nominee(nominee=nominee, entry=entry(nomination), at=timezone.now())

    assert titles(staff) == []


def test_hand_in_that_is_refused_tells_nobody(nomination, staff):
    with pytest.raises(Refused):
        hand_in(nomination)

    assert titles(staff) == []
