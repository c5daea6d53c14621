"""Rows that both officers have for the same thing, where one can go without loss.

Every other collision refuses the merge. A room says so for its own tables in its module `merging`.
"""

from collections.abc import Callable

from django.apps import apps
from django.db import models
from django.db.models import Q

from officers.models import Attendance, Officer, RosterEntry

# `settle(kept, other)` deletes the rows that would collide and answers how many went.
Settle = Callable[[Officer, Officer], int]
_settlers: dict[str, Settle] = {}


def settles(model: str):
    """Register `settle(kept, other)` for the table `model` ("duty.calendarfeed")."""

    def register(settle: Settle) -> Settle:
        _settlers[model] = settle
        return settle

    return register


def is_settled(model: type[models.Model]) -> bool:
    return model._meta.label_lower in _settlers


def settle_all(kept: Officer, other: Officer) -> dict[str, int]:
    """Let every room drop what both have; answers how many rows of each table went."""
    gone = {
        str(apps.get_model(label)._meta.verbose_name_plural): settle(kept, other)
        for label, settle in sorted(_settlers.items())
    }
    return {name: count for name, count in gone.items() if count}


def drop_where_kept_has(model: type[models.Model], *fields: str) -> Settle:
    """Drop the other's rows where the kept officer has one with the same `fields`."""

    def settle(kept: Officer, other: Officer) -> int:
        mine = set(model._base_manager.filter(officer=kept).values_list(*fields))
        rows = model._base_manager.filter(officer=other)
        double = [key for key, *same in rows.values_list("pk", *fields) if tuple(same) in mine]
        model._base_manager.filter(pk__in=double).delete()
        return len(double)

    return settle


settles("officers.officerlanguage")(lambda kept, other: _drop_known(kept, other, "languages", "language"))
settles("officers.competencyrating")(lambda kept, other: _drop_known(kept, other, "ratings", "competency"))


@settles("officers.attendance")
def _settle_attendance(kept: Officer, other: Officer) -> int:
    """Of two marks for one briefing the earlier stays."""
    gone = 0
    mine = {mark.briefing_id: mark for mark in Attendance.objects.filter(officer=kept)}
    for mark in Attendance.objects.filter(officer=other, briefing__in=mine):
        max(mark, mine[mark.briefing_id], key=lambda one: one.marked_at).delete()
        gone += 1
    return gone


@settles("officers.rosterentry")
def _settle_roster(kept: Officer, other: Officer) -> int:
    """Of two places on one roster a withdrawn one goes; two that stand refuse (`judging`)."""
    gone = 0
    mine = {entry.event_id: entry for entry in RosterEntry.objects.filter(officer=kept)}
    for entry in RosterEntry.objects.filter(officer=other, event__in=mine):
        withdrawn = next((one for one in (entry, mine[entry.event_id]) if one.withdrawn_at), None)
        if withdrawn is not None:
            withdrawn.delete()
            gone += 1
    return gone


def _drop_known(kept: Officer, other: Officer, relation: str, field: str) -> int:
    known = getattr(kept, relation).values(field)
    return getattr(other, relation).filter(Q(**{f"{field}__in": known})).delete()[0]


@settles("officers.training")
def _settle_trainings(kept: Officer, other: Officer) -> int:
    """One row for one certificate: the same event, or the same title on the same day."""
    gone, mine = 0, list(kept.trainings.all())
    events, typed = {one.event_id for one in mine} - {None}, {(one.title, one.held_on) for one in mine}
    for training in other.trainings.all():
        if training.event_id in events or (training.title, training.held_on) in typed:
            training.delete()
            gone += 1
    return gone
