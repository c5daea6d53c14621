"""Verbs about the guide: keep its words, tick a point, agree to the code of conduct."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.field import guides
from assignments.field.models import POINT_LENGTH, Acknowledgement, ChecklistTick, FieldGuide, GuidePhase
from assignments.field.services.reports import serving_officer
from delegates.models import Delegation
from events.models import Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Officer


@transaction.atomic
def save_guide(
    *, event: Event, changes: dict, by, at: datetime, guide: FieldGuide | None = None, seen: int | None = None
) -> FieldGuide:
    """Keep the event's own words; the first time they are written down from the bureau's.

    Ticks stay with the points that keep their words. Raises `Conflict` when somebody else was faster.
    """
    if guide is None:
        guide, told = rows.add_row(FieldGuide, {"event": event, **changes})
        trail.record("guide.created", on=guide, by=by, at=at, detail={"fields": sorted(told)})
        return guide
    guide, diff = rows.change_row(guide, changes, seen=seen)
    if diff:
        trail.record("guide.changed", on=guide, by=by, at=at, detail=diff)
    return guide


@transaction.atomic
def tick_point(
    *, delegation: Delegation, phase: str, point: str, done: bool, by, tapped_at: datetime, at: datetime
) -> bool:
    """Set or take back one tick; the same again changes nothing. Answers whether anything changed.

    An older tap never undoes a newer tick. Raises `Refused` for who did not serve then and for a point
    that the list no longer has.
    """
    serving_officer(delegation, by, tapped_at)
    kept = ChecklistTick.objects.filter(delegation=delegation, phase=phase, point=point[:POINT_LENGTH])
    if not done:
        return _untick(kept, by, tapped_at, at)
    guide = guides.guide_of(delegation.event)
    if phase not in GuidePhase.values or point not in guide.points(phase):
        raise Refused(_("This point is no longer on the list. Open the guide again."), code="point_gone")
    tick, is_new = ChecklistTick.objects.get_or_create(
        delegation=delegation, phase=phase, point=point, defaults={"ticked_at": tapped_at, "ticked_by": by}
    )
    if is_new:
        trail.record("checklist.ticked", on=tick, by=by, at=at, detail={"phase": phase})
    return is_new


def _untick(kept, by, tapped_at: datetime, at: datetime) -> bool:
    tick = kept.select_for_update(of=("self",)).filter(ticked_at__lte=tapped_at).first()
    if tick is None:
        return False
    trail.record("checklist.unticked", on=tick, by=by, at=at, detail={"phase": tick.phase})
    tick.delete()
    return True


@transaction.atomic
def acknowledge_conduct(
    *, event: Event, officer: Officer, by, tapped_at: datetime, at: datetime
) -> Acknowledgement:
    """Agree to the code of conduct, in the words of that moment; once per event, again changes nothing."""
    kept, is_new = Acknowledgement.objects.get_or_create(
        event=event,
        officer=officer,
        defaults={"conduct": guides.guide_of(event).conduct, "acknowledged_at": tapped_at},
    )
    if is_new:
        trail.record("conduct.acknowledged", on=kept, by=by, at=at)
    return kept
