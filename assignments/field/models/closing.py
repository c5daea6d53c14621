"""What an officer leaves behind: the note for the next one, and the report at the end."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.field.querysets import FinalReportQuerySet, HandoverQuerySet
from delegates.models import Delegation
from events.models import Event
from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Record, Versioned
from officers.models import Officer


class HandoverNote(Record):
    """What the next officer must know. It may speak of somebody's health: never in a message or a cache."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="handover_notes", verbose_name=_("delegation")
    )
    author = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="handover_notes", verbose_name=_("written by")
    )
    note = EncryptedTextField(_("hand-over note"))
    written_at = models.DateTimeField(_("written"))
    tap_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("read by"),
    )  # fmt: skip

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over note")
        verbose_name_plural = _("hand-over notes")
        ordering = ["-written_at"]

    def __str__(self):
        return f"{self.delegation.code} {self.author}"

    @property
    def event(self) -> Event:
        return self.delegation.event


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("To be checked")
    RETURNED = "returned", _("Sent back")
    VERIFIED = "verified", _("Verified")


# From which state a final report may go where. Sent back: the officer writes on and submits again.
REPORT_MOVES: dict[ReportState, set[ReportState]] = {
    ReportState.DRAFT: {ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.RETURNED, ReportState.VERIFIED},
    ReportState.RETURNED: {ReportState.SUBMITTED},
    ReportState.VERIFIED: set(),
}
# In which states its officer may write.
OPEN_REPORTS = [ReportState.DRAFT, ReportState.RETURNED]


def report_photo_path(_report, _name: str) -> str:
    """A name that nobody can guess and that says nothing."""
    return f"reports/{uuid.uuid4().hex}.jpg"


@pghistory.track(exclude=["photo"])
class FinalReport(Versioned):
    """An officer's report on one delegation served, verified by the coordinator."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="final_reports", verbose_name=_("delegation")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="final_reports", verbose_name=_("officer")
    )
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    course = models.TextField(_("course of the duty"), max_length=4000, blank=True)
    deviations = models.TextField(_("differences from the plan"), max_length=2000, blank=True)
    incidents = models.TextField(_("incidents and complaints"), max_length=2000, blank=True)
    requests = models.TextField(_("requests and how they were met"), max_length=2000, blank=True)
    belongings = models.TextField(_("lost property and gifts"), max_length=2000, blank=True)
    feedback = models.TextField(_("what the guest said"), max_length=2000, blank=True)
    lessons = models.TextField(_("lessons for the next event"), max_length=2000, blank=True)
    photo = models.FileField(_("photo"), upload_to=report_photo_path, blank=True, db_default="")
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    judged_at = models.DateTimeField(_("verified or sent back"), null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("verified or sent back by"),
    )  # fmt: skip
    return_reason = models.CharField(_("why it was sent back"), max_length=300, blank=True)

    objects = FinalReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("final report")
        verbose_name_plural = _("final reports")
        ordering = ["delegation__code", "officer__name"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "officer"], name="final_report_once"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="final_report_sent_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "verified"]) | Q(judged_at__isnull=False),
                name="final_report_judged_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="final_report_returned_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.delegation.code} {self.officer}"

    @property
    def event(self) -> Event:
        return self.delegation.event

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_REPORTS
