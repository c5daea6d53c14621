"""Hostile text in a message is text in the mail too."""

import pytest

from assignments.notices import delivery
from assignments.notices.drafts import Message
from tests.journeys import hostile

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = hostile.PAYLOADS[2], hostile.PAYLOADS[9]


def test_hostile_words_are_text_in_the_mail(post, officer_user, smtp):
    post(officer_user, message=Message(title=f"Kumpul {WORDS[0]}", lead=f"Lobi {WORDS[1]}"))
    delivery.deliver_due(limit=10)

    ((_message_id, _to, mail),) = smtp.mails
    page = mail.get_body(["html"]).get_content()
    assert hostile.Look(page).found == []
    assert "canary" in page
    assert WORDS[1] in mail.get_body(["plain"]).get_content()
