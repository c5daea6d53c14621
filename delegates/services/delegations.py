"""Verbs about a delegation as a whole."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegates.models import Delegation, LanguageNeed, Participation
from events.models import AgendaItem, Event
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused

Languages = list[tuple[str, str]]


@transaction.atomic
def create_delegation(
    *, event: Event, values: dict, by, at: datetime, languages: Languages = ()
) -> Delegation:
    """A new delegation of `event`; without `lo_required` it takes the number its tier gives.

    `languages` that serve it: (ISO code, lowest CEFR level), best first.
    """
    values = dict(values)
    if not values.get("lo_required"):
        values["lo_required"] = values["tier"].lo_count
    delegation, told = rows.add_row(Delegation, {"event": event, **values})
    told |= _set_languages(delegation, languages)
    trail.record("delegation.created", on=delegation, by=by, at=at, detail=told)
    return delegation


@transaction.atomic
def change_delegation(
    *,
    delegation: Delegation,
    changes: dict,
    by,
    at: datetime,
    seen: int | None = None,
    languages: Languages | None = None,
) -> Delegation:
    """Set `changes`, and `languages` where given; the old tier stays in the log."""
    told = _set_languages(delegation, languages) if languages is not None else {}
    delegation, diff = rows.change_row(delegation, changes, seen=seen, touched=bool(told))
    if diff or told:
        trail.record("delegation.changed", on=delegation, by=by, at=at, detail=diff | told)
    return delegation


@transaction.atomic
def cancel_delegation(*, delegation: Delegation, reason: str, by, at: datetime) -> Delegation:
    """The delegation does not come. Its rows stay; everything derived from it falls away."""
    if delegation.is_cancelled:
        raise Refused(_("This delegation is already cancelled."), code="cancelled")
    changes = {"cancelled_at": at, "cancel_reason": reason}
    delegation, _diff = rows.change_row(delegation, changes)
    trail.record("delegation.cancelled", on=delegation, by=by, at=at, detail={"reason": reason})
    return delegation


@transaction.atomic
def set_participation(*, delegation: Delegation, item: AgendaItem, attends: bool, by, at: datetime) -> None:
    """Whether the delegation takes part in `item`, beyond or despite what its tier says.

    Raises `Refused` for an item of another event.
    """
    if item.event_id != delegation.event_id:
        raise Refused(_("This agenda item belongs to another event."), code="other_event")
    by_tier = not item.for_officers and (
        not item.tiers.exists() or item.tiers.filter(pk=delegation.tier_id).exists()
    )
    Participation.objects.filter(item=item, delegation=delegation).delete()
    if attends != by_tier:
        Participation.objects.create(item=item, delegation=delegation, excused=not attends)
    trail.record(
        "delegation.participation_set",
        on=delegation,
        by=by,
        at=at,
        detail={"item": str(item), "attends": attends},
    )


def _set_languages(delegation: Delegation, languages: Languages) -> dict:
    """Replace the languages where they differ, and tell the difference."""
    old = [str(one) for one in delegation.languages.all()]
    new = [f"{code} {level}" for code, level in languages]
    if old == new:
        return {}
    delegation.languages.all().delete()
    for order, (code, level) in enumerate(languages, 1):
        LanguageNeed.objects.create(delegation=delegation, language=code, min_level=level, order=order)
    return {"languages": [old, new]}
