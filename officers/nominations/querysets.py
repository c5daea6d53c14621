"""Questions about nominations, their nominees and the mails to agencies."""

from django.db import models
from django.db.models import Count, Q

from lo_portal.accounts.models import Role
from officers.nominations.states import OPEN_MAILS, NomineeDecision


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.none()

    def with_counts(self):
        """`named` counts all that still stand, `accepted`, `waiting`, `asked` and `refused` their own."""
        counts = {
            decision.value: Count("nominees", filter=Q(nominees__decision=decision))
            for decision in NomineeDecision
        }
        standing = Count("nominees", filter=~Q(nominees__decision=NomineeDecision.REFUSED))
        return self.annotate(named=standing, **counts)


class NomineeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.none()

    def standing(self):
        """Everybody who takes one of the agency's places."""
        return self.exclude(decision=NomineeDecision.REFUSED)


class AgencyMailQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.none()

    def open(self):
        return self.filter(state__in=OPEN_MAILS)
