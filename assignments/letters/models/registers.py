"""The book of numbers."""

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.letters.querysets import RegisterEntryQuerySet
from lo_portal.records import Record


@pghistory.track()
class Register(Record):
    """The book of numbers of one unit and year. `last_sequence` is the counter; taking one locks the row."""

    unit_code = models.CharField(_("unit code"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    last_sequence = models.PositiveIntegerField(_("last number taken"), default=0)

    class Meta:
        verbose_name = _("number register")
        verbose_name_plural = _("number registers")
        ordering = ["-year", "unit_code"]
        constraints = [models.UniqueConstraint(fields=["unit_code", "year"], name="register_once")]

    def __str__(self):
        return f"{self.unit_code} {self.year}"


@pghistory.track()
class RegisterEntry(Record):
    """One number of a register. A void number stays, with its reason, and is never given again."""

    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="entries", verbose_name=_("register")
    )
    sequence = models.PositiveIntegerField(_("sequence"), validators=[MinValueValidator(1)])
    number = models.CharField(_("number"), max_length=80)
    subject = models.CharField(_("subject"), max_length=300)
    dated_on = models.DateField(_("date of the letter"))
    typed = models.BooleanField(_("typed from another register"), default=False)
    taken_at = models.DateTimeField(_("taken"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)
    void_reason = models.CharField(_("why void"), max_length=300, blank=True)

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("number")
        verbose_name_plural = _("numbers")
        ordering = ["-register__year", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "sequence"],
                name="sequence_once",
                violation_error_message=_("This number was already taken."),
            ),
            models.UniqueConstraint(fields=["register", "number"], name="number_once"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="void_has_reason",
            ),
        ]

    def __str__(self):
        return self.number
