"""What happens when and where: venues and the agenda."""

import pghistory
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from events.models.event import Event, TierPolicy, validate_zone
from events.querysets import (
    AgendaItemQuerySet,
    OfEventQuerySet,
)
from lo_portal.records import Record, Versioned


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
