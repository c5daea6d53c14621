"""The score as the board shows it: six factors, each points of a maximum with one phrase; 100 in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assignments.matching import phrases
from assignments.matching.problem import COMPETENCIES, Officer
from assignments.matching.results import Factor, Phrase
from assignments.matching.rules import CEFR, Task

if TYPE_CHECKING:
    from assignments.matching.explain import Board

MAXIMUM = {"language": 35, "competence": 20, "training": 15, "load": 15, "history": 10, "agency": 5}


def six_factors(board: Board, officer: Officer, task: Task, found: dict[str, int]) -> tuple[Factor, ...]:
    """`found` are the pair's parts 0..100; the plan on the board decides load and agency."""
    return (
        _language(officer, task, found["language"]),
        _competence(officer, task, found),
        _training(officer, task),
        _load(board, officer, task),
        _history(officer, task, found["country"]),
        _agency(board, officer, task),
    )


def _factor(key: str, percent: float, code: str, **values: object) -> Factor:
    points = int(MAXIMUM[key] * min(100, max(0, percent)) / 100 + 0.5)
    return Factor(key, points, MAXIMUM[key], Phrase(f"factor.{code}", values))


def _language(officer: Officer, task: Task, part: int) -> Factor:
    spoken = [
        f"{need.code} {CEFR[officer.languages[need.code]]}"
        for need in task.delegation.languages
        if officer.languages.get(need.code)
    ]
    if not part:
        return _factor("language", 0, "language.none")
    return _factor("language", part, "language.some", spoken=spoken)


def _competence(officer: Officer, task: Task, found: dict[str, int]) -> Factor:
    """Skills and rank in the proportion of their weights."""
    weights = task.params.pair_weights
    whole = weights["skills"] + weights["rank"]
    mixed = weights["skills"] * found["skills"] + weights["rank"] * found["rank"]
    asked = task.delegation.competency_weights
    heaviest = max(range(len(asked)), key=lambda place: (asked[place], -place))
    values = {"competency": COMPETENCIES[heaviest], "rating": officer.competencies[heaviest]}
    percent = mixed / whole if whole else found["skills"]
    return _factor("competence", percent, "competence", rank=officer.rank, **values)


def _training(officer: Officer, task: Task) -> Factor:
    """Half for the event's briefing, half for the training record; the briefing alone without one."""
    briefed = task.delegation.event in officer.briefed_events
    code = "training.briefed" if briefed else "training.not_briefed"
    if officer.training is None:
        return _factor("training", 100 if briefed else 40, code)
    return _factor("training", 50 * briefed + officer.training / 2, code)


def _load(board: Board, officer: Officer, task: Task) -> Factor:
    """Full below the first hour limit, nothing at the last; the officer's other duties count."""
    others = board.others_held(officer.id, task.duty.id)
    hours = officer.prior_hours + sum(other.duty.workload_h for other in others)
    limits = task.params.fairness_breaks_h
    if not hours or not limits:
        return _factor("load", 100, "load.none")
    total, low, high = hours + task.duty.workload_h, min(limits), max(limits)
    percent = 100 * (high - total) / (high - low) if high > low else 100 * (total <= low)
    return _factor("load", percent, "load.some", hours=hours, duties=len(others))


def _history(officer: Officer, task: Task, part: int) -> Factor:
    """Six tenths for this country, four tenths for experience, full at five events."""
    times = officer.countries.get(task.delegation.country, 0)
    percent = 60 * min(1, part / 99) + 40 * min(1, officer.experience / 5)
    code = "history.some" if times or officer.experience else "history.none"
    values = {"times": times, "country": task.delegation.country, "events": officer.experience}
    return _factor("history", percent, code, **values)


def _agency(board: Board, officer: Officer, task: Task) -> Factor:
    """Full if no team member comes from the same agency and the agency is below its cap."""
    team = [member for member in board.teams[task.duty.id] if member.id != officer.id]
    same = [member.id for member in team if member.agency == officer.agency]
    if same:
        return _factor("agency", 0, "agency.same", officer=same)
    used = board.agency_used(officer.agency, task.delegation.event)
    if used > board.caps.get((officer.agency, task.delegation.event), used):
        return _factor("agency", 40, "agency.drained", agency=officer.agency, used=used)
    return _factor("agency", 100, "agency.other" if team else "agency.first")


phrases.add(
    {
        "factor.language.none": ("Bahasa yang diterima belum dikuasai", "Speaks no accepted language"),
        "factor.language.some": ("Menguasai {spoken}", "Speaks {spoken}"),
        "factor.competence": (
            "{competency} {rating} dari 100, pangkat {rank} dari 9",
            "{competency} {rating} of 100, rank {rank} of 9",
        ),
        "factor.training.briefed": ("Sudah ikut pengarahan", "Briefed"),
        "factor.training.not_briefed": ("Belum ikut pengarahan", "Not briefed yet"),
        "factor.load.none": ("Belum punya tugas lain", "No other duty"),
        "factor.load.some": (
            "{hours} jam dalam {duties} tugas lain",
            "{hours} hours in {duties} other duties",
        ),
        "factor.history.none": ("Belum pernah bertugas", "Has not served before"),
        "factor.history.some": (
            "{events} acara, {times} kali mendampingi {country}",
            "{events} events, {times} times with {country}",
        ),
        "factor.agency.same": ("Satu OPD dengan {officer}", "Same agency as {officer}"),
        "factor.agency.drained": (
            "{agency} sudah menyumbang {used} penugasan",
            "{agency} already carries {used} duties",
        ),
        "factor.agency.other": ("Beda OPD dengan anggota tim lain", "Other agency than the rest of the team"),
        "factor.agency.first": ("Anggota tim pertama", "First of the team"),
    }
)
