"""What an import did or would do, as plain data: the command's JSON and the page's counts."""

from lo_portal.imports import registry
from lo_portal.imports.kinds import ASK, CANCELLED, CHANGED, ERROR, NEW, UNCHANGED, Problem
from lo_portal.imports.planning import COUNTED, Part, Plan


def report_of(plan: Plan, language="id") -> dict:
    """One object, a key per kind of list with counts, `errors` and `warnings`.

    Each error is {sheet, row, column, message}: the sheet's name, the row as
    seen in Excel (None for the sheet as a whole), the heading, the sentence.
    Problems of the file as a whole, and of the event's own sheet, stand under
    a top-level `errors`.
    """
    report = {kind.key: _empty() for kind in registry.expected()}
    general = [_general(problem, language) for problem in plan.problems]
    for part in plan.parts:
        told = _told(part, language)
        if registry.kind(part.kind).key == "event":
            general += told["errors"]
        else:
            report[part.kind] = told
    if general:
        report["errors"] = general
    return report


def refusal_report(message: str) -> dict:
    """The report of a file that was not read at all."""
    report = {kind.key: _empty() for kind in registry.expected()}
    return {**report, "errors": [{"sheet": None, "row": None, "column": None, "message": message}]}


def counts_of(plan: Plan) -> dict:
    """Counts per kind, for the batch's row."""
    return {
        part.kind: {action: part.count(action) for action in (*COUNTED, ERROR, ASK)} for part in plan.parts
    }


def _empty():
    return {NEW: 0, CHANGED: 0, UNCHANGED: 0, CANCELLED: 0, "errors": [], "warnings": []}


def _told(part: Part, language):
    told = _empty() | {action: part.count(action) for action in COUNTED}
    told["errors"] = [_said(part, problem, language) for problem in part.problems]
    told["warnings"] = [_said(part, problem, language) for problem in part.notes]
    for step in part.steps:
        told["errors"] += [_said(part, problem, language) for problem in step.errors]
        told["warnings"] += [_said(part, problem, language) for problem in step.notes]
    return told


def _said(part: Part, problem: Problem, language):
    column = part.titles.get(problem.field)
    if column is None and problem.field:
        known = registry.kind(part.kind).column(problem.field)
        column = known.title(language) if known else problem.field
    if column:
        column = " ".join(column.split())
    return {"sheet": part.sheet, "row": problem.row, "column": column, "message": problem.text(language)}


def _general(problem, language):
    return {"sheet": None, "row": problem.row, "column": None, "message": problem.text(language)}
