"""The part of the audit trail that is about a coordinator's own group: its tiers and whoever serves them."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from assignments.duty.models import DutySheet
from assignments.models import Assignment
from delegates.models import Delegation
from events.models import AgendaItem, Event
from events.rules import coordinator_entries
from lo_portal.access.matrix import FULL, matrix, sights_of
from lo_portal.privacy import registry
from officers.models import Officer, RosterEntry


def within(event: Event, user) -> Q:
    """Condition on lines of the trail: about a row of the group that is still there, and of this event.

    One statement, whatever the number of rows. Lines about rows that are gone are read by the bureau.
    """
    own = Delegation.objects.visible_to(user).filter(event=event)
    officers = Assignment.objects.filter(delegation__in=own).values("officer")
    found = Q()
    for rows in (
        own,
        *_of_delegations(own),
        _items(event, user),
        RosterEntry.objects.filter(event=event, officer__in=officers),
        DutySheet.objects.filter(event=event, officer__in=officers),
    ):
        found |= _about(rows)
    return Q(event_id=event.pk) & found | _about(Officer.objects.filter(pk__in=officers))


def shown_to(user) -> Callable[[str, str], bool]:
    """Whether the coordinator may read the field of a kind in full; what has no line follows the page."""
    columns = matrix().read

    def shown(kind: str, name: str) -> bool:
        column = f"{kind}.{name}"
        return column not in columns or FULL in sights_of(user, column, "group")

    return shown


def _of_delegations(own: QuerySet) -> Iterator[QuerySet]:
    """The rows of every table that names a delegation, the row history aside."""
    for model in apps.get_models():
        try:
            field = model._meta.get_field("delegation")
        except FieldDoesNotExist:
            continue
        if field.related_model is Delegation and registry.tracked(model) is None:
            yield model._base_manager.filter(delegation__in=own)


def _items(event: Event, user) -> QuerySet:
    """Agenda items that concern only tiers of the group; all of them where it has every tier."""
    tiers = {tier.pk for entry in coordinator_entries(user, event) for tier in entry.tiers.all()}
    items = AgendaItem.objects.filter(event=event)
    if not tiers:
        return items
    others = event.tiers.exclude(pk__in=tiers)
    return items.filter(tiers__in=tiers).exclude(tiers__in=others)


def _about(rows: QuerySet) -> Q:
    keys = rows.annotate(key=Cast("pk", CharField())).order_by().values("key")
    return Q(subject_type=rows.model._meta.label_lower, subject_id__in=keys)
