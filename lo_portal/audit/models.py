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


class Link(models.Model):
    """One place in the chain: the hash of a line, and the hash of that and of everything before it.

    Written by the database itself when a transaction commits (`lo_portal.audit.database`); position is
    the order of commits. A line that was pruned lawfully leaves its link until all before it are gone too.
    """

    kind = models.CharField(_("kind"), max_length=1)
    entry_id = models.BigIntegerField(_("line"))
    at = models.DateTimeField(_("at"))
    entry_digest = models.CharField(_("hash of the line"), max_length=64)
    position = models.BigIntegerField(_("place in the chain"), null=True, unique=True)
    digest = models.CharField(_("hash of the chain"), max_length=64, default="", db_default="")

    class Meta:
        verbose_name = _("link of the audit chain")
        verbose_name_plural = _("links of the audit chain")
        constraints = [models.UniqueConstraint(fields=["kind", "entry_id"], name="audit_link_once")]

    def __str__(self):
        return f"{self.position}:{self.digest}"
