from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AssignmentFactory, DelegationFactory, OfficerFactory

WEDNESDAY = (datetime(2022, 11, 23, 1, tzinfo=UTC), datetime(2022, 11, 23, 5, tzinfo=UTC))
LATER = (datetime(2022, 11, 23, 5, tzinfo=UTC), datetime(2022, 11, 23, 9, tzinfo=UTC))
ACROSS = (datetime(2022, 11, 23, 4, tzinfo=UTC), datetime(2022, 11, 23, 6, tzinfo=UTC))


def test_officer_is_never_held_twice_at_once(event):
    officer = OfficerFactory()
    AssignmentFactory(officer=officer, delegation=DelegationFactory(event=event), period=WEDNESDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(officer=officer, delegation=DelegationFactory(event=event), period=ACROSS)


def test_touching_periods_are_fine(event):
    officer = OfficerFactory()
    AssignmentFactory(officer=officer, delegation=DelegationFactory(event=event), period=WEDNESDAY)
    assert AssignmentFactory(officer=officer, delegation=DelegationFactory(event=event), period=LATER).pk


def test_released_assignment_holds_nobody(event):
    officer = OfficerFactory()
    AssignmentFactory(
        officer=officer, delegation=DelegationFactory(event=event), period=WEDNESDAY, state="released"
    )
    assert AssignmentFactory(officer=officer, delegation=DelegationFactory(event=event), period=ACROSS).pk


def test_slot_is_held_once(event):
    delegation = DelegationFactory(event=event)
    AssignmentFactory(delegation=delegation, slot=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(delegation=delegation, slot=1)


def test_answer_needs_its_question(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(delegation=DelegationFactory(event=event), state="accepted", offered_at=None)
