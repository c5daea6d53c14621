"""What points to an officer, and what stands against moving it to another."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from officers.merging.settling import is_settled
from officers.models import Officer, RosterEntry


def links() -> list[models.ForeignKey]:
    """Every column that names an officer, in every room; the row history is left as it was written."""
    return [
        relation.field
        for relation in Officer._meta.related_objects
        if getattr(relation.related_model, "pgh_tracked_model", None) is None
    ]


def reasons_against(kept: Officer, other: Officer) -> list[str]:
    """Sentences why the two cannot be one person; empty when they can."""
    if kept.pk == other.pk:
        return [_("Choose another officer; this is the same one.")]
    merged = [one for one in (kept, other) if one.merged_into_id]
    if merged:
        return [_("%(officer)s was already merged.") % {"officer": one} for one in merged]
    return [*_shared_rosters(kept, other), *_shared_accounts(kept, other), *_collisions(kept, other)]


def _shared_rosters(kept: Officer, other: Officer) -> list[str]:
    mine = RosterEntry.objects.filter(officer=kept, withdrawn_at=None).values("event")
    both = RosterEntry.objects.filter(officer=other, withdrawn_at=None, event__in=mine)
    return [
        _("Both are on the roster of %(event)s. Take one of them off that roster first.")
        % {"event": entry.event}
        for entry in both.select_related("event")
    ]


def _shared_accounts(kept: Officer, other: Officer) -> list[str]:
    """An account that is more than an officer's cannot be closed by the way."""
    both = [one.user for one in (kept, other) if one.user_id]
    if len(both) == 2 and all(is_more_than_officer(user) for user in both):
        return [_("Both have an account of the bureau. Take one of the accounts off its officer first.")]
    return []


def is_more_than_officer(user) -> bool:
    return bool(set(user.roles) - {"officer", "coordinator"})


def _collisions(kept: Officer, other: Officer) -> list[str]:
    """Rows of the other officer that a constraint would refuse below the kept one."""
    found = []
    for field in links():
        if is_settled(field.model) or field.model is Officer:
            continue
        for row in field.model._base_manager.filter(**{field.name: other}):
            setattr(row, field.name, kept)
            try:
                row.validate_unique()
                row.validate_constraints()
            except ValidationError as error:
                kind, sentence = capfirst(field.model._meta.verbose_name), " ".join(error.messages)
                found.append(f"{kind} “{row}”: {sentence}")
    return found
