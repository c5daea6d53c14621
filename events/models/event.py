"""One occasion with guests, and how its tiers are treated."""

import secrets
from zoneinfo import ZoneInfo, available_timezones

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from events.kinds import LEARNING_KINDS, EventKind
from events.querysets import (
    EventQuerySet,
    OfEventQuerySet,
)
from lo_portal.records import Record, Versioned


def validate_zone(value: str) -> None:
    """Refuse what is not an IANA zone name."""
    if value not in available_timezones():
        raise ValidationError(
            _("“%(value)s” is not a time zone, for example Asia/Pontianak."), params={"value": value}
        )


def new_secret() -> str:
    """An unguessable URL-safe key of 22 characters (128 bits)."""
    return secrets.token_urlsafe(16)


class EventStage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PREPARATION = "preparation", _("Preparation")
    LIVE = "live", _("Live")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


# From which stage an event may go where. `docs/states.md` is generated from this table.
EVENT_MOVES: dict[EventStage, set[EventStage]] = {
    EventStage.DRAFT: {EventStage.PREPARATION},
    EventStage.PREPARATION: {EventStage.LIVE, EventStage.DRAFT},
    EventStage.LIVE: {EventStage.CLOSED, EventStage.PREPARATION},
    EventStage.CLOSED: {EventStage.ARCHIVED, EventStage.LIVE},
    EventStage.ARCHIVED: set(),
}


@pghistory.track()
class Event(Versioned):
    """One occasion with guests. Everything else hangs below it."""

    URL_FIELD = "slug"

    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind, default=EventKind.MINISTERIAL)
    stage = models.CharField(_("stage"), max_length=20, choices=EventStage, default=EventStage.DRAFT)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    host = models.CharField(_("host"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    timezone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Pontianak", validators=[validate_zone]
    )
    posko_phone = PhoneNumberField(_("phone of the command post"), blank=True)
    travel_minutes = models.PositiveSmallIntegerField(
        _("travel between two duties, minutes"),
        default=45,
        help_text=_("Added to both ends of a duty: no officer is held by two duties closer than this."),
    )
    answer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an assignment"),
        default=24,
        help_text=_("After this the officer counts as not having answered."),
    )
    incident_minutes = models.PositiveSmallIntegerField(
        _("minutes to acknowledge an incident"),
        default=10,
        help_text=_("After this the command post is told that nobody has answered."),
    )
    letters_await_answer = models.BooleanField(
        _("letters wait for the officer's answer"),
        default=True,
        help_text=_(
            "Switch off when three days or fewer are left: letters are then issued before the answer."
        ),
    )
    guest_data_days = models.PositiveSmallIntegerField(
        _("guests' operational data stay, days"),
        default=30,
        db_default=30,
        validators=[MaxValueValidator(365)],
        help_text=_("Counted from the last day; then needs, stays, contacts and duty sheets are deleted."),
    )
    attendance_percent = models.PositiveSmallIntegerField(
        _("certificate from this attendance, %"),
        default=80,
        db_default=80,
        validators=[MaxValueValidator(100)],
        help_text=_("Of training and coordination: whoever attended less gets no certificate."),
    )
    solver_settings = models.JSONField(_("weights and rules of the pairing"), default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_start",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self):
        return self.short_name or self.name

    @property
    def event(self) -> "Event":
        """Itself, so that every thing of an event answers the same question."""
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def is_learning(self) -> bool:
        return self.kind in LEARNING_KINDS


@pghistory.track()
class TierPolicy(Record):
    """A guest level of one event with what it is entitled to. Names and counts are the bureau's."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tiers", verbose_name=_("event"))
    code = models.CharField(_("code"), max_length=10, help_text=_("As printed on badges: VVIP, VIP, GUB."))
    name = models.CharField(_("name"), max_length=80)
    rank = models.PositiveSmallIntegerField(_("order"), help_text=_("1 is served first."))
    lo_count = models.PositiveSmallIntegerField(_("officers per delegation"), default=1)
    entitlements = models.JSONField(_("entitlements"), default=list, blank=True)
    arrival_lead_minutes = models.PositiveSmallIntegerField(
        _("at the airport before landing, minutes"), default=60
    )
    requires_briefing = models.BooleanField(_("officer must be briefed"), default=False)
    aliases = models.JSONField(
        _("other spellings"),
        default=list,
        blank=True,
        help_text=_("As they come in lists: Gubernur, Setingkat Gubernur."),
    )

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest tier")
        verbose_name_plural = _("guest tiers")
        ordering = ["event", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="tier_code_once"),
            models.UniqueConstraint(
                fields=["event", "rank"], name="tier_rank_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]

    def __str__(self):
        return self.code
