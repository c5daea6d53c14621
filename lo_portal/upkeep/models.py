"""Rows of upkeep: which part was alive when, and whether messages may leave."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lo_portal.records import Record


class Heartbeat(models.Model):
    """A process that must always run, and when it last said so by the database's clock."""

    part = models.CharField(_("part"), max_length=20, primary_key=True)
    at = models.DateTimeField(_("last alive"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        ordering = ["part"]

    def __str__(self):
        return self.part


class DeliveryHold(Record):
    """Nothing is sent while such a row is open: the database was restored, and what is due may be old.

    A person looks at what is due and releases it; delivery reads this table in its own statement.
    """

    held_at = models.DateTimeField(_("held since"))
    data_of = models.DateTimeField(_("state of the data"))
    reason = models.CharField(_("reason"), max_length=200)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("released by"),
    )

    class Meta:
        verbose_name = _("hold of delivery")
        verbose_name_plural = _("holds of delivery")
        ordering = ["-held_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="hold_released_by_somebody",
            )
        ]

    def __str__(self):
        return self.reason
