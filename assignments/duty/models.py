"""What was published to whom: versions of an event's plan, and one duty sheet per officer and version."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments.duty import reading
from assignments.duty import sheet as sheets
from assignments.duty.difference import Change
from assignments.duty.querysets import CalendarFeedQuerySet, DutySheetQuerySet, PublicationQuerySet
from assignments.models import HELD_STATES, AssignmentState
from events.models import Event, new_secret
from lo_portal import formats
from lo_portal.records import Record
from officers.models import Officer


class Publication(Record):
    """One press of *Terbitkan*: version 1, 2, 3 ... of an event's plan. Never changed afterwards."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="publications", verbose_name=_("event")
    )
    version = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    row_key = models.CharField(
        _("only this row"),
        max_length=60,
        blank=True,
        help_text=_("Set for an urgent publication: the agenda item or movement that it told."),
    )
    summary = models.JSONField(_("summary"), default=dict, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["event", "-version"]
        constraints = [models.UniqueConstraint(fields=["event", "version"], name="publication_version_once")]

    def __str__(self):
        return f"{self.event} v{self.version}"


class DutySheet(Record):
    """All that one officer must know of an event, as published. `content` is `sheet.to_json`.

    `changes` is what the officer was told: the difference to the sheet before, in Indonesian.
    """

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="duty_sheets", verbose_name=_("event")
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, related_name="duty_sheets", verbose_name=_("officer")
    )
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"))
    changes = models.JSONField(_("changes"), default=list, blank=True)
    published_at = models.DateTimeField(_("published"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = DutySheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty sheet")
        verbose_name_plural = _("duty sheets")
        ordering = ["event", "officer__name", "-version"]
        indexes = [models.Index(fields=["event", "version"], name="duty_sheet_of_version")]
        constraints = [
            models.UniqueConstraint(fields=["officer", "event", "version"], name="duty_sheet_version_once"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("published_at")),
                name="duty_sheet_read_after_published",
            ),
        ]

    def __str__(self):
        return f"{self.officer} v{self.version}"

    @property
    def sheet(self) -> sheets.Sheet:
        return sheets.from_json(self.content)

    def shown(self, at: datetime) -> sheets.Sheet:
        """The sheet as its officer may read it at that moment; whole without `answers`: to the bureau."""
        if not hasattr(self, "answers"):
            return self.sheet
        return reading.as_read(self.sheet, asked=self.asked, declined=self._declined, over=self._is_over(at))

    def news(self, at: datetime) -> list[Change]:
        """What the officer was told with this version; nothing once part of it is closed to them."""
        return [] if self._declined or self._is_over(at) else self.told

    @property
    def asked(self) -> set[str]:
        """Keys of the delegations for which the officer's answer is awaited."""
        return self._answered(AssignmentState.OFFERED)

    @property
    def _declined(self) -> set[str]:
        return self._answered(AssignmentState.DECLINED) - self._answered(*HELD_STATES)

    def _is_over(self, at: datetime) -> bool:
        published_on, today = (formats.local_day(one, self.event.timezone) for one in (self.published_at, at))
        return today > max(self.event.ends_on, published_on) + reading.OPEN_AFTER

    def _answered(self, *states: str) -> set[str]:
        return {one["key"] for one in self.answers if one["state"] in states}

    @property
    def told(self) -> list[Change]:
        """The changes that the officer was told with this version."""
        return [Change(**change) for change in self.changes]


class CalendarFeed(Record):
    """The secret address under which an officer's calendar reads the duty sheets."""

    officer = models.OneToOneField(
        Officer, on_delete=models.CASCADE, related_name="calendar_feed", verbose_name=_("officer")
    )
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    reset_at = models.DateTimeField(_("address changed"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return str(self.officer)
