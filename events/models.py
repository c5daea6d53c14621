"""When and where: events, their tiers, venues, agenda and briefings."""

import secrets
import uuid
from zoneinfo import ZoneInfo, available_timezones

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from events.kinds import LEARNING_KINDS as LEARNING_KINDS
from events.kinds import EventKind as EventKind
from events.querysets import (
    AgendaItemQuerySet,
    BriefingQuerySet,
    EventQuerySet,
    OfBriefingQuerySet,
    OfEventQuerySet,
)
from events.training import Batch
from events.training import Speaker as Speaker
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


class VenueKind(models.TextChoices):
    AIRPORT = "airport", _("Airport or port")
    HOTEL = "hotel", _("Hotel")
    HALL = "hall", _("Hall or office")
    OUTDOOR = "outdoor", _("Outdoors")


@pghistory.track()
class Venue(Record):
    """A place of an event; its zone is where its clock stands."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="venues", verbose_name=_("event"))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=VenueKind, default=VenueKind.HALL)
    address = models.CharField(_("address"), max_length=300, blank=True)
    meeting_point = models.CharField(_("meeting point"), max_length=200, blank=True)
    map_url = models.CharField(
        _("map link"), max_length=300, blank=True, validators=[URLValidator(["https", "http"])]
    )
    timezone = models.CharField(_("time zone"), max_length=40, blank=True, validators=[validate_zone])
    travel_zone = models.CharField(
        _("travel area"),
        max_length=20,
        blank=True,
        help_text=_("Places in one area are a short drive apart."),
    )

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="venue_name_once")]

    def __str__(self):
        return self.name


@pghistory.track()
class AgendaItem(Versioned):
    """Something that happens at a time and place. Whom it concerns: tiers, or the officers themselves.

    A tier list that is empty means all guests, unless the item is for officers only.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=200)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="agenda", null=True, blank=True, verbose_name=_("venue")
    )
    meet_at = models.DateTimeField(_("be there by"), null=True, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    tiers = models.ManyToManyField(TierPolicy, blank=True, related_name="agenda", verbose_name=_("tiers"))
    for_officers = models.BooleanField(_("for officers only"), default=False)
    dress_code = models.CharField(_("dress code or note"), max_length=200, blank=True)
    host_agency = models.CharField(_("host agency"), max_length=150, blank=True)
    contact_name = models.CharField(_("person in charge"), max_length=150, blank=True)
    contact_phone = PhoneNumberField(_("phone of the person in charge"), blank=True)
    note = models.TextField(_("note"), blank=True)
    scheduled = models.BooleanField(_("on the printed programme"), default=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason of the cancellation"), max_length=300, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["starts_at", "title"]
        indexes = [models.Index(fields=["event", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="agenda_ends_after_start",
                violation_error_message=_("The item ends before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(meet_at__isnull=True) | Q(meet_at__lte=F("starts_at")),
                name="agenda_meets_before_start",
                violation_error_message=_("The meeting time is after the start."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class BriefingKind(models.TextChoices):
    PREPARATION = "preparation", _("Preparation meeting")
    COORDINATION = "coordination", _("Coordination meeting (rakor)")
    REHEARSAL = "rehearsal", _("Rehearsal (gladi)")
    TRAINING = "training", _("Training (bimtek)")


@pghistory.track()
class Briefing(Record):
    """What an agenda item for officers has beyond time and place: materials, minutes, attendance."""

    item = models.OneToOneField(
        AgendaItem, on_delete=models.CASCADE, related_name="briefing", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=BriefingKind, default=BriefingKind.PREPARATION)
    required = models.BooleanField(_("attendance required"), default=True)
    materials = models.TextField(_("materials"), blank=True, help_text=_("One link or title per line."))
    minutes = models.TextField(_("minutes"), blank=True)
    lesson_hours = models.PositiveSmallIntegerField(_("lesson hours (JP)"), default=0)
    batch = models.ForeignKey(
        Batch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("batch (gelombang)"),
    )
    checkin_secret = models.CharField(max_length=40, default=new_secret, editable=False)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ["item__starts_at"]

    def __str__(self):
        return str(self.item)

    @property
    def event(self) -> Event:
        return self.item.event


class BriefingAction(Record):
    """Something that a briefing decided and somebody does."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="actions", verbose_name=_("briefing")
    )
    text = models.CharField(_("what"), max_length=300)
    owner_name = models.CharField(_("who"), max_length=150)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = OfBriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("action of a briefing")
        verbose_name_plural = _("actions of a briefing")
        ordering = ["due_on", "created_at"]

    def __str__(self):
        return self.text

    @property
    def event(self) -> Event:
        return self.briefing.event


def material_path(_material, _name: str) -> str:
    """A name that nobody can guess; the title is a column."""
    return f"briefings/{uuid.uuid4().hex}"


class BriefingMaterial(Record):
    """A file to read before or after a briefing. What kind it is was read from its content."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="files", verbose_name=_("briefing")
    )
    title = models.CharField(_("title"), max_length=150)
    file = models.FileField(_("file"), upload_to=material_path)
    kind = models.CharField(_("kind of file"), max_length=4)
    size = models.PositiveIntegerField(_("size in bytes"))

    objects = OfBriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("material of a briefing")
        verbose_name_plural = _("materials of a briefing")
        ordering = ["created_at"]

    def __str__(self):
        return self.title

    @property
    def event(self) -> Event:
        return self.briefing.event
