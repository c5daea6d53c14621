"""Questions about reports and incidents."""

from django.db import models
from django.db.models import F, Q

from delegates.models import Delegation
from lo_portal.accounts.models import Role


def _of_team(user):
    """Of the user's delegations: those coordinated, and those the user serves or served."""
    mine = Q(delegation__assignments__officer__user=user, delegation__assignments__offered_at__isnull=False)
    if user.has_role(Role.COORDINATOR):
        mine |= Q(delegation__in=Delegation.objects.visible_to(user))
    return mine


class StatusReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of their delegations; an officer those of the delegations served."""
        return self if user.has_role(Role.STAFF) else self.filter(_of_team(user)).distinct()

    def standing(self):
        return self.filter(withdrawn_at=None)

    def of_leg(self, leg: str):
        """Those of one entry of the duty sheet, "movement:<id>" or "agenda:<id>"."""
        kind, _, key = leg.partition(":")
        return self.filter(**{"movement_id" if kind == "movement" else "agenda_item_id": key})


class IncidentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of their delegations; whoever reported one, that one."""
        if user.has_role(Role.STAFF):
            return self
        mine = Q(reported_by=user)
        if user.has_role(Role.COORDINATOR):
            mine |= Q(delegation__in=Delegation.objects.visible_to(user))
        return self.filter(mine)

    def open(self):
        return self.filter(state__in=["open", "owned"])


class GuideQuerySet(models.QuerySet):
    def of_event(self, event):
        """The event's own guide or the bureau's, the event's first."""
        return self.filter(Q(event=event) | Q(event=None)).order_by(F("event").asc(nulls_last=True))


class AcknowledgementQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(officer__user=user)


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of their delegations; officers those they wrote or now need."""
        if user.has_role(Role.STAFF):
            return self
        mine = Q(author__user=user) | Q(delegation__in=_serves_now(user))
        if user.has_role(Role.COORDINATOR):
            mine |= Q(delegation__in=Delegation.objects.visible_to(user))
        return self.filter(mine)


class FinalReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff all; coordinators those of their delegations; an officer the own ones."""
        if user.has_role(Role.STAFF):
            return self
        mine = Q(officer__user=user)
        if user.has_role(Role.COORDINATOR):
            mine |= Q(delegation__in=Delegation.objects.visible_to(user))
        return self.filter(mine)

    def submitted(self):
        return self.filter(state="submitted")


def _serves_now(user):
    """Delegations that the user's officer accepted to serve."""
    return Delegation.objects.filter(
        assignments__officer__user=user,
        assignments__kind="primary",
        assignments__state="accepted",
    )
