"""Attendance by QR: a code that lives a minute, one press, nobody marked by looking."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from officers import checkin
from officers.models import Attendance
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefing(event):
    return factories.BriefingFactory(item__event=event)


def url_at(briefing, at):
    return reverse("officers:check-in", args=[briefing.pk, checkin.code_at(briefing.checkin_secret, at)])


@pytest.mark.parametrize(("age", "good"), [(0, True), (29, True), (59, True), (60, False), (3600, False)])
def test_a_photo_of_the_code_is_worth_nothing_a_minute_later(at, age, good):
    code = checkin.code_at("secret", at)
    assert checkin.is_good("secret", code, at + timedelta(seconds=age)) is good
    assert not checkin.is_good("another briefing", code, at)


def test_looking_marks_nobody_and_pressing_marks_once(briefing, officer_user, client_of, at):
    client, url = client_of(officer_user), url_at(briefing, at)
    with time_machine.travel(at, tick=False):
        assert "Saya hadir" in client.get(url).content.decode()
    assert not Attendance.objects.exists()
    with time_machine.travel(at + timedelta(minutes=4), tick=False):
        client.post(url)
        client.post(url)
        assert "tercatat hadir" in client.get(url).content.decode()
    mark = Attendance.objects.get()
    assert (mark.method, mark.officer.user, mark.marked_by) == ("qr", officer_user, officer_user)


def test_an_old_code_says_so_and_its_button_is_not_there(briefing, officer_user, client_of, at):
    client = client_of(officer_user)
    with time_machine.travel(at + timedelta(minutes=2), tick=False):
        answer = client.get(url_at(briefing, at))
        assert (answer.status_code, "Saya hadir" in answer.content.decode()) == (410, False)
        assert client.post(url_at(briefing, at)).status_code == 422
    assert not Attendance.objects.exists()


def test_strangers_and_staff_do_not_check_in(briefing, stranger, staff, client_of, at):
    with time_machine.travel(at, tick=False):
        assert client_of(stranger).get(url_at(briefing, at)).status_code == 404
        assert client_of(staff).get(url_at(briefing, at)).status_code == 403


def test_the_screen_shows_another_code_each_half_minute(briefing, staff, officer_user, client_of, at):
    url, seen = reverse("officers:check-in-screen", args=[briefing.pk]), set()
    for seconds in (0, 31, 62):
        with time_machine.travel(at + timedelta(seconds=seconds), tick=False):
            seen.add(client_of(staff).get(url, headers={"HX-Request": "true"}).content)
    assert len(seen) == 3
    assert client_of(officer_user).get(url).status_code == 403
    assert client_of(staff).post(url).status_code == 405
