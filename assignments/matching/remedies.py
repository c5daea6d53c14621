"""Ways to fill an open place, each tried out on the board and told with its effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assignments.matching import candidates, delta, explain, phrases
from assignments.matching.explain import Board
from assignments.matching.problem import Delegation, Interval, Problem
from assignments.matching.results import Blocker, Phrase, Remedy
from assignments.matching.rules import CEFR, Task

MOST = 3
AGENCIES = 3
SWAPS = 200


def remedies(board: Board, task: Task, blockers: tuple[Blocker, ...]) -> tuple[Remedy, ...]:
    """The best two computed remedies and, last, whom to ask for people."""
    alone = {blocker.rule: blocker.sole_officers for blocker in blockers}
    computed = [*_swaps(board, task, alone), *_relaxed(board, task, alone)]
    computed.sort(key=lambda remedy: (-remedy.net, remedy.kind))
    return (*computed[: MOST - 1], _ask(board, task))


def _swaps(board: Board, task: Task, alone: dict) -> list[Remedy]:
    """Move a busy officer here and let a free one take over: one chain, the best."""
    busy = [*alone.get("overlap", ()), *alone.get("concurrency", ())]
    locks, best, tried = set(board.problem.locks), None, 0
    for officer in busy:
        breaks = board.clashing(board.officers[officer], task)
        if len(breaks) != 1 or (officer, breaks[0].duty.id) in locks:
            continue
        left, tried = breaks[0].duty.id, tried + 1
        drop, add = [(officer, left)], [(officer, task.duty.id)]
        after = Board(board.problem, tuple(set(board.plan) - set(drop) | set(add)))
        free = [
            row for row in candidates.possible(after, board.tasks[left]) if not row[2] and row[1] != officer
        ]
        for _, stand_in, _ in free:
            chain = [*add, (stand_in, left)]
            net = delta.change_of(board, drop, chain)
            if best is None or (-net, officer, stand_in) < (-best.net, best.officers[0], best.officers[1]):
                values = {"duty": left, "first": officer, "second": stand_in}
                best = _remedy("swap", values, (officer, stand_in), net, drop, chain)
        if tried * len(board.officers) > SWAPS * 100:
            break
    return [best] if best else []


def _remedy(kind: str, values: dict, officers: tuple, net: int, drop=(), add=()) -> Remedy:
    phrase = Phrase(f"remedy.{kind}", {"count": len(officers), "officer": officers, **values})
    return Remedy(kind, phrase, officers, tuple(drop), tuple(sorted(add)), 1, net)


def _relaxed(board: Board, task: Task, alone: dict) -> Iterator[Remedy]:
    """Let one rule go for this delegation or these officers, and see who then fits and what it brings."""
    for kind, rule, relax in RELAXED:
        for values, problem in relax(board, task, alone.get(rule, ())):
            after = Board(problem, board.plan)
            able = [row for row in candidates.possible(after, after.tasks[task.duty.id]) if not row[2]]
            ranked = sorted(able, key=lambda row: (-row[0], row[1]))
            if ranked:
                names = tuple(officer for _, officer, _ in ranked)
                add = [(names[0], task.duty.id)]
                yield _remedy(kind, values, names, ranked[0][0], (), add)


def _brief(board: Board, task: Task, officers: tuple) -> Iterator[tuple[dict, Problem]]:
    if officers:
        event = frozenset({task.delegation.event})
        yield (
            {},
            _with_officers(board, officers, lambda o: replace(o, briefed_events=o.briefed_events | event)),
        )


def _lower(board: Board, task: Task, officers: tuple) -> Iterator[tuple[dict, Problem]]:
    """One level less in one accepted language."""
    for need in task.delegation.languages if officers else ():
        if need.min_level > 1:
            lower = replace(need, min_level=need.min_level - 1)
            kept = tuple(lower if other is need else other for other in task.delegation.languages)
            values = {"code": need.code, "level": CEFR[lower.min_level]}
            yield values, _with_delegation(board, replace(task.delegation, languages=kept))


def _lift_veto(board: Board, task: Task, officers: tuple) -> Iterator[tuple[dict, Problem]]:
    if officers:
        country = frozenset({task.delegation.country})
        values = {"country": task.delegation.country}
        yield (
            values,
            _with_officers(
                board, officers, lambda o: replace(o, vetoed_countries=o.vetoed_countries - country)
            ),
        )


def _move_leave(board: Board, task: Task, officers: tuple) -> Iterator[tuple[dict, Problem]]:
    if officers:
        window = Interval(task.duty.start, task.duty.end)
        yield (
            {},
            _with_officers(board, officers, lambda o: replace(o, availability=(*o.availability, window))),
        )


def _relax_senior(board: Board, task: Task, officers: tuple) -> Iterator[tuple[dict, Problem]]:
    if officers:
        yield {}, _with_delegation(board, replace(task.delegation, senior_count=0))


def _relax_gender(board: Board, task: Task, officers: tuple) -> Iterator[tuple[dict, Problem]]:
    if officers:
        yield {}, _with_delegation(board, replace(task.delegation, gender_count=0))


RELAXED = (
    ("brief", "briefing", _brief),
    ("lower_language", "language", _lower),
    ("lift_veto", "veto", _lift_veto),
    ("move_leave", "availability", _move_leave),
    ("relax_senior", "senior", _relax_senior),
    ("relax_gender", "gender", _relax_gender),
)


def _with_officers(board: Board, names: tuple, change) -> Problem:
    chosen = set(names)
    officers = tuple(change(o) if o.id in chosen else o for o in board.problem.officers)
    return replace(board.problem, officers=officers)


def _with_delegation(board: Board, home: Delegation) -> Problem:
    homes = tuple(home if other.id == home.id else other for other in board.problem.delegations)
    return replace(board.problem, delegations=homes)


def _ask(board: Board, task: Task) -> Remedy:
    """The agencies with most people not serving in this event, below their cap first."""
    event = task.delegation.event
    serving = {o for o, d in board.plan if board.tasks[d].delegation.event == event}
    spare = Counter(o.agency for o in board.officers.values() if o.id not in serving)

    def order(agency: str) -> tuple:
        used = board.agency_used(agency, event)
        return used >= board.caps.get((agency, event), used + 1), -spare[agency], agency

    names = tuple(sorted(board.problem.agencies, key=order)[:AGENCIES])
    return Remedy("ask_agency", Phrase("remedy.ask_agency", {"agency": names}), agencies=names)


def busy_pairs(board: Board, task: Task) -> tuple[tuple[str, str], ...]:
    """What holds the officers whose only obstacle is another duty."""
    found = []
    for officer in sorted(board.officers.values(), key=lambda officer: officer.id):
        failed = set(explain.failing(board, officer, task))
        if failed and failed <= {"overlap", "concurrency"}:
            found += [(officer.id, other.duty.id) for other in board.clashing(officer, task)]
    return tuple(found)


phrases.add(
    {
        "remedy.swap": (
            "Tukar dengan {duty}: {first} ke sini, {second} ke {duty}",
            "Swap with {duty}: {first} comes here, {second} goes to {duty}",
        ),
        "remedy.brief": ("Beri pengarahan susulan: {count} calon", "Brief them now: {count} candidates"),
        "remedy.lower_language": (
            "Turunkan {code} ke {level}: {count} calon",
            "Lower {code} to {level}: {count} candidates",
        ),
        "remedy.lift_veto": (
            "Tanyakan lagi keberatan atas {country}: {count} calon",
            "Ask again about {country}: {count} candidates",
        ),
        "remedy.move_leave": (
            "Tanyakan apakah cuti dapat digeser: {count} calon",
            "Ask whether leave can be moved: {count} candidates",
        ),
        "remedy.relax_senior": (
            "Izinkan LO yang belum senior: {count} calon",
            "Allow officers who are not senior: {count} candidates",
        ),
        "remedy.relax_gender": (
            "Lepas kuota gender: {count} calon",
            "Drop the gender quota: {count} candidates",
        ),
        "remedy.ask_agency": ("Minta usulan LO dari {agency}", "Ask {agency} to nominate officers"),
    }
)
