"""What is due to go, and making it go: one transaction and one log line per rule."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lo_portal.privacy import registry
from lo_portal.privacy.models import PurgeEntry


@dataclass(frozen=True)
class Due:
    """A rule of retention and how many rows of it are due."""

    rule: registry.Rule
    count: int


def preview(*, at: datetime) -> list[Due]:
    return [Due(rule, rule.due(at)) for rule in registry.rules.values()]


def purge_due(*, by, at: datetime) -> dict[str, int]:
    """Carry out every rule; running it again takes nothing more. Returns what went, by rule."""
    return {code: _carry_out(rule, by, at) for code, rule in registry.rules.items()}


@transaction.atomic
def _carry_out(rule: registry.Rule, by, at: datetime) -> int:
    if not rule.due(at):
        return 0
    count = rule.run(at)
    PurgeEntry.objects.create(rule=rule.code, at=at, count=count, by=by)
    return count
