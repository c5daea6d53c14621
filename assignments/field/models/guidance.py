"""What an officer should do and know: the checklists, the etiquette, the code of conduct of an event."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.field.querysets import AcknowledgementQuerySet, GuideQuerySet
from delegates.models import Delegation
from events.models import Event
from lo_portal.records import Record, Versioned
from officers.models import Officer


class GuidePhase(models.TextChoices):
    """The part of a visit that a checklist is for; the values are fields of `FieldGuide`."""

    BEFORE = "before", _("Before arrival")
    ARRIVAL = "arrival", _("On arrival")
    HOTEL = "hotel", _("At the hotel")
    VENUE = "venue", _("At the venue")
    DEPARTURE = "departure", _("On departure")


POINT_LENGTH = 200


@pghistory.track()
class FieldGuide(Versioned):
    """The guide of an event, or the bureau's own for every event that has none (`event` is empty).

    Each text is a list: one point per line. A tick belongs to the words of a line, so lines may be
    moved, added and removed while officers are ticking.
    """

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, null=True, blank=True, related_name="field_guide",
        verbose_name=_("event"), help_text=_("Empty: the guide of every event that has none of its own."),
    )  # fmt: skip
    before = models.TextField(_("before arrival"), blank=True)
    arrival = models.TextField(_("on arrival"), blank=True)
    hotel = models.TextField(_("at the hotel"), blank=True)
    venue = models.TextField(_("at the venue"), blank=True)
    departure = models.TextField(_("on departure"), blank=True)
    etiquette = models.TextField(_("etiquette"), blank=True)
    local_facts = models.TextField(_("local facts"), blank=True)
    conduct = models.TextField(_("code of conduct"), blank=True)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("LO guide")
        verbose_name_plural = _("LO guides")
        constraints = [
            models.UniqueConstraint(fields=["event"], nulls_distinct=False, name="field_guide_once")
        ]

    def __str__(self):
        return str(self.event) if self.event else str(_("Guide of the bureau"))

    def points(self, name: str) -> list[str]:
        """The lines of one of its texts, without empty ones and repetitions."""
        lines = (line.strip(" \t-•") for line in getattr(self, name).splitlines())
        return list(dict.fromkeys(line for line in lines if line))


@pghistory.track()
class ChecklistTick(Record):
    """One point of a checklist, done for a delegation. The team shares it: a colleague sees it done."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="checklist_ticks", verbose_name=_("delegation")
    )
    phase = models.CharField(_("part of the visit"), max_length=10, choices=GuidePhase)
    point = models.CharField(_("point"), max_length=POINT_LENGTH)
    ticked_at = models.DateTimeField(_("done"))
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("tick of a checklist")
        verbose_name_plural = _("ticks of a checklist")
        ordering = ["ticked_at"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "phase", "point"], name="checklist_point_once")
        ]

    def __str__(self):
        return f"{self.delegation.code} {self.point}"

    @property
    def event(self) -> Event:
        return self.delegation.event


class Acknowledgement(Record):
    """An officer agreed to the code of conduct, once per event, in the words kept here."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="acknowledgements", verbose_name=_("event")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="acknowledgements", verbose_name=_("officer")
    )
    conduct = models.TextField(_("code of conduct as read"))
    acknowledged_at = models.DateTimeField(_("agreed"))

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement to the code of conduct")
        verbose_name_plural = _("agreements to the code of conduct")
        ordering = ["event", "officer__name"]
        constraints = [models.UniqueConstraint(fields=["event", "officer"], name="conduct_acknowledged_once")]

    def __str__(self):
        return str(self.officer)
