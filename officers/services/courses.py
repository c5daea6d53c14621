"""Verbs of learning events: who is in which batch, what the tests gave, what a certificate leaves behind."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from events.models import Batch, Event, EventKind
from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Refused
from officers.models import Officer, Participation, RosterEntry, Training, TrainingKind

KINDS = {
    EventKind.COORDINATION: TrainingKind.COORDINATION,
    EventKind.TRAINING: TrainingKind.BIMTEK,
    EventKind.COURSE: TrainingKind.COURSE,
}


@transaction.atomic
def set_participations(*, event: Event, values: dict, by, at: datetime) -> int:
    """Set batch, pre_score and post_score of many roster entries: `{entry pk: {field: value}}`.

    Answers how many changed. Raises `Refused` when a batch would hold more than its quota: the
    batches are locked, so two who fill the last place at once do not both get it.
    """
    batches = list(Batch.objects.select_for_update().filter(event=event).order_by("pk"))
    entries = RosterEntry.objects.filter(event=event, pk__in=values).select_related("officer")
    told = {}
    for entry in entries:
        diff = _set_one(entry, values[entry.pk], batches)
        if diff:
            told[str(entry.officer)] = diff
    demand_quota(batches)
    if told:
        trail.record("participation.set", on=event, by=by, at=at, detail=told)
    return len(told)


@transaction.atomic
def record_certificate(
    *,
    event: Event,
    officer: Officer,
    number: str,
    lesson_hours: int,
    batch: str,
    held_on: date | None,
    by,
    at: datetime,
) -> Training:
    """The certificate of a learning event on the officer's record: one row per officer and event."""
    values = {
        "kind": KINDS[EventKind(event.kind)],
        "title": event.name[:200],
        "organiser": event.host[:150],
        "batch": batch[:40],
        "lesson_hours": lesson_hours,
        "held_on": held_on or event.ends_on,
        "certificate_number": number[:80],
    }
    known = Training.objects.select_for_update().filter(event=event, officer=officer).first()
    if known is None:
        training, told = rows.add_row(Training, {"officer": officer, "event": event, **values})
    else:
        training, told = rows.change_row(known, values)
    if told:
        trail.record("training.certified", on=training, by=by, at=at, detail=told)
    return training


@transaction.atomic
def withdraw_certificate(*, event: Event, officer: Officer, number: str, by, at: datetime) -> None:
    """The certificate of that number ended: its row leaves the officer's record."""
    known = Training.objects.select_for_update().filter(event=event, officer=officer)
    training = known.filter(certificate_number=number).first()
    if training is not None:
        trail.record("training.withdrawn", on=training, by=by, at=at, detail={"number": number})
        training.delete()


def _set_one(entry: RosterEntry, values: dict, batches: list[Batch]) -> rows.Diff:
    if values.get("batch") is not None and values["batch"] not in batches:
        raise Refused(_("This batch belongs to another event."), code="other_event")
    known = Participation.objects.select_for_update(of=("self",)).filter(entry=entry).first()
    if known is not None:
        return rows.change_row(known, values)[1]
    if all(value is None for value in values.values()):
        return {}
    rows.add_row(Participation, {"entry": entry, **values})
    given = {name: value for name, value in values.items() if value is not None}
    return {name: [None, value if isinstance(value, int) else str(value)] for name, value in given.items()}


def demand_quota(batches: list[Batch]) -> None:
    """Raises `Refused` when one of these (locked) batches holds more standing participants than places."""
    standing = Q(participations__entry__withdrawn_at=None, participations__entry__officer__withdrawn_at=None)
    counted = Batch.objects.annotate(taken=Count("participations", filter=standing))
    full = [one for one in counted.filter(pk__in=[one.pk for one in batches]) if one.taken > one.quota]
    if full:
        raise Refused(
            " ".join(
                _("%(batch)s has %(quota)d places, this makes %(taken)d.")
                % {"batch": one, "quota": one.quota, "taken": one.taken}
                for one in full
            ),
            code="quota",
        )
