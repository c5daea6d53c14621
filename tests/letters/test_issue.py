"""Issuing, making, receiving and ending letters, on a real database."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from assignments import services as assignments
from assignments.letters import archive, rendering, selectors, services
from assignments.letters.models import Letter, LetterState, RegisterEntry
from lo_portal.audit import trail
from lo_portal.audit.models import AuditEntry
from lo_portal.jobs.models import Job
from lo_portal.refusals import Conflict, Refused
from tests.factories import AssignmentFactory, DelegationFactory, OfficerFactory, RosterEntryFactory
from tests.letters.factories import ProfileFactory


@pytest.fixture
def profile(db):
    return ProfileFactory()


def assigned(event, state="accepted", **officer):
    entry = RosterEntryFactory(event=event, officer=OfficerFactory(**officer))
    return AssignmentFactory(officer=entry.officer, delegation=DelegationFactory(event=event), state=state)


def issue(event, profile, staff, at, **kwargs):
    return services.issue_letters(
        event=event, profile=profile, by=staff, at=at, **({"collective": False} | kwargs)
    )


def make(job):
    return rendering.make_letters(job, lambda *args, **kwargs: None)


def test_issue_numbers_one_letter_per_ready_officer(event, profile, staff, at):
    for _ in range(3):
        assigned(event)
    issue(event, profile, staff, at)
    assert sorted(letter.number for letter in Letter.objects.select_related("entry")) == [
        f"800.1.11.1/{n}/RO-ADPIM/2022" for n in (1, 2, 3)
    ]
    assert Letter.objects.filter(state=LetterState.NUMBERED).count() == 3


def test_issue_twice_issues_each_letter_once(event, profile, staff, at):
    assigned(event)
    issue(event, profile, staff, at)
    with pytest.raises(Refused) as refusal:
        issue(event, profile, staff, at)
    assert refusal.value.code == "nobody_ready"
    assert RegisterEntry.objects.count() == 1


def test_letters_await_the_answer_while_the_event_says_so(event, profile, staff, at):
    assigned(event, state="offered")
    with pytest.raises(Refused):
        issue(event, profile, staff, at)
    event.letters_await_answer = False
    event.save()
    issue(event, profile, staff, at)
    assert Letter.objects.count() == 1


def test_collective_letter_names_all_by_rank(event, profile, staff, at):
    assigned(event, name="Yunior", golongan="III/a")
    assigned(event, name="Senior", golongan="IV/b")
    issue(event, profile, staff, at, collective=True)
    letter = Letter.objects.get()
    assert [row.officer.name for row in letter.rows.all()] == ["Senior", "Yunior"]
    document = archive.load_document(letter.document)
    assert [one.person.name for one in document.kepada] == ["Senior", "Yunior"]


def test_stored_text_comes_back_equal(event, profile, staff, at):
    assigned(event)
    issue(event, profile, staff, at)
    stored = Letter.objects.get().document
    assert archive.dump_document(archive.load_document(stored)) == stored


def test_made_letter_is_in_force_with_its_words_on_paper(event, profile, staff, at):
    assignment = assigned(event, name="Rina Oktaviani", nip="199001012015012999")
    job = issue(event, profile, staff, at)
    assert make(job) == {"made": 1, "failed": 0}
    letter = Letter.objects.get()
    assert letter.state == LetterState.IN_FORCE
    words = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(letter.file.read())).pages)
    for expected in ("Rina Oktaviani", "SURAT TUGAS", letter.number, assignment.delegation.name):
        assert expected in words


def test_making_again_changes_nothing(event, profile, staff, at):
    assigned(event)
    job = issue(event, profile, staff, at)
    make(job)
    before = Letter.objects.values_list("sha256", "version", "in_force_at").get()
    make(job)
    assert Letter.objects.values_list("sha256", "version", "in_force_at").get() == before
    assert AuditEntry.objects.filter(verb="letter.made").count() == 1


def test_a_bad_letter_fails_alone_and_says_why(event, profile, staff, at):
    assigned(event, position="x" * 250)
    good = assigned(event)
    job = issue(event, profile, staff, at)
    broken = Letter.objects.exclude(rows__officer=good.officer).get()
    broken.document["kepada"][0]["person"]["name"] = "N" * 10_000
    broken.save()
    assert make(job) == {"made": 1, "failed": 1}
    broken.refresh_from_db()
    assert broken.state == LetterState.NUMBERED
    assert "Nama" in broken.failure


def test_a_change_of_delegation_makes_the_letter_out_of_date_by_itself(event, profile, staff, at):
    assignment = assigned(event)
    make(issue(event, profile, staff, at))
    assert selectors.letter_board(event).lines[0].state == "in_force"
    assignment.delegation.name = "Delegasi Pengganti"
    assignment.delegation.save()
    line = selectors.letter_board(event).lines[0]
    assert line.state == "outdated"
    assert [change.field for change in line.changes] == ["duties"]


def test_replaced_officer_leaves_an_outdated_letter_and_a_ready_successor(event, profile, staff, at):
    assignment = assigned(event)
    make(issue(event, profile, staff, at))
    reserve = RosterEntryFactory(event=event).officer
    assignments.replace_officer(assignment=assignment, officer=reserve, reason="Sakit", by=staff, at=at)
    states = {str(line.facts.officer_id): line.state for line in selectors.letter_board(event).lines}
    assert states[str(assignment.officer_id)] == "outdated"
    assert states[str(reserve.pk)] == "waiting"


def test_receive_counts_once(event, profile, staff, at, officer_user):
    AssignmentFactory(
        officer=officer_user.officer, delegation=DelegationFactory(event=event), state="accepted"
    )
    make(issue(event, profile, staff, at))
    row = Letter.objects.get().rows.get()
    assert services.receive_letter(row=row, by=officer_user, at=at)
    assert not services.receive_letter(row=row, by=officer_user, at=datetime(2022, 11, 22, tzinfo=UTC))
    row.refresh_from_db()
    assert row.received_at == at


def test_revoked_letter_keeps_its_number_and_cannot_be_revoked_again(event, profile, staff, at):
    assigned(event)
    make(issue(event, profile, staff, at))
    letter = Letter.objects.get()
    services.revoke_letter(letter=letter, reason="Salah nama", by=staff, at=at)
    letter.refresh_from_db()
    assert (letter.state, letter.end_reason) == ("revoked", "Salah nama")
    assert letter.entry.voided_at is None
    with pytest.raises(Conflict):
        services.revoke_letter(letter=letter, reason="Lagi", by=staff, at=at)


def test_a_failed_audit_undoes_the_issue(event, profile, staff, at, monkeypatch):
    assigned(event)

    def fail(*args, **kwargs):
        raise RuntimeError("audit is full")

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        issue(event, profile, staff, at)
    assert (Letter.objects.count(), RegisterEntry.objects.count(), Job.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("rows", [1, 30])
def test_letter_board_costs_the_same(rows, event, profile, staff, at, django_assert_num_queries):
    for _ in range(rows):
        assigned(event)
    issue(event, profile, staff, at)
    with django_assert_num_queries(6):
        selectors.letter_board(event)
