"""What a delegation takes part in, and what is given and received."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegates.models.delegations import Delegation
from delegates.querysets import OfDelegationQuerySet
from events.models import AgendaItem, Event
from lo_portal.records import Record


@pghistory.track()
class Participation(Record):
    """A delegation takes part in an agenda item beyond (or, when excused, despite) its tier."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="participations", verbose_name=_("agenda item")
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="participations", verbose_name=_("delegation")
    )
    excused = models.BooleanField(_("does not attend"), default=False)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [models.UniqueConstraint(fields=["item", "delegation"], name="participation_once")]

    def __str__(self):
        return f"{self.delegation} – {self.item}"


class GiftDirection(models.TextChoices):
    GIVEN = "given", _("Given")
    RECEIVED = "received", _("Received")


@pghistory.track()
class Gift(Record):
    """A cinderamata given or received, through protocol (PP 39/2018 art. 56)."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="gifts", verbose_name=_("delegation")
    )
    direction = models.CharField(_("direction"), max_length=10, choices=GiftDirection)
    description = models.CharField(_("gift"), max_length=200)
    handed_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    handed_by = models.CharField(_("by"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["-handed_at"]

    def __str__(self):
        return self.description

    @property
    def event(self) -> Event:
        return self.delegation.event
