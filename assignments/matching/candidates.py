"""Who could take a place, best first: what each would bring, what each would have to give up."""

from __future__ import annotations

from assignments.matching import delta, explain, parts, phrases
from assignments.matching.explain import Board
from assignments.matching.problem import Officer, Plan, Problem
from assignments.matching.results import Candidate, PairScore, Phrase
from assignments.matching.rules import CEFR, Task

GOOD_LANGUAGE = 75


def recommend(problem: Problem, plan: Plan, duty: str, n: int = 5) -> list[Candidate]:
    """The best `n` officers for one more place of `duty`, by what the objective gains.

    A busy officer is listed with the pairs that must go first; a locked pair never goes.
    On a full duty the list says who could stand in. Raises KeyError for an unknown duty.
    """
    board = Board(problem, plan)
    ranked = sorted(possible(board, board.tasks[duty]), key=lambda row: (-row[0], row[1]))
    return [_candidate(board, officer, duty, breaks) for _, officer, breaks in ranked[:n]]


def possible(board: Board, task: Task) -> list[tuple[int, str, tuple]]:
    """(gain of the objective, officer, pairs to give up) for everybody whom no other rule keeps away."""
    locks, duty = set(board.problem.locks), task.duty.id
    serving = {member.id for member in board.teams[duty]}
    found = []
    for officer in board.officers.values():
        failed = set(explain.failing(board, officer, task)) - {"overlap", "concurrency", "full"}
        if failed or officer.id in serving:
            continue
        breaks = tuple((officer.id, other.duty.id) for other in board.clashing(officer, task))
        if not locks & set(breaks):
            gain = delta.change_of(board, breaks, [(officer.id, duty)])
            found.append((gain, officer.id, breaks))
    return found


def _candidate(board: Board, officer: str, duty: str, breaks: tuple) -> Candidate:
    pair = explain.explain_on(board, officer, duty)
    person, task = board.officers[officer], board.tasks[duty]
    gain = delta.change_of(board, breaks, [(officer, duty)])
    pluses, minuses = _pluses(board, person, task, pair), _minuses(board, person, pair, breaks)
    return Candidate(officer, duty, pair, gain, breaks, tuple(pluses), tuple(minuses))


def _pluses(board: Board, officer: Officer, task: Task, pair: PairScore) -> list[Phrase]:
    found = []
    if not board.others_held(officer.id, task.duty.id):
        found.append(Phrase("plus.free"))
    if pair.language >= GOOD_LANGUAGE:
        best = max(task.delegation.languages, key=lambda need: parts.language_part(officer, (need,)))
        found.append(
            Phrase("plus.language", {"code": best.code, "level": CEFR[officer.languages[best.code]]})
        )
    if pair.country:
        times = officer.countries[task.delegation.country]
        found.append(Phrase("plus.country", {"country": task.delegation.country, "times": times}))
    return found


def _minuses(board: Board, officer: Officer, pair: PairScore, breaks: tuple) -> list[Phrase]:
    found = [Phrase("minus.opens", {"duty": duty}) for _, duty in breaks]
    if pair.marginal["hours"]:
        found.append(Phrase("minus.hours", {"points": -pair.marginal["hours"]}))
    if pair.marginal["agency"]:
        found.append(Phrase("minus.agency", {"agency": officer.agency}))
    if not (officer.experience or pair.country):
        found.append(Phrase("minus.history"))
    return found


phrases.add(
    {
        "plus.free": ("Bebas penuh", "Entirely free"),
        "plus.language": ("{code} {level}", "{code} {level}"),
        "plus.country": ("{times} kali mendampingi {country}", "{times} times with {country}"),
        "minus.opens": ("{duty} jadi kosong", "{duty} becomes open"),
        "minus.hours": ("jam tugas melewati batas (-{points})", "duty hours above the limit (-{points})"),
        "minus.agency": ("{agency} sudah di atas batas", "{agency} is already above its cap"),
        "minus.history": ("belum ada riwayat", "no history yet"),
    }
)
