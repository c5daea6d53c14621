"""Questions about events, asked in the field's words."""

from django.db import models
from django.db.models import Case, When

from events.kinds import LEARNING_KINDS
from lo_portal.accounts.models import Role


def standing_roster(user, path: str = "", **facts) -> dict:
    """Lookups of an event (`path` leads to it) on whose roster `user` stands; who withdrew does not.

    `facts` are further columns of that same place on the roster.
    """
    facts |= {"officer__user": user, "officer__withdrawn_at": None, "withdrawn_at": None}
    return {f"{path}roster__{name}": value for name, value in facts.items()}


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see every event; everybody else reaches an event through their own duty."""
        if user.has_role(Role.STAFF, Role.SIGNATORY, Role.ADMIN):
            return self
        return self.filter(**standing_roster(user)).distinct()

    def current(self, on):
        """Events not yet over on the day `on`: those with guests before those at which officers learn,
        nearest first."""
        learns = Case(When(kind__in=LEARNING_KINDS, then=1), default=0)
        return self.filter(ends_on__gte=on).alias(learns=learns).order_by("learns", "starts_on")


class OfEventQuerySet(models.QuerySet):
    """For what belongs to an event through `event`."""

    def visible_to(self, user):
        if user.has_role(Role.STAFF, Role.ADMIN):
            return self
        return self.filter(**standing_roster(user, "event__")).distinct()


class AgendaItemQuerySet(OfEventQuerySet):
    def standing(self):
        """Items that were not cancelled."""
        return self.filter(cancelled_at=None)

    def overlapping(self, starts_at, ends_at):
        """Items that share time with the half-open span."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class BriefingQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF, Role.ADMIN):
            return self
        return self.filter(**standing_roster(user, "item__event__")).distinct()

    def standing(self):
        return self.filter(item__cancelled_at=None)


class OfBriefingQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF, Role.ADMIN):
            return self
        return self.filter(**standing_roster(user, "briefing__item__event__")).distinct()
