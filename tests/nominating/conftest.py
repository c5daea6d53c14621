"""What tests of requests share: two agencies, one of them without e-mail, and a real SMTP server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.nominating import services
from tests import factories
from tests.notices.conftest import sink, smtp

__all__ = ["sink", "smtp"]


@pytest.fixture
def agency(db):
    return factories.AgencyFactory(name="Dinas Pariwisata", contact_email="umum@pariwisata.example")


@pytest.fixture
def silent_agency(db):
    return factories.AgencyFactory(name="Dinas Tanpa Surel")


@pytest.fixture
def ask(event, staff):
    """`ask({agency: quota})`: the nominations, asked at this moment until in five days."""

    def request(quotas, **changes):
        now = timezone.now()
        values = {"due_at": now + timedelta(days=5), "note": "Lancar Inggris", "by": staff, "at": now}
        return services.ask_agencies(event=event, quotas=quotas, **(values | changes))

    return request
