"""The sample event: covered fully, proven, quickly; and a withdrawal that moves as few as possible."""

import time
from pathlib import Path

import pytest

from assignments import suggestions
from assignments.matching import SolveOptions, loader, solve
from assignments.models import Assignment
from events.models import Event
from lo_portal.imports import whole_files

SAMPLE = Path(__file__).parents[2] / "docs" / "samples" / "bimp-eaga-2022.xlsx"


@pytest.fixture
def sample(db, settings, tmp_path, staff, at) -> Event:
    settings.MEDIA_ROOT = tmp_path / "media"
    whole_files.import_file(data=SAMPLE.read_bytes(), file_name=SAMPLE.name, by=staff, at=at)
    return Event.objects.get()


def apply_all(event, staff, at):
    outcome = suggestions.work_out(event)
    suggestion = suggestions.store_suggestion(event=event, outcome=outcome, by=staff, at=at)
    codes = [line.code for line in outcome.lines]
    suggestions.apply_suggestion(suggestion=suggestion, codes=codes, reason="Uji.", by=staff, at=at)
    return outcome


def test_the_sample_is_covered_fully_and_proven_optimal(sample):
    problem = loader.load_problem(sample)
    started = time.process_time()
    result = solve(problem, SolveOptions(gap=0.0))
    seconds = time.process_time() - started
    assert (result.status, result.gap, result.uncovered) == ("optimal", 0.0, {})
    assert len(result.pairs) == 36
    assert seconds < 3  # about a second alone; a loaded machine is slower


def test_one_coordinator_steps_in_for_the_thirty_sixth_slot(sample):
    """36 slots meet on 25 November and 35 officers stand by: no more than one coordinator is needed."""
    problem = loader.load_problem(sample)
    coordinators = {officer.id for officer in problem.officers if officer.prior_hours}
    serving = [officer for officer, _duty in solve(problem).pairs if officer in coordinators]
    assert (len(coordinators), len(serving)) == (3, 1)


def test_removing_one_officer_of_the_sample_moves_as_few_as_possible(sample, staff, at):
    """Two coordinators are left to step in, so nobody but the withdrawn officer's pair may change."""
    apply_all(sample, staff, at)
    for gone in Assignment.objects.of_event(sample).held().filter(delegation__tier__rank=3)[:3]:
        gone.officer.roster.update(withdrawn_at=at)
        lines = suggestions.work_out(sample).lines
        assert [line.code for line in lines] == [gone.code]
        gone.officer.roster.update(withdrawn_at=None)


def test_a_cancelled_delegation_frees_its_officers_and_moves_nobody_else(sample, staff, at):
    apply_all(sample, staff, at)
    row = Assignment.objects.of_event(sample).held().first()
    row.delegation.cancelled_at = at
    row.delegation.save()
    lines = suggestions.work_out(sample).lines
    assert all(line.old_id == "" or line.new_id == "" for line in lines)
