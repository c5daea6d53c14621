"""A list that somebody took: which, how narrowed, as what kind of file, and the file until it expires."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lo_portal.accounts.models import Role
from lo_portal.imports import registry
from lo_portal.jobs.models import Job
from lo_portal.records import Record


class FileKind(models.TextChoices):
    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"
    PDF = "pdf", "PDF"


def random_name(export, _filename: str) -> str:
    """A name that nobody can guess; the person's own name of the file is a column."""
    return f"exports/{uuid.uuid4().hex}.{export.kind}"


class Decision(models.TextChoices):
    """What a second person said of an export with restricted fields."""

    RELEASED = "released", pgettext_lazy("export", "Released")
    REFUSED = "refused", pgettext_lazy("export", "Refused")


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; of others the bureau's staff see those that want a second person, never the file."""
        own = models.Q(owner=user)
        return self.filter(own | models.Q(restricted=True) if user.has_role(Role.STAFF) else own)

    def asked(self):
        """Those that want a second person, decided or not, the newest first."""
        return self.filter(restricted=True).order_by("-created_at")

    def waiting(self, at):
        return self.filter(restricted=True, decision="", asked_until__gt=at)

    def with_file(self):
        return self.exclude(file="")


class Export(Record):
    """One list taken home. `query` is the page's filter; `file` is empty where it was answered at once.

    With restricted fields it waits until `asked_until` for the `decision` of a second person; only a
    released one has a job and a file.
    """

    listing = models.CharField(_("list"), max_length=40)
    kind = models.CharField(_("kind of file"), max_length=4, choices=FileKind)
    event_id = models.UUIDField(_("event"), null=True, blank=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="exports",
        verbose_name=_("taken by"),
    )
    query = models.TextField(_("filter"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="id")
    restricted = models.BooleanField(_("with restricted fields"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    file = models.FileField(_("file"), upload_to=random_name, blank=True)
    file_name = models.CharField(_("name of the file"), max_length=200)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job")
    )

    asked_until = models.DateTimeField(_("may be released until"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    refusal = models.CharField(_("why it was refused"), max_length=300, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file="") | models.Q(expires_at__isnull=False), name="export_file_expires"
            ),
            models.CheckConstraint(
                condition=models.Q(restricted=False) | ~models.Q(reason=""), name="export_restricted_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(restricted=False) | models.Q(asked_until__isnull=False),
                name="export_restricted_is_asked_for",
            ),
            models.CheckConstraint(
                condition=models.Q(restricted=False)
                | models.Q(decision=Decision.RELEASED)
                | models.Q(file="", job__isnull=True),
                name="export_restricted_is_released",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at__isnull=True)
                | (~models.Q(decision="") & models.Q(restricted=True, decided_at__isnull=False)),
                name="export_decision_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | models.Q(owner__isnull=True)
                | ~models.Q(decided_by=models.F("owner")),
                name="export_decided_by_another",
            ),
        ]

    def __str__(self):
        return self.file_name

    def is_waiting(self, at) -> bool:
        return self.restricted and not self.decision and self.asked_until > at

    @property
    def event(self):
        """The event's object, as the room of events finds it (None without one)."""
        return registry.events().get(self.event_id) if self.event_id else None
