"""What a person may ask of us: a copy, the erasure, and the proof of it (UU 27/2022 art. 7-9, 32, 42-44)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lo_portal.audit import trail, words
from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.imports.models import ImportBatch
from lo_portal.privacy import registry, sweeping
from lo_portal.privacy.personal import forget_batches
from lo_portal.refusals import Refused

SHOWN = 20


@dataclass(frozen=True)
class Person:
    """Somebody whose data we hold: the kind and the row."""

    kind: registry.Kind
    row: models.Model

    @property
    def name(self) -> str:
        return str(self.row)


@dataclass(frozen=True)
class Erasure:
    """What an erasure found and left. `left` must be empty."""

    overwritten: int
    left: dict[str, int]


def find(text: str) -> list[Person]:
    """Persons of every kind whose name, number or address fits; at most `SHOWN` of each."""
    text = text.strip()
    if len(text) < 3:
        return []
    return [Person(kind, row) for kind in registry.kinds.values() for row in kind.search(text)[:SHOWN]]


def get(kind: str, key) -> Person | None:
    known = registry.kinds.get(kind)
    row = known.model._default_manager.filter(pk=key).first() if known else None
    return Person(known, row) if row else None


@dataclass(frozen=True)
class Look:
    """A look at restricted fields, in words; `thing` is the row that was looked at."""

    at: datetime
    who: str
    fields: list[str]
    reason: str
    thing: str


@dataclass(frozen=True)
class Deed:
    """A line of the trail, in words."""

    at: datetime
    who: str
    what: str


def looks(rows) -> list[Look]:
    return [
        Look(
            row.at, row.actor_name, [words.field_name(row.subject_type, name) for name in row.fields],
            row.reason, row.subject_label,
        )
        for row in rows
    ]  # fmt: skip


def deeds(rows) -> list[Deed]:
    return [Deed(row.at, row.actor_name, words.whole_deed(row.verb)) for row in rows]


def views_of(person: Person):
    """Who looked at the person's restricted fields, newest first."""
    return ViewEntry.objects.filter(_about(person))


def trail_of(person: Person):
    """What was done to the person's rows, newest first."""
    return AuditEntry.objects.filter(_about(person))


def _about(person: Person) -> Q:
    rows = person.kind.rows(person.row)
    return Q(*[Q(subject_type=r._meta.label_lower, subject_id=str(r.pk)) for r in rows], _connector=Q.OR)


@transaction.atomic
def erase_person(*, person: Person, reason: str, by, at: datetime) -> Erasure:
    """Take the person out of every table, its history and the files, but for letters and the trail.

    Raises `Refused` without a reason, and when anything would be left: then nothing is changed.
    """
    if not reason.strip():
        raise Refused(_("Say who asked for the erasure, and when."), code="reason_missing")
    own = person.kind.rows(person.row)
    wanted = person.kind.needles(person.row)
    key = person.row.pk
    for work in registry.erasers(person.kind.code):
        work(person.row, at)
    for forget in registry.forgetters():
        forget(wanted)
    changed = sweeping.overwrite(wanted, own={type(row) for row in own}) if wanted else 0
    left = _left(person.kind, key, wanted)
    if left:
        raise Refused(
            _("The erasure was not complete and was undone: %(where)s.") % {"where": ", ".join(left)},
            code="erasure_incomplete",
        )
    trail.record(
        "person.erased",
        on=person.kind.model._default_manager.get(pk=key),
        by=by,
        at=at,
        detail={"reason": reason, "rows": changed},
    )
    return Erasure(overwritten=changed, left=left)


@registry.forget
def _forget_lists(wanted: set[str]) -> None:
    """Uploaded lists that name the person go whole: a line cannot be cut out of a signed file."""
    files = sweeping.files_that_mention(wanted)
    named = Q(file__in=files)
    for column in ("plan", "wishes", "report", "traces"):
        for text in wanted:
            named |= Q(**{f"{column}__icontains": text})
    corrected = ImportBatch.objects.exclude(corrections="").only("pk", "corrections")
    named |= Q(pk__in=[one.pk for one in corrected if _mentions(one.corrections, wanted)])
    forget_batches(ImportBatch.objects.filter(named))


def _mentions(corrections: dict, wanted: set[str]) -> bool:
    cells = [text for rows in corrections.values() for row in rows.values() for text in row.values()]
    return any(text.casefold() in cell.casefold() for text in wanted for cell in cells)


def _left(kind: registry.Kind, key, wanted: set[str]) -> dict[str, int]:
    """Where the person is still named. Namesakes in their own rows are not meant."""
    still = sweeping.mentions(wanted)
    row = kind.model._default_manager.get(pk=key)
    own = {type(one)._meta.db_table for one in kind.rows(row)}
    own |= {
        model._meta.db_table
        for model in registry.tables()
        if registry.tracked(model) in {type(r) for r in kind.rows(row)}
    }
    still = {place: rows for place, rows in still.items() if place.split(".")[0] not in own}
    return still | dict.fromkeys(sweeping.files_that_mention(wanted), 1)
