"""Two people who press at once: real connections, one outcome."""

import threading

import pytest
from django.db import connection

from assignments.letters import services
from assignments.letters.models import Letter, LetterStep, RegisterEntry
from lo_portal.audit.models import AuditEntry
from lo_portal.refusals import Refused
from tests.factories import (
    AssignmentFactory,
    DelegationFactory,
    EventFactory,
    RosterEntryFactory,
    UserFactory,
)
from tests.letters.factories import AT, LetterFactory, LetterRowFactory, ProfileFactory

pytestmark = pytest.mark.django_db(transaction=True)


def press_together(work, count: int = 6) -> list:
    """Run `work` in parallel; returns the codes of those that were refused."""
    barrier, refused = threading.Barrier(count), []

    def run():
        try:
            barrier.wait()
            work()
        except Refused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_issuing_at_once_issues_each_letter_once():
    event, profile, staff = EventFactory(), ProfileFactory(), UserFactory(roles=["staff"])
    for _ in range(3):
        entry = RosterEntryFactory(event=event)
        AssignmentFactory(officer=entry.officer, delegation=DelegationFactory(event=event), state="accepted")
    refused = press_together(
        lambda: services.issue_letters(event=event, profile=profile, collective=False, by=staff, at=AT)
    )
    assert refused == ["nobody_ready"] * 5
    assert (Letter.objects.count(), RegisterEntry.objects.count()) == (3, 3)


def test_numbering_at_once_numbers_each_letter_once():
    event, profile, staff = EventFactory(), ProfileFactory(), UserFactory(roles=["staff"])
    LetterFactory.create_batch(3, event=event, profile=profile, state="approved")
    refused = press_together(lambda: services.number_letters(event=event, by=staff, at=AT))
    assert refused == ["nothing_approved"] * 5
    assert sorted(RegisterEntry.objects.values_list("sequence", flat=True)) == [1, 2, 3]


def test_initialling_at_once_counts_once():
    letter, person = LetterFactory(profile=ProfileFactory(), state="review"), UserFactory()
    for order in (1, 2):
        LetterStep.objects.create(
            letter=letter,
            order=order,
            kind="initial",
            person=person if order == 1 else UserFactory(),
            name="-",
        )
    refused = press_together(lambda: services.initial_letter(letter=letter, by=person, at=AT))
    assert refused == ["not_your_turn"] * 5
    assert AuditEntry.objects.filter(verb="letter.initialled").count() == 1


def test_replacing_at_once_makes_one_new_letter():
    event, staff = EventFactory(), UserFactory(roles=["staff"])
    letter = LetterFactory(event=event, profile=ProfileFactory())
    LetterRowFactory(letter=letter, officer=RosterEntryFactory(event=event).officer)
    refused = press_together(
        lambda: services.replace_letter(letter=letter, reason="Salah jabatan", by=staff, at=AT)
    )
    assert refused == ["being_replaced"] * 5
    assert Letter.objects.count() == 2
