"""Who comes: delegations, guests, what they need, and how they move and stay."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from delegates.querysets import DelegationQuerySet, GuestQuerySet, MovementQuerySet, OfDelegationQuerySet
from events.models import AgendaItem, Event, TierPolicy, Venue, validate_zone
from events.querysets import OfEventQuerySet
from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Record, Versioned


class OriginKind(models.TextChoices):
    COUNTRY = "country", _("Country")
    PROVINCE = "province", _("Province or state")
    MINISTRY = "ministry", _("Ministry or agency")
    ORGANISATION = "organisation", _("Organisation")


class Cooperation(models.TextChoices):
    """Kinds of regional cooperation (PP 28/2018; Permendagri 25/2020 for those abroad)."""

    KSDD = "KSDD", _("KSDD: between regions")
    KSDPK = "KSDPK", _("KSDPK: with third parties")
    KSDPL = "KSDPL", _("KSDPL: with a regional government abroad")
    KSDLL = "KSDLL", _("KSDLL: with an institution abroad")
    SUBREGIONAL = "subregional", _("Sub-regional (BIMP-EAGA, IMT-GT)")


@pghistory.track()
class Delegation(Versioned):
    """A party of guests with one head. It needs `lo_required` officers, numbered slots 1, 2, 3 ..."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="delegations", verbose_name=_("event")
    )
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    origin_kind = models.CharField(_("origin"), max_length=12, choices=OriginKind, default=OriginKind.COUNTRY)
    country = CountryField(_("country"), blank=True)
    tier = models.ForeignKey(
        TierPolicy, on_delete=models.PROTECT, related_name="delegations", verbose_name=_("tier")
    )
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), default=100, help_text=_("Lower comes first.")
    )
    party_size = models.PositiveSmallIntegerField(_("size of the party"), default=1)
    lo_required = models.PositiveSmallIntegerField(_("officers needed"), default=1)
    lo_sex = models.CharField(
        _("officers asked to be"), max_length=1, choices=[("L", _("Male")), ("P", _("Female"))], blank=True
    )
    contact_name = models.CharField(_("contact officer of the guest"), max_length=150, blank=True)
    contact_phone = PhoneNumberField(_("phone of the contact officer"), blank=True)
    contact_email = models.EmailField(_("e-mail of the contact officer"), blank=True)
    cooperation = models.CharField(_("cooperation"), max_length=12, choices=Cooperation, blank=True)
    partner_note = models.TextField(_("partner history"), blank=True)
    home_timezone = models.CharField(
        _("guest's home time zone"), max_length=40, blank=True, validators=[validate_zone]
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason of the cancellation"), max_length=300, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["tier__rank", "precedence", "code"]
        constraints = [models.UniqueConstraint(fields=["event", "code"], name="delegation_code_once")]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


@pghistory.track()
class LanguageNeed(Record):
    """A language that serves this delegation; any one of them suffices."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="languages", verbose_name=_("delegation")
    )
    language = models.CharField(_("language"), max_length=8)
    min_level = models.CharField(_("at least"), max_length=2, default="B1")
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["delegation", "language"], name="language_need_once")]

    def __str__(self):
        return f"{self.language} {self.min_level}"


class GuestRole(models.TextChoices):
    HEAD = "head", _("Head of delegation")
    MEMBER = "member", _("Member")
    SPOUSE = "spouse", _("Spouse")
    AIDE = "aide", _("Aide")
    INTERPRETER = "interpreter", _("Interpreter")
    SECURITY = "security", _("Security")


@pghistory.track(exclude=["passport_number", "security_note", "health_note"])
class Guest(Versioned):
    """One person of a delegation. Names are kept as the guest's side sent them, titles included."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="guests", verbose_name=_("delegation")
    )
    role = models.CharField(_("role"), max_length=12, choices=GuestRole, default=GuestRole.MEMBER)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    honorific = models.CharField(_("form of address"), max_length=120, blank=True)
    full_name = models.CharField(_("full name"), max_length=250)
    spoken_name = models.CharField(_("spoken as"), max_length=120, blank=True)
    position = models.CharField(_("position"), max_length=250, blank=True)
    nationality = CountryField(_("nationality"), blank=True)
    represents = models.CharField(_("represents (mewakili)"), max_length=250, blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    passport_number = EncryptedTextField(_("passport number"), blank=True)
    health_note = EncryptedTextField(_("health"), blank=True)
    security_note = EncryptedTextField(_("security note"), blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["delegation", "order", "full_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(role="head", cancelled_at=None),
                name="one_head_per_delegation",
                violation_error_message=_("This delegation already has a head."),
            )
        ]

    def __str__(self):
        return f"{self.honorific} {self.full_name}".strip()

    @property
    def event(self) -> Event:
        return self.delegation.event


class NeedKind(models.TextChoices):
    DIET = "diet", _("Food and diet")
    PRAYER = "prayer", _("Prayer")
    MOBILITY = "mobility", _("Mobility")
    INTERPRETER = "interpreter", _("Interpreter")
    LOUNGE = "lounge", _("Lounge and reception")
    TRANSPORT = "transport", _("Transport")
    OTHER = "other", _("Other")


@pghistory.track()
class Need(Record):
    """What a delegation or one of its guests needs. Health is not here but in `Guest.health_note`."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="needs", verbose_name=_("delegation")
    )
    guest = models.ForeignKey(
        Guest, on_delete=models.CASCADE, related_name="needs", null=True, blank=True, verbose_name=_("guest")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NeedKind, default=NeedKind.OTHER)
    text = models.CharField(_("need"), max_length=300)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["kind", "text"]

    def __str__(self):
        return self.text

    @property
    def event(self) -> Event:
        return self.delegation.event


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


@pghistory.track()
class Participation(Record):
    """A delegation takes part in an agenda item beyond (or, when excused, despite) its tier."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="participations", verbose_name=_("agenda item")
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="participations", verbose_name=_("delegation")
    )
    excused = models.BooleanField(_("does not attend"), default=False)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [models.UniqueConstraint(fields=["item", "delegation"], name="participation_once")]

    def __str__(self):
        return f"{self.delegation} – {self.item}"


class GiftDirection(models.TextChoices):
    GIVEN = "given", _("Given")
    RECEIVED = "received", _("Received")


@pghistory.track()
class Gift(Record):
    """A cinderamata given or received, through protocol (PP 39/2018 art. 56)."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="gifts", verbose_name=_("delegation")
    )
    direction = models.CharField(_("direction"), max_length=10, choices=GiftDirection)
    description = models.CharField(_("gift"), max_length=200)
    handed_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    handed_by = models.CharField(_("by"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["-handed_at"]

    def __str__(self):
        return self.description

    @property
    def event(self) -> Event:
        return self.delegation.event
