"""What was done with personal data: purges, requests of persons, breaches."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts.models import Role
from lo_portal.records import Record


class PurgeEntry(models.Model):
    """A purge rule took something away. How many rows, never what they held."""

    rule = models.CharField(_("rule"), max_length=40)
    at = models.DateTimeField(_("at"))
    count = models.PositiveIntegerField(_("rows"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("purge entry")
        verbose_name_plural = _("purge log")
        ordering = ["-at", "rule"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.rule}: {self.count}"


class BreachQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The register is the bureau's own."""
        return self if user.has_role(Role.STAFF) else self.none()


class Breach(Record):
    """Personal data reached somebody it should not have. The clock of UU 27/2022 art. 46 runs: 3 x 24 hours
    to tell the persons concerned and the authority what, when, how, and what is done."""

    CLOCK = timedelta(hours=72)

    title = models.CharField(_("what happened"), max_length=200)
    noticed_at = models.DateTimeField(_("noticed"))
    happened_at = models.DateTimeField(_("happened"), null=True, blank=True)
    data = models.TextField(_("which data of whom"), blank=True)
    handling = models.TextField(_("what is done about it"), blank=True)
    authority_told_at = models.DateTimeField(_("authority told"), null=True, blank=True)
    persons_told_at = models.DateTimeField(_("persons told"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("entered by"),
    )

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name = _("breach")
        verbose_name_plural = _("breach register")
        ordering = ["-noticed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(authority_told_at__isnull=False, persons_told_at__isnull=False),
                name="breach_closed_when_told",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def due_at(self):
        """When the 3 x 24 hours end."""
        return self.noticed_at + self.CLOCK

    @property
    def is_told(self) -> bool:
        return bool(self.authority_told_at and self.persons_told_at)
