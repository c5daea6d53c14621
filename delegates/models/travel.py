"""How a delegation comes, goes and stays: vehicles, movements, rooms."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from delegates.models.delegations import Delegation
from delegates.models.guests import Guest
from delegates.querysets import MovementQuerySet, OfDelegationQuerySet
from events.models import Event, Venue
from events.querysets import OfEventQuerySet
from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Record, Versioned


@pghistory.track()
class Vehicle(Record):
    """A car of the motor pool with its driver."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="vehicles", verbose_name=_("event")
    )
    plate = models.CharField(_("plate"), max_length=20)
    model = models.CharField(_("vehicle"), max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=4)
    driver_name = models.CharField(_("driver"), max_length=120, blank=True)
    driver_phone = PhoneNumberField(_("driver's phone"), blank=True)
    convoy_number = models.CharField(_("convoy number"), max_length=10, blank=True)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("vehicle")
        verbose_name_plural = _("vehicles")
        ordering = ["plate"]
        constraints = [models.UniqueConstraint(fields=["event", "plate"], name="plate_once")]

    def __str__(self):
        return self.plate


class MovementKind(models.TextChoices):
    ARRIVAL = "arrival", _("Arrival")
    DEPARTURE = "departure", _("Departure")
    TRANSFER = "transfer", _("Transfer")


@pghistory.track()
class Movement(Versioned):
    """A leg of a delegation: which flight or drive, when, and who picks up. No guests listed: all."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="movements", verbose_name=_("delegation")
    )
    guests = models.ManyToManyField(Guest, blank=True, related_name="movements", verbose_name=_("guests"))
    kind = models.CharField(_("kind"), max_length=10, choices=MovementKind)
    carrier_code = models.CharField(_("flight"), max_length=20, blank=True)
    origin = models.CharField(_("from"), max_length=120, blank=True)
    destination = models.CharField(_("to"), max_length=120, blank=True)
    scheduled_at = models.DateTimeField(_("scheduled"))
    estimated_at = models.DateTimeField(_("estimated"), null=True, blank=True)
    actual_at = models.DateTimeField(_("actual"), null=True, blank=True)
    lounge = models.CharField(_("lounge"), max_length=120, blank=True)
    pickup_point = models.CharField(_("pick-up point"), max_length=150, blank=True)
    vehicle = models.ForeignKey(
        Vehicle,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name=_("vehicle"),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["scheduled_at"]
        indexes = [models.Index(fields=["delegation", "scheduled_at"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.carrier_code}".strip()

    @property
    def event(self) -> Event:
        return self.delegation.event

    @property
    def at(self):
        """The best known instant: actual, else estimated, else scheduled."""
        return self.actual_at or self.estimated_at or self.scheduled_at


@pghistory.track(exclude=["room"])
class Stay(Record):
    """Where a delegation or one of its guests sleeps."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="stays", verbose_name=_("delegation")
    )
    guest = models.ForeignKey(
        Guest, on_delete=models.CASCADE, related_name="stays", null=True, blank=True, verbose_name=_("guest")
    )
    hotel = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="stays", verbose_name=_("hotel"))
    room = EncryptedTextField(_("room"), blank=True)
    room_type = models.CharField(_("room type"), max_length=60, blank=True)
    check_in_on = models.DateField(_("check-in"), null=True, blank=True)
    check_out_on = models.DateField(_("check-out"), null=True, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ["check_in_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_in_on__isnull=True)
                | Q(check_out_on__isnull=True)
                | Q(check_out_on__gte=F("check_in_on")),
                name="stay_out_after_in",
                violation_error_message=_("The check-out is before the check-in."),
            )
        ]

    def __str__(self):
        return str(self.hotel)

    @property
    def event(self) -> Event:
        return self.delegation.event
