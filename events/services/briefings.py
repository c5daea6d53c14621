"""Verbs about briefings: an agenda item for officers, its materials, minutes and actions."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import AgendaItem, Briefing, BriefingAction, BriefingMaterial, Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.documents import Checked
from lo_portal.refusals import Refused


@transaction.atomic
def create_briefing(*, event: Event, item_values: dict, values: dict, by, at: datetime) -> Briefing:
    """A briefing together with its agenda item, which is for officers only."""
    item, told = rows.add_row(AgendaItem, {"event": event, **item_values, "for_officers": True})
    briefing, more = rows.add_row(Briefing, {"item": item, **values})
    trail.record("briefing.created", on=briefing, by=by, at=at, detail=told | more)
    return briefing


@transaction.atomic
def change_briefing(
    *,
    briefing: Briefing,
    item_changes: dict,
    changes: dict,
    by,
    at: datetime,
    seen: int | None = None,
) -> Briefing:
    """Set both halves; `seen` is the version of the agenda item, which counts for the whole."""
    stored, diff = rows.change_row(briefing, changes)
    _item, item_diff = rows.change_row(briefing.item, item_changes, seen=seen, touched=bool(diff))
    if diff or item_diff:
        trail.record("briefing.changed", on=stored, by=by, at=at, detail=item_diff | diff)
    return stored


@transaction.atomic
def record_minutes(
    *, briefing: Briefing, minutes: str, by, at: datetime, seen: int | None = None
) -> Briefing:
    """Write what was said and agreed; `seen` is the version of the agenda item."""
    stored, diff = rows.change_row(briefing, {"minutes": minutes})
    if diff:
        rows.change_row(briefing.item, {}, seen=seen, touched=True)
        trail.record("briefing.minuted", on=stored, by=by, at=at, detail={"length": len(minutes)})
    return stored


@transaction.atomic
def add_action(*, briefing: Briefing, values: dict, by, at: datetime) -> BriefingAction:
    action, told = rows.add_row(BriefingAction, {"briefing": briefing, **values})
    trail.record("action.added", on=action, by=by, at=at, detail=told)
    return action


@transaction.atomic
def finish_action(*, action: BriefingAction, by, at: datetime) -> BriefingAction:
    if action.done_at:
        raise Refused(_("This action is already done."), code="done")
    action, _diff = rows.change_row(action, {"done_at": at})
    trail.record("action.finished", on=action, by=by, at=at)
    return action


@transaction.atomic
def reopen_action(*, action: BriefingAction, by, at: datetime) -> BriefingAction:
    """It was ticked off by mistake."""
    action, diff = rows.change_row(action, {"done_at": None})
    if diff:
        trail.record("action.reopened", on=action, by=by, at=at)
    return action


@transaction.atomic
def attach_material(
    *, briefing: Briefing, title: str, checked: Checked, by, at: datetime
) -> BriefingMaterial:
    """Keep a checked file under its title."""
    material = BriefingMaterial(briefing=briefing, title=title, kind=checked.kind, size=checked.size)
    material.file.save(f"materi.{checked.kind}", checked.content, save=False)
    material.save(force_insert=True)
    trail.record(
        "material.attached", on=material, by=by, at=at, detail={"title": title, "size": checked.size}
    )
    return material


@transaction.atomic
def remove_material(*, material: BriefingMaterial, by, at: datetime) -> None:
    """Take it away from everybody; the file goes once the row is gone for good."""
    trail.record("material.removed", on=material, by=by, at=at, detail={"title": material.title})
    storage, name = material.file.storage, material.file.name
    material.delete()
    transaction.on_commit(lambda: storage.delete(name))
