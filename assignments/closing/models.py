"""When an event was closed, with what left open, and what was learned; when and why it was opened again."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.querysets import OfEventQuerySet
from lo_portal.records import Record


@pghistory.track()
class Closure(Record):
    """One closing of an event. `left_open` are the warnings that were accepted, as (code, sentence)."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="closures", verbose_name=_("event")
    )
    closed_at = models.DateTimeField(_("closed at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        verbose_name=_("closed by"),
    )  # fmt: skip
    lessons = models.TextField(_("lessons for the next event"), max_length=4000, blank=True)
    left_open = models.JSONField(_("left open"), default=list, blank=True)
    reason = models.CharField(_("why it was closed all the same"), max_length=300, blank=True)
    reopened_at = models.DateTimeField(_("opened again"), null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("opened again by"),
    )  # fmt: skip
    reopen_reason = models.CharField(_("why it was opened again"), max_length=300, blank=True)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing of an event")
        verbose_name_plural = _("closings of events")
        ordering = ["-closed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(reopened_at__isnull=True), name="event_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="reopened_event_says_why",
            ),
            models.CheckConstraint(
                condition=Q(left_open=[]) | ~Q(reason=""), name="closed_with_open_things_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.closed_at:%Y-%m-%d}"
