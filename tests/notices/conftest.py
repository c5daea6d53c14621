"""What tests of notices share: an SMTP sink, mail that goes to it, and ready-made notices."""

import pytest
from django.db import transaction

from assignments.notices import services
from assignments.notices.drafts import Draft, Message
from assignments.notices.models import Notice, NoticeKind
from tests.notices.sink import Sink


@pytest.fixture
def sink():
    server = Sink()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def smtp(settings, sink):
    """The portal's mail goes to `sink` by real SMTP."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_TIMEOUT = 2
    return sink


@pytest.fixture
def post(event, at):
    """`post(user, ...)`: the rows of one message to each user, due in the past of the real clock."""

    def make(*users, **changes) -> list[Notice]:
        values = {
            "kind": NoticeKind.BROADCAST,
            "subject": event,
            "event": event,
            "occasion": "1",
            "message": Message(title="Kumpul pukul 07.00 WIB", lead="Lobi hotel."),
        } | changes
        with transaction.atomic():
            services.post_notices(drafts=[Draft(recipient=user, **values) for user in users], by=None, at=at)
        return list(Notice.objects.filter(recipient__in=users))

    return make
