"""When to remind: the rules of an event, edited by staff."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.notices.querysets import ReminderProfileQuerySet
from events.models import Event, TierPolicy
from lo_portal.records import Record


class ReminderKind(models.TextChoices):
    BRIEFING = "briefing", _("Briefing")
    DUTY = "duty", _("Duty")


@pghistory.track()
class ReminderProfile(Record):
    """One reminder of an event: some days before at a clock time of the event, or some minutes before.

    Rows with a tier replace those without one for that tier. An event without rows of a kind
    follows the house's defaults (`planner.DEFAULT_RULES`).
    """

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="reminder_profiles", verbose_name=_("event")
    )
    tier = models.ForeignKey(
        TierPolicy,
        on_delete=models.CASCADE,
        related_name="reminder_profiles",
        null=True,
        blank=True,
        verbose_name=_("tier"),
    )
    kind = models.CharField(_("before a"), max_length=10, choices=ReminderKind)
    days_before = models.PositiveSmallIntegerField(_("days before"), null=True, blank=True)
    clock = models.TimeField(_("at"), null=True, blank=True)
    minutes_before = models.PositiveIntegerField(_("minutes before"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = ReminderProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ["kind", "tier__rank", "-days_before", "clock", "-minutes_before"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_before__isnull=False, clock__isnull=False, minutes_before__isnull=True)
                | Q(days_before__isnull=True, clock__isnull=True, minutes_before__gt=0),
                name="reminder_days_or_minutes",
                violation_error_message=_("Give either days and a time, or minutes."),
            ),
            models.UniqueConstraint(
                fields=["event", "tier", "kind", "days_before", "clock", "minutes_before"],
                nulls_distinct=False,
                name="reminder_rule_once",
                violation_error_message=_("This reminder is already there."),
            ),
        ]

    def __str__(self):
        if self.minutes_before:
            return f"T-{self.minutes_before} min"
        return f"H-{self.days_before} {self.clock:%H.%M}"
