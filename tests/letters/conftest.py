"""The people and rows that the tests of letters share."""

import pytest

from lo_portal.accounts.models import Role
from tests.factories import (
    AssignmentFactory,
    DelegationFactory,
    OfficerFactory,
    RosterEntryFactory,
    UserFactory,
)
from tests.letters.factories import ProfileFactory


@pytest.fixture
def profile(db):
    return ProfileFactory()


@pytest.fixture
def signatory(db):
    return UserFactory(name="Sekda Contoh", email="sekda@contoh.example", roles=[Role.SIGNATORY])


@pytest.fixture
def assigned(event):
    """`assigned(...)` puts an officer on the roster with an accepted duty; returns the assignment."""

    def assign(state="accepted", **officer):
        entry = RosterEntryFactory(event=event, officer=OfficerFactory(**officer))
        return AssignmentFactory(
            officer=entry.officer, delegation=DelegationFactory(event=event), state=state
        )

    return assign
