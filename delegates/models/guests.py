"""Members of a delegation, and what they need."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from delegates.models.delegations import Delegation
from delegates.querysets import GuestQuerySet, OfDelegationQuerySet
from events.models import Event
from lo_portal.crypto import EncryptedTextField
from lo_portal.records import Record, Versioned


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
