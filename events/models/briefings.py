"""Meetings of officers: what is told there, what is to be done after, what is handed out."""

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.agenda import AgendaItem
from events.models.event import Event, new_secret
from events.models.training import Batch
from events.querysets import (
    BriefingQuerySet,
    OfBriefingQuerySet,
)
from lo_portal.records import Record


class BriefingKind(models.TextChoices):
    PREPARATION = "preparation", _("Preparation meeting")
    COORDINATION = "coordination", _("Coordination meeting (rakor)")
    REHEARSAL = "rehearsal", _("Rehearsal (gladi)")
    TRAINING = "training", _("Training (bimtek)")


@pghistory.track()
class Briefing(Record):
    """What an agenda item for officers has beyond time and place: materials, minutes, attendance."""

    item = models.OneToOneField(
        AgendaItem, on_delete=models.CASCADE, related_name="briefing", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=BriefingKind, default=BriefingKind.PREPARATION)
    required = models.BooleanField(_("attendance required"), default=True)
    materials = models.TextField(_("materials"), blank=True, help_text=_("One link or title per line."))
    minutes = models.TextField(_("minutes"), blank=True)
    lesson_hours = models.PositiveSmallIntegerField(_("lesson hours (JP)"), default=0)
    batch = models.ForeignKey(
        Batch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("batch (gelombang)"),
    )
    checkin_secret = models.CharField(max_length=40, default=new_secret, editable=False)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ["item__starts_at"]

    def __str__(self):
        return str(self.item)

    @property
    def event(self) -> Event:
        return self.item.event


class BriefingAction(Record):
    """Something that a briefing decided and somebody does."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="actions", verbose_name=_("briefing")
    )
    text = models.CharField(_("what"), max_length=300)
    owner_name = models.CharField(_("who"), max_length=150)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = OfBriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("action of a briefing")
        verbose_name_plural = _("actions of a briefing")
        ordering = ["due_on", "created_at"]

    def __str__(self):
        return self.text

    @property
    def event(self) -> Event:
        return self.briefing.event


def material_path(_material, _name: str) -> str:
    """A name that nobody can guess; the title is a column."""
    return f"briefings/{uuid.uuid4().hex}"


class BriefingMaterial(Record):
    """A file to read before or after a briefing. What kind it is was read from its content."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="files", verbose_name=_("briefing")
    )
    title = models.CharField(_("title"), max_length=150)
    file = models.FileField(_("file"), upload_to=material_path)
    kind = models.CharField(_("kind of file"), max_length=4)
    size = models.PositiveIntegerField(_("size in bytes"))

    objects = OfBriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("material of a briefing")
        verbose_name_plural = _("materials of a briefing")
        ordering = ["created_at"]

    def __str__(self):
        return self.title

    @property
    def event(self) -> Event:
        return self.briefing.event
