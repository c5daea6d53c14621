"""After a change: keep what can be kept of the published plan, and tell every difference with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from assignments.matching import check, engine, explain, phrases, score, solver, stages, turns
from assignments.matching.explain import Board
from assignments.matching.instance import Instance, compile_problem
from assignments.matching.limits import Limits, Progress
from assignments.matching.problem import Pair, Plan, Problem, SolveOptions
from assignments.matching.results import Change, Phrase, Result


def resolve(
    problem: Problem,
    options: SolveOptions | None = None,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Result:
    """The plan nearest to `problem.baseline`: open places by tier first, then voluntary drops, then quality.

    bound and gap speak of the last stage: of plans with as few open places and as few drops. Where the stages
    were not proven, they speak of plans that drop no more. A problem without a baseline is solved afresh.
    """
    options = options or SolveOptions()
    if problem.baseline is None:
        return solver.solve(problem, options, progress, cancel)
    limits = Limits(options.time_limit, cancel, progress)
    issues = tuple(check.validate(problem))
    if check.blocks(issues):
        return solver.refused(issues)
    limits.tell(0, 1, "choose")
    return _resolved(compile_problem(problem), options, limits, issues)


def _resolved(instance: Instance, options: SolveOptions, limits: Limits, issues: tuple) -> Result:
    problem = instance.problem
    kept = possible(instance, problem.baseline)
    pairs: set[tuple[int, int]] = set()
    proven, bound = True, 0.0
    for part, officers, tasks, turn in turns.parts_in_turn(instance, limits):
        found, best = _part(part, officers, tasks, kept, turn, options)
        pairs |= {(int(officers[o]), int(tasks[d])) for o, d in found.pairs}
        proven, bound = proven and found.proven, bound + best
    value = score.evaluate(instance, pairs).objective
    plan = [(instance.officers[o].id, instance.tasks[d].duty.id) for o, d in pairs]
    told = tuple(changes(problem, tuple(sorted(plan))))
    dropped = sum(change.kind == "dropped" for change in told)
    top = value if proven else max(value, int(bound) - turns.hopeless(instance))
    return solver.report(instance, pairs, top, issues, limits, 0, dropped=dropped, changes=told)


def _part(part, officers, tasks, kept, limits, options) -> tuple[stages.Staged, float]:
    """The new plan of one part, and a bound on the plans of it that drop as few."""
    rows, columns = ({int(x): i for i, x in enumerate(found)} for found in (officers, tasks))
    mine = frozenset((rows[o], columns[d]) for o, d in kept if o in rows and d in columns)
    nodes = options.work_limit * (25 if int(part.eligible.sum()) <= engine.PROVEN_BELOW else 1)
    found = stages.replan(part, mine, options, limits, nodes)
    bounds = [engine.trivial_bound(part), stages.near_bound(part, mine, len(mine - found.pairs))]
    return found, min(bounds if found.bound is None else [*bounds, found.bound])


def possible(instance: Instance, baseline: Plan) -> frozenset[tuple[int, int]]:
    """The published pairs that no eligibility rule forbids today, by index."""
    known = [
        (instance.officer_at[o], instance.task_at[d])
        for o, d in baseline
        if o in instance.officer_at and d in instance.task_at
    ]
    return frozenset(pair for pair in known if instance.eligible[pair])


def changes(problem: Problem, plan: Plan) -> list[Change]:
    """Every published or new pair with what happens to it, by officer and duty."""
    board = Board(problem, plan)
    before, after = set(problem.baseline or ()), set(plan)
    gone: dict[str, list[str]] = defaultdict(list)
    for officer, duty in sorted(before - after):
        gone[duty].append(officer)
    told = [_told(board, pair, before, after, gone) for pair in sorted(before | after)]
    return [Change(officer, duty, kind, reason) for (officer, duty), kind, reason in told]


def _told(board: Board, pair: Pair, before: set, after: set, gone: dict) -> tuple[Pair, str, Phrase]:
    officer, duty = pair
    if pair in before and pair in after:
        locked = pair in set(board.problem.locks)
        return pair, "kept", Phrase("change.locked" if locked else "change.kept")
    if pair in after:
        left = gone.get(duty, [])
        code = "change.replaces" if left else "change.fills"
        return pair, "added", Phrase(code, {"officer": left})
    forced = _obstacle(board, officer, duty)
    if forced is not None:
        return pair, "forced", forced
    return pair, "dropped", _why_dropped(board, officer, duty, before)


def _obstacle(board: Board, officer: str, duty: str) -> Phrase | None:
    """Why the published pair is no longer possible by itself; None if it is."""
    if officer not in board.officers:
        return Phrase("change.officer_gone", {"officer": officer})
    if duty not in board.tasks:
        return Phrase("change.duty_gone", {"duty": duty})
    tests = explain.pair_tests(board.officers[officer], board.tasks[duty])
    failed = [test.phrase for test in tests if not test.passed]
    return Phrase("change.rule", {"reasons": failed}) if failed else None


def _why_dropped(board: Board, officer: str, duty: str, before: set) -> Phrase:
    clashing = board.clashing(board.officers[officer], board.tasks[duty])
    moved = [other.duty.id for other in clashing]
    if moved:
        new = [other for other in moved if (officer, other) not in before]
        return Phrase("change.moved" if new else "change.clash", {"duty": new or moved})
    if board.places_left(duty) == 0:
        team = [member.id for member in board.teams[duty]]
        return Phrase("change.full", {"officer": team or "-"})
    return Phrase("change.team")


phrases.add(
    {
        "change.kept": ("Tetap", "Kept"),
        "change.locked": ("Tetap, terkunci", "Kept, locked"),
        "change.replaces": ("Menggantikan {officer}", "Replaces {officer}"),
        "change.fills": ("Mengisi tempat kosong", "Fills an open place"),
        "change.officer_gone": ("{officer} tidak lagi tersedia", "{officer} is no longer available"),
        "change.duty_gone": ("Tugas {duty} sudah dihapus", "Duty {duty} was removed"),
        "change.rule": ("Tidak lagi memenuhi syarat: {reasons}", "No longer eligible: {reasons}"),
        "change.moved": (
            "Dipindahkan ke {duty} yang lebih membutuhkan",
            "Moved to {duty}, where the need is greater",
        ),
        "change.clash": ("Kini bertumpuk dengan {duty}", "Now overlaps with {duty}"),
        "change.full": ("Tempat berkurang; tetap diisi {officer}", "Fewer places; kept are {officer}"),
        "change.team": (
            "Tempatnya kini khusus untuk LO lain dalam tim",
            "The place is now reserved for others in the team",
        ),
    }
)
