"""What an event at which officers learn has beyond agenda and briefings: batches and speakers."""

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from events.querysets import OfEventQuerySet
from lo_portal.records import Record


@pghistory.track()
class Batch(Record):
    """A *gelombang*: those who follow the same sessions, at most `quota` of them."""

    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, related_name="batches", verbose_name=_("event")
    )
    name = models.CharField(_("name"), max_length=40, help_text=_("For example Gelombang I."))
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    quota = models.PositiveSmallIntegerField(_("quota"), validators=[MinValueValidator(1)])
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch (gelombang)")
        verbose_name_plural = _("batches (gelombang)")
        ordering = ["starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name"],
                name="batch_name_once",
                violation_error_message=_("This event already has a batch of that name."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="batch_ends_after_start",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return self.name


@pghistory.track()
class Speaker(Record):
    """A *narasumber* of an event and the sessions held by that person."""

    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, related_name="speakers", verbose_name=_("event")
    )
    name = models.CharField(_("name with titles"), max_length=150)
    position = models.CharField(_("position (jabatan)"), max_length=200, blank=True)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    sessions = models.ManyToManyField(
        "events.Briefing", blank=True, related_name="speakers", verbose_name=_("sessions")
    )

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker (narasumber)")
        verbose_name_plural = _("speakers (narasumber)")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="speaker_name_once")]

    def __str__(self):
        return self.name
