"""A refusal keeps what was typed: the words stand on the page of the refusal, to be mended and sent again."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from events.models import Event

pytestmark = pytest.mark.django_db
LESSONS = "Mobil cadangan di Supadio harus siap dua jam lebih awal."


@pytest.fixture
def live(event):
    """A live event, days before its end: it cannot be closed yet."""
    Event.objects.filter(pk=event.pk).update(stage="live")
    with time_machine.travel(datetime(2022, 11, 23, 3, tzinfo=UTC)):
        yield event


def fields_of(page: str) -> dict[str, str]:
    form = re.search(r'<form class="typed".*?</form>', page, re.DOTALL).group()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return hidden | dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', form))


def test_what_was_typed_stands_on_the_page_and_is_sent_again(client_of, staff, live):
    url = reverse("closing:event-close", args=[live.slug])
    typed = {"lessons": LESSONS, "reason": "", "csrfmiddlewaretoken": "x", "extra": "1"}
    answer = client_of(staff).post(url, typed, headers={"Referer": "http://testserver/"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert fields_of(page) == typed
    assert f'action="{url}"' in page


def test_without_words_the_way_leads_back_to_the_page(client_of, staff, live):
    url = reverse("closing:event-close", args=[live.slug])
    answer = client_of(staff).post(url, {"reason": " "}, headers={"Referer": "http://testserver/x/"})

    assert (answer.status_code, answer.url) == (302, "http://testserver/x/")


def test_whoever_was_slower_keeps_the_words_too(client_of, staff, event):
    url = reverse("closing:event-close", args=[event.slug])  # still being prepared
    answer = client_of(staff).post(url, {"lessons": LESSONS})

    assert answer.status_code == 409
    assert fields_of(answer.content.decode())["lessons"] == LESSONS
