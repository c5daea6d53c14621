"""Questions about assignments."""

from django.db import models

from delegates.models import Delegation
from lo_portal.accounts.models import Role

_HELD = ["proposed", "offered", "accepted"]


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of their delegations; an officer their own once asked."""
        if user.has_role(Role.STAFF):
            return self
        mine = models.Q(officer__user=user, offered_at__isnull=False)
        if user.has_role(Role.COORDINATOR):
            mine |= models.Q(delegation__in=Delegation.objects.visible_to(user))
        return self.filter(mine)

    def of_event(self, event):
        return self.filter(delegation__event=event)

    def held(self):
        """Those that take an officer's time or keep a slot."""
        return self.filter(state__in=_HELD)

    def primary(self):
        return self.filter(kind="primary")

    def confirmed(self):
        return self.filter(state="accepted")

    def overlapping(self, starts_at, ends_at):
        """Those whose period shares time with the half-open span."""
        return self.filter(period__overlap=(starts_at, ends_at))

    def with_people(self):
        return self.select_related("delegation__tier", "delegation__event", "officer__agency")


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF) else self.none()
