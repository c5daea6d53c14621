"""Calls for help and complaints, worked through to their end."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assignments.field.querysets import IncidentQuerySet
from delegates.models import Delegation
from events.models import Event
from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Record, Versioned


class IncidentKind(models.TextChoices):
    MEDICAL = "medical", _("Medical")
    SECURITY = "security", pgettext_lazy("incident", "Security")
    LOGISTICS = "logistics", _("Logistics")
    COMPLAINT = "complaint", _("Complaint")


class Severity(models.TextChoices):
    HELP = "help", _("Help is needed")
    EMERGENCY = "emergency", _("Emergency")


class IncidentState(models.TextChoices):
    OPEN = "open", pgettext_lazy("incident", "Not handled yet")
    OWNED = "owned", _("Being handled")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", pgettext_lazy("incident", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("incident", "Called off")


# From which state an incident may go where. Owned: somebody answers for it. Closed: nothing is left to do.
INCIDENT_MOVES: dict[IncidentState, set[IncidentState]] = {
    IncidentState.OPEN: {IncidentState.OWNED, IncidentState.CANCELLED},
    IncidentState.OWNED: {IncidentState.OWNED, IncidentState.RESOLVED, IncidentState.CANCELLED},
    IncidentState.RESOLVED: {IncidentState.OWNED, IncidentState.CLOSED},
    IncidentState.CLOSED: set(),
    IncidentState.CANCELLED: set(),
}
OPEN_INCIDENTS = [IncidentState.OPEN, IncidentState.OWNED]


def photo_path(incident, name: str) -> str:
    """A name that nobody can guess and that says nothing."""
    return f"incidents/{incident.event_id}/{uuid.uuid4().hex}.jpg"


@pghistory.track(exclude=["photo", "description"])
class Incident(Versioned):
    """Something went wrong with a guest. `description` may be about health: it never enters a message."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="incidents", verbose_name=_("event")
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, null=True, blank=True, related_name="incidents",
        verbose_name=_("delegation"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=10, choices=IncidentKind)
    severity = models.CharField(_("urgency"), max_length=10, choices=Severity, default=Severity.HELP)
    place = models.CharField(_("place"), max_length=120, blank=True)
    description = EncryptedTextField(_("what happened"), blank=True)
    photo = models.FileField(_("photo"), upload_to=photo_path, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=IncidentState, default=IncidentState.OPEN)
    tap_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    happened_at = models.DateTimeField(_("happened"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        verbose_name=_("reported by"),
    )  # fmt: skip
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True,
        related_name="owned_incidents", verbose_name=_("handled by"),
    )  # fmt: skip
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    raised_at = models.DateTimeField(_("raised to the command post"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    answer = models.CharField(
        _("answer to the guest"), max_length=500, blank=True,
        help_text=_("What the guest was told; a complaint is closed with it."),
    )  # fmt: skip

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-happened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "cancelled"]) | Q(acknowledged_at__isnull=False),
                name="incident_handled_was_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["resolved", "closed"]) | Q(resolved_at__isnull=False),
                name="incident_resolved_has_time",
            ),
        ]

    def __str__(self):
        where = self.delegation.code if self.delegation else str(self.event)
        return f"{self.get_kind_display()} {where}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_INCIDENTS


class IncidentStep(Record):
    """One entry in an incident's log. Rows are only ever added."""

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="steps", verbose_name=_("incident")
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    state = models.CharField(_("state"), max_length=10, choices=IncidentState)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("step of an incident")
        verbose_name_plural = _("steps of an incident")
        ordering = ["at", "created_at"]

    def __str__(self):
        return f"{self.incident} {self.get_state_display()}"
