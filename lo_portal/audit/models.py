"""The readable trail: who did what to which thing, and who looked at a restricted record."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class _Trail(models.Model):
    """One line about one thing. Rows are only ever added: a trigger refuses the rest."""

    at = models.DateTimeField(_("at"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    actor_name = models.CharField(_("name of the actor"), max_length=200)
    subject_type = models.CharField(_("kind of thing"), max_length=60)
    subject_id = models.CharField(_("key of the thing"), max_length=64)
    subject_label = models.CharField(_("thing"), max_length=300)
    event_id = models.UUIDField(_("event"), null=True, db_index=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.subject_label}"


class AuditEntry(_Trail):
    """A verb that was done, with what changed as `{field: [old, new]}` or other plain facts."""

    verb = models.CharField(_("verb"), max_length=60, db_index=True)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class ViewEntry(_Trail):
    """A restricted record that was shown: to whom, which fields, and why."""

    fields = models.JSONField(_("fields shown"), default=list)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("view of a restricted record")
        verbose_name_plural = _("views of restricted records")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
