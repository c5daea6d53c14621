"""What an officer brings along: languages, skills, trainings; and when the officer is away."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models import Event
from lo_portal.records import Record
from officers.models.people import Cefr, Officer
from officers.querysets import (
    OfOfficerQuerySet,
)
from officers.wording import language_name


class Competency(models.TextChoices):
    """The seven skills of a liaison officer, in the order of every table and vector."""

    COMMUNICATION = "communication", _("Communication")
    DIPLOMACY = "diplomacy", _("Diplomacy")
    CONFLICT = "conflict", _("Conflict management")
    NEGOTIATION = "negotiation", _("Negotiation")
    TIME = "time", _("Time management")
    FLEXIBILITY = "flexibility", _("Flexibility")
    BUSINESS = "business", _("Business understanding")


@pghistory.track()
class OfficerLanguage(Record):
    """A language that an officer speaks, with the CEFR level."""

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="languages", verbose_name=_("officer")
    )
    language = models.CharField(_("language"), max_length=8, help_text=_("ISO 639 code: en, ms, tl, zh."))
    level = models.CharField(_("level"), max_length=2, choices=Cefr)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["officer", "language"], name="officer_language_once")]

    def __str__(self):
        return f"{self.language} {self.level}"

    @property
    def name(self) -> str:
        return language_name(self.language)


@pghistory.track()
class CompetencyRating(Record):
    """One of the seven skills of an officer, as rated by the officer and by a coordinator (1 to 5)."""

    _scale = [MinValueValidator(1), MaxValueValidator(5)]

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="ratings", verbose_name=_("officer")
    )
    competency = models.CharField(_("competency"), max_length=15, choices=Competency)
    self_rating = models.PositiveSmallIntegerField(_("own rating"), null=True, blank=True, validators=_scale)
    coordinator_rating = models.PositiveSmallIntegerField(
        _("coordinator's rating"), null=True, blank=True, validators=_scale
    )

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["officer", "competency"]
        constraints = [models.UniqueConstraint(fields=["officer", "competency"], name="competency_once")]

    def __str__(self):
        return self.get_competency_display()

    @property
    def rating(self) -> int | None:
        """The coordinator's word counts before the officer's own."""
        return self.coordinator_rating or self.self_rating


class TrainingKind(models.TextChoices):
    BRIEFING = "briefing", _("Briefing (pembekalan)")
    COORDINATION = "rakor", _("Coordination meeting (rakor)")
    BIMTEK = "bimtek", _("Technical guidance (bimtek)")
    COURSE = "course", _("Course (pelatihan)")
    REHEARSAL = "rehearsal", _("Simulation")


@pghistory.track()
class Training(Record):
    """A training that an officer followed: kind, batch, hours, certificate."""

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="trainings", verbose_name=_("officer")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=TrainingKind)
    title = models.CharField(_("title"), max_length=200)
    organiser = models.CharField(_("organiser"), max_length=150, blank=True)
    batch = models.CharField(_("batch (gelombang)"), max_length=40, blank=True)
    lesson_hours = models.PositiveSmallIntegerField(_("lesson hours (JP)"), default=0)
    held_on = models.DateField(_("date"), null=True, blank=True)
    event = models.ForeignKey(
        Event,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="trainings",
        verbose_name=_("event"),
    )
    certificate_number = models.CharField(_("certificate number"), max_length=80, blank=True)

    objects = OfOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-held_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "event"], name="training_of_event_once"),
        ]

    def __str__(self):
        return self.title


@pghistory.track()
class Leave(Record):
    """Days on which an officer cannot serve, both ends included."""

    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="leaves", verbose_name=_("officer")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=150, blank=True)

    objects = OfOfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="leave_ends_after_start",
                violation_error_message=_("The leave ends before it starts."),
            )
        ]

    def __str__(self):
        return f"{self.starts_on:%d-%m-%Y} – {self.ends_on:%d-%m-%Y}"
