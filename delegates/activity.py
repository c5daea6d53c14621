"""Lines of the trail as a person reads them: who, what in words, when."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

from lo_portal.audit.models import AuditEntry

VERBS = {
    "delegation.created": _("%(who)s added the delegation."),
    "delegation.changed": _("%(who)s changed the delegation."),
    "delegation.cancelled": _("%(who)s cancelled the delegation."),
    "delegation.participation_set": _("%(who)s changed what the delegation attends."),
    "guest.added": _("%(who)s added the guest %(what)s."),
    "guest.changed": _("%(who)s changed the guest %(what)s."),
    "guest.replaced": _("%(who)s put %(what)s in a guest's place."),
    "guest.cancelled": _("%(who)s cancelled the guest %(what)s."),
    "need.added": _("%(who)s added a need: %(what)s."),
    "movement.added": _("%(who)s added %(what)s."),
    "movement.changed": _("%(who)s changed %(what)s."),
    "movement.cancelled": _("%(who)s cancelled %(what)s."),
    "stay.added": _("%(who)s booked %(what)s."),
    "stay.changed": _("%(who)s changed the stay at %(what)s."),
    "gift.recorded": _("%(who)s recorded a gift: %(what)s."),
}


@dataclass(frozen=True)
class Line:
    """One line: when, a sentence, and what changed as (field, old, new)."""

    at: datetime
    sentence: str
    changes: tuple[tuple[str, str, str], ...] = ()


def lines(entries: list[AuditEntry]) -> list[Line]:
    """Sentences for `entries`; a verb without words of its own shows its name."""
    return [Line(entry.at, _sentence(entry), _changes(entry)) for entry in entries]


def _sentence(entry: AuditEntry) -> str:
    facts = {"who": entry.actor_name, "what": entry.subject_label}
    words = VERBS.get(entry.verb)
    return words % facts if words else f"{entry.actor_name}: {entry.verb}"


def _changes(entry: AuditEntry) -> tuple:
    """The pairs of old and new in the entry's detail, in words short enough for a side card."""
    model = apps.get_model(entry.subject_type)
    pairs = [(name, *value) for name, value in entry.detail.items() if _is_pair(value)]
    return tuple((_label(model, name), _short(old), _short(new)) for name, old, new in pairs)


def _label(model, name: str) -> str:
    """The field's name as forms show it; for rows below, the name of those rows."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)


def _is_pair(value) -> bool:
    return isinstance(value, list) and len(value) == 2


def _short(value) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
    return (text[:57] + "…") if len(text) > 58 else text or "–"
