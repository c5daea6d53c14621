"""Who serves at an event, and who was at which briefing."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Briefing, Event, TierPolicy
from lo_portal.records import Record
from officers.models.people import Officer
from officers.querysets import (
    AttendanceQuerySet,
    RosterQuerySet,
)


class RosterRole(models.TextChoices):
    OFFICER = "officer", _("Liaison officer")
    RESERVE = "reserve", _("Reserve")
    COORDINATOR = "coordinator", _("Coordinator")


@pghistory.track()
class RosterEntry(Record):
    """An officer's place in one event: serves, stands by, or coordinates. Tiers narrow it (none: all)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="roster", verbose_name=_("event"))
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="roster", verbose_name=_("officer")
    )
    role = models.CharField(_("role"), max_length=12, choices=RosterRole, default=RosterRole.OFFICER)
    tiers = models.ManyToManyField(TierPolicy, blank=True, related_name="roster", verbose_name=_("tiers"))
    cluster = models.CharField(_("cluster"), max_length=80, blank=True)
    briefed = models.BooleanField(_("briefed, as declared by the agency"), default=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdraw_reason = models.CharField(_("reason of the withdrawal"), max_length=300, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = _("roster entry")
        verbose_name_plural = _("roster")
        ordering = ["officer__name"]
        constraints = [models.UniqueConstraint(fields=["event", "officer"], name="roster_once")]

    def __str__(self):
        return f"{self.officer} ({self.get_role_display()})"


class AttendanceMethod(models.TextChoices):
    QR = "qr", _("by QR code")
    LIST = "list", _("from the list")


@pghistory.track()
class Attendance(Record):
    """An officer was at a briefing. Absence is the lack of a row."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("briefing")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("officer")
    )
    marked_at = models.DateTimeField(_("marked"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("marked by"),
    )
    method = models.CharField(_("how"), max_length=5, choices=AttendanceMethod)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["officer__name"]
        constraints = [models.UniqueConstraint(fields=["briefing", "officer"], name="attendance_once")]

    def __str__(self):
        return f"{self.officer} – {self.briefing}"

    @property
    def event(self) -> Event:
        return self.briefing.event
