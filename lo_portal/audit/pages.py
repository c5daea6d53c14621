"""The trail as lines: one per deed or view, filtered, newest first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from lo_portal.access.masking import masked
from lo_portal.audit import words
from lo_portal.audit.forms import TrailFilter
from lo_portal.audit.models import AuditEntry, ViewEntry

ALL = Q()


@dataclass(frozen=True)
class Line:
    """One line in words. `changes` are (field, old, new), new None for a plain fact."""

    at: datetime
    who: str
    deed: str
    kind: str
    thing: str
    reason: str = ""
    changes: list[tuple[str, str, str | None]] = field(default_factory=list)


def rows(chosen: TrailFilter, within: Q = ALL, *, names: bool = True):
    """Lines that the filter leaves, of those `within` the reader's reach."""
    model = ViewEntry if chosen.is_of_views else AuditEntry
    return chosen.applied_to(model.objects.filter(within), names=names)


def line(
    row, *, values: bool, names: bool = False, shown: Callable[[str, str], bool] = lambda kind, name: True
) -> Line:
    """`row` in words; without `values` nothing of what changed, and of the thing's name (unless `names`)
    the first letters; else the fields that are `shown`.

    `shown(kind, field)` is asked for each field of a kind, as ("delegates.guest", "phone").
    """
    kind = words.kind_of(row.subject_type)
    thing = row.subject_label if values or names else masked(row.subject_label)
    if isinstance(row, ViewEntry):
        seen = ", ".join(words.field_name(row.subject_type, name) for name in row.fields)
        return Line(row.at, row.actor_name, _("saw: %(fields)s") % {"fields": seen}, kind, thing,
                    row.reason if values else "")  # fmt: skip
    detail = {name: value for name, value in row.detail.items() if values and shown(row.subject_type, name)}
    changes = words.changes(row.subject_type, detail)
    return Line(row.at, row.actor_name, words.deed(row.verb), kind, thing, "", changes)


def deeds(within: Q = ALL) -> list[tuple[str, str]]:
    """Every verb that stands in the reader's part of the trail, with its words: choices of the filter."""
    verbs = AuditEntry.objects.filter(within).order_by("verb").values_list("verb", flat=True).distinct()
    named = [(verb, words.whole_deed(verb)) for verb in verbs]
    return sorted(named, key=lambda choice: choice[1])
