"""A participant of an event at which officers learn: the batch, and what the tests before and after gave."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lo_portal.records import Record

MOST_POINTS = 100


@pghistory.track()
class Participation(Record):
    """What a place on the roster of a learning event has beyond the place. Points are 0 to 100."""

    _points = [MaxValueValidator(MOST_POINTS)]

    entry = models.OneToOneField(
        "officers.RosterEntry",
        on_delete=models.CASCADE,
        related_name="participation",
        verbose_name=_("roster entry"),
    )
    batch = models.ForeignKey(
        "events.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("batch (gelombang)"),
    )
    pre_score = models.PositiveSmallIntegerField(_("test before"), null=True, blank=True, validators=_points)
    post_score = models.PositiveSmallIntegerField(_("test after"), null=True, blank=True, validators=_points)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["entry__officer__name"]

    def __str__(self):
        return str(self.entry)

    @property
    def event(self):
        return self.entry.event
