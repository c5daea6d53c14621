"""Long work as a row: it survives a killed worker, a flushed broker and a closed browser."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts.models import Role
from lo_portal.records import Record


class JobState(models.TextChoices):
    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


OPEN_STATES = [JobState.QUEUED, JobState.RUNNING]

# What a job may become from where it stands.
MOVES: dict[JobState, set[JobState]] = {
    JobState.QUEUED: {JobState.RUNNING, JobState.CANCELLED},
    JobState.RUNNING: {JobState.RUNNING, JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.QUEUED},
    JobState.FAILED: {JobState.QUEUED},
    JobState.DONE: set(),
    JobState.CANCELLED: set(),
}


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; the bureau's staff see each other's, for they finish each other's work."""
        return self if user.has_role(Role.STAFF) else self.filter(owner=user)

    def open(self):
        return self.filter(state__in=OPEN_STATES)


class Job(Record):
    """One piece of work: which handler (`kind`), its input, and how far it is.

    `lease_until` says until when a running worker is believed; past it the beat rings again.
    """

    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("what"), max_length=200)
    event_id = models.UUIDField(_("event"), null=True, blank=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="jobs",
        verbose_name=_("started by"),
    )
    payload = models.JSONField(_("input"), default=dict)
    result = models.JSONField(_("result"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    message = models.TextField(_("message"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    done_url = models.CharField(max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["lease_until"], name="job_open_lease", condition=models.Q(state__in=OPEN_STATES)
            )
        ]

    def __str__(self):
        return self.title

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
