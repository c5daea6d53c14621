"""Questions about delegations. A liaison officer never reads these rows: the duty sheet is theirs."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from lo_portal.accounts.models import Role
from officers.models import RosterEntry, RosterRole


def _coordinated_by(user, prefix: str = "") -> Q:
    """Condition: the user coordinates this delegation's tier (or, with no tiers named, the event)."""
    mine = RosterEntry.objects.standing().filter(
        officer__user=user, role=RosterRole.COORDINATOR, event=OuterRef(f"{prefix}event")
    )
    return Q(Exists(mine.filter(tiers=None))) | Q(Exists(mine.filter(tiers=OuterRef(f"{prefix}tier"))))


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF):
            return self
        if user.has_role(Role.COORDINATOR):
            return self.filter(_coordinated_by(user))
        return self.none()

    def standing(self):
        return self.filter(cancelled_at=None)


class OfDelegationQuerySet(models.QuerySet):
    """For what belongs to an event through its delegation."""

    def visible_to(self, user):
        if user.has_role(Role.STAFF):
            return self
        if user.has_role(Role.COORDINATOR):
            return self.filter(_coordinated_by(user, "delegation__"))
        return self.none()


class GuestQuerySet(OfDelegationQuerySet):
    def standing(self):
        return self.filter(cancelled_at=None, delegation__cancelled_at=None)


class MovementQuerySet(OfDelegationQuerySet):
    def standing(self):
        return self.filter(cancelled_at=None, delegation__cancelled_at=None)

    def with_instant(self):
        """Annotate `instant`, the best known time of the leg."""
        return self.annotate(instant=Coalesce("actual_at", "estimated_at", "scheduled_at"))
