"""The plan as JSON for the pages: no objects, values ready to print, both languages of each sentence."""

from dataclasses import asdict

from lo_portal.imports import registry
from lo_portal.imports.comparing import STANDING
from lo_portal.imports.kinds import CHANGED, NEW
from lo_portal.sheets.tables import column_letter

SAMPLES = 2
SAMPLE_LENGTH = 40


def preview_of(workbook, located, plan, context) -> dict:
    """What the pages of the wizard show."""
    return {
        "sheets": [{"name": s.name, "rows": len(s.rows)} for s in workbook.sheets if s.rows],
        "tables": {one.kind.key: _table(one) for one in located},
        "parts": [_part(part, context) for part in plan.parts],
        "problems": [asdict(problem) for problem in plan.problems],
        "affected": registry.affected([s for part in plan.parts for s in part.steps], context),
    }


def _table(located):
    table = located.table
    return {
        "sheet": located.sheet,
        "header": list(table.header),
        "rows": len(table.body),
        "headings": [_heading(heading, table) for heading in table.headings],
    }


def _heading(heading, table):
    texts = (row.cell(heading.index).text for row in table.body)
    samples = [" ".join(text.split())[:SAMPLE_LENGTH] for text in texts if text]
    return {
        "index": heading.index,
        "letter": column_letter(heading.index),
        "text": " ".join(heading.text.split()),
        "fields": list(heading.fields),
        "certain": heading.certain,
        "samples": list(dict.fromkeys(samples))[:SAMPLES],
    }


def _part(part, context):
    kind = registry.kind(part.kind)
    return {
        "kind": part.kind,
        "sheet": part.sheet,
        "problems": [asdict(problem) for problem in part.problems],
        "left_out": [{"row": out.row, "why": out.why, "text": out.text} for out in part.left_out],
        "steps": [_step(kind, step, part, context) for step in part.steps],
    }


def _step(kind, step, part, context):
    shown = {name: kind.show(name, step.values.get(name), context) for name in kind.show_fields}
    return {
        "action": step.action,
        "row": step.row,
        "label": step.label,
        "pk": step.pk,
        "shown": shown,
        "changes": [
            {
                "field": name,
                "old": kind.show(name, old, context),
                "new": kind.show(name, new, context),
            }
            for name, (old, new) in step.changes.items()
            if step.action in (CHANGED, NEW) and name != STANDING
        ],
        "restored": STANDING in step.changes,
        "errors": [asdict(problem) for problem in step.errors],
        "notes": [asdict(problem) for problem in step.notes],
        "candidates": [list(one) for one in step.candidates],
    }
