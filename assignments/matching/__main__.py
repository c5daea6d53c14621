"""python -m assignments.matching problem.json [--seed N] [--gap G] [--time-limit S] [--by-event]

Reads the form lo-matching/1 from a file, or from standard input with "-"; writes one JSON object
to standard output.
Exit codes: 0 solved, 2 bad input (one JSON line on standard error says what is wrong).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from assignments.matching import check, gaps, jsonform, replan
from assignments.matching.explain import Board
from assignments.matching.issues import error
from assignments.matching.limits import Limits
from assignments.matching.parts import pair_parts, pair_total
from assignments.matching.problem import Problem, SolveOptions
from assignments.matching.results import InputIssue, Result


def main(arguments: Sequence[str] | None = None, spent: float = 0.0) -> int:
    """spent: seconds that starting took already; the time limit is the whole command's."""
    asked = _arguments(arguments)
    limits = Limits(asked.time_limit, began=time.monotonic() - spent)
    try:
        problem, notes = jsonform.parse(_text(asked.problem))
        issues = [*notes, *check.validate(problem)]
    except jsonform.FormError as flaw:
        return _refuse(flaw.issues)
    except (OSError, UnicodeDecodeError) as flaw:
        return _refuse([error("file.unreadable", asked.problem, reason=str(flaw))])
    if check.blocks(issues):
        return _refuse([issue for issue in issues if issue.severity != "warning"])
    for issue in issues:
        sys.stderr.write(json.dumps(_issue(issue), ensure_ascii=False) + "\n")
    options = SolveOptions(asked.gap, asked.seed, time_limit=limits.left(), by_event=asked.by_event)
    result = replace(replan.resolve(problem, options), issues=tuple(issues))
    json.dump(as_json(problem, result), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0


def as_json(problem: Problem, result: Result) -> dict[str, object]:
    """The solution object of the form lo-matching/1."""
    stages = result.stages
    told = {
        "pairs": [list(pair) for pair in result.pairs],
        "uncovered": _uncovered(problem, result),
        "objective": stages.objective,
        "quality": stages.quality,
        "bound": result.bound,
        "gap": result.gap,
        "status": result.status,
        "stopped_early": result.stopped_early,
        "stages": asdict(stages),
        "plan_hash": result.plan_hash,
        "engine_version": result.engine_version,
        "issues": [_issue(issue) for issue in result.issues],
        "scores": _scores(problem, result),
    }
    if problem.baseline is not None:
        told["changes"] = _changes(result)
    return told


def _changes(result: Result) -> list[dict[str, str]]:
    return [
        {"officer": c.officer, "duty": c.duty, "kind": c.kind, "reason": c.reason.say()}
        for c in result.changes
    ]


def _uncovered(problem: Problem, result: Result) -> list[dict[str, object]]:
    board = Board(problem, result.pairs)
    found = gaps.all_blockers(board, [board.tasks[duty] for duty in result.uncovered])
    return [
        {
            "duty": duty,
            "open": count,
            "blockers": {blocker.rule: {"any": blocker.any, "sole": blocker.sole} for blocker in blockers},
        }
        for (duty, count), blockers in zip(result.uncovered.items(), found, strict=True)
    ]


def _scores(problem: Problem, result: Result) -> list[dict[str, object]]:
    board = Board(problem, result.pairs)
    rows = []
    for officer, duty in result.pairs:
        found = pair_parts(board.officers[officer], board.tasks[duty])
        total = pair_total(found, problem.params)
        rows.append({"officer": officer, "duty": duty, **found, "total": total})
    return rows


def _issue(issue: InputIssue) -> dict[str, str]:
    return {
        "code": issue.code,
        "severity": issue.severity,
        "subject": issue.subject,
        "pesan": issue.say("id"),
        "message": issue.say("en"),
    }


def _refuse(issues: Sequence[InputIssue]) -> int:
    return _complain([_issue(issue) for issue in issues])


def _complain(problems: list[dict[str, str]]) -> int:
    told = {"error": "masukan tidak sah", "issues": problems}
    sys.stderr.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 2


def _text(path: str) -> str:
    return (
        sys.stdin.buffer.read().decode("utf-8-sig")
        if path == "-"
        else Path(path).read_text(encoding="utf-8-sig")
    )


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assignments.matching")
    parser.add_argument("problem", help="berkas JSON lo-matching/1, atau - untuk masukan baku")
    parser.add_argument("--seed", type=int, default=0, help="benih rencana awal acak")
    parser.add_argument("--gap", type=_fraction, default=0.001, help="selisih nisbi yang dianggap cukup")
    parser.add_argument("--time-limit", type=_seconds, default=None, help="batas waktu dalam detik")
    parser.add_argument("--by-event", action="store_true", help="acara demi acara, jam dibawa serta")
    return parser.parse_args(arguments)


def _fraction(text: str) -> float:
    value = float(text)
    if not (math.isfinite(value) and value >= 0):
        raise argparse.ArgumentTypeError(f"harus bilangan 0 atau lebih, tertulis {text}")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"harus lebih dari 0 detik, tertulis {text}")
    return value


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # half a surrogate stays an escape
    sys.exit(main(spent=time.process_time()))
