"""The trail as lines: one per deed or view, filtered, newest first."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from lo_portal.audit import words
from lo_portal.audit.forms import TrailFilter
from lo_portal.audit.models import AuditEntry, ViewEntry


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


def rows(chosen: TrailFilter):
    return chosen.applied_to((ViewEntry if chosen.is_of_views else AuditEntry).objects.all())


def line(row, *, values: bool) -> Line:
    """`row` in words; without `values` nothing of what changed."""
    kind = words.kind_of(row.subject_type)
    if isinstance(row, ViewEntry):
        seen = ", ".join(words.field_name(row.subject_type, name) for name in row.fields)
        return Line(row.at, row.actor_name, _("saw: %(fields)s") % {"fields": seen}, kind, row.subject_label,
                    row.reason if values else "")  # fmt: skip
    changes = words.changes(row.subject_type, row.detail) if values else []
    return Line(row.at, row.actor_name, words.deed(row.verb), kind, row.subject_label, "", changes)


def deeds() -> list[tuple[str, str]]:
    """Every verb that stands in the trail, with its words: choices of the filter."""
    verbs = AuditEntry.objects.order_by("verb").values_list("verb", flat=True).distinct()
    named = [(verb, f"{verb.partition('.')[0].replace('_', ' ')}: {words.deed(verb)}") for verb in verbs]
    return sorted(named, key=lambda choice: choice[1])
