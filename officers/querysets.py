"""Questions about officers and rosters."""

from django.db import models

from events.querysets import standing_roster
from lo_portal.accounts.models import Role


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.none()


class OfficerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see all; coordinators those on their events' rosters; everyone else themselves.

        Who sees an officer also sees the tombstones of rows that were merged into the officer.
        """
        if user.has_role(Role.STAFF, Role.ADMIN):
            return self
        mine = models.Q(user=user)
        if user.has_role(Role.COORDINATOR):
            mine |= models.Q(**standing_roster(user, "roster__event__", role="coordinator"))
        own = self.model.objects.filter(mine)
        return self.filter(models.Q(pk__in=own.values("pk")) | models.Q(merged_into__in=own.values("pk")))

    def persons(self):
        """Without the tombstones of rows that were merged into others."""
        return self.filter(merged_into=None)

    def serving(self):
        return self.filter(withdrawn_at=None)

    def with_profile(self):
        """All that a list or a card of officers shows, in a constant number of queries."""
        return self.select_related("agency").prefetch_related("languages", "ratings")


class OfOfficerQuerySet(models.QuerySet):
    """For what belongs to an officer's profile."""

    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.filter(officer__user=user)


class AttendanceQuerySet(models.QuerySet):
    def of_event(self, event):
        """Marks at the event's briefings; one that was cancelled counts nowhere."""
        return self.filter(briefing__item__event=event, briefing__item__cancelled_at=None)


class RosterQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF, Role.ADMIN):
            return self
        return self.filter(**standing_roster(user, "event__")).distinct()

    def standing(self):
        """Entries of officers who did not withdraw."""
        return self.filter(withdrawn_at=None, officer__withdrawn_at=None)

    def expected_at(self, briefing):
        """Whom a briefing awaits: the standing roster, of a session for one batch only that batch."""
        expected = self.standing().filter(event=briefing.event)
        return expected.filter(participation__batch=briefing.batch_id) if briefing.batch_id else expected

    def serving(self):
        """Those who can be paired with a delegation: officers and reserves, not coordinators."""
        return self.standing().exclude(role="coordinator")
