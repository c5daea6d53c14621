"""An import as a row: the file, what was chosen about it, what it did, and how to undo it."""

import uuid

import pghistory
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts.models import Role
from lo_portal.crypto import EncryptedJSONField, seal, unseal
from lo_portal.jobs.models import Job
from lo_portal.records import Record, Versioned


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Being read")
    CHECKED = "checked", _("Ready to check")
    REFUSED = "refused", _("Not readable")
    APPLIED = "applied", _("Saved")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


# From which state an import may go where; reading it again keeps it checked.
IMPORT_MOVES: dict[ImportState, set[ImportState]] = {
    ImportState.UPLOADED: {ImportState.CHECKED, ImportState.REFUSED, ImportState.DISCARDED},
    ImportState.CHECKED: {
        ImportState.CHECKED,
        ImportState.REFUSED,
        ImportState.APPLIED,
        ImportState.DISCARDED,
    },
    ImportState.REFUSED: {ImportState.DISCARDED},
    ImportState.APPLIED: {ImportState.UNDONE},
    ImportState.UNDONE: set(),
    ImportState.DISCARDED: set(),
}


def random_name(_batch, _filename: str) -> str:
    """A name that nobody can guess; the sender's own name is only a column."""
    return f"imports/{uuid.uuid4().hex}.sealed"


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Imports carry personal data of whole lists: bureau staff only."""
        return self if user.has_role(Role.STAFF) else self.none()


@pghistory.track(exclude=["plan", "traces", "corrections"])
class ImportBatch(Versioned):
    """One uploaded file. `plan` is the preview, `traces` is what undo needs.

    `wishes` holds what a person chose: mapping and answers. `corrections` are
    the cells a person typed anew: list -> row -> field -> text. The file and
    the corrections are kept encrypted, for they hold whatever the list holds.
    """

    event_id = models.UUIDField(_("event"), null=True, blank=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="imports",
        verbose_name=_("uploaded by"),
    )
    file = models.FileField(_("file"), upload_to=random_name)
    file_name = models.CharField(_("name of the file"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    message = models.TextField(_("why it was not read"), blank=True)
    wishes = models.JSONField(_("choices"), default=dict, blank=True)
    corrections = EncryptedJSONField(_("corrected cells"), default=dict, db_default="", blank=True)
    plan = models.JSONField(_("preview"), default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)
    traces = models.JSONField(_("undo data"), default=list, blank=True)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job")
    )
    applied_at = models.DateTimeField(_("saved"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["applied", "undone"]) | models.Q(applied_at__isnull=False),
                name="import_applied_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="undone") | models.Q(undone_at__isnull=False),
                name="import_undone_has_time",
            ),
        ]

    def __str__(self):
        return self.file_name

    def keep(self, data: bytes) -> None:
        """Put the uploaded bytes away, encrypted; the row itself is saved by the caller."""
        self.file.save(self.file_name, ContentFile(seal(data)), save=False)

    def content(self) -> bytes:
        """The uploaded bytes as they were sent."""
        with self.file.open("rb") as file:
            return unseal(file.read())

    @property
    def event(self):
        """The event's object, as the room of events finds it (None without one)."""
        from lo_portal.imports import registry  # the registry loads kinds, which load after the models

        return registry.events().get(self.event_id) if self.event_id else None


class RememberedMapping(Record):
    """How a list with these headings was read the last time; agencies keep their forms."""

    kind = models.CharField(_("kind of list"), max_length=30)
    signature = models.CharField(_("headings"), max_length=32)
    sender = models.CharField(_("agency"), max_length=200, blank=True)
    columns = models.JSONField(_("columns"), default=dict)

    class Meta:
        verbose_name = _("remembered mapping")
        verbose_name_plural = _("remembered mappings")
        constraints = [models.UniqueConstraint(fields=["kind", "signature", "sender"], name="mapping_once")]

    def __str__(self):
        return f"{self.kind} {self.sender}".strip()
