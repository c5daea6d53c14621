"""Verbs of an import: upload, check, choose, confirm, undo, discard.

Confirming happens in one transaction: a killed worker leaves everything or
nothing, and confirming twice does nothing the second time.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lo_portal.audit import trail
from lo_portal.imports import previews, registry, reports
from lo_portal.imports.applying import apply_plan, undo_traces
from lo_portal.imports.kinds import NEW, Context
from lo_portal.imports.locating import choice_of, likely_choice, locate, signature_of
from lo_portal.imports.models import IMPORT_MOVES, ImportBatch, ImportState, RememberedMapping
from lo_portal.imports.planning import Plan, Wishes, plan_import
from lo_portal.jobs import services as jobs
from lo_portal.refusals import Conflict, Refused
from lo_portal.sheets.opening import read_workbook
from lo_portal.sheets.sentences import SheetRefused

UNDO_LIFE = timedelta(hours=24)
CHECK, CONFIRM = "imports.check", "imports.confirm"
OPEN_STATES = (ImportState.UPLOADED, ImportState.CHECKED)


@transaction.atomic
def upload_batch(*, data: bytes, file_name: str, event, by, at: datetime) -> ImportBatch:
    """Keep the file and ring a worker to read it."""
    batch = ImportBatch(owner=by, file_name=file_name[:200], event_id=event.pk if event else None)
    batch.keep(data)
    batch.save()
    trail.record("import.uploaded", on=batch, by=by, at=at)
    _ring(batch, CHECK, by)
    return batch


def check_batch(*, batch: ImportBatch, at: datetime, progress=None) -> ImportBatch:
    """Read the file as chosen and write the preview. Nothing else is written."""
    if batch.state not in OPEN_STATES:
        return batch
    try:
        workbook = _workbook(batch)
    except SheetRefused as refused:
        _move(batch, ImportState.REFUSED, message=refused.text(get_language() or "id"))
        return batch
    context = context_of(event=batch.event, by=batch.owner, at=at)
    wishes = _wishes(batch)
    found = locate(workbook, wishes.mapping, wishes.remembered)
    if not found:
        wishes = replace(wishes, mapping=likely_choice(workbook))
        found = locate(workbook, wishes.mapping)
    plan = plan_import(workbook, context, wishes, progress)
    preview = previews.preview_of(workbook, found, plan, context, wishes.edits or {})
    _move(
        batch,
        ImportState.CHECKED,
        plan=preview,
        digest=plan.digest,
        counts=reports.counts_of(plan),
        report=reports.report_of(plan),
        wishes=batch.wishes | {"mapping": wishes.mapping or choice_of(found)},
    )
    return batch


@transaction.atomic
def choose_wishes(*, batch: ImportBatch, wishes: dict, by, at: datetime) -> ImportBatch:
    """Keep what a person chose (mapping, edits, decisions) and read the file again."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    _demand(locked, ImportState.CHECKED)
    locked.corrections = wishes.get("edits", locked.corrections)
    locked.wishes = locked.wishes | {name: told for name, told in wishes.items() if name != "edits"}
    locked.save(update_fields=["wishes", "corrections", "updated_at"])
    if "mapping" in wishes:
        _remember(locked)
    trail.record("import.corrected", on=locked, by=by, at=at, detail={"changed": sorted(wishes)})
    _ring(locked, CHECK, by)
    return locked


