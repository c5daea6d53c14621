"""Questions about duty sheets and publications."""

from django.db import models

from lo_portal.accounts.models import Role


class DutySheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all, everybody else their own."""
        if user.has_role(Role.STAFF):
            return self
        return self.filter(officer__user=user)

    def newest(self):
        """The sheet in force of every officer and event."""
        return self.order_by("event_id", "officer_id", "-version").distinct("event_id", "officer_id")

    def unread(self):
        return self.filter(read_at=None)


class PublicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF) else self.none()


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(officer__user=user)
