"""Questions about notices and the one function that moves their state."""

from django.db import models

from assignments.models import Assignment
from assignments.notices.states import OPEN_STATES, TROUBLE_STATES, WAITING_STATES, NoticeState, sources_of
from delegates.models import Delegation
from lo_portal.accounts.models import Role


def _of_my_group(user) -> models.Q:
    """Condition on a notice: its reader serves, in its event, a delegation that `user` coordinates."""
    theirs = Assignment.objects.held().filter(
        officer__user=models.OuterRef("recipient"),
        delegation__event=models.OuterRef("event"),
        delegation__in=Delegation.objects.visible_to(user),
    )
    return models.Q(models.Exists(theirs))


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of their group's officers; everyone their own."""
        if user.has_role(Role.STAFF):
            return self
        mine = models.Q(recipient=user)
        if user.has_role(Role.COORDINATOR):
            mine |= _of_my_group(user)
        return self.filter(mine)

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

    def about_same(self, notice):
        """The same message as `notice`, to whomever it went."""
        return self.filter(
            event=notice.event_id,
            kind=notice.kind,
            subject_type=notice.subject_type,
            subject_id=notice.subject_id,
            due_at=notice.due_at,
        )

    def move_to(self, target: NoticeState, **fields) -> int:
        """Move every row of the set that may go to `target`; returns how many went."""
        return self.filter(state__in=sources_of(target)).update(state=target, **fields)


class OwnQuerySet(models.QuerySet):
    """For what belongs to one person through `recipient`."""

    def visible_to(self, user):
        return self.filter(recipient=user)


class BroadcastQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF) else self.none()


class ReminderProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.ADMIN) else self.none()