@transaction.atomic
def request_confirmation(*, batch: ImportBatch, digest: str, by, at: datetime) -> ImportBatch:
    """Ring a worker to save what the preview with `digest` shows."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state == ImportState.APPLIED:
        return locked
    _demand(locked, ImportState.CHECKED)
    if digest != locked.digest:
        raise Conflict(
            _("The preview has changed meanwhile. Check it again, then save."), code="stale_preview"
        )
    _ring(locked, CONFIRM, by, digest=digest)
    return locked


@transaction.atomic
def confirm_batch(*, batch: ImportBatch, digest: str, by, at: datetime) -> ImportBatch:
    """Save everything that the checked preview shows; rows with errors are left out.

    Idempotent. Raises Conflict when the data has moved since the preview.
    """
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state == ImportState.APPLIED:
        return locked
    _demand(locked, ImportState.CHECKED)
    context = context_of(event=locked.event, by=by, at=at)
    plan = plan_import(_workbook(locked), context, _wishes(locked))
    if plan.digest != digest:
        raise Conflict(
            _("The data has changed since the preview. Check it again, then save."), code="stale_preview"
        )
    return save_plan(batch=locked, plan=plan, context=context)


@transaction.atomic
def save_plan(*, batch: ImportBatch, plan: Plan, context: Context) -> ImportBatch:
    """Apply `plan`, keep what undo needs, and say so once in the trail."""
    traces = apply_plan(plan, context)
    _move(
        batch,
        ImportState.APPLIED,
        traces=traces,
        counts=reports.counts_of(plan),
        report=reports.report_of(plan),
        applied_at=context.at,
    )
    trail.record("import.confirmed", on=batch, by=context.by, at=context.at, detail=batch.counts)
    return batch


@transaction.atomic
def undo_batch(*, batch: ImportBatch, by, at: datetime) -> ImportBatch:
    """Take the whole import back, while nothing was built on it and within 24 hours."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    refusal = undo_refusal(locked, at)
    if refusal:
        raise Refused(refusal, code="not_undoable")
    undo_traces(locked.traces, context_of(event=locked.event, by=by, at=at))
    _move(locked, ImportState.UNDONE, undone_at=at)
    trail.record("import.undone", on=locked, by=by, at=at)
    return locked


def undo_refusal(batch: ImportBatch, at: datetime) -> str:
    """Why `batch` cannot be undone now, or ''."""
    if batch.state != ImportState.APPLIED:
        return _("Only a saved import can be undone.")
    if at - batch.applied_at > UNDO_LIFE:
        return _("An import can be undone within 24 hours.")
    return ""


@transaction.atomic
def discard_batch(*, batch: ImportBatch, by, at: datetime) -> ImportBatch:
    """Put the file away without saving anything from it."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    _move(locked, ImportState.DISCARDED)
    trail.record("import.discarded", on=locked, by=by, at=at)
    return locked


def context_of(*, event, by, at: datetime) -> Context:
    zone = registry.events().zone(event)
    return Context(
        event=event,
        by=by,
        at=at,
        today=at.astimezone(zone).date(),
        zone=str(zone),
        imported=_imported(event),
    )


def _imported(event):
    """kind -> keys of everything that earlier imports of `event` made and was not undone."""
    made = {}
    if event is not None:
        rows = ImportBatch.objects.filter(event_id=event.pk, state=ImportState.APPLIED)
        for traces in rows.values_list("traces", flat=True):
            for trace in traces:
                if trace["action"] == NEW:
                    made.setdefault(trace["kind"], set()).add(trace["pk"])
    return {kind: frozenset(pks) for kind, pks in made.items()}


def remembered_mappings() -> dict:
    """(kind, signature) -> sender -> columns."""
    mappings = {}
    for row in RememberedMapping.objects.all():
        mappings.setdefault((row.kind, row.signature), {})[row.sender] = row.columns
    return mappings


def _wishes(batch):
    chosen = batch.wishes
    return Wishes(
        mapping=chosen.get("mapping"),
        edits=batch.corrections,
        decisions=chosen.get("decisions"),
        remembered=remembered_mappings(),
    )


def _workbook(batch):
    return read_workbook(batch.content(), batch.file_name)


def _remember(batch):
    """Keep the chosen columns for the next list with the same headings."""
    workbook = _workbook(batch)
    for one in locate(workbook, batch.wishes["mapping"]):
        columns = choice_of([one])[one.kind.key]["columns"]
        RememberedMapping.objects.update_or_create(
            kind=one.kind.key,
            signature=signature_of(one.table),
            sender=one.kind.sender(one.table),
            defaults={"columns": columns},
        )


def _ring(batch, kind, by, **more):
    title = {CHECK: _("Reading %(file)s"), CONFIRM: _("Saving %(file)s")}[kind]
    batch.job = jobs.start_job(
        kind=kind, title=title % {"file": batch.file_name}, by=by, payload={"batch": str(batch.pk), **more}
    )
    batch.save(update_fields=["job", "updated_at"])


def _demand(batch, state):
    if batch.state != state:
        raise Refused(
            _("This import is “%(state)s”; that cannot be done now.") % {"state": batch.get_state_display()},
            code="wrong_state",
        )


def _move(batch, state, **fields):
    if state not in IMPORT_MOVES[ImportState(batch.state)]:
        _demand(batch, state)
    batch.state = state
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.save()
