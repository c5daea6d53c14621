"""Questions about notices and the one function that moves their state."""

from django.db import models

from assignments.notices.states import OPEN_STATES, TROUBLE_STATES, WAITING_STATES, NoticeState, sources_of
from lo_portal.accounts.models import Role


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of the events that they coordinate; everyone else their own."""
        if user.has_role(Role.STAFF):
            return self
        mine = models.Q(recipient=user)
        if user.has_role(Role.COORDINATOR):
            mine |= models.Q(event__roster__officer__user=user, event__roster__role="coordinator")
        return self.filter(mine).distinct()

    def waiting(self):
        """Not sent, and in nobody's hands."""
        return self.filter(state__in=WAITING_STATES)

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def in_trouble(self):
        return self.filter(state__in=TROUBLE_STATES)

    def about(self, subject):
        """Those that tell about this object."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def move_to(self, target: NoticeState, **fields) -> int:
        """Move every row of the set that may go to `target`; returns how many went."""
        return self.filter(state__in=sources_of(target)).update(state=target, **fields)


class OwnQuerySet(models.QuerySet):
    """For what belongs to one person through `recipient`."""

    def visible_to(self, user):
        return self.filter(recipient=user)


class BroadcastQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF):
            return self
        return self.filter(event__roster__officer__user=user, event__roster__role="coordinator").distinct()


class ReminderProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.none()
