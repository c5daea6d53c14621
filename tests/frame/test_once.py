"""A form that is sent twice does its work once, over real HTTP."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import requests
from django.urls import reverse
from django.utils import timezone

from delegates.models import Need
from lo_portal.once.models import Answer
from lo_portal.once.tags import FIELD
from lo_portal.privacy import purging
from tests.factories import DelegationFactory

TYPED = {"kind": "other", "text": "kursi roda"}


@pytest.fixture
def form(event):
    return reverse("delegates:need-add", args=[DelegationFactory(event=event).pk])


def key_in(html: str) -> str:
    return re.search(rf'name="{FIELD}" value="([0-9a-f-]+)"', html).group(1)


def send_at_once(live_server, client, form, times: int, **extra) -> list:
    cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"csrf": "x" * 32}
    data = TYPED | extra | {"csrfmiddlewaretoken": "x" * 32}

    def send(_number):
        return requests.post(live_server.url + form, data, cookies=cookies, allow_redirects=False, timeout=30)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, range(times)))


@pytest.mark.django_db(transaction=True)
def test_two_presses_make_one_row(form, staff, client_of, live_server):
    client = client_of(staff)
    send_at_once(live_server, client, form, 2)
    assert Need.objects.count() == 2, "without the key both are saved"

    Need.objects.all().delete()
    answers = send_at_once(live_server, client, form, 4, **{FIELD: key_in(client.get(form).content.decode())})
    assert Need.objects.count() == 1
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (302, answers[0].headers["Location"])
    }


def test_a_form_that_was_shown_again_may_be_sent_again(form, staff, client_of):
    client, key = client_of(staff), str(uuid.uuid4())
    assert client.post(form, TYPED | {"text": "", FIELD: key}).status_code == 422
    assert client.post(form, TYPED | {FIELD: key}).status_code == 302
    assert Need.objects.count() == 1


def test_the_key_of_another_person_means_nothing(form, staff, coordinator, client_of):
    key = str(uuid.uuid4())
    for person in (staff, coordinator):
        assert client_of(person).post(form, TYPED | {FIELD: key}).status_code == 302
    assert Need.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "1" * 5000])
def test_a_key_that_is_none_is_passed_over(form, key, staff, client_of):
    assert client_of(staff).post(form, TYPED | {FIELD: key}).status_code == 302
    assert not Answer.objects.exists()


def test_being_asked_to_sign_in_again_is_no_answer(staff, client_of, rf):
    from django.http import HttpResponseRedirect

    from lo_portal.once.middleware import Once

    request = rf.post("/x/", {FIELD: str(uuid.uuid4())})
    request.user, request.htmx = staff, False
    Once(lambda _request: HttpResponseRedirect("/account/reauthenticate/?next=/x/"))(request)
    assert not Answer.objects.exists()


def test_pages_that_the_phone_keeps_carry_no_key(officer_user, client_of):
    assert FIELD not in client_of(officer_user).get("/duty/report/").content.decode()


def test_keys_go_after_a_day(form, staff, client_of):
    client_of(staff).post(form, TYPED | {FIELD: str(uuid.uuid4())})
    purging.purge_due(by=None, at=timezone.now() + timedelta(hours=25))
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_a_refused_form_is_not_done_and_may_be_sent_again(client_of, staff, event):
    """A refusal that leads back to the page is no answer: the same form is heard again."""
    page = reverse("closing:closing", args=[event.slug])
    form = {FIELD: str(uuid.uuid4()), "reason": ""}
    client = client_of(staff)
    answers = [
        client.post(
            reverse("closing:event-reopen", args=[event.slug]), form,
            headers={"Referer": f"http://testserver{page}"},
        )
        for _time in range(2)
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [302, 302]
    assert not Answer.objects.exists()
    assert len(list(client.get(page).context["messages"])) == 2
