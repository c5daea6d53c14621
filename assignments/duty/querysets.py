"""Questions about duty sheets and publications."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import JSONObject

from assignments.models import Assignment
from lo_portal.accounts.models import Role
from officers.models import RosterEntry


class DutySheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all, everybody else their own."""
        if user.has_role(Role.STAFF):
            return self
        return self.filter(officer__user=user).of_who_serves().with_answers()

    def of_who_serves(self):
        """Without what was published before its officer withdrew from the event, or from service."""
        left = RosterEntry.objects.filter(
            officer=OuterRef("officer"), event=OuterRef("event"), withdrawn_at__gt=OuterRef("published_at")
        )
        return self.filter(~Exists(left)).exclude(officer__withdrawn_at__gt=F("published_at"))

    def with_answers(self):
        """Annotate `answers`: how the officer's assignments of the event stand."""
        own = Assignment.objects.primary().filter(
            officer=OuterRef("officer"), delegation__event=OuterRef("event")
        )
        answer = JSONObject(key="delegation_id", state="state")
        return self.annotate(answers=ArraySubquery(own.order_by().values_list(answer)))

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
