"""Status taps: one row per step of a leg, with the time of the tap."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments.field.phases import Phase
from assignments.field.querysets import StatusReportQuerySet
from delegates.models import Delegation, Movement
from events.models import AgendaItem, Event
from lo_portal.records import Record
from officers.models import Officer


@pghistory.track()
class StatusReport(Record):
    """A step that an officer reported for one leg of a delegation's visit.

    `tapped_at` is the moment of the tap by our clock: a phone tells its own clock with each message,
    so one that is wrong is set right. `tap_key` is made on the phone: the same tap sent twice is one
    row. A step of a leg stands once, whoever of the team reports it; a wrong one is withdrawn.
    """

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="status_reports", verbose_name=_("event")
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="status_reports", verbose_name=_("delegation")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="status_reports", verbose_name=_("officer")
    )
    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, null=True, blank=True, related_name="status_reports",
        verbose_name=_("movement"),
    )  # fmt: skip
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="status_reports",
        verbose_name=_("agenda item"),
    )  # fmt: skip
    phase = models.CharField(_("step"), max_length=10, choices=Phase)
    tapped_at = models.DateTimeField(_("time of the tap"))
    received_at = models.DateTimeField(_("received"))
    tap_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        verbose_name=_("reported by"),
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("taken back by"),
    )  # fmt: skip

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["tapped_at", "created_at"]
        indexes = [models.Index(fields=["event", "tapped_at"], name="status_report_of_event")]
        constraints = [
            models.CheckConstraint(
                condition=Q(movement__isnull=False, agenda_item__isnull=True)
                | Q(movement__isnull=True, agenda_item__isnull=False),
                name="status_report_of_one_leg",
            ),
            models.CheckConstraint(
                condition=Q(received_at__gte=F("tapped_at")), name="status_report_received_after_tap"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("tapped_at")),
                name="status_report_withdrawn_after_tap",
            ),
            models.UniqueConstraint(
                fields=["delegation", "movement", "agenda_item", "phase"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="status_report_step_once",
            ),
        ]

    def __str__(self):
        return f"{self.delegation.code} {self.get_phase_display()}"

    @property
    def leg(self) -> str:
        """The key of the entry in the duty sheet: "movement:<id>" or "agenda:<id>"."""
        return f"movement:{self.movement_id}" if self.movement_id else f"agenda:{self.agenda_item_id}"
