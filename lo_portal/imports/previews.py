"""The plan as JSON for the pages: no objects, values ready to print, both languages of each sentence."""

from dataclasses import asdict

from lo_portal.imports import registry
from lo_portal.imports.comparing import STANDING
from lo_portal.imports.kinds import CHANGED, NEW
from lo_portal.imports.locating import with_edits
from lo_portal.sheets.layout import NUMBERS, REPEATED
from lo_portal.sheets.tables import column_letter

SAMPLES = 2
SAMPLE_LENGTH = 40
HIDDEN = "•••"


def preview_of(workbook, located, plan, context, edits) -> dict:
    """What the pages of the wizard show; `edits` are the cells a person corrected."""
    return {
        "sheets": sheets_of(workbook),
        "tables": {one.kind.key: table_of(one) for one in located},
        "parts": [_part(part, _texts(part, located, edits), context) for part in plan.parts],
        "problems": [asdict(problem) for problem in plan.problems],
        "affected": registry.affected([s for part in plan.parts for s in part.steps], context),
    }


def sheets_of(workbook) -> list[dict]:
    """The sheets that a person may choose from."""
    return [{"name": sheet.name, "rows": len(sheet.rows)} for sheet in workbook.sheets if sheet.rows]


def table_of(located) -> dict:
    """A list's headings with what each feeds and two samples of what stands below."""
    table = located.table
    rows = _below(table)
    return {
        "sheet": located.sheet,
        "header": list(table.header),
        "rows": len(table.body) or len(rows),
        "headings": [_heading(heading, located, rows) for heading in table.headings],
    }


def _below(table):
    """The rows under the headings, also those that belong to no list while its columns are unknown."""
    repeated = {out.row for out in table.left_out if out.why in (NUMBERS, REPEATED)}
    return [row for row in table.rest or table.body if row.number not in repeated]


def _heading(heading, located, rows):
    texts = (row.cell(heading.index).text for row in rows)
    samples = [" ".join(text.split())[:SAMPLE_LENGTH] for text in texts if text]
    if located.kind.restricted.intersection(heading.fields):
        samples = [HIDDEN]
    return {
        "index": heading.index,
        "letter": column_letter(heading.index),
        "text": " ".join(heading.text.split()),
        "fields": list(heading.fields),
        "certain": heading.certain,
        "samples": list(dict.fromkeys(samples))[:SAMPLES],
    }


def _texts(part, located, edits):
    """row -> field -> the cell's text, for rows that somebody must correct."""
    one = next((one for one in located if one.kind.key == part.kind), None)
    wrong = {step.row: step for step in part.steps if step.errors or step.notes}
    if one is None or not wrong:
        return {}
    table = with_edits(one.table, edits.get(part.kind, {}))
    hidden = one.kind.restricted
    return {
        row.number: _row_texts(row, table, wrong[row.number], hidden)
        for row in table.body
        if row.number in wrong
    }


def _row_texts(row, table, step, hidden):
    """Restricted cells are empty: they are typed anew, never shown."""
    fields = {problem.field for problem in (*step.errors, *step.notes)}
    return {
        field: "" if field in hidden else _text(row, table.heading_of(field)) for field in fields if field
    }


def _text(row, heading):
    """'' also for a column that the sheet lacks: its cell may be typed all the same."""
    return row.cell(heading.index).text if heading else ""


def _part(part, texts, context):
    kind = registry.kind(part.kind)
    return {
        "kind": part.kind,
        "sheet": part.sheet,
        "problems": [asdict(problem) for problem in part.problems],
        "notes": [asdict(problem) for problem in part.notes],
        "left_out": [{"row": out.row, "why": out.why, "text": out.text} for out in part.left_out],
        "steps": [_step(kind, step, texts.get(step.row, {}), context) for step in part.steps],
    }


def _step(kind, step, texts, context):
    shown = {name: _printed(kind, name, step.values.get(name), context) for name in kind.show_fields}
    return {
        "action": step.action,
        "row": step.row,
        "label": step.label,
        "pk": step.pk,
        "shown": shown,
        "texts": texts,
        "changes": [
            {
                "field": name,
                "old": _printed(kind, name, old, context),
                "new": _printed(kind, name, new, context),
            }
            for name, (old, new) in step.changes.items()
            if step.action in (CHANGED, NEW) and name != STANDING
        ],
        "restored": STANDING in step.changes,
        "errors": [asdict(problem) for problem in step.errors],
        "notes": [asdict(problem) for problem in step.notes],
        "candidates": [list(one) for one in step.candidates],
    }


def _printed(kind, name, value, context):
    if name in kind.restricted:
        return HIDDEN if value else ""
    return kind.show(name, value, context)
