"""A nomination of an agency, its link, and what an agency types."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from officers.nominations import reading, services
from tests import factories

PERSON = {
    "name": "Drs. Budi Santoso, M.Si.",
    "nip": "19800101 200501 1 001",
    "golongan": "Penata III/c",
    "position": "Analis Kebijakan",
    "phone": "0812 3456 7890",
    "email": "Budi@contoh.example",
    "languages": "Inggris B2",
    "sex": "L",
}
OTHER = PERSON | {
    "name": "Siti Aminah, S.E.",
    "nip": "19850202 201001 2 002",
    "phone": "0813 1111 2222",
    "email": "",
    "sex": "P",
}


@pytest.fixture
def agency(db):
    return factories.AgencyFactory(
        name="Dinas Pariwisata", contact_email="umum@pariwisata.example", contact_phone="+6281234500001"
    )


@pytest.fixture
def nomination(event, agency, staff):
    now = timezone.now()
    (made,) = services.request_nominations(
        event=event,
        quotas={agency: 3},
        due_at=now + timedelta(days=5),
        note="Lancar Inggris",
        by=staff,
        at=now,
    )
    return made


@pytest.fixture
def link(nomination, staff):
    """`link("submit")` is an address below the agency's page."""
    secret = services.make_link(nomination=nomination, by=staff, at=timezone.now())

    def address(name="agency-home", *args, **kwargs):
        return reverse(f"nominations:{name}", args=[secret, *args], **kwargs)

    return address


def entry(nomination, texts=PERSON):
    """What the reader makes of typed texts."""
    return reading.entry_of(reading.read_form(nomination, texts, timezone.now()))


@pytest.fixture
def nominee(nomination):
    return services.name_nominee(nomination=nomination, entry=entry(nomination), at=timezone.now())


@pytest.fixture
def other_nominee(nomination):
    return services.name_nominee(nomination=nomination, entry=entry(nomination, OTHER), at=timezone.now())
