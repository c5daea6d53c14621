"""What the pages of the wizard show, assembled from a batch's stored preview."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lo_portal.imports import registry
from lo_portal.imports.kinds import ASK, CANCELLED, CHANGED, ERROR, NEW, UNCHANGED
from lo_portal.imports.models import ImportBatch, ImportState
from lo_portal.ui import Action, JobView, Step

PAGE_ROWS = 100
WRONG = "wrong"
TIDIED = "tidied"
ALL = "all"
SAVED = (NEW, CHANGED, CANCELLED)


def steps_of(current: int) -> list[Step]:
    """The four steps; `current` from 1."""
    labels = [_("Upload the file"), _("Match the columns"), _("Check the rows"), _("Done")]
    states = ["done" if n < current else "current" if n == current else "coming" for n in range(1, 5)]
    return [Step(label, state) for label, state in zip(labels, states, strict=True)]


def upload_page(event) -> dict:
    """The upload form's surroundings: which lists are read, and the last imports."""
    language = get_language() or "id"
    batches = ImportBatch.objects.filter(event_id=event.pk).exclude(state=ImportState.DISCARDED)[:5]
    return {
        "event": event,
        "steps": steps_of(1),
        "kinds": [_kind_facts(kind, language) for kind in registry.kinds()],
        "recent": [(batch, summary_of(batch)) for batch in batches],
    }


def summary_of(batch) -> str:
    """'38 petugas lo, 24 delegasi' of what a batch holds."""
    language = get_language() or "id"
    told = []
    for kind in _kinds_of(batch):
        rows = sum(batch.counts[kind.key].get(action, 0) for action in (NEW, CHANGED, UNCHANGED))
        if rows:
            title = kind.title(language)
            told.append(f"{rows} {title[:1].lower()}{title[1:]}")
    return ", ".join(told)


def columns_page(batch, kind_key: str) -> dict:
    """How the columns of one list are read, and what they could be read as."""
    language = get_language() or "id"
    tables = {k.key: batch.plan["tables"][k.key] for k in registry.kinds() if k.key in batch.plan["tables"]}
    key = kind_key if kind_key in tables else next(iter(tables))
    kind = registry.kind(key)
    return matching(tables[key], batch.plan["sheets"], kind.columns) | {
        "batch": batch,
        "event": batch.event,
        "steps": steps_of(2),
        "kind": kind,
        "title": kind.title(language),
        "lists": [(k, registry.kind(k).title(language), k == key) for k in tables],
        "kinds": [(k.key, k.title(language), k.key == key) for k in registry.kinds()],
    }


def matching(table: dict, sheets: list[dict], columns) -> dict:
    """What `imports/_columns.html` draws: a list's headings and what each may become."""
    language = get_language() or "id"
    choices = [(column.field, column.title(language)) for column in columns]
    headings = [_heading(heading, choices) for heading in table["headings"]]
    return {
        "table": table,
        "sheets": sheets,
        "headings": headings,
        "known": sum(bool(h["fields"]) for h in headings),
        "unsure": sum(not h["certain"] for h in headings),
    }


def preview_page(batch, kind_key: str, show: str, page: int) -> dict:
    """One list of the preview, filtered to what needs eyes first."""
    language = get_language() or "id"
    parts = batch.plan["parts"]
    part = next((p for p in parts if p["kind"] == kind_key), parts[0] if parts else None)
    tabs = _tabs(part) if part else []
    shown = show if show in {key for key, _label, _n in tabs} else (tabs[0][0] if tabs else ALL)
    rows = [step for step in part["steps"] if _belongs(step, shown)] if part else []
    paged = Paginator(rows, PAGE_ROWS).get_page(page)
    totals = totals_of(batch)
    return {
        "batch": batch,
        "event": batch.event,
        "steps": steps_of(3),
        "part": part,
        "lists": [(p["kind"], registry.kind(p["kind"]).title(language), _trouble(p)) for p in parts],
        "shows": tabs,
        "show": shown,
        "page_obj": paged,
        "rows": [_row(step, part, language) for step in paged],
        "fields": _shown_fields(part, language) if part else [],
        "problems": [_text(p, language) for one in parts for p in one["problems"]]
        + [_text(p, language) for p in batch.plan["problems"]],
        "filled": [_text(p, language) for p in part.get("notes", ())] if part else [],
        "affected": batch.plan.get("affected", []),
        "totals": totals,
        "may_save": totals["saved"] > 0,
    }


def totals_of(batch) -> dict:
    """Rows over all lists: how many are saved, wrong, and of each action."""
    totals = dict.fromkeys((NEW, CHANGED, UNCHANGED, CANCELLED, ERROR, ASK), 0)
    for counts in batch.counts.values():
        for action in totals:
            totals[action] += counts.get(action, 0)
    totals["saved"] = sum(totals[action] for action in SAVED)
    totals["wrong"] = totals[ERROR] + totals[ASK]
    return totals


def result_page(batch, refusal: str) -> dict:
    """What was saved, list by list, and whether it can be undone."""
    language = get_language() or "id"
    lists = [(kind.title(language), batch.counts[kind.key], kind.key) for kind in _kinds_of(batch)]
    seconds = (batch.job.finished_at - batch.job.started_at).seconds if _timed(batch.job) else None
    return {
        "batch": batch,
        "event": batch.event,
        "steps": steps_of(4),
        "lists": lists,
        "totals": totals_of(batch),
        "seconds": seconds,
        "undo_refusal": refusal,
    }


