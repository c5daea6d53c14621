"""Tells an import whom it touches: officers held by delegations and agenda that change or fall away."""

from assignments.models import Assignment
from events.models import AgendaItem
from lo_portal.imports import registry
from lo_portal.imports.kinds import CANCELLED, CHANGED

# A person whose own particulars change serves on; one who is withdrawn does not.
TOUCHING = {
    "delegations": (CHANGED, CANCELLED),
    "agenda": (CHANGED, CANCELLED),
    "officers": (CANCELLED,),
}


def affected_officers(steps, context) -> list[str]:
    """Names of the officers (with their slots) whose duty the steps change, each once."""
    if context.event is None:
        return []
    touched = {
        kind: {step.pk for step in steps if step.kind == kind and step.action in actions}
        for kind, actions in TOUCHING.items()
    }
    held = Assignment.objects.held().filter(delegation__event=context.event)
    held = held.select_related("officer", "delegation").order_by("officer__name")
    wanted = set()
    for kind, pks in touched.items():
        if pks:
            wanted |= set(_FINDERS[kind](pks, held))
    return [f"{one.officer.name} ({one.code})" for one in held if one.pk in wanted]


def _of_delegations(pks, held):
    return held.filter(delegation__in=pks).values_list("pk", flat=True)


def _of_officers(pks, held):
    return held.filter(officer__in=pks).values_list("pk", flat=True)


def _of_agenda(pks, held):
    """Items name tiers; an item without tiers concerns every delegation."""
    items = AgendaItem.objects.filter(pk__in=pks, for_officers=False).prefetch_related("tiers")
    tiers = [tier.pk for item in items for tier in item.tiers.all()]
    if any(not item.tiers.all() for item in items):
        return held.values_list("pk", flat=True)
    return held.filter(delegation__tier__in=tiers).values_list("pk", flat=True)


_FINDERS = {"delegations": _of_delegations, "officers": _of_officers, "agenda": _of_agenda}


def register():
    registry.register_affected(affected_officers)
