"""Importing a file in one go, for the command and the demo: read, plan, save or report."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from lo_portal.imports import registry, reports, services
from lo_portal.imports.kinds import Context, Problem
from lo_portal.imports.locating import locate
from lo_portal.imports.models import ImportBatch
from lo_portal.imports.planning import EVENT, Part, Plan, Wishes, plan_import
from lo_portal.imports.sentences import UNKNOWN_EVENT
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.sentences import SheetRefused, note


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `import_file` did. `saved` is False for a dry run and where anything was wrong."""

    report: dict
    saved: bool
    event: object = None

    @property
    def failed(self):
        return "errors" in self.report or any(part["errors"] for part in self.report.values())


def import_file(*, data: bytes, file_name: str, by, at: datetime, slug: str = "", dry_run=False) -> Outcome:
    """Import a workbook or a single list, all or nothing.

    The event is the one named by `slug`, else the one that the workbook's own
    sheet speaks of (made when it is new), else the only open one. Dates stay
    as they are written. Anything wrong in any row: nothing is saved.
    """
    try:
        workbook = read_workbook(data, PurePath(file_name).name)
    except SheetRefused as refused:
        return Outcome(reports.refusal_report(refused.text()), saved=False)
    with transaction.atomic():
        outcome = _import(workbook, data, file_name, slug, by, at)
        if dry_run or outcome.failed:
            transaction.set_rollback(True)
    return Outcome(outcome.report, saved=not (dry_run or outcome.failed), event=outcome.event)


def _import(workbook, data, file_name, slug, by, at):
    event, broken = _event_of(workbook, slug, by, at)
    if broken is not None:
        return Outcome(reports.report_of(broken), saved=False)
    context = services.context_of(event=event, by=by, at=at)
    plan = plan_import(workbook, context, Wishes(remembered=services.remembered_mappings()))
    if not plan.blocked:
        services.save_plan(batch=_batch(data, file_name, event, by), plan=plan, context=context)
    return Outcome(reports.report_of(plan), saved=True, event=event)


def _batch(data, file_name, event, by):
    """The file as a batch that is ready to be saved, so that it can be undone like any other."""
    name = PurePath(file_name).name
    batch = ImportBatch(owner=by, file_name=name[:200], event_id=event.pk if event else None)
    batch.state = "checked"
    batch.keep(data)
    batch.save()
    return batch


def _event_of(workbook, slug, by, at):
    """(event or None, None), or (None, a plan that says what is wrong)."""
    provider = registry.events()
    if slug:
        event = provider.by_slug(slug)
        if event is None:
            said = note(UNKNOWN_EVENT, slug=slug, choices=", ".join(provider.slugs()) or "-")
            return None, Plan((), (Problem.of(None, "", said),))
        return event, None
    sheet = next((one for one in locate(workbook) if one.kind.key == EVENT), None)
    if sheet is None:
        return provider.only_open(), None
    zone = provider.zone(None)
    context = Context(None, by, at, at.astimezone(zone).date(), str(zone))
    record = sheet.kind.read(sheet.table.body[0], sheet.table, context)
    if record.errors:
        titles = {field: h.text for h in sheet.table.headings for field in h.fields}
        step = Part(EVENT, sheet.sheet, titles, (), record.errors)
        return None, Plan((step,))
    return provider.from_values(record.values, context), None