def job_view(batch) -> JobView:
    """The job of a batch as the progress card shows it."""
    job = batch.job
    detail = job.message
    if job.total:
        detail = _("%(done)s of %(total)s rows") % {"done": job.done, "total": job.total}
    return JobView(
        state="running" if job.state == "running" else "failed" if job.state == "failed" else "queued",
        title=job.title,
        detail=detail,
        done=job.done,
        total=job.total,
        poll_url=reverse("imports:import-progress", args=[batch.pk]) if job.is_open else "",
        actions=_again(batch) if job.state == "failed" else (),
        html_id="import-job",
    )


def _again(batch):
    """What to press when the work failed: read again, or let the worker try once more."""
    if batch.state == ImportState.CHECKED:
        url = reverse("imports:import-correct", args=[batch.pk])
        return (Action(_("Check again"), url, "post", "primary"),)
    return (Action(_("Try again"), reverse("jobs:job-retry", args=[batch.job_id]), "post", "primary"),)


def problem_rows(batch) -> list[tuple]:
    """Every row that is left out: (list, sheet, row, what it is about, column, sentence)."""
    language = get_language() or "id"
    rows = []
    for part in batch.plan["parts"]:
        kind = registry.kind(part["kind"])
        for step in part["steps"]:
            for problem in step["errors"]:
                column = kind.column(problem["field"])
                title = column.title(language) if column else problem["field"]
                said = _text(problem, language)
                rows.append((kind.title(language), part["sheet"], step["row"], step["label"], title, said))
    return rows


def _kinds_of(batch):
    """The lists of a batch in their usual order, the event's own sheet left out."""
    return [kind for kind in registry.kinds() if kind.key in batch.counts and kind.key != "event"]


def _kind_facts(kind, language):
    required = [c.title(language) for c in kind.columns if c.required]
    useful = [c.title(language) for c in kind.columns if not c.required]
    return {"key": kind.key, "title": kind.title(language), "required": required, "useful": useful[:8]}


def _heading(heading, choices):
    fields = heading["fields"]
    composite = "+".join(fields)
    options = [(field, label, field == composite) for field, label in choices]
    if len(fields) > 1:
        labels = dict(choices)
        options.insert(0, (composite, " + ".join(labels.get(f, f) for f in fields), True))
    return heading | {"options": options, "name": f"column.{heading['index']}"}


def _tabs(part):
    """(key, label, count) of the filters that hold something, the urgent ones first."""
    labels = [
        (WRONG, _("To correct")),
        (TIDIED, _("Tidied or doubtful")),
        (CHANGED, _("Changed")),
        (CANCELLED, _("Cancelled")),
        (NEW, _("New")),
        (UNCHANGED, _("Unchanged")),
        (ALL, _("All")),
    ]
    counted = [(key, label, sum(_belongs(s, key) for s in part["steps"])) for key, label in labels]
    return [one for one in counted if one[2] or one[0] == ALL]


def _belongs(step, show):
    if show == WRONG:
        return step["action"] in (ERROR, ASK)
    if show == TIDIED:
        return bool(step["notes"]) and step["action"] not in (ERROR, ASK)
    return show == ALL or step["action"] == show


def _row(step, part, language):
    kind = part["kind"]
    changed = {change["field"]: change for change in step["changes"]}
    wrong = _typed_anew(step)
    return step | {
        "cells": [
            (name, step["shown"].get(name, ""), changed.get(name)) for name in registry.kind(kind).show_fields
        ],
        "more": [
            c | {"label": _label(kind, c["field"], language)}
            for c in step["changes"]
            if c["field"] not in step["shown"]
        ],
        "inputs": [
            {
                "name": f"cell.{kind}.{step['row']}.{field}",
                "label": _label(kind, field, language),
                "value": step["texts"][field],
                "said": [_text(p, language) for p in step["errors"] if p["field"] == field],
                "lines": "\n" in step["texts"][field],
                "hidden": field in registry.kind(kind).restricted,
            }
            for field in wrong
        ],
        "said": [_text(p, language) for p in step["errors"] if p["field"] not in wrong],
        "hints": [
            {
                "text": _text(p, language),
                "suggest": p["suggest"],
                "name": f"cell.{kind}.{step['row']}.{p['field']}",
            }
            for p in step["notes"]
        ],
        "decide": f"decide.{kind}.{step['row']}" if step["action"] == ASK else "",
        "keep": f"keep.{kind}.{step['pk']}" if step["action"] == CANCELLED else "",
    }


def _typed_anew(step):
    """The fields whose cells a person types anew, in the order of their problems."""
    if step["action"] != ERROR:
        return []
    fields = dict.fromkeys(problem["field"] for problem in step["errors"])
    return [field for field in fields if field in step["texts"]]


def _shown_fields(part, language):
    names = registry.kind(part["kind"]).show_fields
    return [_label(part["kind"], name, language) for name in names]


def _label(kind, field, language):
    column = registry.kind(kind).column(field)
    return column.title(language) if column else field.replace("_", " ")


def _text(problem, language):
    return problem["en"] if language.startswith("en") else problem["id"]


def _trouble(part):
    return sum(step["action"] in (ERROR, ASK) for step in part["steps"]) + len(part["problems"])


def _timed(job):
    return job is not None and job.finished_at and job.started_at
